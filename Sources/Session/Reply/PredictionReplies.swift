/// What a user is asked to say before an outcome is shown.
package struct PredictionQuestion: Hashable, Sendable {
  /// One thing that is asked.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case value
    /// Whether the signed result overflows: 1 or 0.
    case v = "V"
    /// The carry out of an addition: 1 or 0.
    case c = "C"
    /// The borrow out of a subtraction: 1 or 0.
    case b = "B"
    /// Whether the exact result fits the type, for operations without carries: yes or no.
    case fits
  }

  /// What is evaluated, such as `100 + 50 as s8`.
  package var expression: String
  /// What is asked, in the order of the answer.
  package var parts: [Part]

  package init(expression: String, parts: [Part]) {
    self.expression = expression
    self.parts = parts
  }

  /// The question as a prompt shows it: `100 + 50 as s8: value V C`.
  package var text: String { expression + ": " + parts.map(\.rawValue).joined(separator: " ") }
}

/// How often what was asked was said rightly, over a session.
package struct PredictionScore: Hashable, Sendable {
  /// One part's count.
  package struct Count: Hashable, Sendable {
    package var right = 0
    package var asked = 0
  }

  private var counts: [PredictionQuestion.Part: Count] = [:]

  package init() {}

  /// The parts that were asked at least once, in their order.
  package var parts: [(part: PredictionQuestion.Part, count: Count)] {
    PredictionQuestion.Part.allCases.compactMap { part in counts[part].map { (part, $0) } }
  }

  /// Counts an answer; one that was not given counts as asked.
  package mutating func count(_ part: PredictionQuestion.Part, isRight: Bool) {
    counts[part, default: Count()].asked += 1
    if isRight { counts[part, default: Count()].right += 1 }
  }
}

/// What came of a prediction: what was said, what is true, and the outcome that was hidden.
package struct PredictionVerdict: Sendable {
  /// One part of an answer.
  package struct Judgement: Hashable, Sendable {
    package var part: PredictionQuestion.Part
    /// What was said, as it was typed; nil where nothing was.
    package var said: String?
    /// What is true, as it would be typed.
    package var truth: String
    package var isRight: Bool

    package init(part: PredictionQuestion.Part, said: String?, truth: String, isRight: Bool) {
      self.part = part
      self.said = said
      self.truth = truth
      self.isRight = isRight
    }
  }

  package var question: PredictionQuestion
  /// In the order of the question.
  package var judgements: [Judgement]
  /// Whether the outcome was shown without an answer, which does not count.
  package var wasSkipped: Bool
  /// The outcome.
  package var value: ValueReply
  /// The score with this answer.
  package var score: PredictionScore

  package init(
    question: PredictionQuestion, judgements: [Judgement], wasSkipped: Bool, value: ValueReply, score: PredictionScore
  ) {
    self.question = question
    self.judgements = judgements
    self.wasSkipped = wasSkipped
    self.value = value
    self.score = score
  }
}
