package import ComponentTypes
package import Diagnostics

/// Reads one input: a command, an assignment or an expression.
/// - Throws: `LanguageError` where the text is none of them.
package func parseInput(_ source: SourceText) throws(LanguageError) -> ParsedInput {
  ParsedInput(source: source, kind: .empty)
}

/// Reads an expression that stands in a part of a text, as commands such as `:type EXPR` need it.
/// - Throws: `LanguageError` where it is not one.
package func parseExpression(
  _ source: SourceText, within span: SourceSpan? = nil
) throws(LanguageError) -> ParsedExpression {
  ParsedExpression(source: source, span: span ?? SourceSpan(0, source.text.utf8.count))
}

/// Reads a type: a primitive, `list<u8>`, `tuple<…>`, … or the name of a loaded type.
/// - Throws: `LanguageError` where it is not one, or the name is unknown or ambiguous.
package func parseType(
  _ source: SourceText, within span: SourceSpan? = nil, in context: any EvaluationContext
) throws(LanguageError) -> ValueType {
  .s32
}

/// Whether a text stops inside a bracket or a multi-line string, so that an editor should ask for another line.
package func isUnfinished(_ text: String) -> Bool {
  false
}
