/// Evaluates the input language's operators in a type's own arithmetic.
package enum IntegerArithmetic {
  /// Why an operation has no result.
  package enum Failure: Error, Hashable, Sendable {
    case divisionByZero
  }

  /// An operation's result.
  package struct Outcome: Hashable, Sendable {
    /// The result's bits, zero-extended.
    package let bits: UInt64
    /// The facts of an operation that can wrap. The smallest value divided by -1 has those of its negation, which it is;
    /// no other division has any.
    package let facts: OperationFacts?
    /// Whether a shift count was the width or more and was taken modulo the width.
    package let countWasReduced: Bool
  }

  /// The result of two operands' bits, zero-extended. A shift's second operand is its count, of any width.
  ///
  /// Division rounds towards zero, and a remainder has the dividend's sign. A right shift copies the sign of a signed type.
  /// - Throws: `divisionByZero`, for `/` and `%`.
  package static func evaluate(_ operation: ArithmeticOperator, _ type: IntegerType, _ x: UInt64, _ y: UInt64)
    throws(Failure) -> Outcome
  {
    if let wrapping = operation.operation { return outcome(OperationFacts(wrapping, type, x, y)) }
    let (a, b) = (type.wideValue(of: x), type.wideValue(of: y))
    switch operation {
    case .divide:
      guard b != 0 else { throw .divisionByZero }
      let quotient = ExactInteger(a / b)
      if !type.contains(quotient) { return outcome(OperationFacts(.neg, type, x)) }
      return plain(type.lowBits(of: quotient))
    case .remainder:
      guard b != 0 else { throw .divisionByZero }
      return plain(type.lowBits(of: ExactInteger(a % b)))
    case .and: return plain(x & y & type.mask)
    case .or: return plain((x | y) & type.mask)
    case .exclusiveOr: return plain((x ^ y) & type.mask)
    default:
      let shifted = ExactInteger(a >> Int128(y % UInt64(type.width)))
      return Outcome(bits: type.lowBits(of: shifted), facts: nil, countWasReduced: y >= UInt64(type.width))
    }
  }

  /// The result of one operand's bits, zero-extended.
  package static func evaluate(_ operation: UnaryOperator, _ type: IntegerType, _ x: UInt64) -> Outcome {
    switch operation {
    case .negate: outcome(OperationFacts(.neg, type, x))
    case .complement: plain(~x & type.mask)
    }
  }

  private static func outcome(_ facts: OperationFacts) -> Outcome {
    Outcome(bits: facts.result, facts: facts, countWasReduced: facts.countWasReduced)
  }

  private static func plain(_ bits: UInt64) -> Outcome { Outcome(bits: bits, facts: nil, countWasReduced: false) }
}
