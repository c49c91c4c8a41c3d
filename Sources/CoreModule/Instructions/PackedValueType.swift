package import CoreTypes

/// A value type in 32 bits, so that operand stacks and instructions hold it without allocating.
///
///     31         30        29       28                                                0
///     reference  nullable  defined  heap type: the abstract one's byte, or a type index or canonical number
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
    rawValue = Self.referenceBit | (type.isNullable ? Self.nullableBit : 0) | Self.bits(type.heap)
  }

  private static func bits(_ heap: CoreHeapType) -> UInt32 {
    switch heap {
    case .exn: 0x69
    case .array: 0x6A
    case .struct: 0x6B
    case .i31: 0x6C
    case .eq: 0x6D
    case .any: 0x6E
    case .extern: 0x6F
    case .func: 0x70
    case .none: 0x71
    case .noextern: 0x72
    case .nofunc: 0x73
    case .noexn: 0x74
    case .concrete(let index): definedBit | min(index, maxIndex)
    }
  }

  /// The abstract heap type that a byte of the binary format stands for; nil if it is none.
  static func abstractHeapType(_ byte: UInt32) -> CoreHeapType? {
    switch byte {
    case 0x69: .exn
    case 0x6A: .array
    case 0x6B: .struct
    case 0x6C: .i31
    case 0x6D: .eq
    case 0x6E: .any
    case 0x6F: .extern
    case 0x70: .func
    case 0x71: CoreHeapType.none
    case 0x72: .noextern
    case 0x73: .nofunc
    case 0x74: .noexn
    default: nil
    }
  }

  package static let bottom = PackedValueType(rawValue: 0)
  /// A reference to anything, not null, which unreachable code may have: it matches every reference type.
  package static let bottomReference = PackedValueType(rawValue: referenceBit)
  package static let i32 = PackedValueType(rawValue: 0x7F)
  package static let i64 = PackedValueType(rawValue: 0x7E)
  package static let f32 = PackedValueType(rawValue: 0x7D)
  package static let f64 = PackedValueType(rawValue: 0x7C)
  package static let v128 = PackedValueType(rawValue: 0x7B)
  package static let funcref = PackedValueType(rawValue: referenceBit | nullableBit | 0x70)
  package static let externref = PackedValueType(rawValue: referenceBit | nullableBit | 0x6F)

  private static let referenceBit: UInt32 = 1 << 31
  private static let nullableBit: UInt32 = 1 << 30
  private static let definedBit: UInt32 = 1 << 29
  /// The largest type index or number that fits; a larger one is packed as this one, which no type has.
  package static let maxIndex: UInt32 = 1 << 29 - 1

  /// Whether it is a reference type. The bottom type is not.
  @inline(__always)
  package var isReference: Bool { rawValue & Self.referenceBit != 0 }

  /// Whether it is a reference type that may be null.
  @inline(__always)
  package var isNullable: Bool { rawValue & Self.nullableBit != 0 }

  /// Whether every local of the type has a value from the beginning: all but references that cannot be null.
  @inline(__always)
  package var isDefaultable: Bool { !isReference || isNullable }

  /// The type index or number of a reference to a defined type; nil for any other type.
  @inline(__always)
  package var definedType: UInt32? { rawValue & Self.definedBit != 0 ? rawValue & Self.maxIndex : nil }

  /// The same reference type without null.
  package var nonNullable: PackedValueType { PackedValueType(rawValue: rawValue & ~Self.nullableBit) }

  /// The same reference type with null.
  package var nullable: PackedValueType { PackedValueType(rawValue: rawValue | Self.nullableBit) }

  /// The same reference type to another defined type.
  @inline(__always)
  func replacingDefinedType(_ number: UInt32) -> PackedValueType {
    PackedValueType(rawValue: rawValue & ~Self.maxIndex | min(number, Self.maxIndex))
  }

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

  /// The type spelled out, of one that was read and so is not bottom.
  var spelledOut: CoreValueType { valueType ?? .i32 }

  /// The reference type spelled out; nil for any other type.
  package var referenceType: CoreReferenceType? {
    guard isReference else { return nil }
    if let index = definedType { return CoreReferenceType(isNullable: isNullable, heap: .concrete(index)) }
    return Self.abstractHeapType(rawValue & Self.maxIndex).map { CoreReferenceType(isNullable: isNullable, heap: $0) }
  }
}
