import BitArithmetic
import ComponentTypes
import Diagnostics

/// `:bits`, `:wheel`, and `:carry` with `:next` and `:back`.
extension Session {
  func showBits(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (value, result) = try integerValue(arguments, of: .bits)
    let isFloat: FloatFields? =
      switch result.value {
      case .f32(let x): FloatFields(x)
      case .f64(let x): FloatFields(x)
      default: nil
      }
    let integer = Self.integer(of: result)
    let operation = value.resultOperation
    guard integer != nil || isFloat != nil || operation != nil else {
      throw SessionError(.noBits(result.type), at: arguments.place(arguments.span))
    }
    return Outcome(
      .bits(
        BitsReply(result: result, integer: integer, float: isFloat, operation: operation, call: value.call)))
  }

  func showWheel(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (value, result) = try integerValue(arguments, of: .wheel)
    let operation = value.resultOperation
    let own = operation.map { BitsReply.IntegerBits(bits: $0.facts.result, type: $0.facts.type) }
    guard let integer = own ?? Self.integer(of: result) else {
      throw SessionError(.noWheel(result.type), at: arguments.place(arguments.span))
    }
    return Outcome(.wheel(WheelReply(result: result, integer: integer, operation: operation, call: value.call)))
  }

  // MARK: - Carries

  func showCarry(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (value, result) = try integerValue(arguments, of: .carry)
    guard let operation = value.resultOperation else {
      throw SessionError(.noOperation(nil), at: arguments.place(arguments.span))
    }
    guard operation.facts.carries != nil else {
      throw SessionError(.noOperation(operation.facts.operation), at: arguments.place(arguments.span))
    }
    carryInHand = CarryInHand(operation: operation)
    return Outcome(.carry(CarryReply(result: result, operation: operation)))
  }

  /// Which way the carries are walked.
  enum CarryDirection { case next, back }

  func stepCarry(_ arguments: CommandArguments, _ direction: CarryDirection) throws(SessionError) -> Outcome {
    try arguments.none(of: direction == .next ? .next : .back)
    guard let hand = carryInHand, hand.operation.facts.carries != nil else {
      throw SessionError(.noCarryInHand, at: arguments.place(arguments.nameSpan))
    }
    let last = hand.operation.facts.type.width - 1
    // Before the first step nothing was shown, so that the first :next shows bit 0.
    let bit = direction == .next ? (hand.bit ?? -1) + 1 : (hand.bit ?? 0) - 1
    guard (0...last).contains(bit) else {
      throw SessionError(
        .noMoreBits(isAtEnd: direction == .next, bit: direction == .next ? last : 0),
        at: arguments.place(arguments.nameSpan))
    }
    carryInHand?.bit = bit
    return Outcome(.carryStep(CarryStepReply(operation: hand.operation, bit: bit)))
  }

  // MARK: - Values

  private static func integer(of value: TypedValue) -> BitsReply.IntegerBits? {
    IntegerBits.bits(of: value.value).map { BitsReply.IntegerBits(bits: $0.bits, type: $0.type) }
  }

  /// Evaluates a command's expression; its value becomes `it` as any other does.
  private func integerValue(
    _ arguments: CommandArguments, of command: Command
  ) throws(SessionError) -> (reply: ValueReply, value: TypedValue) {
    guard !arguments.text.isEmpty else {
      throw SessionError(
        .missingArgument(command: command.rawValue, what: "an expression"), at: arguments.place(arguments.nameSpan))
    }
    let checked = try checkedExpression(arguments)
    let reply = try value(of: checked)
    guard let result = reply.result else { throw SessionError(.noBits(nil), at: arguments.place(arguments.span)) }
    remember(reply, of: checked, number: nextInputNumber)
    return (reply, result)
  }

  /// Parses and checks a command's expression.
  func checkedExpression(_ arguments: CommandArguments) throws(SessionError) -> CheckedExpression {
    try inLanguage { () throws(LanguageError) in
      try parseExpression(arguments.source, within: arguments.span).checked(in: self)
    }
  }
}
