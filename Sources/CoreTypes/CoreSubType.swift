/// A type that a type section defines: a composite type with its place among the others.
///
/// Source: core specification, "Recursive Types" and "Composite Types".
package struct CoreSubType: Hashable, Sendable {
  /// Whether no other type may declare it as its supertype.
  package var isFinal: Bool
  /// The supertype that it declares: in a module a type index; in ``CanonicalTypes`` a canonical number.
  package var supertype: UInt32?
  package var composite: CoreCompositeType

  package init(isFinal: Bool = true, supertype: UInt32? = nil, _ composite: CoreCompositeType) {
    self.isFinal = isFinal
    self.supertype = supertype
    self.composite = composite
  }

  /// A final function type without a supertype, as WebAssembly 1 has them.
  package init(_ function: CoreFunctionType) {
    self.init(.function(function))
  }

  /// The function type; nil for a structure or array.
  package var function: CoreFunctionType? {
    if case .function(let type) = composite { type } else { nil }
  }
}

/// What a defined type is made of.
package enum CoreCompositeType: Hashable, Sendable {
  case function(CoreFunctionType)
  case `struct`([CoreFieldType])
  case array(CoreFieldType)
}

/// The type of a structure's field or an array's elements.
package struct CoreFieldType: Hashable, Sendable {
  package var storage: CoreStorageType
  package var isMutable: Bool

  package init(_ storage: CoreStorageType, isMutable: Bool) {
    self.storage = storage
    self.isMutable = isMutable
  }
}

/// How a field is stored: as a value, or as the low 8 or 16 bits of an i32.
package enum CoreStorageType: Hashable, Sendable {
  case i8, i16
  case value(CoreValueType)

  /// The type of the value that is read from it and written to it: i32 for the packed ones.
  package var unpacked: CoreValueType {
    switch self {
    case .i8, .i16: .i32
    case .value(let type): type
    }
  }

  /// Whether only the low 8 or 16 bits are stored.
  package var isPacked: Bool {
    switch self {
    case .i8, .i16: true
    case .value: false
    }
  }

  /// The size in bytes as arrays are read from data segments; nil for references.
  package var byteCount: Int? {
    switch self {
    case .i8: 1
    case .i16: 2
    case .value(.i32), .value(.f32): 4
    case .value(.i64), .value(.f64): 8
    case .value(.v128): 16
    case .value(.reference): nil
    }
  }
}
