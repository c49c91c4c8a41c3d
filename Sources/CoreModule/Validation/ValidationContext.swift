import CoreTypes

/// A run of value types in ``ValidationContext/types``.
struct TypeSpan: Hashable, Sendable {
  var start: UInt32
  var count: UInt32

  static let empty = TypeSpan(start: 0, count: 0)
}

/// What a block or function takes and gives.
struct BlockSignature: Hashable, Sendable {
  var parameters: TypeSpan
  var results: TypeSpan
}

/// A module's index spaces, packed so that validating a function neither allocates nor follows references.
struct ValidationContext: Sendable {
  struct Global: Sendable {
    var type: PackedValueType
    var isMutable: Bool
  }

  /// The types of all function types, one after the other, behind the single ones that block types name.
  private(set) var types: [PackedValueType] = [.i32, .i64, .f32, .f64, .v128, .funcref, .externref]
  /// By type index.
  private(set) var signatures: [BlockSignature] = []
  /// The type index of every function.
  let functions: [UInt32]
  let tables: [PackedValueType]
  let memoryCount: Int
  let globals: [Global]
  let elementTypes: [PackedValueType]
  /// Nil where the module has no data count section.
  let dataCount: UInt32?
  /// The functions that a body may refer to, by function index.
  private(set) var isDeclared: [Bool]
  let instructions: [InstructionSignature] = OpcodeRow.signatures

  init(_ module: Module) {
    functions = module.functions
    tables = module.tables.map { PackedValueType($0.element) }
    memoryCount = module.memories.count
    globals = module.globals.map { Global(type: PackedValueType($0.value), isMutable: $0.isMutable) }
    elementTypes = module.elements.map { PackedValueType($0.type) }
    dataCount = module.dataCount
    isDeclared = [Bool](repeating: false, count: module.functions.count)
    signatures.reserveCapacity(module.types.count)
    for type in module.types {
      let function = type.function ?? CoreFunctionType([], [])
      signatures.append(BlockSignature(parameters: append(function.parameters), results: append(function.results)))
    }
    declareReferences(of: module)
  }

  private mutating func append(_ list: [CoreValueType]) -> TypeSpan {
    let start = types.count
    for type in list { types.append(PackedValueType(type)) }
    // A type takes a byte at least, and a module has at most 2^30.
    return TypeSpan(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: list.count))
  }

  /// Functions that occur in the module outside of bodies.
  ///
  /// Source: core specification, "Modules" (validation), the context's refs.
  private mutating func declareReferences(of module: Module) {
    for export in module.exports where export.kind == .function { declare(export.index) }
    for initializer in module.globalInitializers { declare(initializer, in: module) }
    for segment in module.elements {
      if case .active(_, let offset) = segment.mode { declare(offset, in: module) }
      switch segment.items {
      case .functions(let indices): for index in indices { declare(index) }
      case .expressions(let expressions): for expression in expressions { declare(expression, in: module) }
      }
    }
  }

  private mutating func declare(_ index: UInt32) {
    if Int(index) < isDeclared.count { isDeclared[Int(index)] = true }
  }

  private mutating func declare(_ expression: ConstantExpression, in module: Module) {
    var reader = InstructionReader(module.bytes, in: expression.range, features: module.features)
    while !reader.isAtEnd, let instruction = try? reader.next() {
      if instruction.opcode == .refFunc { declare(instruction.index) }
    }
  }

  /// One value's span; nil for the bottom type.
  func span(of type: PackedValueType) -> TypeSpan? {
    let start: UInt32
    switch type {
    case .i32: start = 0
    case .i64: start = 1
    case .f32: start = 2
    case .f64: start = 3
    case .v128: start = 4
    case .funcref: start = 5
    case .externref: start = 6
    default: return nil
    }
    return TypeSpan(start: start, count: 1)
  }
}
