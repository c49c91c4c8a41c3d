/// A signed division of the smallest value by -1: the one quotient that does not fit.
///
/// Dividing traps there; the remainder is 0, which is exact, though the quotient it belongs to is not.
package struct QuotientFacts: Hashable, Sendable {
  /// The signed type.
  package let type: IntegerType
  /// Whether the remainder was asked for.
  package let isRemainder: Bool

  /// Nil for a width other than 8, 16, 32 and 64 bits.
  package init?(width: Int, isRemainder: Bool) {
    guard let type = IntegerType(width: width, isSigned: true) else { return nil }
    self.type = type
    self.isRemainder = isRemainder
  }

  /// The dividend and the divisor, zero-extended.
  package var operands: [UInt64] { [type.minimumBits, type.mask] }

  /// The exact quotient, which is one more than the largest value.
  package var exact: ExactInteger { -type.minimum }

  /// What two's complement would leave of the quotient, or the remainder; zero-extended.
  package var result: UInt64 { isRemainder ? 0 : type.minimumBits }
}
