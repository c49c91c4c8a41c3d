/// One bit of an addition or subtraction, done by hand.
package struct CarryStep: Hashable, Sendable {
  /// The bit's number; bit 0 is done first.
  package let bit: Int
  /// The carry or borrow into the bit.
  package let carryIn: Bool
  /// The first operand's bit.
  package let x: Bool
  /// The second operand's bit, as it is added or subtracted: complemented in `.complement`.
  package let y: Bool
  /// The bit that is written.
  package let sum: Bool
  /// The carry into, or borrow from, the next bit.
  package let carryOut: Bool
  /// The first operand's bits 0 through `bit`, as a number.
  package let lowX: UInt64
  /// The same of the second operand.
  package let lowY: UInt64
  /// What has been written so far, as a number.
  package let lowSum: UInt64

  /// What the carry or borrow out of the bit is worth: 2^(bit+1), or 0 where there is none.
  package var carryWorth: UInt128 { carryOut ? 1 << UInt128(bit + 1) : 0 }
}
