package import ComponentTypes

extension ValueType {
  /// The width in bits and the sign, where it is an integer type.
  package var integerLayout: (width: Int, isSigned: Bool)? {
    switch shape {
    case .s8: (8, true)
    case .u8: (8, false)
    case .s16: (16, true)
    case .u16: (16, false)
    case .s32: (32, true)
    case .u32: (32, false)
    case .s64: (64, true)
    case .u64: (64, false)
    default: nil
    }
  }

  /// The payload that may stand for the whole option or result, which is no option or result itself.
  ///
  /// Source: the WAVE documentation of wasm-tools, "Options" and "Results".
  package var flattenedPayload: ValueType? {
    let payload: ValueType? =
      switch shape {
      case .option(let payload): payload
      case .result(let ok, _): ok
      default: nil
      }
    switch payload?.shape {
    case .option, .result, nil: return nil
    default: return payload
    }
  }
}

extension ComponentValue {
  /// The integer of a type whose low bits are `bits`; nil where the type is no integer type.
  package init?(integerBits bits: UInt64, _ type: ValueType) {
    switch type.shape {
    case .s8: self = .s8(Int8(truncatingIfNeeded: bits))
    case .u8: self = .u8(UInt8(truncatingIfNeeded: bits))
    case .s16: self = .s16(Int16(truncatingIfNeeded: bits))
    case .u16: self = .u16(UInt16(truncatingIfNeeded: bits))
    case .s32: self = .s32(Int32(truncatingIfNeeded: bits))
    case .u32: self = .u32(UInt32(truncatingIfNeeded: bits))
    case .s64: self = .s64(Int64(truncatingIfNeeded: bits))
    case .u64: self = .u64(bits)
    default: return nil
    }
  }

  /// An integer's bits, zero-extended from its width; nil for what is no integer.
  package var integerBits: UInt64? {
    switch self {
    case .s8(let value): UInt64(UInt8(bitPattern: value))
    case .u8(let value): UInt64(value)
    case .s16(let value): UInt64(UInt16(bitPattern: value))
    case .u16(let value): UInt64(value)
    case .s32(let value): UInt64(UInt32(bitPattern: value))
    case .u32(let value): UInt64(value)
    case .s64(let value): UInt64(bitPattern: value)
    case .u64(let value): value
    default: nil
    }
  }
}
