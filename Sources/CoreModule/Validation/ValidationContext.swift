import CoreTypes

/// A run of value types in ``ValidationContext/types``, or one type by itself.
struct TypeSpan: Hashable, Sendable {
  private(set) var start: UInt32
  let count: UInt32
  private let isSingle: Bool

  init(start: Int, count: Int) {
    // A type takes a byte at least, and a module has at most 2^30.
    self.start = UInt32(truncatingIfNeeded: start)
    self.count = UInt32(truncatingIfNeeded: count)
    isSingle = false
  }

  /// One type, which need not be in the list.
  init(_ type: PackedValueType) {
    start = type.rawValue
    count = 1
    isSingle = true
  }

  static let empty = TypeSpan(start: 0, count: 0)

  /// The one type that stands for itself; nil for a run.
  @inline(__always)
  var single: PackedValueType? { isSingle ? PackedValueType(rawValue: start) : nil }

  /// The run without its last type.
  var dropLast: TypeSpan { isSingle || count == 0 ? .empty : TypeSpan(start: Int(start), count: Int(count) - 1) }
}

/// What a block or function takes and gives.
struct BlockSignature: Hashable, Sendable {
  var parameters: TypeSpan
  var results: TypeSpan
}

/// A module's index spaces, packed so that validating a function neither allocates nor follows references.
///
/// Defined types are held by canonical number, so that equal types are equal words.
struct ValidationContext: Sendable {
  struct Global: Sendable {
    var type: PackedValueType
    var isMutable: Bool
  }

  struct Table: Sendable {
    var element: PackedValueType
    /// `i32` or `i64`.
    var addressType: PackedValueType
  }

  /// A defined type: a function's parameters and results, or the fields as they are read.
  struct DefinedType: Sendable {
    enum Kind: UInt8, Sendable {
      case function, `struct`, array
    }
    var kind: Kind
    /// A structure's or array's fields are the parameters.
    var signature: BlockSignature
  }

  /// What more there is to know of a field.
  struct FieldFlags: OptionSet, Sendable {
    let rawValue: UInt8
    static let mutable = FieldFlags(rawValue: 1)
    static let i8 = FieldFlags(rawValue: 2)
    static let i16 = FieldFlags(rawValue: 4)

    /// Which of the packed types it is, if any.
    var packing: FieldFlags { intersection([.i8, .i16]) }
    var isPacked: Bool { !packing.isEmpty }
  }

  private(set) var canonical = CanonicalTypes()
  /// The canonical numbers of the module's types by type index.
  private(set) var numbers: [UInt32] = []
  /// What is wrong with the type section; the types from there on are missing.
  private(set) var typeFault: CoreModuleError?

  /// The types of all function types, structures and arrays, one after the other.
  private(set) var types: [PackedValueType] = []
  /// Beside ``types``, for fields.
  private(set) var fieldFlags: [FieldFlags] = []
  /// By type index.
  private(set) var definedTypes: [DefinedType] = []
  /// The type index of every function.
  let functions: [UInt32]
  private(set) var tables: [Table] = []
  /// The address types, `i32` or `i64`.
  let memories: [PackedValueType]
  private(set) var globals: [Global] = []
  /// The type index of every tag.
  let tags: [UInt32]
  private(set) var elementTypes: [PackedValueType] = []
  /// Nil where the module has no data count section.
  let dataCount: UInt32?
  /// The functions that a body may refer to, by function index.
  private(set) var isDeclared: [Bool]
  let instructions: [InstructionSignature] = OpcodeRow.signatures

  init(_ module: Module) {
    functions = module.functions
    memories = module.memories.map { PackedValueType($0.addressType.valueType) }
    tags = module.tags
    dataCount = module.dataCount
    isDeclared = [Bool](repeating: false, count: module.functions.count)
    do throws(CoreModuleError) {
      try addTypes(of: module)
    } catch {
      typeFault = error
    }
    // A type index that is out of range is refused where the entry is checked, before these are used.
    globals = module.globals.map {
      Global(type: canonicalOrBottom(PackedValueType($0.value)), isMutable: $0.isMutable)
    }
    tables = module.tables.map {
      Table(
        element: canonicalOrBottom(PackedValueType($0.element)),
        addressType: PackedValueType($0.addressType.valueType))
    }
    elementTypes = module.elements.map { canonicalOrBottom(PackedValueType($0.type)) }
    declareReferences(of: module)
  }

  /// Functions that occur in the module outside of bodies.
  ///
  /// Source: core specification, "Modules" (validation), the context's refs.
  private mutating func declareReferences(of module: Module) {
    for export in module.exports where export.kind == .function { declare(export.index) }
    for case let initializer? in module.tableInitializers { declare(initializer, in: module) }
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
}

// MARK: Types

// Source: core specification, "Types" (validation).
extension ValidationContext {
  private mutating func addTypes(of module: Module) throws(CoreModuleError) {
    definedTypes.reserveCapacity(module.types.count)
    numbers.reserveCapacity(module.types.count)
    for group in module.recursionGroups {
      // Without recursion groups, a type cannot even refer to itself.
      try canonical.add(
        module.types[group], numbers: &numbers, allowsRecursion: module.features.contains(.gc)
      ) { module.typeOffsets[group.lowerBound + $0] }
      for index in group { definedTypes.append(defined(module.types[index].composite)) }
    }
  }

  private mutating func defined(_ composite: CoreCompositeType) -> DefinedType {
    switch composite {
    case .function(let type):
      let parameters = append(type.parameters.map { CoreFieldType(.value($0), isMutable: false) })
      let results = append(type.results.map { CoreFieldType(.value($0), isMutable: false) })
      return DefinedType(kind: .function, signature: BlockSignature(parameters: parameters, results: results))
    case .struct(let fields):
      return DefinedType(kind: .struct, signature: BlockSignature(parameters: append(fields), results: .empty))
    case .array(let element):
      return DefinedType(kind: .array, signature: BlockSignature(parameters: append([element]), results: .empty))
    }
  }

  private mutating func append(_ fields: [CoreFieldType]) -> TypeSpan {
    let start = types.count
    for field in fields {
      types.append(canonicalOrBottom(PackedValueType(field.storage.unpacked)))
      var flags: FieldFlags = field.isMutable ? .mutable : []
      switch field.storage {
      case .i8: flags.insert(.i8)
      case .i16: flags.insert(.i16)
      case .value: break
      }
      fieldFlags.append(flags)
    }
    return TypeSpan(start: start, count: fields.count)
  }

  /// A type as it was read with its type index replaced by the canonical number; nil if there is no such type.
  @inline(__always)
  func canonicalType(_ type: PackedValueType) -> PackedValueType? {
    guard let index = type.definedType else { return type }
    guard let number = numbers[checked: index] else { return nil }
    return type.replacingDefinedType(number)
  }

  private func canonicalOrBottom(_ type: PackedValueType) -> PackedValueType { canonicalType(type) ?? .bottom }

  /// A canonical type as the module could write it, for messages.
  func written(_ type: PackedValueType) -> PackedValueType {
    guard let number = type.definedType, let index = numbers.firstIndex(of: number) else { return type }
    return type.replacingDefinedType(UInt32(truncatingIfNeeded: index))
  }

  /// A reference to a defined type of the module. The index must be in range.
  @inline(__always)
  func reference(to index: UInt32, isNullable: Bool) -> PackedValueType {
    PackedValueType(CoreReferenceType(isNullable: isNullable, heap: .concrete(numbers[Int(index)])))
  }

  /// Whether a value of one type may stand where another is expected. Both are canonical.
  ///
  /// Source: core specification, "Matching".
  @inline(__always)
  func matches(_ found: PackedValueType, _ expected: PackedValueType) -> Bool {
    found == expected || found == .bottom || (found.isReference && matchesReference(found, expected))
  }

  @inline(never)
  private func matchesReference(_ found: PackedValueType, _ expected: PackedValueType) -> Bool {
    guard expected.isReference else { return false }
    if found == .bottomReference { return true }
    guard let found = found.referenceType, let expected = expected.referenceType else { return false }
    return canonical.matches(found, expected)
  }

  /// The types of a span.
  func list(_ span: TypeSpan) -> [PackedValueType] {
    if let single = span.single { return [single] }
    return Array(types[Int(span.start)..<Int(span.start) + Int(span.count)])
  }

  /// A type of a span by its position. The position must be in range.
  @inline(__always)
  func type(_ position: Int, in span: TypeSpan) -> PackedValueType {
    span.single ?? types[Int(span.start) + position]
  }

  /// Whether one list of types matches another, one by one.
  func matches(_ found: TypeSpan, _ expected: TypeSpan) -> Bool {
    if found == expected { return true }
    guard found.count == expected.count else { return false }
    for position in 0..<Int(found.count)
    where !matches(type(position, in: found), type(position, in: expected)) {
      return false
    }
    return true
  }
}
