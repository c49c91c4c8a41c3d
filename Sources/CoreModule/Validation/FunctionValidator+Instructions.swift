// One case an instruction whose types depend on the module or on the operand stack; the others go by the table.
extension FunctionValidator {
  @inline(__always)
  mutating func validate(_ instruction: Instruction) throws(CoreModuleError) {
    let signature = context.instructions[instruction.opcode.place]
    switch signature.shape {
    case .numeric: try validateNumeric(signature)
    case .constant: try push(signature.result)
    case .load:
      try checkMemoryArgument(instruction, signature)
      try pop(.i32)
      try push(signature.result)
    case .store:
      try checkMemoryArgument(instruction, signature)
      try pop(signature.first)
      try pop(.i32)
    case .loadLane, .storeLane, .atomic, .special: try validateSpecial(instruction)
    }
  }

  @inline(__always)
  private mutating func validateNumeric(_ signature: InstructionSignature) throws(CoreModuleError) {
    let count = operands.count
    if signature.operandCount == 2 {
      if count >= height + 2, operands[count - 1] == signature.second, operands[count - 2] == signature.first {
        operands.removeLast()
        operands[count - 2] = signature.result
        return
      }
    } else if signature.operandCount == 1, count > height, operands[count - 1] == signature.first {
      operands[count - 1] = signature.result
      return
    }
    if signature.operandCount > 2 { try pop(signature.third) }
    if signature.operandCount > 1 { try pop(signature.second) }
    try pop(signature.first)
    try push(signature.result)
  }

  @inline(__always)
  private func checkMemoryArgument(
    _ instruction: Instruction, _ signature: InstructionSignature
  ) throws(CoreModuleError) {
    guard Int(instruction.second) < context.memoryCount else { throw unknown(.memory, instruction.second) }
    guard instruction.alignment <= signature.naturalAlignment else {
      throw error(.alignmentTooLarge(instruction.alignment, natural: signature.naturalAlignment))
    }
    guard instruction.immediate >> 32 == 0 else { throw error(.offsetTooLarge(instruction.immediate)) }
  }

  private mutating func validateSpecial(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    switch instruction.opcode {
    case .localGet: try push(try local(index))
    case .localSet: try pop(try local(index))
    case .localTee:
      let type = try local(index)
      try pop(type)
      try push(type)
    case .globalGet: try push(try global(index).type)
    case .globalSet:
      let global = try global(index)
      guard global.isMutable else { throw error(.globalImmutable(index)) }
      try pop(global.type)

    case .nop: break
    case .unreachable: markUnreachable()
    case .block: try enter(.block, instruction.blockType)
    case .loop: try enter(.loop, instruction.blockType)
    case .if: try enter(.if, instruction.blockType)
    case .else: try validateElse()
    case .end: try validateEnd()
    case .br:
      try pop(try labelTypes(index))
      markUnreachable()
    case .brIf:
      try pop(.i32)
      let types = try labelTypes(index)
      if types.count > 0 {
        try pop(types)
        try push(types)
      }
    case .brTable: try validateBranchTable(instruction)
    case .return:
      try pop(frames[0].signature.results)
      markUnreachable()
    case .call:
      guard let type = context.functions[checked: index] else { throw unknown(.function, index) }
      try validateCall(type)
    case .callIndirect:
      let table = try table(instruction.second)
      guard table.matches(.funcref) else { throw error(.typeMismatch(expected: .funcref, found: table)) }
      try pop(.i32)
      try validateCall(index)

    case .drop: _ = try popAny()
    case .select: try validateSelect()
    case .selectTyped:
      guard instruction.second == 1 else { throw error(.selectArity(Int(instruction.second))) }
      try pop(.i32)
      try pop(instruction.packedType)
      try pop(instruction.packedType)
      try push(instruction.packedType)

    case .memorySize, .memoryGrow, .memoryFill, .memoryCopy, .memoryInit, .dataDrop:
      try validateMemory(instruction)
    case .tableGet, .tableSet, .tableSize, .tableGrow, .tableFill, .tableCopy, .tableInit, .elemDrop:
      try validateTable(instruction)

    case .refNull: try push(instruction.packedType)
    case .refIsNull:
      let found = try popAny()
      guard found.isReference || found == .bottom else { throw error(.referenceExpected(found: found)) }
      try push(.i32)
    case .refFunc:
      guard let isDeclared = context.isDeclared[checked: index] else { throw unknown(.function, index) }
      guard isDeclared else { throw error(.undeclaredFunctionReference(index)) }
      try push(.funcref)

    default: preconditionFailure("\(instruction.opcode.mnemonic) has a signature and needs no case")
    }
  }

  private mutating func validateSelect() throws(CoreModuleError) {
    try pop(.i32)
    let second = try popAny()
    let first = try popAny()
    for type in [second, first] where type.isReference { throw error(.numberExpected(found: type)) }
    guard first.matches(second) || second == .bottom else {
      throw error(.typeMismatch(expected: first, found: second))
    }
    try push(first == .bottom ? second : first)
  }

  private mutating func validateMemory(_ instruction: Instruction) throws(CoreModuleError) {
    if instruction.opcode == .memoryInit || instruction.opcode == .dataDrop {
      // Without the count, a single pass could not know how many segments follow the code.
      guard let count = context.dataCount else { throw error(.dataCountMissing) }
      if instruction.opcode == .memoryInit { try checkMemory(instruction.second) }
      guard instruction.index < count else { throw unknown(.dataSegment, instruction.index) }
    } else {
      try checkMemory(instruction.index)
      if instruction.opcode == .memoryCopy { try checkMemory(instruction.second) }
    }
    switch instruction.opcode {
    case .memorySize: try push(.i32)
    case .memoryGrow:
      try pop(.i32)
      try push(.i32)
    case .dataDrop: break
    default: for _ in 0..<3 { try pop(.i32) }
    }
  }

  private mutating func validateTable(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    switch instruction.opcode {
    case .elemDrop:
      guard Int(index) < context.elementTypes.count else { throw unknown(.elementSegment, index) }
    case .tableInit:
      let table = try table(instruction.second)
      guard let segment = context.elementTypes[checked: index] else { throw unknown(.elementSegment, index) }
      guard segment.matches(table) else { throw error(.segmentTypeMismatch(table: table, segment: segment)) }
      for _ in 0..<3 { try pop(.i32) }
    case .tableCopy:
      let destination = try table(index)
      let source = try table(instruction.second)
      guard source.matches(destination) else {
        throw error(.segmentTypeMismatch(table: destination, segment: source))
      }
      for _ in 0..<3 { try pop(.i32) }
    case .tableGet:
      let type = try table(index)
      try pop(.i32)
      try push(type)
    case .tableSet:
      try pop(try table(index))
      try pop(.i32)
    case .tableSize:
      _ = try table(index)
      try push(.i32)
    case .tableGrow:
      let type = try table(index)
      try pop(.i32)
      try pop(type)
      try push(.i32)
    default:
      let type = try table(index)
      try pop(.i32)
      try pop(type)
      try pop(.i32)
    }
  }

  // MARK: Index spaces

  @inline(__always)
  private func local(_ index: UInt32) throws(CoreModuleError) -> PackedValueType {
    guard let type = locals.type(of: index) else { throw unknown(.local, index) }
    return type
  }

  private func global(_ index: UInt32) throws(CoreModuleError) -> ValidationContext.Global {
    guard let global = context.globals[checked: index] else { throw unknown(.global, index) }
    return global
  }

  private func table(_ index: UInt32) throws(CoreModuleError) -> PackedValueType {
    guard let table = context.tables[checked: index] else { throw unknown(.table, index) }
    return table
  }

  private func checkMemory(_ index: UInt32) throws(CoreModuleError) {
    guard Int(index) < context.memoryCount else { throw unknown(.memory, index) }
  }
}
