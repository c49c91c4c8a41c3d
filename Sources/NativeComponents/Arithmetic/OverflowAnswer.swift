package import BitArithmetic

/// What an operation does where its result does not fit: an interface each of `witscope:integers`.
package enum OverflowAnswer: String, Hashable, Sendable, CaseIterable {
  /// The wrapped result and a flag.
  case overflowing
  /// The wrapped result alone.
  case wrapping
  /// The result or nothing.
  case checked
  /// The result or the type's number nearest to it.
  case saturating

  /// Whether `witscope:integers` has it: everything but saturating negation of unsigned types, which would always be 0.
  package func exists(for operation: IntegerOperation, _ type: IntegerType) -> Bool {
    self != .saturating || operation != .neg || type.isSigned
  }
}
