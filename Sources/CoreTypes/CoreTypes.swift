/// A core value type.
///
/// Source: core specification, "Value Types".
package enum CoreValueType: Hashable, Sendable {
  case i32, i64, f32, f64, v128
  case reference(CoreReferenceType)

  package static let funcref = CoreValueType.reference(.funcref)
  package static let externref = CoreValueType.reference(.externref)
}

/// A core function type: parameters to results.
package struct CoreFunctionType: Hashable, Sendable {
  package var parameters: [CoreValueType]
  package var results: [CoreValueType]

  package init(_ parameters: [CoreValueType], _ results: [CoreValueType]) {
    self.parameters = parameters
    self.results = results
  }
}

/// The type of the addresses of a memory or table.
///
/// Source: core specification, "Address Types".
package enum CoreAddressType: Hashable, Sendable {
  case i32, i64

  /// The same type as a value type.
  package var valueType: CoreValueType { self == .i32 ? .i32 : .i64 }
}

/// The limits of a memory (in pages) or table (in elements).
package struct CoreLimits: Hashable, Sendable {
  package var minimum: UInt64
  package var maximum: UInt64?

  package init(minimum: UInt64, maximum: UInt64? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// The type of a table.
package struct CoreTableType: Hashable, Sendable {
  package var element: CoreReferenceType
  package var limits: CoreLimits
  package var addressType: CoreAddressType

  package init(element: CoreReferenceType, limits: CoreLimits, addressType: CoreAddressType = .i32) {
    self.element = element
    self.limits = limits
    self.addressType = addressType
  }
}

/// The type of a linear memory.
package struct CoreMemoryType: Hashable, Sendable {
  /// In pages of ``pageSize`` bytes.
  package var limits: CoreLimits
  package var isShared: Bool
  package var addressType: CoreAddressType
  /// The page size's logarithm to base 2: 16, or 0 for pages of one byte.
  package var pageSizeLog2: UInt8

  package init(
    limits: CoreLimits, isShared: Bool = false, addressType: CoreAddressType = .i32, pageSizeLog2: UInt8 = 16
  ) {
    self.limits = limits
    self.isShared = isShared
    self.addressType = addressType
    self.pageSizeLog2 = pageSizeLog2
  }

  /// The page size in bytes.
  package var pageSize: Int { 1 << Int(min(pageSizeLog2, 32)) }
}

/// The type of a global.
package struct CoreGlobalType: Hashable, Sendable {
  package var value: CoreValueType
  package var isMutable: Bool

  package init(_ value: CoreValueType, isMutable: Bool) {
    self.value = value
    self.isMutable = isMutable
  }
}

/// The type of anything a core module imports or exports.
package enum CoreExternType: Hashable, Sendable {
  case function(CoreFunctionType)
  case table(CoreTableType)
  case memory(CoreMemoryType)
  case global(CoreGlobalType)
  /// What an exception carries is the parameters.
  case tag(CoreFunctionType)
}

/// A core value.
package enum CoreValue: Hashable, Sendable {
  case i32(UInt32)
  case i64(UInt64)
  /// The bit pattern.
  case f32(UInt32)
  /// The bit pattern.
  case f64(UInt64)
  /// The bits, the first lane in the lowest.
  case v128(low: UInt64, high: UInt64)
  /// A reference as the store writes it in a slot; 0 is null.
  case reference(UInt64)

  /// The value in 64-bit slots, the lower half of a v128 first and narrower values zero-extended.
  package var slots: (first: UInt64, second: UInt64?) {
    switch self {
    case .i32(let x), .f32(let x): (UInt64(x), nil)
    case .i64(let x), .f64(let x), .reference(let x): (x, nil)
    case .v128(let low, let high): (low, high)
    }
  }

  /// Reads a value of a type from slots.
  ///
  /// - Parameter second: the slot behind the first, which only a v128 takes.
  package init(slot: UInt64, second: UInt64 = 0, as type: CoreValueType) {
    switch type {
    case .i32: self = .i32(UInt32(truncatingIfNeeded: slot))
    case .f32: self = .f32(UInt32(truncatingIfNeeded: slot))
    case .i64: self = .i64(slot)
    case .f64: self = .f64(slot)
    case .v128: self = .v128(low: slot, high: second)
    case .reference: self = .reference(slot)
    }
  }
}

/// WebAssembly's page size in bytes.
package let wasmPageSize = 65_536
