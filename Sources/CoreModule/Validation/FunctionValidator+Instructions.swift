// One case an instruction whose types depend on the module or on the operand stack; the others go by the table.
extension FunctionValidator {
  @inline(__always)
  mutating func validate(_ instruction: Instruction) throws(CoreModuleError) {
    let signature = context.instructions[instruction.opcode.place]
    switch signature.shape {
    case .numeric:
      if signature.laneCount != 0 { try checkLane(instruction, signature) }
      try validateNumeric(signature)
    case .constant: try push(signature.result)
    case .load:
      let address = try checkMemoryArgument(instruction, signature)
      try pop(address)
      try push(signature.result)
    case .store:
      let address = try checkMemoryArgument(instruction, signature)
      try pop(signature.first)
      try pop(address)
    case .loadLane, .storeLane, .atomic: try validateAccess(instruction, signature)
    case .special: try validateSpecial(instruction)
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

  /// Checks a memory argument; the type of the memory's addresses.
  @inline(__always)
  private func checkMemoryArgument(
    _ instruction: Instruction, _ signature: InstructionSignature
  ) throws(CoreModuleError) -> PackedValueType {
    guard let address = context.memories[checked: instruction.second] else {
      throw unknown(.memory, instruction.second)
    }
    guard instruction.alignment <= signature.naturalAlignment else {
      throw error(.alignmentTooLarge(instruction.alignment, natural: signature.naturalAlignment))
    }
    guard instruction.immediate >> 32 == 0 || address == .i64 else {
      throw error(.offsetTooLarge(instruction.immediate))
    }
    return address
  }

  private func checkLane(_ instruction: Instruction, _ signature: InstructionSignature) throws(CoreModuleError) {
    if instruction.opcode == .i8x16Shuffle {
      let (low, high) = instruction.vector(in: bytes)
      // Each lane is a byte below 32.
      guard (low | high) & 0xE0E0_E0E0_E0E0_E0E0 == 0 else {
        let word = low & 0xE0E0_E0E0_E0E0_E0E0 != 0 ? low : high
        let place = UInt64((word & 0xE0E0_E0E0_E0E0_E0E0).trailingZeroBitCount / 8 * 8)
        throw error(.laneOutOfRange(UInt8(truncatingIfNeeded: word >> place), lanes: signature.laneCount))
      }
      return
    }
    guard instruction.lane < signature.laneCount else {
      throw error(.laneOutOfRange(instruction.lane, lanes: signature.laneCount))
    }
  }

  /// Accesses to one lane, and atomic ones.
  private mutating func validateAccess(
    _ instruction: Instruction, _ signature: InstructionSignature
  ) throws(CoreModuleError) {
    let address = try checkMemoryArgument(instruction, signature)
    if signature.shape == .atomic {
      guard instruction.alignment == signature.naturalAlignment else {
        throw error(.alignmentNotNatural(instruction.alignment, natural: signature.naturalAlignment))
      }
    } else {
      try checkLane(instruction, signature)
    }
    if signature.operandCount > 1 { try pop(signature.second) }
    if signature.operandCount > 0 { try pop(signature.first) }
    try pop(address)
    if signature.result != .bottom { try push(signature.result) }
  }

  private mutating func validateSpecial(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    switch instruction.opcode {
    case .localGet:
      let type = try local(index)
      guard type.isDefaultable || locals.hasValue(index) else { throw error(.localUnset(index)) }
      try push(type)
    case .localSet:
      let type = try local(index)
      try pop(type)
      if !type.isDefaultable { locals.setValue(index) }
    case .localTee:
      let type = try local(index)
      try pop(type)
      if !type.isDefaultable { locals.setValue(index) }
      try push(type)
    case .globalGet: try push(try global(index).type)
    case .globalSet:
      let global = try global(index)
      guard global.isMutable else { throw error(.globalImmutable(index)) }
      try pop(global.type)

    case .nop, .atomicFence: break
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
      try popAndPush(try labelTypes(index))
    case .brTable: try validateBranchTable(instruction)
    case .brOnNull: try validateBranchOnNull(index)
    case .brOnNonNull: try validateBranchOnNonNull(index)
    case .brOnCast, .brOnCastFail: try validateBranchOnCast(instruction)
    case .return:
      try pop(frames[0].signature.results)
      markUnreachable()
    case .call, .callIndirect, .callRef: try validateCall(try callee(instruction))
    case .returnCall, .returnCallIndirect, .returnCallRef: try validateTailCall(try callee(instruction))

    case .tryTable: try validateTryTable(instruction)
    case .throw:
      try pop(try tag(index).parameters)
      markUnreachable()
    case .throwRef:
      try pop(.exnref)
      markUnreachable()

    case .drop: _ = try popAny()
    case .select: try validateSelect()
    case .selectTyped:
      guard instruction.second == 1 else { throw error(.selectArity(Int(instruction.second))) }
      let type = try canonical(instruction.packedType)
      try pop(.i32)
      try pop(type)
      try pop(type)
      try push(type)

    case .memorySize, .memoryGrow, .memoryFill, .memoryCopy, .memoryInit, .dataDrop:
      try validateMemory(instruction)
    case .tableGet, .tableSet, .tableSize, .tableGrow, .tableFill, .tableCopy, .tableInit, .elemDrop:
      try validateTable(instruction)
    case .i64Add128, .i64Sub128:
      for _ in 0..<4 { try pop(.i64) }
      for _ in 0..<2 { try push(.i64) }
    case .i64MulWideS, .i64MulWideU:
      for _ in 0..<2 { try pop(.i64) }
      for _ in 0..<2 { try push(.i64) }
    default: try validateReference(instruction)
    }
  }

  private mutating func validateSelect() throws(CoreModuleError) {
    try pop(.i32)
    let second = try popAny()
    let first = try popAny()
    for type in [second, first] where type.isReference {
      throw error(.numberExpected(found: context.written(type)))
    }
    guard first == second || first == .bottom || second == .bottom else {
      throw mismatch(expected: first, found: second)
    }
    try push(first == .bottom ? second : first)
  }

  // MARK: Memories and tables

  private mutating func validateMemory(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    switch instruction.opcode {
    case .memorySize: try push(try memory(index))
    case .memoryGrow:
      let address = try memory(index)
      try pop(address)
      try push(address)
    case .memoryFill:
      let address = try memory(index)
      try pop(address)
      try pop(.i32)
      try pop(address)
    case .memoryCopy:
      let destination = try memory(index)
      let source = try memory(instruction.second)
      try pop(Self.lengthType(destination, source))
      try pop(source)
      try pop(destination)
    case .memoryInit:
      let address = try memory(instruction.second)
      try checkData(index)
      try pop(.i32)
      try pop(.i32)
      try pop(address)
    default: try checkData(index)
    }
  }

  /// The type of a length that both addresses must be able to hold.
  private static func lengthType(_ one: PackedValueType, _ other: PackedValueType) -> PackedValueType {
    one == .i64 && other == .i64 ? .i64 : .i32
  }

  private mutating func validateTable(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    switch instruction.opcode {
    case .elemDrop: _ = try elements(index)
    case .tableInit:
      let table = try table(instruction.second)
      try checkElements(try elements(index), fit: table.element)
      try pop(.i32)
      try pop(.i32)
      try pop(table.addressType)
    case .tableCopy:
      let destination = try table(index)
      let source = try table(instruction.second)
      try checkElements(source.element, fit: destination.element)
      try pop(Self.lengthType(destination.addressType, source.addressType))
      try pop(source.addressType)
      try pop(destination.addressType)
    case .tableGet:
      let table = try table(index)
      try pop(table.addressType)
      try push(table.element)
    case .tableSet:
      let table = try table(index)
      try pop(table.element)
      try pop(table.addressType)
    case .tableSize: try push(try table(index).addressType)
    case .tableGrow:
      let table = try table(index)
      try pop(table.addressType)
      try pop(table.element)
      try push(table.addressType)
    default:
      let table = try table(index)
      try pop(table.addressType)
      try pop(table.element)
      try pop(table.addressType)
    }
  }

  private func checkElements(_ found: PackedValueType, fit table: PackedValueType) throws(CoreModuleError) {
    guard context.matches(found, table) else {
      throw error(.segmentTypeMismatch(table: context.written(table), segment: context.written(found)))
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

  private func table(_ index: UInt32) throws(CoreModuleError) -> ValidationContext.Table {
    guard let table = context.tables[checked: index] else { throw unknown(.table, index) }
    return table
  }

  /// The type of a memory's addresses.
  private func memory(_ index: UInt32) throws(CoreModuleError) -> PackedValueType {
    guard let memory = context.memories[checked: index] else { throw unknown(.memory, index) }
    return memory
  }

  func checkData(_ index: UInt32) throws(CoreModuleError) {
    // Without the count, a single pass could not know how many segments follow the code.
    guard let count = context.dataCount else { throw error(.dataCountMissing) }
    guard index < count else { throw unknown(.dataSegment, index) }
  }

  /// The type of an element segment's elements.
  func elements(_ index: UInt32) throws(CoreModuleError) -> PackedValueType {
    guard let type = context.elementTypes[checked: index] else { throw unknown(.elementSegment, index) }
    return type
  }
}
