import ComponentTypes
import Diagnostics

/// An input that gave a value, with all that is known of it.
struct Evaluated: Sendable {
  /// The expression as it was given.
  var input: String
  /// The input's number.
  var number: Int
  var reply: ValueReply
}

extension Session {
  /// The last value with all that is known of it; nil before there was one.
  package var lastValueReply: ValueReply? { lastEvaluation?.reply }

  /// The last value with the expression and the number of the input that gave it; nil before there was one.
  package var lastEvaluated: (input: String, number: Int, reply: ValueReply)? {
    lastEvaluation.map { ($0.input, $0.number, $0.reply) }
  }

  /// Keeps a value as `it`, as the input's, and as what `:why` explains.
  func remember(_ reply: ValueReply, of expression: CheckedExpression, number: Int) {
    remember(Evaluated(input: expression.text, number: number, reply: reply))
  }

  func remember(_ evaluated: Evaluated) {
    lastEvaluation = evaluated
    walkWasShownLast = false
    guard let result = evaluated.reply.result else { return }
    lastValue = result
    values.keep(result, of: evaluated.number)
  }
}

extension CheckedExpression {
  /// The expression as it stands in the input.
  var text: String {
    let bytes = Array(source.text.utf8)
    let range = span.start..<span.end
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return source.text }
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
