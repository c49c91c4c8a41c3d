/// Defined types, each equivalent group of them held once under numbers of its own, so that types from any number of modules
/// compare by number.
///
/// Two recursion groups are equivalent if they are equal with the references inside of the group written as positions in it
/// and those out of it as canonical numbers.
///
/// Source: core specification, "Defined Types" (appendix: "Type Canonicalization"), "Matching".
package struct CanonicalTypes: Sendable {
  /// The deepest that declared supertypes may nest, which is also what wasmparser accepts.
  package static let maxSubtypingDepth = 63

  /// The types by canonical number; the references in them are canonical numbers.
  package private(set) var types: [CoreSubType] = []

  /// The groups by what they look like from inside: a reference to a member is ``memberBit`` and its position.
  private var groups: [[CoreSubType]: UInt32] = [:]

  // A type's display: its supertypes, the farthest first, in one array for all types.
  private var displayStarts: [UInt32] = []
  private var depths: [UInt8] = []
  private var displays: [UInt32] = []
  private var kinds: [Kind] = []

  /// What kind of composite type a type is, apart from the arrays that it holds.
  enum Kind: UInt8, Sendable {
    case function, `struct`, array
  }

  private static let memberBit: UInt32 = 1 << 31

  package init() {}

  package var count: Int { types.count }

  /// Adds a module's next recursion group, or finds the one that it is equivalent to.
  ///
  /// - Parameters:
  ///   - group: its types in order, with type indices of the module.
  ///   - numbers: the canonical numbers of the module's types before the group, by type index; those of the group are
  ///     appended.
  /// - Precondition: the group refers only to types before its own end, its supertypes stand before their subtypes, and no
  ///   supertypes nest deeper than ``maxSubtypingDepth``.
  package mutating func intern(_ group: some Collection<CoreSubType>, numbers: inout [UInt32]) {
    let start = UInt32(truncatingIfNeeded: numbers.count)
    let key = group.map { type in
      type.mappingReferences { $0 >= start ? Self.memberBit | ($0 &- start) : numbers[Int($0)] }
    }
    let first: UInt32
    if let known = groups[key] {
      first = known
    } else {
      first = UInt32(truncatingIfNeeded: types.count)
      groups[key] = first
      for type in key {
        append(type.mappingReferences { $0 & Self.memberBit != 0 ? first + ($0 & ~Self.memberBit) : $0 })
      }
    }
    for position in 0..<UInt32(truncatingIfNeeded: key.count) { numbers.append(first + position) }
  }

  /// Adds or finds a final function type that refers to canonical numbers only, such as a host function's.
  package mutating func intern(_ function: CoreFunctionType) -> UInt32 {
    let key = [CoreSubType(function)]
    if let known = groups[key] { return known }
    let number = UInt32(truncatingIfNeeded: types.count)
    groups[key] = number
    append(key[0])
    return number
  }

  private mutating func append(_ type: CoreSubType) {
    displayStarts.append(UInt32(truncatingIfNeeded: displays.count))
    if let supertype = type.supertype, Int(supertype) < types.count {
      let start = Int(displayStarts[Int(supertype)])
      let depth = depths[Int(supertype)]
      precondition(depth < Self.maxSubtypingDepth, "the caller refuses supertypes that nest deeper")
      for place in start..<start + Int(depth) { displays.append(displays[place]) }
      displays.append(supertype)
      depths.append(depth + 1)
    } else {
      depths.append(0)
    }
    switch type.composite {
    case .function: kinds.append(.function)
    case .struct: kinds.append(.struct)
    case .array: kinds.append(.array)
    }
    types.append(type)
  }

  /// How many supertypes a type has, one above the other.
  package func subtypingDepth(of number: UInt32) -> Int { Int(depths[Int(number)]) }

  /// Whether a type is another or declares it as its supertype, directly or through others. Constant time.
  ///
  /// Both are canonical numbers of this collection.
  @inline(__always)
  package func isSubtype(_ number: UInt32, of other: UInt32) -> Bool {
    if number == other { return true }
    let level = depths[Int(other)]
    guard level < depths[Int(number)] else { return false }
    return displays[Int(displayStarts[Int(number)]) + Int(level)] == other
  }

  func kind(of number: UInt32) -> Kind { kinds[Int(number)] }
}

extension CoreSubType {
  /// The same type with each type index or number in it replaced.
  package func mappingReferences(_ map: (UInt32) -> UInt32) -> CoreSubType {
    CoreSubType(isFinal: isFinal, supertype: supertype.map(map), composite.mappingReferences(map))
  }
}

extension CoreCompositeType {
  /// Calls a closure with each type index or number in it.
  package func forEachReference(_ body: (UInt32) -> Void) {
    func visit(_ type: CoreValueType) {
      if case .reference(let reference) = type, case .concrete(let index) = reference.heap { body(index) }
    }
    switch self {
    case .function(let type):
      type.parameters.forEach(visit)
      type.results.forEach(visit)
    case .struct(let fields): for field in fields { visit(field.storage.unpacked) }
    case .array(let element): visit(element.storage.unpacked)
    }
  }

  func mappingReferences(_ map: (UInt32) -> UInt32) -> CoreCompositeType {
    switch self {
    case .function(let type): .function(type.mappingReferences(map))
    case .struct(let fields): .struct(fields.map { $0.mappingReferences(map) })
    case .array(let element): .array(element.mappingReferences(map))
    }
  }
}

extension CoreFunctionType {
  /// The same type with each type index or number in it replaced.
  package func mappingReferences(_ map: (UInt32) -> UInt32) -> CoreFunctionType {
    CoreFunctionType(
      Self.mappingReferences(parameters, map), Self.mappingReferences(results, map))
  }

  /// Lists without references, which most are, stay the same storage.
  private static func mappingReferences(_ types: [CoreValueType], _ map: (UInt32) -> UInt32) -> [CoreValueType] {
    guard types.contains(where: \.isDefinedReference) else { return types }
    return types.map { $0.mappingReferences(map) }
  }
}

extension CoreFieldType {
  func mappingReferences(_ map: (UInt32) -> UInt32) -> CoreFieldType {
    guard case .value(let type) = storage else { return self }
    return CoreFieldType(.value(type.mappingReferences(map)), isMutable: isMutable)
  }
}

extension CoreValueType {
  fileprivate var isDefinedReference: Bool {
    if case .reference(let type) = self, case .concrete = type.heap { true } else { false }
  }

  /// The same type with the type index or number in it, if any, replaced.
  package func mappingReferences(_ map: (UInt32) -> UInt32) -> CoreValueType {
    guard case .reference(let type) = self else { return self }
    return .reference(type.mappingReferences(map))
  }
}

extension CoreReferenceType {
  /// The same type with the type index or number in it, if any, replaced.
  package func mappingReferences(_ map: (UInt32) -> UInt32) -> CoreReferenceType {
    guard case .concrete(let index) = heap else { return self }
    return CoreReferenceType(isNullable: isNullable, heap: .concrete(map(index)))
  }
}
