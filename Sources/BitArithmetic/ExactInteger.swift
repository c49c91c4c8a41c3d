/// An integer with a sign and up to 128 bits of magnitude: wide enough for the exact result of every operation here,
/// of which the largest is the square of 2^64 - 1.
package struct ExactInteger: Hashable, Sendable {
  /// Never set for zero.
  package let isNegative: Bool
  package let magnitude: UInt128

  package init(isNegative: Bool, magnitude: UInt128) {
    self.isNegative = isNegative && magnitude != 0
    self.magnitude = magnitude
  }

  package init(_ value: some BinaryInteger & FixedWidthInteger) {
    self.init(isNegative: value < 0, magnitude: UInt128(value.magnitude))
  }

  package init(_ value: Int128) {
    self.init(isNegative: value < 0, magnitude: value.magnitude)
  }

  package init(_ value: UInt128) {
    self.init(isNegative: false, magnitude: value)
  }

  package static let zero = ExactInteger(isNegative: false, magnitude: 0)

  /// The low 128 bits as two's complement writes them.
  package var twosComplement: UInt128 { isNegative ? 0 &- magnitude : magnitude }

  /// The same magnitude with the other sign.
  package static prefix func - (value: ExactInteger) -> ExactInteger {
    ExactInteger(isNegative: !value.isNegative, magnitude: value.magnitude)
  }

  /// How many times 2^`exponent` fits between `other` and this: the k of `self - k*2^exponent = other`.
  ///
  /// The two must be congruent modulo 2^`exponent`, which the low bits of a value and the value always are.
  func wraps(to other: ExactInteger, exponent: Int) -> ExactInteger {
    let difference: ExactInteger
    if isNegative != other.isNegative {
      difference = ExactInteger(isNegative: isNegative, magnitude: magnitude + other.magnitude)
    } else if magnitude >= other.magnitude {
      difference = ExactInteger(isNegative: isNegative, magnitude: magnitude - other.magnitude)
    } else {
      difference = ExactInteger(isNegative: !isNegative, magnitude: other.magnitude - magnitude)
    }
    return ExactInteger(isNegative: difference.isNegative, magnitude: difference.magnitude >> UInt128(exponent))
  }
}

extension ExactInteger: Comparable {
  package static func < (a: ExactInteger, b: ExactInteger) -> Bool {
    switch (a.isNegative, b.isNegative) {
    case (false, false): a.magnitude < b.magnitude
    case (true, true): a.magnitude > b.magnitude
    case (let isNegative, _): isNegative
    }
  }
}

extension ExactInteger: CustomStringConvertible {
  /// The value in decimal.
  package var description: String { (isNegative ? "-" : "") + String(magnitude) }
}
