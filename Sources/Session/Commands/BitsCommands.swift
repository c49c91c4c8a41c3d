import BitArithmetic
import ComponentTypes
import Diagnostics

/// `:bits`, `:wheel`, and `:carry` with `:next` and `:back`.
extension Session {
  func showBits(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    if arguments.text.isEmpty, let walk { return Outcome(.bits(try bits(of: walk.reply, arguments))) }
    let (arguments, changes) = try separate(arguments)
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
    var reply = BitsReply(result: result, integer: integer, float: isFloat, operation: operation, call: value.call)
    if let form = reply.form { reply.scratch = try scratch(of: form, changes, arguments) }
    return Outcome(.bits(reply))
  }

  /// A copy with the changes that were asked for; nil where none were.
  private func scratch(
    of form: BitsForm, _ changes: Changes, _ arguments: CommandArguments
  ) throws(SessionError) -> ScratchBits? {
    guard !changes.all.isEmpty else { return nil }
    var scratch = ScratchBits(form)
    for change in changes.all {
      do throws(SessionError.Kind) { try scratch.make(change) } catch {
        throw SessionError(error, at: arguments.place(changes.span))
      }
    }
    return scratch
  }

  /// The changes behind an expression, and where they stand.
  private struct Changes {
    let all: [BitsChange]
    let span: SourceSpan
  }

  private func separate(_ arguments: CommandArguments) throws(SessionError) -> (CommandArguments, Changes) {
    let (expression, changes) = try BitsChange.separate(arguments)
    let bytes = arguments.text.utf8.dropFirst(expression.text.utf8.count)
    let gap = bytes.prefix { CommandArguments.isBlank($0) || $0 == UInt8(ascii: ",") }.count
    return (expression, Changes(all: changes, span: SourceSpan(expression.span.end + gap, arguments.span.end)))
  }

  func showWheel(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    if arguments.text.isEmpty, let walk {
      let found = try bits(of: walk.reply, arguments)
      guard let integer = found.integer else {
        throw SessionError(.stepRefused(.noInteger), at: arguments.place(arguments.nameSpan))
      }
      return Outcome(.wheel(WheelReply(result: found.result, integer: integer, operation: found.operation)))
    }
    let (arguments, changes) = try separate(arguments)
    let (value, result) = try integerValue(arguments, of: .wheel)
    let operation = value.resultOperation
    let own = operation.map { BitsReply.IntegerBits(bits: $0.facts.result, type: $0.facts.type) }
    guard let integer = own ?? Self.integer(of: result) else {
      throw SessionError(.noWheel(result.type), at: arguments.place(arguments.span))
    }
    guard !changes.all.contains(.complement) else {
      throw SessionError(.impossibleBitsChange("a wheel shows no carries"), at: arguments.place(changes.span))
    }
    var reply = WheelReply(result: result, integer: integer, operation: operation, call: value.call)
    reply.scratch = try scratch(
      of: operation.map { .operation($0.facts) } ?? .integer(integer.bits, integer.type), changes, arguments)
    return Outcome(.wheel(reply))
  }

  // MARK: - Carries

  func showCarry(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    if arguments.text.isEmpty, let walk {
      let found = try bits(of: walk.reply, arguments)
      guard let operation = found.operation, operation.facts.carries != nil else {
        throw SessionError(.noOperation(found.operation?.facts.operation), at: arguments.place(arguments.nameSpan))
      }
      carryInHand = CarryInHand(operation: operation)
      return Outcome(.carry(CarryReply(result: found.result, operation: operation)))
    }
    let (arguments, changes) = try separate(arguments)
    let (value, result) = try integerValue(arguments, of: .carry)
    guard var operation = value.resultOperation else {
      throw SessionError(.noOperation(nil), at: arguments.place(arguments.span))
    }
    guard operation.facts.carries != nil else {
      throw SessionError(.noOperation(operation.facts.operation), at: arguments.place(arguments.span))
    }
    let scratch = try scratch(of: .operation(operation.facts), changes, arguments)
    if let facts = scratch?.form.facts, facts != operation.facts {
      operation = ReportedOperation(facts: facts, basis: .expression)
    }
    carryInHand = CarryInHand(operation: operation, asComplement: scratch?.asComplement == true)
    return Outcome(.carry(CarryReply(result: result, operation: operation, scratch: scratch)))
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
    return Outcome(.carryStep(CarryStepReply(operation: hand.operation, bit: bit, asComplement: hand.asComplement)))
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
