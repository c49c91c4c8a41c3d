import BitArithmetic
import ComponentTypes

extension ComponentValue {
  /// An integer's bits, zero-extended, and its type; nil for other values.
  var integer: (bits: UInt64, type: IntegerType)? {
    func bits(_ x: some NativeInteger) -> (UInt64, IntegerType) { (x.bits, Swift.type(of: x).type) }
    switch self {
    case .s8(let x): return bits(x)
    case .u8(let x): return bits(x)
    case .s16(let x): return bits(x)
    case .u16(let x): return bits(x)
    case .s32(let x): return bits(x)
    case .u32(let x): return bits(x)
    case .s64(let x): return bits(x)
    case .u64(let x): return bits(x)
    default: return nil
    }
  }

  /// An integer from its bits; those above the type's width are ignored.
  init(_ bits: UInt64, _ type: IntegerType) {
    switch (type.width, type.isSigned) {
    case (8, true): self = .s8(Int8(truncatingIfNeeded: bits))
    case (8, false): self = .u8(UInt8(truncatingIfNeeded: bits))
    case (16, true): self = .s16(Int16(truncatingIfNeeded: bits))
    case (16, false): self = .u16(UInt16(truncatingIfNeeded: bits))
    case (32, true): self = .s32(Int32(truncatingIfNeeded: bits))
    case (32, false): self = .u32(UInt32(truncatingIfNeeded: bits))
    case (_, true): self = .s64(Int64(truncatingIfNeeded: bits))
    case (_, false): self = .u64(bits)
    }
  }
}
