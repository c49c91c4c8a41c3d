import BitArithmetic
import ComponentTypes
import Diagnostics
import NativeComponents
import WAVE

/// An outcome that was evaluated and is not shown before somebody says what it will be.
struct PendingPrediction: Sendable {
  var question: PredictionQuestion
  var evaluated: Evaluated
  /// The integer that is asked for; nil where the whole value is.
  var integer: (value: ExactInteger, type: IntegerType)?
  /// The operation that the flags are of.
  var facts: OperationFacts?
  var remarks: [Diagnostic] = []
}

/// `:predict`.
extension Session {
  /// What the next input is the answer to, such as `100 + 50 as s8: value V C`; nil where nothing is asked.
  package var pendingQuestion: String? { pendingPrediction?.question.text }

  func predict(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    guard !arguments.text.isEmpty else { return Outcome(.predictionScore(predictionScore)) }
    let checked = try checkedExpression(arguments)
    let reply = try value(of: checked)
    guard let result = reply.result else {
      throw SessionError(.nothingToPredict, at: arguments.place(arguments.span))
    }
    let evaluated = Evaluated(input: checked.text, number: nextInputNumber, reply: reply)
    // An operation is asked about where it is known, not where it was only seen to wrap: asking would give it away.
    let operation = reply.call == nil || reply.call?.computed != nil ? reply.resultOperation : nil
    var pending = PendingPrediction(
      question: PredictionQuestion(expression: Self.name(of: evaluated, operation), parts: [.value]),
      evaluated: evaluated, facts: operation?.facts)
    if let facts = operation?.facts {
      pending.question.parts += Self.flags(of: facts.operation)
      // The integer in the result, as the component returned it, whether or not it is the right one.
      if let bits = reply.call.flatMap({ ArithmeticFunction($0.function)?.bits(in: result.value) })
        ?? IntegerBits.bits(of: result.value)?.bits
      {
        pending.integer = (facts.type.value(of: bits), facts.type)
      }
    } else if let (bits, type) = IntegerBits.bits(of: result.value) {
      pending.integer = (type.value(of: bits), type)
    }
    // What the evaluation has to remark gives the outcome away, too.
    pending.remarks = run?.remarks ?? []
    run?.remarks = []
    pendingPrediction = pending
    return Outcome(.predictionAsked(pending.question))
  }

  /// What is asked beside the value.
  private static func flags(of operation: IntegerOperation) -> [PredictionQuestion.Part] {
    switch operation {
    case .add: [.v, .c]
    case .sub, .neg: [.v, .b]
    case .mul, .shl: [.fits]
    }
  }

  /// An expression of one operation by that, anything else as it was typed.
  private static func name(of evaluated: Evaluated, _ operation: ReportedOperation?) -> String {
    guard let operation, operation.basis == .expression, evaluated.reply.operations.count == 1 else {
      return evaluated.input.count <= 60 ? evaluated.input : evaluated.input.prefix(58) + ".."
    }
    let facts = operation.facts
    let x = facts.type.decimal(facts.x)
    let text =
      switch facts.operation {
      case .neg: "0 - \(x)"
      case .shl: "\(x) << \(facts.y)"
      case .add, .sub, .mul: "\(x) \(facts.operation.symbol) \(facts.type.decimal(facts.y))"
      }
    return "\(text) as \(facts.type)"
  }

  // MARK: - Answers

  /// What came of the prediction that is asked for, if one is and the input is its answer.
  func judgement(of source: SourceText) throws(SessionError) -> Outcome? {
    guard let pending = pendingPrediction else { return nil }
    let answer = PredictionAnswer(source.text)
    switch answer.kind {
    case .command, .comment: return nil
    case .skip: return reveal(pending, judgements: [], wasSkipped: true)
    case .answer: break
    }
    let whole = Diagnostic.Location.text(source, [Diagnostic.Label(SourceSpan(0, source.text.utf8.count))])
    guard let said = answer.parts(asked: pending.question.parts) else {
      throw SessionError(.unreadableAnswer(answer.excerpt, pending.question), at: whole)
    }
    var judgements: [PredictionVerdict.Judgement] = []
    for part in pending.question.parts {
      judgements.append(try judge(part, said[part], pending, at: whole))
    }
    for judgement in judgements { predictionScore.count(judgement.part, isRight: judgement.isRight) }
    return reveal(pending, judgements: judgements, wasSkipped: false)
  }

  private func reveal(
    _ pending: PendingPrediction, judgements: [PredictionVerdict.Judgement], wasSkipped: Bool
  ) -> Outcome {
    pendingPrediction = nil
    remember(pending.evaluated)
    // The answer's number means the same value as the question's.
    if let result = pending.evaluated.reply.result { values.keep(result, of: nextInputNumber) }
    return Outcome(
      .predictionJudged(
        PredictionVerdict(
          question: pending.question, judgements: judgements, wasSkipped: wasSkipped, value: pending.evaluated.reply,
          score: predictionScore)),
      remarks: pending.remarks)
  }

  private func judge(
    _ part: PredictionQuestion.Part, _ said: String?, _ pending: PendingPrediction, at place: Diagnostic.Location
  ) throws(SessionError) -> PredictionVerdict.Judgement {
    func flag(_ truth: Bool) throws(SessionError) -> PredictionVerdict.Judgement {
      let isSaid = said.map(PredictionAnswer.flag)
      if let said, isSaid == .some(nil) { throw SessionError(.unreadableAnswer(said, pending.question), at: place) }
      let words = part == .fits ? (yes: "yes", no: "no") : (yes: "1", no: "0")
      return PredictionVerdict.Judgement(
        part: part, said: said, truth: truth ? words.yes : words.no, isRight: isSaid == truth)
    }
    switch part {
    case .v: return try flag(pending.facts?.signedOverflow == true)
    case .c, .b: return try flag(pending.facts?.unsignedOverflow == true)
    case .fits: return try flag(pending.facts?.overflowed == false)
    case .value:
      let result = pending.evaluated.reply.result
      let truth = pending.integer.map { $0.value.description } ?? result?.waveText(limit: 400) ?? "()"
      var isRight = false
      if let said {
        if let number = PredictionAnswer.integer(said), let integer = pending.integer {
          isRight = number == integer.value
        } else {
          isRight = try isValue(said, pending, at: place)
        }
      }
      return PredictionVerdict.Judgement(part: part, said: said, truth: truth, isRight: isRight)
    }
  }

  /// Whether a text is the value, or the integer in it: `(-106, true)`, `min`, a variable.
  private func isValue(
    _ text: String, _ pending: PendingPrediction, at place: Diagnostic.Location
  ) throws(SessionError) -> Bool {
    guard let result = pending.evaluated.reply.result else { return false }
    let source = SourceText(name: "<answer>", text: text)
    var types = [result.type]
    if let integer = pending.integer { types.insert(ValueType(integer.type), at: 0) }
    for type in types {
      guard let checked = try? parseExpression(source).checked(in: self, expecting: type), !checked.makesCalls,
        let said = (try? checked.evaluated(in: self))?.value
      else { continue }
      if let integer = pending.integer, let (bits, own) = IntegerBits.bits(of: said.value) {
        return own.value(of: bits) == integer.value
      }
      return said.value == result.value
    }
    throw SessionError(.unreadableAnswer(text, pending.question), at: place)
  }
}
