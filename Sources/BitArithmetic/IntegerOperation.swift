/// An integer operation whose result can fail to fit.
package enum IntegerOperation: String, Hashable, Sendable, CaseIterable {
  case add, sub, mul, neg, shl

  /// How many operands it takes.
  package var operandCount: Int { self == .neg ? 1 : 2 }

  /// The operator as the input language spells it.
  package var symbol: String {
    switch self {
    case .add: "+"
    case .sub, .neg: "-"
    case .mul: "*"
    case .shl: "<<"
    }
  }

  /// Whether it subtracts, so that its row holds borrows.
  package var borrows: Bool { self == .sub || self == .neg }
}
