/// The carries or borrows of one operation: c[n]…c[0], one more than the operands have bits.
///
/// c[i] goes into bit i; c[n] leaves the topmost bit:
///
///     c[n]  c[n-1] … c[1]  c[0]
///           x[n-1] … x[1]  x[0]
package struct CarryVector: Hashable, Sendable {
  /// The operands' width n in bits.
  package let width: Int
  /// c[0] in the lowest bit, c[n] in bit n.
  package let bits: UInt128

  init(width: Int, bits: UInt128) {
    self.width = width
    self.bits = bits & ((1 << UInt128(width + 1)) - 1)
  }

  /// The carry or borrow into bit `i`, from 0 through the width.
  package subscript(i: Int) -> Bool {
    precondition((0...width).contains(i), "a carry's index is from 0 through the width")
    return bits >> UInt128(i) & 1 == 1
  }

  /// c[n], the carry or borrow out of the topmost bit.
  package var out: Bool { self[width] }

  /// c[n-1], the carry or borrow into the topmost bit.
  package var intoTop: Bool { self[width - 1] }
}
