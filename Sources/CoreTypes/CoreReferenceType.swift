/// A core reference type: what it points at, and whether it may be null.
///
/// Source: core specification, "Reference Types".
package struct CoreReferenceType: Hashable, Sendable {
  package var isNullable: Bool
  package var heap: CoreHeapType

  package init(isNullable: Bool, heap: CoreHeapType) {
    self.isNullable = isNullable
    self.heap = heap
  }

  package static let funcref = CoreReferenceType(isNullable: true, heap: .func)
  package static let externref = CoreReferenceType(isNullable: true, heap: .extern)
}

/// What a reference points at.
///
/// Source: core specification, "Heap Types".
package enum CoreHeapType: Hashable, Sendable {
  // Three separate hierarchies of values and one of exceptions, each with its top and its bottom.
  case any, eq, i31, `struct`, array, none
  case `func`, nofunc
  case extern, noextern
  case exn, noexn
  /// A defined type: in a module its type index; in ``CanonicalTypes`` and in a store its canonical number.
  case concrete(UInt32)

  /// The text format's word, such as `func`; nil for a defined type.
  package var keyword: String? {
    switch self {
    case .any: "any"
    case .eq: "eq"
    case .i31: "i31"
    case .struct: "struct"
    case .array: "array"
    case .none: "none"
    case .func: "func"
    case .nofunc: "nofunc"
    case .extern: "extern"
    case .noextern: "noextern"
    case .exn: "exn"
    case .noexn: "noexn"
    case .concrete: nil
    }
  }

  /// The keyword of the nullable reference to it, such as `funcref` or `nullref`; nil for a defined type.
  package var referenceKeyword: String? {
    switch self {
    case .none: "nullref"
    case .nofunc: "nullfuncref"
    case .noextern: "nullexternref"
    case .noexn: "nullexnref"
    default: keyword.map { $0 + "ref" }
    }
  }
}
