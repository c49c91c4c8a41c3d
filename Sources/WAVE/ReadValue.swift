package import ComponentTypes
package import Diagnostics

/// Reads a whole text as a value of a type.
/// - Throws: `WAVEError`.
package func readValue(_ source: SourceText, as type: ValueType) throws(WAVEError) -> ComponentValue {
  var parser = ValueParser(source)
  let syntax = try parser.parseValue()
  try parser.expectEnd()
  let template = try ValueElaborator(parser.lexer).elaborate(syntax, as: type)
  // Without an embedding language there is nothing that could leave a hole.
  guard let value = template.constant else { throw parser.error(.untyped("an expression"), syntax.span) }
  return value
}

/// Reads arguments in brackets, such as `({x: 1}, "a")`, for parameters; optional ones at the end may be left out.
/// - Throws: `WAVEError`.
package func readArguments(
  _ source: SourceText, within span: SourceSpan? = nil, for parameters: [FunctionType.Parameter]
) throws(WAVEError) -> [ComponentValue] {
  var parser = ValueParser(source, within: span)
  let open = try parser.peek()
  guard open.isSymbol("(") else { throw parser.unexpected(open, expected: "(") }
  let (arguments, brackets) = try parser.parseElements(after: open, until: ")")
  try parser.expectEnd()
  let templates = try ValueElaborator(parser.lexer).elaborateArguments(arguments, parameters, at: brackets)
  return templates.compactMap(\.constant)
}
