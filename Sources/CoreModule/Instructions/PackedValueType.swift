package import CoreTypes

/// A value type in 32 bits, so that operand stacks and instructions hold it without allocating.
///
///     31         30        29                                    0
///     reference  nullable  heap type: the abstract one's byte, or (later) a type index
///
/// A number or vector type is its byte in the binary format alone (`i32` is 0x7F). Zero is the bottom type, which the
/// validator finds on the operand stack of unreachable code and which matches every type.
package struct PackedValueType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Packs a value type.
  package init(_ type: CoreValueType) {
    switch type {
    case .i32: self = .i32
    case .i64: self = .i64
    case .f32: self = .f32
    case .f64: self = .f64
    case .v128: self = .v128
    case .reference(let reference): self.init(reference)
    }
  }

  /// Packs a reference type.
  package init(_ type: CoreReferenceType) {
    let heap: UInt32 =
      switch type.heap {
      case .function: 0x70
      case .external: 0x6F
      }
    rawValue = Self.referenceBit | (type.isNullable ? Self.nullableBit : 0) | heap
  }

  package static let bottom = PackedValueType(rawValue: 0)
  package static let i32 = PackedValueType(rawValue: 0x7F)
  package static let i64 = PackedValueType(rawValue: 0x7E)
  package static let f32 = PackedValueType(rawValue: 0x7D)
  package static let f64 = PackedValueType(rawValue: 0x7C)
  package static let v128 = PackedValueType(rawValue: 0x7B)
  package static let funcref = PackedValueType(rawValue: referenceBit | nullableBit | 0x70)
  package static let externref = PackedValueType(rawValue: referenceBit | nullableBit | 0x6F)

  private static let referenceBit: UInt32 = 1 << 31
  private static let nullableBit: UInt32 = 1 << 30

  /// Whether it is a reference type. The bottom type is not.
  package var isReference: Bool { rawValue & 0x8000_0000 != 0 }

  /// The type spelled out; nil for the bottom type.
  package var valueType: CoreValueType? {
    if let reference = referenceType { return .reference(reference) }
    switch self {
    case .i32: return .i32
    case .i64: return .i64
    case .f32: return .f32
    case .f64: return .f64
    case .v128: return .v128
    default: return nil
    }
  }

  /// The reference type spelled out; nil for any other type.
  package var referenceType: CoreReferenceType? {
    guard isReference else { return nil }
    let isNullable = rawValue & Self.nullableBit != 0
    switch rawValue & (Self.nullableBit - 1) {
    case 0x70: return CoreReferenceType(isNullable: isNullable, heap: .function)
    case 0x6F: return CoreReferenceType(isNullable: isNullable, heap: .external)
    default: return nil
    }
  }
}
