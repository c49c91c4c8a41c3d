package import Diagnostics

/// Reads a text's tokens one after the other.
package struct TokenCursor: Sendable {
  package let text: TokenizedText
  /// The token that is read next.
  package private(set) var index: Int
  /// One past the last token that it reads.
  package let end: Int

  /// - Parameter range: the tokens to read; all if nil.
  package init(_ text: TokenizedText, in range: Range<Int>? = nil) {
    self.text = text
    let range = range ?? 0..<text.tokens.count
    end = min(range.upperBound, text.tokens.count)
    index = min(range.lowerBound, end)
  }

  // MARK: Looking

  package var isAtEnd: Bool { index >= end }

  /// The next token; nil at the end.
  package var current: Token? { index < end ? text.tokens[index] : nil }

  /// A token further on.
  package func token(ahead count: Int) -> Token? {
    index + count < end ? text.tokens[index + count] : nil
  }

  /// Whether the next token is of a kind.
  package func isAt(_ kind: Token.Kind) -> Bool { current?.kind == kind }

  /// Whether the next token is a keyword.
  package func isAt(keyword: StaticString) -> Bool {
    guard let current, current.kind == .keyword else { return false }
    return text.spells(current, keyword)
  }

  /// Whether `(keyword` comes next.
  package func isAt(opening keyword: StaticString) -> Bool {
    guard let current, current.kind == .open, let word = token(ahead: 1), word.kind == .keyword else { return false }
    return text.spells(word, keyword)
  }

  /// Where the next token stands; at the end, just behind the last.
  package var span: SourceSpan {
    if let current { return text.span(current) }
    if end < text.tokens.count { return text.span(text.tokens[end]) }
    return SourceSpan(text.bytes.count, text.bytes.count)
  }

  /// From the first byte of a token to the last byte read.
  package func span(from start: Int) -> SourceSpan {
    text.span(of: start..<max(index, start + 1))
  }

  /// The tokens inside the bracket that comes next, its own two included; nil if none does.
  package var group: Range<Int>? {
    guard let current, current.kind == .open || current.kind == .annotation else { return nil }
    return index..<min(Int(current.partner) + 1, end)
  }

  // MARK: Moving

  /// Moves past one token.
  package mutating func advance() { if index < end { index += 1 } }

  /// Moves to a token.
  package mutating func move(to target: Int) { index = min(max(0, target), end) }

  /// Moves past the bracket that comes next and all it holds.
  package mutating func skipGroup() { if let group { index = group.upperBound } }

  /// Reads a keyword if it comes next.
  package mutating func take(keyword: StaticString) -> Bool {
    guard isAt(keyword: keyword) else { return false }
    index += 1
    return true
  }

  /// Reads `(keyword` if it comes next.
  package mutating func take(opening keyword: StaticString) -> Bool {
    guard isAt(opening: keyword) else { return false }
    index += 2
    return true
  }

  /// Reads an identifier if one comes next.
  package mutating func takeIdentifier() throws(CoreTextError) -> Identifier? {
    guard let current, current.kind == .identifier else { return nil }
    index += 1
    let spelling = text.spelling(current).dropFirst()
    guard spelling.first == UInt8(ascii: "\"") else { return Identifier(bytes: Array(spelling)) }
    return Identifier(bytes: try unescapedString(spelling))
  }

  /// Reads a string if one comes next: its bytes, which need not be UTF-8.
  package mutating func takeString() throws(CoreTextError) -> [UInt8]? {
    guard let current, current.kind == .string else { return nil }
    index += 1
    return try unescapedString(text.spelling(current))
  }

  // MARK: Expecting

  /// Reads a closing bracket.
  package mutating func expectClose() throws(CoreTextError) {
    guard isAt(.close) else { throw unexpected("`)`") }
    index += 1
  }

  /// Reads an opening bracket with a keyword.
  package mutating func expect(opening keyword: StaticString) throws(CoreTextError) {
    guard take(opening: keyword) else { throw unexpected("`(\(keyword)`") }
  }

  /// Reads a string: its bytes.
  package mutating func expectString(_ what: String = "a string") throws(CoreTextError) -> [UInt8] {
    guard let bytes = try takeString() else { throw unexpected(what) }
    return bytes
  }

  /// Reads a string that is a name: UTF-8.
  package mutating func expectName(_ what: String = "a name in quotes") throws(CoreTextError) -> [UInt8] {
    let span = span
    let bytes = try expectString(what)
    guard malformedUTF8(in: bytes[...]) == nil else { throw CoreTextError(.malformedUTF8, at: span) }
    return bytes
  }

  /// What comes next is not what should.
  package func unexpected(_ expected: String) -> CoreTextError {
    guard let current else { return CoreTextError(.unexpected(found: nil, expected: expected), at: span) }
    let spelling = text.spelling(current)
    if current.kind == .annotation {
      return CoreTextError(.misplacedAnnotation(annotationName(current)?.name ?? ""), at: text.span(current))
    }
    // A long token is not worth its length in a message.
    let found = String(decoding: spelling.prefix(60), as: UTF8.self) + (spelling.count > 60 ? "..." : "")
    return CoreTextError(.unexpected(found: found, expected: expected), at: text.span(current))
  }

  // MARK: Annotations

  func annotationName(_ token: Token) -> AnnotationName? {
    let spelling = text.spelling(token).dropFirst(2)
    if spelling.first == UInt8(ascii: "\"") { return (try? unescapedString(spelling)).flatMap(AnnotationName.init) }
    return AnnotationName(Array(spelling))
  }

  /// Whether an annotation comes next.
  package func isAt(annotation: AnnotationName) -> Bool {
    guard let current, current.kind == .annotation else { return false }
    return annotationName(current) == annotation
  }

  /// Reads an annotation's beginning if it comes next.
  package mutating func take(annotation: AnnotationName) -> Bool {
    guard isAt(annotation: annotation) else { return false }
    index += 1
    return true
  }
}
