import BitArithmetic
import ComponentRuntime
import ComponentTypes
import Diagnostics

/// `:why`.
extension Session {
  /// How many instructions are shown, the one that lost something in their middle.
  private static let listedInstructions = 5

  func explain(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    try arguments.none(of: .why)
    var reply: WhyReply
    if let walk, walkWasShownLast {
      reply = try why(of: walk.reply, arguments)
    } else if let last = lastEvaluation {
      reply = WhyReply(last)
    } else {
      throw SessionError(.noValue, at: arguments.place(arguments.nameSpan))
    }
    if let call = reply.call, let location = reply.event?.event.location {
      reply.listing = disassembly(around: location, ofInstance: call.instance, lines: Self.listedInstructions)
    }
    // :back then walks from the bit where the story ends.
    if let operation = reply.operation, case .carry(let step)? = reply.parting {
      carryInHand = CarryInHand(operation: operation, bit: step.bit)
    }
    return Outcome(.why(reply))
  }
}

extension WhyReply {
  /// What is known of an evaluation, from its value to the bit.
  init(_ evaluated: Evaluated) {
    self.init(input: evaluated.input, inputNumber: evaluated.number, value: evaluated.reply)
    isResult = value.resultOperation != nil
    call = value.call ?? value.innerCalls.last { $0.didOverflow || !$0.notableEvents.isEmpty }
    operation = value.resultOperation ?? operationOnTheWay
    if let call, value.call != nil || operation?.basis != .expression { event = place(in: call) }
    if operation == nil, let event, case .arithmetic(let facts) = event.facts, let call,
      let index = call.events.firstIndex(where: { $0.event == event.event })
    {
      let typed = event.isReadSigned ? facts : facts.counterpart
      operation = ReportedOperation(facts: typed, basis: .observed(event: index))
    }
    if case .observed? = operation?.basis { eventPerformsOperation = event != nil }
    if case .native? = operation?.basis { eventPerformsOperation = event != nil }
    parting = bits
  }

  /// An operation whose result went on into another, or a call inside the expression: the last that lost something.
  private var operationOnTheWay: ReportedOperation? {
    guard value.call == nil else { return nil }
    if let facts = value.operations.last(where: \.overflowed) {
      return ReportedOperation(facts: facts, basis: .expression)
    }
    return call?.operation ?? value.operations.last.map { ReportedOperation(facts: $0, basis: .expression) }
  }

  /// The place that lost something: the one that performed the operation, otherwise the first that is worth telling.
  private func place(in call: CallReport) -> ReportedEvent? {
    if case .observed(let index)? = operation?.basis, call.events.indices.contains(index) { return call.events[index] }
    let notable = call.notableEvents
    return notable.first { $0.source != nil } ?? notable.first { $0.equalsResult == true } ?? notable.first
  }

  /// Where the exact result and the one that was kept part.
  var bits: Parting? {
    if let facts = operation?.facts {
      if let steps = CarrySequence(facts) { return .carry(steps[facts.type.width - 1]) }
      if let high = facts.highHalf { return .highHalf(high) }
      if let lost = facts.lostBits { return .shiftedOut(lost, count: facts.shiftCount) }
    }
    if case .narrowing(let facts)? = event?.facts { return .dropped(facts) }
    return nil
  }
}
