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

  /// The embedding language's own syntax nests no deeper than this, which is what a stack of 8 MB holds without
  /// optimisation. Deeper inside, only values are read.
  package static let maximumDepth = 100

  /// Brackets nest no deeper than this. A type that can be loaded has at most 100 levels, each of which is one pair of
  /// brackets or, if it is a map, two; a call has one more.
  package static let maximumValueDepth = 256

  package let lexer: Lexer
  /// Where the next token is looked for.
  package private(set) var position: Int
  /// Where the last token that was taken ends.
  package private(set) var lastEnd: Int
  package let element: ElementParser?
  /// How many brackets are open.
  var depth = 0
  private var peeked: (mode: LexingMode, token: Token)?
  /// Where the words and numbers begin that end, without blanks between them, where the last token did.
  private var runStart: Int?
  /// The first comma that was missing between fields or flags: it is complained about last, for what stands behind it may
  /// show what was meant.
  package private(set) var missingComma: WAVEError?

  package init(_ source: SourceText, within span: SourceSpan? = nil, element: ElementParser? = nil) {
    lexer = Lexer(source, within: span, splitsRuns: element == nil)
    position = min(max(0, span?.start ?? 0), lexer.end)
    lastEnd = position
    self.element = element
  }

  /// The next token, which stays where it is.
  package mutating func peek(_ mode: LexingMode = .value) throws(WAVEError) -> Token {
    // WAVE alone has no operations.
    let mode = element == nil ? .value : mode
    if let peeked, peeked.mode == mode { return peeked.token }
    let token = try lexer.token(at: position, mode)
    peeked = (mode, token)
    return token
  }

  /// Goes on behind a token.
  package mutating func take(_ token: Token) {
    let start = token.isWord ? (token.span.start == lastEnd ? runStart ?? token.span.start : token.span.start) : nil
    move(to: token.span.end)
    runStart = start
  }

  /// Goes on although a comma is missing before a token.
  mutating func missComma(before token: Token, _ close: Unicode.Scalar) {
    if missingComma == nil { missingComma = unexpected(token, expected: ", or \(close)") }
  }

  /// Goes on at an offset, as a language does that reads some words itself.
  package mutating func move(to offset: Int) {
    position = offset
    lastEnd = offset
    peeked = nil
    runStart = nil
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

  /// Reads what `body` reads, one level of the embedding language's brackets deeper.
  package mutating func nested<T>(
    at span: SourceSpan, _ body: (inout ValueParser) throws(WAVEError) -> T
  ) throws(WAVEError) -> T {
    guard depth < Self.maximumDepth else { throw error(.nestingTooDeep(limit: Self.maximumDepth), span) }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  /// Checks that nothing is left.
  package mutating func expectEnd() throws(WAVEError) {
    let token = try peek(.operation)
    guard token.kind == .end else { throw unexpected(token, expected: "the end of the input") }
  }

  package func error(_ kind: WAVEError.Kind, _ span: SourceSpan, marking mark: SourceSpan? = nil) -> WAVEError {
    WAVEError(kind, lexer.source, span, marking: mark).following(missingComma)
  }

  package func unexpected(_ token: Token, expected: String) -> WAVEError {
    // So deep inside, what may be the language's own is not read any more.
    if element != nil, depth > Self.maximumDepth, token.kind != .end {
      return error(.nestingTooDeep(limit: Self.maximumDepth), token.span)
    }
    if let (kind, run) = brokenRun(at: token) { return error(kind, token.span, marking: run) }
    return error(.unexpected(token.kind == .end ? nil : lexer.text(token.span), expected: expected), token.span)
  }

  /// The word or number that was meant where a token touches one that ends too early: `NaN`, `12ab`, `x_y`, `1.`.
  private func brokenRun(at token: Token) -> (WAVEError.Kind, SourceSpan)? {
    guard let runStart, token.span.start == lastEnd else { return nil }
    switch token.kind {
    case .label, .number: break
    case .symbol(UInt8(ascii: "_")), .symbol(UInt8(ascii: ".")), .symbol(UInt8(ascii: "-")): break
    default: return nil
    }
    let run = SourceSpan(runStart, lexer.runEnd(from: token.span.end))
    let first = lexer.byte(at: runStart) == UInt8(ascii: "-") ? runStart + 1 : runStart
    guard lexer.byte(at: first).isASCIIDigit else {
      let nameStart = runStart + (lexer.byte(at: runStart) == UInt8(ascii: "%") ? 1 : 0)
      return (.malformedName(lexer.text(SourceSpan(nameStart, run.end))), run)
    }
    guard lexer.byte(at: first) == UInt8(ascii: "0") else { return (.malformedNumber(.digits(.decimal)), run) }
    if let radix = Radix(marker: lexer.byte(at: first + 1)) { return (.malformedNumber(.digits(radix)), run) }
    return (.malformedNumber(lexer.byte(at: first + 1).isASCIIDigit ? .leadingZero : .digits(.decimal)), run)
  }
}

extension Token {
  /// Whether it is a name or a number.
  fileprivate var isWord: Bool {
    switch kind {
    case .label, .number: true
    default: false
    }
  }
}
