/// A float as its three fields.
///
///     f32   s eeeeeeee fffffffffffffffffffffff                        1 + 8 + 23
///     f64   s eeeeeeeeeee ffffffffffffffffffffffffffffffffffff…       1 + 11 + 52
///
/// Source: IEEE 754-2019, 3.4, "Binary interchange format encodings".
package struct FloatFields: Hashable, Sendable {
  /// What kind of number the fields make.
  package enum Class: Hashable, Sendable, CaseIterable {
    case zero, subnormal, normal, infinity, quietNaN, signalingNaN
  }

  /// 32 or 64 bits.
  package let width: Int
  /// The whole pattern, zero-extended.
  package let bits: UInt64

  package init(_ value: Float) { self.init(width: 32, bits: UInt64(value.bitPattern)) }
  package init(_ value: Double) { self.init(width: 64, bits: value.bitPattern) }

  private init(width: Int, bits: UInt64) {
    self.width = width
    self.bits = bits
  }

  /// 8 or 11 bits.
  package var exponentWidth: Int { width == 32 ? 8 : 11 }

  /// 23 or 52 bits.
  package var fractionWidth: Int { width == 32 ? 23 : 52 }

  /// What is subtracted from the exponent field: 127 or 1023.
  package var bias: Int { (1 << (exponentWidth - 1)) - 1 }

  /// Whether the sign bit is set; -0 and NaN have one too.
  package var isNegative: Bool { bits >> UInt64(width - 1) == 1 }

  /// The exponent field as it stands.
  package var exponent: UInt64 { (bits >> UInt64(fractionWidth)) & ((1 << UInt64(exponentWidth)) - 1) }

  /// The fraction field as it stands.
  package var fraction: UInt64 { bits & ((1 << UInt64(fractionWidth)) - 1) }

  /// The class.
  package var `class`: Class {
    let isTop = exponent == (1 << UInt64(exponentWidth)) - 1
    switch (exponent, isTop, fraction) {
    case (0, _, 0): return .zero
    case (0, _, _): return .subnormal
    case (_, false, _): return .normal
    case (_, true, 0): return .infinity
    default: return fraction >> UInt64(fractionWidth - 1) == 1 ? .quietNaN : .signalingNaN
    }
  }

  /// The power of two that the significand is multiplied by; nil for zeros, infinities and NaNs.
  package var unbiasedExponent: Int? {
    switch self.class {
    case .normal: Int(exponent) - bias
    case .subnormal: 1 - bias
    case .zero, .infinity, .quietNaN, .signalingNaN: nil
    }
  }
}
