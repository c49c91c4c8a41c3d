import BitArithmetic
package import ComponentTypes
package import Diagnostics
import WAVE

/// Reads one input: a command, an assignment or an expression.
/// - Throws: `LanguageError` where the text is none of them.
package func parseInput(_ source: SourceText) throws(LanguageError) -> ParsedInput {
  do throws(WAVEError) {
    var parser = ValueParser(expression: source)
    let start = parser.lexer.skipBlanks(from: 0)
    guard start < parser.lexer.end else { return ParsedInput(source: source, kind: .empty) }
    if parser.lexer.byte(at: start) == UInt8(ascii: ":") {
      return ParsedInput(source: source, kind: .command(command(parser.lexer, nameFrom: start + 1)))
    }
    if let assignment = try parser.parseAssignment() {
      return ParsedInput(source: source, kind: .assignment(assignment))
    }
    let first = try parser.peek()
    if case .label(false) = first.kind, ["help", "quit"].contains(parser.lexer.text(first.span)) {
      return ParsedInput(source: source, kind: .command(command(parser.lexer, nameFrom: start)))
    }
    return ParsedInput(source: source, kind: .expression(try parser.parseWholeExpression()))
  } catch {
    throw LanguageError(error)
  }
}

/// Reads an expression that stands in a part of a text, as commands such as `:type EXPR` need it.
/// - Throws: `LanguageError` where it is not one.
package func parseExpression(
  _ source: SourceText, within span: SourceSpan? = nil
) throws(LanguageError) -> ParsedExpression {
  do throws(WAVEError) {
    var parser = ValueParser(expression: source, within: span)
    return try parser.parseWholeExpression()
  } catch {
    throw LanguageError(error)
  }
}

/// Reads a type: a primitive, `list<u8>`, `tuple<…>`, … or the name of a loaded type.
/// - Throws: `LanguageError` where it is not one, or the name is unknown or ambiguous.
package func parseType(
  _ source: SourceText, within span: SourceSpan? = nil, in context: any EvaluationContext
) throws(LanguageError) -> ValueType {
  do throws(WAVEError) {
    var parser = ValueParser(expression: source, within: span)
    let syntax = try parser.parseTypeSyntax()
    try parser.expectEnd()
    return try TypeResolver(lexer: parser.lexer, context: context).resolve(syntax)
  } catch {
    throw LanguageError(error)
  }
}

/// The command whose name begins at an offset; the rest of the text is its argument.
private func command(_ lexer: Lexer, nameFrom start: Int) -> ParsedInput.Command {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }
  func isNamePart(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte == UInt8(ascii: "-") }
  var nameEnd = start
  while nameEnd < lexer.end, isNamePart(lexer.byte(at: nameEnd)) { nameEnd += 1 }
  // A name of other characters, as `:?`, ends at the next blank.
  while nameEnd == start || !isNamePart(lexer.byte(at: start)), nameEnd < lexer.end,
    !isBlank(lexer.byte(at: nameEnd))
  {
    nameEnd += 1
  }
  var argumentStart = nameEnd
  while argumentStart < lexer.end, isBlank(lexer.byte(at: argumentStart)) { argumentStart += 1 }
  var argumentEnd = lexer.end
  while argumentEnd > argumentStart, isBlank(lexer.byte(at: argumentEnd - 1)) { argumentEnd -= 1 }
  let nameSpan = SourceSpan(start, nameEnd)
  let argumentSpan = SourceSpan(argumentStart, argumentEnd)
  return ParsedInput.Command(
    name: lexer.text(nameSpan), nameSpan: nameSpan, argument: lexer.text(argumentSpan), argumentSpan: argumentSpan)
}

extension ValueParser {
  fileprivate mutating func parseWholeExpression() throws(WAVEError) -> ParsedExpression {
    let start = lexer.skipBlanks(from: position)
    let line = try parseLine()
    return ParsedExpression(
      source: lexer.source, span: SourceSpan(start, max(start, line.root.span.end)), lexer: lexer, line: line)
  }

  /// Reads `NAME =` and an expression; nil where the text does not begin so.
  fileprivate mutating func parseAssignment() throws(WAVEError) -> ParsedInput.Assignment? {
    var first = try peek()
    let start = first.span.start
    var isEscaped = false
    if first.isSymbol("$"), lexer.byte(at: first.span.end).isASCIILetter {
      first = try lexer.token(at: first.span.end)
      isEscaped = true
    }
    guard case .label(let hasPercent) = first.kind else { return nil }
    let next = try? lexer.token(at: first.span.end, .operation)
    guard let next, next.isSymbol("=") else { return nil }
    take(next)
    let label = LabelSyntax(isEscaped: hasPercent, span: first.span)
    return ParsedInput.Assignment(
      name: lexer.text(label.nameSpan), nameSpan: SourceSpan(start, first.span.end),
      isEscaped: isEscaped || hasPercent, value: try parseWholeExpression())
  }
}
