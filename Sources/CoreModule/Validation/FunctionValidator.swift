/// Validates one body or constant expression after the other, and keeps its stacks' memory between them.
///
/// Source: core specification, "Validation Algorithm" (appendix).
struct FunctionValidator: Sendable {
  struct Frame: Sendable {
    enum Kind: UInt8, Sendable {
      case function, block, loop, `if`, `else`
    }
    var kind: Kind
    /// Whether the rest of the block cannot be reached, so that its operand stack gives any type.
    var isUnreachable: Bool
    /// The operand stack's height where the block begins, its parameters apart.
    var height: Int
    /// How many locals without a default value were set before the block.
    var setLocalCount: Int
    var signature: BlockSignature
    /// What a branch to it takes.
    var labelTypes: TypeSpan { kind == .loop ? signature.parameters : signature.results }
  }

  let bytes: [UInt8]
  let features: CoreFeatures
  let context: ValidationContext
  let importedGlobalCount: Int

  var operands: [PackedValueType] = []
  var frames: [Frame] = []
  /// The innermost frame's height and reachability, kept apart since every instruction asks for them.
  var height = 0
  var isUnreachable = false
  var locals = LocalTypes()
  /// The instruction being validated.
  var offset = 0

  init(_ module: Module, context: ValidationContext) {
    bytes = module.bytes
    features = module.features
    importedGlobalCount = module.importedGlobalCount
    self.context = context
  }

  /// Validates a defined function's body.
  mutating func validate(_ body: FunctionBody, signature: BlockSignature) throws(CoreModuleError) {
    try begin(body, signature: signature)
    var reader = InstructionReader(bytes, in: body.code, features: features)
    while !frames.isEmpty {
      guard !reader.isAtEnd else { throw CoreModuleError(.endExpected, at: reader.offset) }
      let instruction = try reader.next()
      offset = instruction.offset
      try validate(instruction)
    }
    guard reader.isAtEnd else { throw CoreModuleError(.bytesAfterEnd, at: reader.offset) }
  }

  /// Makes ready for the first instruction of a body.
  mutating func begin(_ body: FunctionBody, signature: BlockSignature) throws(CoreModuleError) {
    locals.removeAll()
    for position in 0..<Int(signature.parameters.count) {
      locals.appendParameter(context.type(position, in: signature.parameters))
    }
    offset = body.range.lowerBound
    for run in body.locals { locals.append(try canonical(PackedValueType(run.type)), count: run.count) }
    guard Int(locals.count) <= CoreLimit.functionLocals else {
      throw error(.limit("locals in a function", found: Int(locals.count), maximum: CoreLimit.functionLocals))
    }
    begin(BlockSignature(parameters: .empty, results: signature.results))
  }

  /// Validates a constant expression that must give one value of a type.
  ///
  /// - Parameter globals: how many globals there are when the expression runs.
  ///
  /// Source: core specification, "Constant Expressions" (validation).
  mutating func validate(
    _ expression: ConstantExpression, expecting type: PackedValueType, globals: Int
  ) throws(CoreModuleError) {
    locals.removeAll()
    begin(BlockSignature(parameters: .empty, results: TypeSpan(type)))
    var reader = InstructionReader(bytes, in: expression.range, features: features)
    while !frames.isEmpty {
      guard !reader.isAtEnd else { throw CoreModuleError(.endExpected, at: reader.offset) }
      let instruction = try reader.next()
      offset = instruction.offset
      try requireConstant(instruction, globals: globals)
      // A function named here is declared by being named.
      try validate(instruction)
    }
  }

  private func requireConstant(_ instruction: Instruction, globals: Int) throws(CoreModuleError) {
    switch instruction.opcode {
    case .i32Const, .i64Const, .f32Const, .f64Const, .v128Const, .refNull, .refFunc, .end: return
    case .i32Add, .i32Sub, .i32Mul, .i64Add, .i64Sub, .i64Mul:
      guard features.contains(.extendedConst) else { throw error(.notConstant(instruction.opcode)) }
    case .structNew, .structNewDefault, .arrayNew, .arrayNewDefault, .arrayNewFixed, .refI31, .anyConvertExtern,
      .externConvertAny:
      guard features.contains(.gc) else { throw error(.notConstant(instruction.opcode)) }
    case .globalGet:
      let index = Int(instruction.index)
      guard index < globals, index < context.globals.count else {
        throw error(.unknownIndex(.global, instruction.index, count: globals))
      }
      guard index < importedGlobalCount || features.contains(.gc), !context.globals[index].isMutable else {
        throw error(.globalNotConstant(instruction.index))
      }
    default: throw error(.notConstant(instruction.opcode))
    }
  }

  private mutating func begin(_ signature: BlockSignature) {
    operands.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    height = 0
    isUnreachable = false
    frames.append(
      Frame(kind: .function, isUnreachable: false, height: 0, setLocalCount: 0, signature: signature))
  }

  /// A type that the code names, with its type index made sure of and replaced by the canonical number.
  @inline(__always)
  func canonical(_ type: PackedValueType) throws(CoreModuleError) -> PackedValueType {
    guard let canonical = context.canonicalType(type) else { throw unknown(.type, type.definedType ?? 0) }
    return canonical
  }

  // MARK: Errors, kept out of the fast path

  @inline(never)
  func error(_ kind: CoreModuleError.Kind) -> CoreModuleError {
    CoreModuleError(kind, at: offset)
  }

  @inline(never)
  func mismatch(expected: PackedValueType, found: PackedValueType) -> CoreModuleError {
    error(.typeMismatch(expected: context.written(expected), found: context.written(found)))
  }

  @inline(never)
  func missing(_ expected: PackedValueType?) -> CoreModuleError {
    error(.operandMissing(expected: expected.map(context.written)))
  }

  @inline(never)
  func unknown(_ space: IndexSpace, _ index: UInt32, count: Int? = nil) -> CoreModuleError {
    let known =
      switch space {
      case .type: context.definedTypes.count
      case .function: context.functions.count
      case .table: context.tables.count
      case .memory: context.memories.count
      case .global: context.globals.count
      case .tag: context.tags.count
      case .local: Int(locals.count)
      case .field: 0
      case .elementSegment: context.elementTypes.count
      case .dataSegment: Int(context.dataCount ?? 0)
      }
    return error(.unknownIndex(space, index, count: count ?? known))
  }
}
