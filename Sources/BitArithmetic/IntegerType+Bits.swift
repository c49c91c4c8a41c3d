extension IntegerType {
  /// Ones in every bit of the type, zeros above.
  package var mask: UInt64 { width == 64 ? .max : (1 << UInt64(width)) - 1 }

  /// A one in the topmost bit.
  package var signBit: UInt64 { 1 << UInt64(width - 1) }

  /// The bits of the smallest value, zero-extended.
  package var minimumBits: UInt64 { isSigned ? signBit : 0 }

  /// The bits of the largest value, zero-extended.
  package var maximumBits: UInt64 { isSigned ? mask ^ signBit : mask }

  /// The smallest value.
  package var minimum: ExactInteger { value(of: minimumBits) }

  /// The largest value.
  package var maximum: ExactInteger { value(of: maximumBits) }

  /// What a bit pattern means in this type. Bits above the width are ignored.
  package func value(of bits: UInt64) -> ExactInteger { ExactInteger(wideValue(of: bits)) }

  /// The same as a standard integer, which holds the values of every type.
  func wideValue(of bits: UInt64) -> Int128 {
    let bits = bits & mask
    guard isSigned, bits & signBit != 0 else { return Int128(bits) }
    return Int128(bits) - (Int128(1) << Int128(width))
  }

  /// Whether the type has this value.
  package func contains(_ value: ExactInteger) -> Bool { minimum <= value && value <= maximum }

  /// The bits of a value, zero-extended; nil where it does not fit.
  package func bits(of value: ExactInteger) -> UInt64? { contains(value) ? lowBits(of: value) : nil }

  /// The low bits of a value of any size, as two's complement writes it, zero-extended.
  package func lowBits(of value: ExactInteger) -> UInt64 {
    UInt64(truncatingIfNeeded: value.twosComplement) & mask
  }

  /// A bit pattern in decimal, as this type reads it.
  package func decimal(_ bits: UInt64) -> String { value(of: bits).description }

  /// A bit pattern as `0x` and two digits a byte.
  package func hexadecimal(_ bits: UInt64) -> String { "0x" + digits(bits, radix: 16, count: width / 4) }

  /// A bit pattern as `0o` and as many digits as the width needs.
  package func octal(_ bits: UInt64) -> String { "0o" + digits(bits, radix: 8, count: (width + 2) / 3) }

  /// A bit pattern in binary, one digit a bit, the topmost first.
  package func binary(_ bits: UInt64) -> String { digits(bits, radix: 2, count: width) }

  private func digits(_ bits: UInt64, radix: Int, count: Int) -> String {
    let text = String(bits & mask, radix: radix)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
