import CoreTypes

// References, structures, arrays and casts, and the lanes of a shuffle.
extension FunctionValidator {
  mutating func validateReference(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    switch instruction.opcode {
    case .refNull: try push(try canonical(instruction.packedType))
    case .refIsNull:
      _ = try popReference()
      try push(.i32)
    case .refAsNonNull: try push(try popReference().nonNullable)
    case .refFunc:
      guard let isDeclared = context.isDeclared[checked: index] else { throw unknown(.function, index) }
      guard isDeclared else { throw error(.undeclaredFunctionReference(index)) }
      guard let type = context.functions[checked: index], Int(type) < context.numbers.count else {
        throw unknown(.function, index)
      }
      try push(context.reference(to: type, isNullable: false))
    case .refEq:
      try pop(.eqref)
      try pop(.eqref)
      try push(.i32)

    case .refI31:
      try pop(.i32)
      try push(.i31)
    case .i31GetS, .i31GetU:
      try pop(.i31.nullable)
      try push(.i32)
    case .refTest, .refTestNull:
      try popCastOperand(try canonical(instruction.packedType))
      try push(.i32)
    case .refCast, .refCastNull:
      let type = try canonical(instruction.packedType)
      try popCastOperand(type)
      try push(type)
    case .anyConvertExtern: try convert(from: .externref, to: .anyref)
    case .externConvertAny: try convert(from: .anyref, to: .externref)

    case .structNew, .structNewDefault, .structGet, .structGetS, .structGetU, .structSet:
      try validateStruct(instruction)
    case .arrayLen:
      try pop(.arrayref)
      try push(.i32)
    default: try validateArray(instruction)
    }
  }

  /// What is cast may be of any type in the hierarchy of the type that it is cast to.
  private mutating func popCastOperand(_ type: PackedValueType) throws(CoreModuleError) {
    let top: PackedValueType =
      if context.matches(type, .anyref) {
        .anyref
      } else if context.matches(type, .funcref) {
        .funcref
      } else if context.matches(type, .externref) {
        .externref
      } else {
        .exnref
      }
    try pop(top)
  }

  private mutating func convert(from source: PackedValueType, to target: PackedValueType) throws(CoreModuleError) {
    let found = try popReference()
    guard context.matches(found, source) else { throw mismatch(expected: source, found: found) }
    try push(found.isNullable ? target : target.nonNullable)
  }

  // MARK: Structures

  /// The fields of a structure type.
  private func structure(_ index: UInt32) throws(CoreModuleError) -> TypeSpan {
    guard let type = context.definedTypes[checked: index] else { throw unknown(.type, index) }
    guard type.kind == .struct else { throw error(.wrongKindOfType(index, expected: "a structure type")) }
    return type.signature.parameters
  }

  private mutating func validateStruct(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    let fields = try structure(index)
    switch instruction.opcode {
    case .structNew:
      try pop(fields)
      try push(context.reference(to: index, isNullable: false))
    case .structNewDefault:
      for position in 0..<Int(fields.count) { try checkDefault(context.type(position, in: fields)) }
      try push(context.reference(to: index, isNullable: false))
    default:
      guard instruction.second < fields.count else {
        throw unknown(.field, instruction.second, count: Int(fields.count))
      }
      let place = Int(fields.start) + Int(instruction.second)
      let flags = context.fieldFlags[place]
      if instruction.opcode == .structSet {
        guard flags.contains(.mutable) else { throw error(.fieldImmutable) }
        try pop(context.types[place])
        try pop(context.reference(to: index, isNullable: true))
      } else {
        guard flags.isPacked == (instruction.opcode != .structGet) else { throw error(.fieldIsPacked(flags.isPacked)) }
        try pop(context.reference(to: index, isNullable: true))
        try push(context.types[place])
      }
    }
  }

  private func checkDefault(_ type: PackedValueType) throws(CoreModuleError) {
    guard type.isDefaultable else { throw error(.noDefault(context.written(type))) }
  }

  // MARK: Arrays

  /// The place of an array type's element among the context's types.
  private func array(_ index: UInt32) throws(CoreModuleError) -> Int {
    guard let type = context.definedTypes[checked: index] else { throw unknown(.type, index) }
    guard type.kind == .array else { throw error(.wrongKindOfType(index, expected: "an array type")) }
    return Int(type.signature.parameters.start)
  }

  private mutating func validateArray(_ instruction: Instruction) throws(CoreModuleError) {
    let index = instruction.index
    let place = try array(index)
    let element = context.types[place]
    let flags = context.fieldFlags[place]
    let reference = context.reference(to: index, isNullable: true)
    switch instruction.opcode {
    case .arrayNew:
      try pop(.i32)
      try pop(element)
      try push(reference.nonNullable)
    case .arrayNewDefault:
      try checkDefault(element)
      try pop(.i32)
      try push(reference.nonNullable)
    case .arrayNewFixed:
      var remaining = instruction.second
      // Unreachable code gives as many as are asked for.
      while remaining > 0, operands.count > height || !isUnreachable {
        try pop(element)
        remaining -= 1
      }
      try push(reference.nonNullable)
    case .arrayNewData, .arrayNewElem:
      try checkSegment(instruction, element)
      try pop(.i32)
      try pop(.i32)
      try push(reference.nonNullable)
    case .arrayGet, .arrayGetS, .arrayGetU:
      guard flags.isPacked == (instruction.opcode != .arrayGet) else { throw error(.fieldIsPacked(flags.isPacked)) }
      try pop(.i32)
      try pop(reference)
      try push(element)
    default:
      guard flags.contains(.mutable) else { throw error(.fieldImmutable) }
      try validateArrayWrite(instruction, place, reference)
    }
  }

  private mutating func validateArrayWrite(
    _ instruction: Instruction, _ place: Int, _ reference: PackedValueType
  ) throws(CoreModuleError) {
    let element = context.types[place]
    switch instruction.opcode {
    case .arraySet:
      try pop(element)
      try pop(.i32)
      try pop(reference)
    case .arrayFill:
      try pop(.i32)
      try pop(element)
      try pop(.i32)
      try pop(reference)
    case .arrayCopy:
      let source = try array(instruction.second)
      guard context.fieldFlags[source].packing.rawValue == context.fieldFlags[place].packing.rawValue,
        context.matches(context.types[source], element)
      else { throw error(.arrayElementMismatch) }
      try pop(.i32)
      try pop(.i32)
      try pop(context.reference(to: instruction.second, isNullable: true))
      try pop(.i32)
      try pop(reference)
    case .arrayInitData, .arrayInitElem:
      try checkSegment(instruction, element)
      for _ in 0..<3 { try pop(.i32) }
      try pop(reference)
    default: preconditionFailure("\(instruction.opcode.mnemonic) has a signature and needs no case")
    }
  }

  /// The segment that an array is filled from: data for numbers and vectors, elements for references.
  private func checkSegment(_ instruction: Instruction, _ element: PackedValueType) throws(CoreModuleError) {
    if instruction.opcode == .arrayNewData || instruction.opcode == .arrayInitData {
      guard !element.isReference else { throw error(.arrayOfReferences(true)) }
      try checkData(instruction.second)
    } else {
      guard element.isReference else { throw error(.arrayOfReferences(false)) }
      let found = try elements(instruction.second)
      guard context.matches(found, element) else { throw mismatch(expected: element, found: found) }
    }
  }
}

extension PackedValueType {
  static let anyref = PackedValueType(CoreReferenceType(isNullable: true, heap: .any))
  static let eqref = PackedValueType(CoreReferenceType(isNullable: true, heap: .eq))
  static let arrayref = PackedValueType(CoreReferenceType(isNullable: true, heap: .array))
  static let exnref = PackedValueType(CoreReferenceType(isNullable: true, heap: .exn))
  /// An exception that was caught, which is there.
  static let exception = PackedValueType(CoreReferenceType(isNullable: false, heap: .exn))
  /// An i31, not null.
  static let i31 = PackedValueType(CoreReferenceType(isNullable: false, heap: .i31))
}
