import BitArithmetic
import ComponentTypes

/// Integers of component values as bits.
enum IntegerBits {
  /// The value's bits, zero-extended, with its type; nil where it is no integer.
  static func bits(of value: ComponentValue) -> (bits: UInt64, type: IntegerType)? {
    switch value {
    case .s8(let x): (UInt64(UInt8(bitPattern: x)), .s8)
    case .u8(let x): (UInt64(x), .u8)
    case .s16(let x): (UInt64(UInt16(bitPattern: x)), .s16)
    case .u16(let x): (UInt64(x), .u16)
    case .s32(let x): (UInt64(UInt32(bitPattern: x)), .s32)
    case .u32(let x): (UInt64(x), .u32)
    case .s64(let x): (UInt64(bitPattern: x), .s64)
    case .u64(let x): (x, .u64)
    default: nil
    }
  }

  /// The integers that stand at the top of a result: itself, or the direct parts of a tuple, record, option or result.
  static func integers(in value: ComponentValue) -> [(bits: UInt64, type: IntegerType)] {
    if let own = bits(of: value) { return [own] }
    switch value {
    case .tuple(let parts), .record(let parts): return parts.compactMap { bits(of: $0) }
    case .option(let payload?), .ok(let payload?): return integers(in: payload)
    default: return []
    }
  }
}
