/// An integer operation whose result can fail to fit.
package enum IntegerOperation: String, Hashable, Sendable, CaseIterable {
  case add, sub, mul, neg, shl

  /// How many operands it takes.
  package var operandCount: Int { self == .neg ? 1 : 2 }
}
