package import ComponentTypes
package import Diagnostics

/// Reads a whole text as a value of a type.
/// - Throws: `WAVEError`.
package func readValue(_ source: SourceText, as type: ValueType) throws(WAVEError) -> ComponentValue {
  var parser = ValueParser(source)
  let syntax = try parser.parseValue()
  try parser.expectEnd()
  let template = try parser.checked { (elaborator) throws(WAVEError) in try elaborator.elaborate(syntax, as: type) }
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
  let (arguments, brackets) = try parser.parseArguments()
  try parser.expectEnd()
  return try parser.checked { (elaborator) throws(WAVEError) in
    try elaborator.elaborateArguments(arguments, parameters, at: brackets)
  }.compactMap(\.constant)
}

extension ValueParser {
  /// Reads arguments in brackets.
  mutating func parseArguments() throws(WAVEError) -> (arguments: [ValueSyntax], brackets: SourceSpan) {
    let open = try peek()
    guard open.isSymbol("(") else { throw unexpected(open, expected: "(") }
    let (elements, span) = try parseElements(after: open, until: ")")
    return (elements, span)
  }

  /// What `body` makes of what was read; where that is nothing worse, a missing comma is the mistake.
  func checked<T>(_ body: (ValueElaborator) throws(WAVEError) -> T) throws(WAVEError) -> T {
    let result: T
    do throws(WAVEError) {
      result = try body(ValueElaborator(lexer))
    } catch {
      throw error.following(missingComma)
    }
    if let missingComma { throw missingComma }
    return result
  }
}
