/// How an operation's result is marked where it did not fit, or where its shift count was reduced.
package enum OverflowMark: String, Hashable, Sendable, CaseIterable {
  /// Signed addition, subtraction or negation: c[n] and c[n-1] differ.
  case v = "!V"
  /// Unsigned addition: a carry out.
  case c = "!C"
  /// Unsigned subtraction or negation: a borrow out.
  case b = "!B"
  /// Multiplication: the product's high half holds part of it.
  case high = "!HI"
  /// A left shift that lost part of the value.
  case lost = "!LOST"
  /// A shift count of the width or more, which was taken modulo the width.
  case count = "!COUNT"
}
