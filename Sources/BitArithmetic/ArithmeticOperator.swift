/// An operator of two operands in the input language.
package enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case and = "&"
  case or = "|"
  case exclusiveOr = "^"
  case shiftLeft = "<<"
  case shiftRight = ">>"

  /// Whether the second operand is a count, of any type.
  package var isShift: Bool { self == .shiftLeft || self == .shiftRight }

  /// The operation whose facts it has, where its result can fail to fit.
  package var operation: IntegerOperation? {
    switch self {
    case .add: .add
    case .subtract: .sub
    case .multiply: .mul
    case .shiftLeft: .shl
    case .divide, .remainder, .and, .or, .exclusiveOr, .shiftRight: nil
    }
  }
}

/// An operator of one operand in the input language.
package enum UnaryOperator: String, Hashable, Sendable, CaseIterable {
  case negate = "-"
  case complement = "~"
}
