package import ComponentTypes
package import Diagnostics

/// An expression whose names are found and whose types are right; nothing has run yet.
package struct CheckedExpression: Sendable {
  package let source: SourceText
  package let span: SourceSpan
  /// The type of its value; nil for a call of a function without a result, and for a function's name alone.
  package let type: ValueType?
  /// The function, where the expression is a function's name alone: its signature is shown, nothing is called.
  package let signature: CallableFunction?
  /// The function, where the expression is a call and nothing around it.
  package let outermostCall: CallableFunction?
}

extension ParsedExpression {
  /// Finds names and checks types; `expected` is the type its value is wanted in, if one is.
  ///
  /// Never calls a function.
  /// - Throws: `LanguageError`.
  package func checked(
    in context: any EvaluationContext, expecting expected: ValueType? = nil
  ) throws(LanguageError) -> CheckedExpression {
    CheckedExpression(source: source, span: span, type: nil, signature: nil, outermostCall: nil)
  }
}

extension ParsedInput.Assignment {
  /// Checks that the name may be assigned to, then the value.
  /// - Throws: `LanguageError`.
  package func checked(in context: any EvaluationContext) throws(LanguageError) -> CheckedExpression {
    try value.checked(in: context)
  }
}
