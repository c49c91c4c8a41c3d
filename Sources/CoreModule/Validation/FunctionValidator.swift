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
    locals.removeAll()
    for type in types(of: signature.parameters) { locals.append(type, count: 1) }
    for run in body.locals { locals.append(PackedValueType(run.type), count: run.count) }
    begin(BlockSignature(parameters: .empty, results: signature.results))
    var reader = InstructionReader(bytes, in: body.code, features: features)
    while !frames.isEmpty {
      guard !reader.isAtEnd else { throw CoreModuleError(.endExpected, at: reader.offset) }
      let instruction = try reader.next()
      offset = instruction.offset
      try validate(instruction)
    }
    guard reader.isAtEnd else { throw CoreModuleError(.bytesAfterEnd, at: reader.offset) }
  }

  /// Validates a constant expression that must give one value of a type.
  ///
  /// Source: core specification, "Constant Expressions" (validation).
  mutating func validate(
    _ expression: ConstantExpression, expecting type: PackedValueType
  ) throws(CoreModuleError) {
    locals.removeAll()
    begin(BlockSignature(parameters: .empty, results: context.span(of: type) ?? .empty))
    var reader = InstructionReader(bytes, in: expression.range, features: features)
    while !frames.isEmpty {
      guard !reader.isAtEnd else { throw CoreModuleError(.endExpected, at: reader.offset) }
      let instruction = try reader.next()
      offset = instruction.offset
      try requireConstant(instruction)
      if instruction.opcode == .refFunc {
        // Being here declares the function.
        guard Int(instruction.index) < context.functions.count else { throw unknown(.function, instruction.index) }
        try push(.funcref)
      } else {
        try validate(instruction)
      }
    }
  }

  private func requireConstant(_ instruction: Instruction) throws(CoreModuleError) {
    switch instruction.opcode {
    case .i32Const, .i64Const, .f32Const, .f64Const, .refNull, .refFunc, .end: return
    case .i32Add, .i32Sub, .i32Mul, .i64Add, .i64Sub, .i64Mul:
      guard features.contains(.extendedConst) else { throw error(.unsupported(.extendedConst)) }
    case .globalGet:
      guard Int(instruction.index) < context.globals.count else { throw unknown(.global, instruction.index) }
      // Without garbage collection, only imported globals are there when the expression runs.
      guard Int(instruction.index) < importedGlobalCount, !context.globals[Int(instruction.index)].isMutable else {
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
    frames.append(Frame(kind: .function, isUnreachable: false, height: 0, signature: signature))
  }

  func types(of span: TypeSpan) -> ArraySlice<PackedValueType> {
    context.types[Int(span.start)..<Int(span.start) + Int(span.count)]
  }

  // MARK: Errors, kept out of the fast path

  @inline(never)
  func error(_ kind: CoreModuleError.Kind) -> CoreModuleError {
    CoreModuleError(kind, at: offset)
  }

  @inline(never)
  func unknown(_ space: IndexSpace, _ index: UInt32) -> CoreModuleError {
    let count =
      switch space {
      case .type: context.signatures.count
      case .function: context.functions.count
      case .table: context.tables.count
      case .memory: context.memoryCount
      case .global: context.globals.count
      case .local: Int(locals.count)
      case .elementSegment: context.elementTypes.count
      case .tag, .field: 0
      case .dataSegment: Int(context.dataCount ?? 0)
      }
    return error(.unknownIndex(space, index, count: count))
  }
}
