import BitArithmetic
import ComponentTypes
import Diagnostics

/// `:bits` and `:carry`.
extension Session {
  func showBits(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (value, result) = try integerValue(arguments, of: .bits)
    let isFloat: FloatFields? =
      switch result.value {
      case .f32(let x): FloatFields(x)
      case .f64(let x): FloatFields(x)
      default: nil
      }
    let integer = IntegerBits.bits(of: result.value).map { BitsReply.IntegerBits(bits: $0.bits, type: $0.type) }
    let operation = Self.operation(of: value)
    guard integer != nil || isFloat != nil || operation != nil else {
      throw SessionError(.noBits(result.type), at: arguments.place(arguments.span))
    }
    return Outcome(
      .bits(
        BitsReply(result: result, integer: integer, float: isFloat, operation: operation, call: value.call)))
  }

  func showCarry(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (value, result) = try integerValue(arguments, of: .carry)
    guard let operation = Self.operation(of: value) else {
      throw SessionError(.noOperation(nil), at: arguments.place(arguments.span))
    }
    guard operation.facts.carries != nil else {
      throw SessionError(.noOperation(operation.facts.operation), at: arguments.place(arguments.span))
    }
    return Outcome(.carry(CarryReply(result: result, operation: operation)))
  }

  /// The operation whose result a value is.
  private static func operation(of value: ValueReply) -> ReportedOperation? {
    if let call = value.call { return call.operation }
    guard let facts = value.operations.last,
      let (bits, type) = value.result.flatMap({ IntegerBits.bits(of: $0.value) }),
      facts.type == type, facts.result == bits
    else { return nil }
    return ReportedOperation(facts: facts, basis: .expression)
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
    lastValue = result
    values[nextInputNumber] = result
    return (reply, result)
  }

  /// Parses and checks a command's expression.
  func checkedExpression(_ arguments: CommandArguments) throws(SessionError) -> CheckedExpression {
    try inLanguage { () throws(LanguageError) in
      try parseExpression(arguments.source, within: arguments.span).checked(in: self)
    }
  }
}
