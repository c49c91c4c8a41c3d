package import Diagnostics

/// Reads written values: WAVE's grammar, with integers also in bases 2, 8 and 16 and with `_` between digits.
///
/// A language that embeds values sets `element`, which is then asked wherever a value is expected inside brackets; it
/// calls `parseValue` for what WAVE has. So there is one grammar of aggregates.
///
/// Source: the WAVE grammar of wasm-tools.
package struct ValueParser {
  /// Reads one element inside brackets.
  package typealias ElementParser = @Sendable (inout ValueParser) throws(WAVEError) -> ValueSyntax

  /// Brackets nest no deeper than this: as deep as the reference reads, and what a stack of 8 MB holds without optimisation.
  package static let maximumDepth = 100

  package let lexer: Lexer
  /// Where the next token is looked for.
  package private(set) var position: Int
  /// Where the last token that was taken ends.
  package private(set) var lastEnd: Int
  package let element: ElementParser?
  private var depth = 0
  private var peeked: (mode: LexingMode, token: Token)?

  package init(_ source: SourceText, within span: SourceSpan? = nil, element: ElementParser? = nil) {
    lexer = Lexer(source, within: span)
    position = min(max(0, span?.start ?? 0), lexer.end)
    lastEnd = position
    self.element = element
  }

  /// The next token, which stays where it is.
  package mutating func peek(_ mode: LexingMode = .value) throws(WAVEError) -> Token {
    if let peeked, peeked.mode == mode { return peeked.token }
    let token = try lexer.token(at: position, mode)
    peeked = (mode, token)
    return token
  }

  /// Goes on behind a token.
  package mutating func take(_ token: Token) {
    move(to: token.span.end)
  }

  /// Goes on at an offset, as a language does that reads some words itself.
  package mutating func move(to offset: Int) {
    position = offset
    lastEnd = offset
    peeked = nil
  }

  /// Takes a punctuation if it is next.
  package mutating func takeSymbol(_ symbol: Unicode.Scalar, _ mode: LexingMode = .operation) throws(WAVEError)
    -> Token?
  {
    let token = try peek(mode)
    guard token.isSymbol(symbol) else { return nil }
    take(token)
    return token
  }

  /// Whether anything but blanks stands between the last token and the next.
  package var isTouching: Bool { lexer.skipBlanks(from: position) == position }

  /// Reads what `body` reads, one level of brackets deeper.
  package mutating func nested<T>(
    at span: SourceSpan, _ body: (inout ValueParser) throws(WAVEError) -> T
  ) throws(WAVEError) -> T {
    guard depth < Self.maximumDepth else { throw error(.nestingTooDeep(limit: Self.maximumDepth), span) }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  /// Reads an element: what the embedding language makes of it, otherwise a value.
  package mutating func parseElement() throws(WAVEError) -> ValueSyntax {
    guard let element else { return try parseValue() }
    return try element(&self)
  }

  /// Checks that nothing is left.
  package mutating func expectEnd() throws(WAVEError) {
    let token = try peek(.operation)
    guard token.kind == .end else { throw unexpected(token, expected: "the end of the input") }
  }

  package func error(_ kind: WAVEError.Kind, _ span: SourceSpan) -> WAVEError {
    WAVEError(kind, lexer.source, span)
  }

  package func unexpected(_ token: Token, expected: String) -> WAVEError {
    error(.unexpected(token.kind == .end ? nil : lexer.text(token.span), expected: expected), token.span)
  }
}
