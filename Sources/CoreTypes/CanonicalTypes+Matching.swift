// Whether one type may stand where another is expected. All type numbers are canonical ones of this collection.
//
// Source: core specification, "Matching".
extension CanonicalTypes {
  package func matches(_ heap: CoreHeapType, _ expected: CoreHeapType) -> Bool {
    if heap == expected { return true }
    switch (heap, expected) {
    case (.concrete(let number), .concrete(let other)): return isSubtype(number, of: other)
    case (.concrete(let number), _):
      switch kind(of: number) {
      case .function: return expected == .func
      case .struct: return expected == .struct || expected == .eq || expected == .any
      case .array: return expected == .array || expected == .eq || expected == .any
      }
    case (.none, .concrete(let number)): return kind(of: number) != .function
    case (.nofunc, .concrete(let number)): return kind(of: number) == .function
    case (.eq, .any), (.i31, .any), (.struct, .any), (.array, .any), (.none, .any): return true
    case (.i31, .eq), (.struct, .eq), (.array, .eq), (.none, .eq): return true
    case (.none, .i31), (.none, .struct), (.none, .array): return true
    case (.nofunc, .func), (.noextern, .extern), (.noexn, .exn): return true
    default: return false
    }
  }

  package func matches(_ type: CoreReferenceType, _ expected: CoreReferenceType) -> Bool {
    (!type.isNullable || expected.isNullable) && matches(type.heap, expected.heap)
  }

  package func matches(_ type: CoreValueType, _ expected: CoreValueType) -> Bool {
    if case .reference(let type) = type, case .reference(let expected) = expected { return matches(type, expected) }
    return type == expected
  }

  package func matches(_ type: CoreStorageType, _ expected: CoreStorageType) -> Bool {
    if case .value(let type) = type, case .value(let expected) = expected { return matches(type, expected) }
    return type == expected
  }

  package func matches(_ field: CoreFieldType, _ expected: CoreFieldType) -> Bool {
    guard field.isMutable == expected.isMutable, matches(field.storage, expected.storage) else { return false }
    return !field.isMutable || matches(expected.storage, field.storage)
  }

  /// Parameters the other way round, results this way.
  package func matches(_ type: CoreFunctionType, _ expected: CoreFunctionType) -> Bool {
    type.parameters.count == expected.parameters.count && type.results.count == expected.results.count
      && zip(type.parameters, expected.parameters).allSatisfy { matches($1, $0) }
      && zip(type.results, expected.results).allSatisfy { matches($0, $1) }
  }

  package func matches(_ type: CoreCompositeType, _ expected: CoreCompositeType) -> Bool {
    switch (type, expected) {
    case (.function(let type), .function(let expected)): matches(type, expected)
    case (.struct(let fields), .struct(let expected)):
      fields.count >= expected.count && zip(fields, expected).allSatisfy { matches($0, $1) }
    case (.array(let element), .array(let expected)): matches(element, expected)
    default: false
    }
  }

  package func matches(_ table: CoreTableType, _ expected: CoreTableType) -> Bool {
    table.addressType == expected.addressType && table.limits.matches(expected.limits)
      && matches(table.element, expected.element) && matches(expected.element, table.element)
  }

  package func matches(_ memory: CoreMemoryType, _ expected: CoreMemoryType) -> Bool {
    memory.addressType == expected.addressType && memory.isShared == expected.isShared
      && memory.pageSizeLog2 == expected.pageSizeLog2 && memory.limits.matches(expected.limits)
  }

  package func matches(_ global: CoreGlobalType, _ expected: CoreGlobalType) -> Bool {
    guard global.isMutable == expected.isMutable, matches(global.value, expected.value) else { return false }
    return !global.isMutable || matches(expected.value, global.value)
  }

  /// Functions and tags are compared here as if their types were final and stood alone; who knows their canonical numbers
  /// asks ``isSubtype(_:of:)`` for functions and compares the numbers of tags instead.
  package func matches(_ type: CoreExternType, _ expected: CoreExternType) -> Bool {
    switch (type, expected) {
    case (.function(let type), .function(let expected)), (.tag(let type), .tag(let expected)): type == expected
    case (.table(let type), .table(let expected)): matches(type, expected)
    case (.memory(let type), .memory(let expected)): matches(type, expected)
    case (.global(let type), .global(let expected)): matches(type, expected)
    default: false
    }
  }
}

extension CoreLimits {
  /// Whether something with these limits may be imported with others: at least as large, and bounded at least as much.
  package func matches(_ expected: CoreLimits) -> Bool {
    guard minimum >= expected.minimum else { return false }
    guard let bound = expected.maximum else { return true }
    guard let maximum else { return false }
    return maximum <= bound
  }
}
