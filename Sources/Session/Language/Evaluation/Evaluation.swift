package import BitArithmetic
package import ComponentTypes
package import Diagnostics
import WAVE

/// What evaluating an expression gave.
package struct Evaluation: Sendable {
  /// The value; nil for a function without a result, and where `signature` is set.
  package var value: TypedValue?
  /// The function, where the expression was a function's name alone.
  package var signature: CallableFunction?
  /// The integer operations of the expression itself that ran, in order; what calls did is not among them.
  package var operations: [PerformedOperation]
  /// What should be said about how the value came about.
  package var notes: [EvaluationNote]

  package init(
    value: TypedValue? = nil, signature: CallableFunction? = nil, operations: [PerformedOperation] = [],
    notes: [EvaluationNote] = []
  ) {
    self.value = value
    self.signature = signature
    self.operations = operations
    self.notes = notes
  }
}

/// An integer operation that an expression performed.
package struct PerformedOperation: Hashable, Sendable {
  package let operation: IntegerOperation
  package let type: IntegerType
  /// The operands' bits, zero-extended: as many as the operation takes. A shift's count is as it was given.
  package let operands: [UInt64]
  /// The result's bits, zero-extended.
  package let result: UInt64
  /// Where it stands in the input.
  package let span: SourceSpan

  package init(
    operation: IntegerOperation, type: IntegerType, operands: [UInt64], result: UInt64, span: SourceSpan
  ) {
    self.operation = operation
    self.type = type
    self.operands = operands
    self.result = result
    self.span = span
  }
}

/// A fact about an evaluation that is no mistake and yet should be said.
package enum EvaluationNote: Hashable, Sendable {
  /// `as` changed the number: it kept the low bits.
  case conversion(from: TypedValue, to: TypedValue, span: SourceSpan)
  /// A shift count of the width or more was taken modulo the width.
  case shiftCountReduced(count: TypedValue, width: Int, used: Int, span: SourceSpan)
  /// The least value divided by -1: the quotient does not fit and wrapped.
  case divisionWrapped(IntegerType, span: SourceSpan)
}

extension CheckedExpression {
  /// Evaluates, calling what is to be called.
  /// - Throws: `LanguageError` for a call that failed, a division by zero, an index out of range.
  package func evaluated(in context: any EvaluationContext) throws(LanguageError) -> Evaluation {
    guard let template else { return Evaluation(signature: signature) }
    try checkObstacles(in: context)
    var evaluator = Evaluator(expression: self, context: context)
    guard let type else {
      // Only a call can be without a value, and then the call is all there is.
      if case .hole(let number) = template { _ = try evaluator.result(of: number) }
      return evaluator.evaluation
    }
    let value = try evaluator.value(of: template)
    evaluator.evaluation.value = TypedValue(value, type)
    return evaluator.evaluation
  }

  /// Evaluates the arguments of `outermostCall` and does not make that call; nil where there is none.
  /// - Throws: `LanguageError` as `evaluated` does.
  package func arguments(in context: any EvaluationContext) throws(LanguageError) -> [ComponentValue]? {
    try checkObstacles(in: context, beside: outermostCall)
    guard let template, case .hole(let number) = template, case .call(_, let arguments) = operations[number].kind else {
      return nil
    }
    var evaluator = Evaluator(expression: self, context: context)
    return try evaluator.values(of: arguments)
  }

  /// Nothing runs where some of what is to be called cannot be: the first in the order of the calls.
  ///
  /// - Parameter outermost: the call that is not going to be made.
  private func checkObstacles(
    in context: any EvaluationContext, beside outermost: CallableFunction? = nil
  ) throws(LanguageError) {
    for (index, operation) in operations.enumerated() {
      guard case .call(let function, _) = operation.kind else { continue }
      if outermost != nil, index == operations.count - 1 { continue }
      if let diagnostic = context.obstacle(to: function) {
        throw LanguageError(.call(diagnostic), source, operation.span)
      }
    }
  }
}
