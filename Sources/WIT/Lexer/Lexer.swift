import ComponentTypes
import Diagnostics

/// Cuts a text into tokens, one at a time, so that a large text costs no more than itself.
struct Lexer {
  /// The text in UTF-8.
  let bytes: [UInt8]
  /// The next byte to read.
  var offset: Int
  /// The comments before the last token.
  private(set) var comments: [Range<Int>] = []
  /// What is wrong with the last token, where it is `.invalid`.
  private(set) var fault: (kind: WITProblem.Kind, span: SourceSpan)?

  init(_ text: String) {
    bytes = Array(text.utf8)
    // A byte order mark at the start is no part of the text.
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The byte at an offset, or 0 behind the end; a NUL in the text is refused before lexing.
  func byte(at offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  /// The text of a span.
  func text(_ span: SourceSpan) -> String { String(decoding: bytes(span), as: UTF8.self) }

  /// The bytes of a span.
  func bytes(_ span: SourceSpan) -> ArraySlice<UInt8> {
    bytes[min(span.start, bytes.count)..<min(span.end, bytes.count)]
  }

  /// Reads the next token.
  mutating func next() -> Token {
    let leading = offset
    guard skipTrivia() else {
      return Token(
        kind: .invalid, start: fault?.span.start ?? leading, end: fault?.span.end ?? offset, leading: leading)
    }
    let start = offset
    guard start < bytes.count else { return Token(kind: .endOfFile, start: start, end: start, leading: leading) }
    let kind = scanToken(at: start)
    return Token(kind: kind, start: start, end: offset, leading: leading)
  }

  /// Moves behind blanks and comments; false where a comment does not end.
  private mutating func skipTrivia() -> Bool {
    if !comments.isEmpty { comments.removeAll(keepingCapacity: true) }
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        offset += 1
      case UInt8(ascii: "/") where byte(at: offset + 1) == UInt8(ascii: "/"):
        let start = offset
        offset = endOfLine(from: start)
        comments.append(start..<offset)
      case UInt8(ascii: "/") where byte(at: offset + 1) == UInt8(ascii: "*"):
        let start = offset
        guard let end = endOfBlockComment(from: start) else {
          offset = bytes.count
          fault = (.unterminatedComment, SourceSpan(start, start + 2))
          return false
        }
        offset = end
        comments.append(start..<end)
      default:
        return true
      }
    }
    return true
  }

  private func endOfLine(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// The offset behind a block comment, which may hold others.
  private func endOfBlockComment(from start: Int) -> Int? {
    var depth = 0
    var at = start
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "/"), byte(at: at + 1) == UInt8(ascii: "*") {
        depth += 1
        at += 2
      } else if bytes[at] == UInt8(ascii: "*"), byte(at: at + 1) == UInt8(ascii: "/") {
        depth -= 1
        at += 2
        if depth == 0 { return at }
      } else {
        at += 1
      }
    }
    return nil
  }

  private mutating func scanToken(at start: Int) -> Token.Kind {
    let first = bytes[start]
    offset += 1
    switch first {
    case UInt8(ascii: "="): return .equals
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: ";"): return .semicolon
    case UInt8(ascii: "("): return .leftParenthesis
    case UInt8(ascii: ")"): return .rightParenthesis
    case UInt8(ascii: "{"): return .leftBrace
    case UInt8(ascii: "}"): return .rightBrace
    case UInt8(ascii: "<"): return .lessThan
    case UInt8(ascii: ">"): return .greaterThan
    case UInt8(ascii: "*"): return .star
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "."): return .period
    case UInt8(ascii: "@"): return .at
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"):
      if byte(at: offset) == UInt8(ascii: ">") {
        offset += 1
        return .arrow
      }
      return .minus
    case UInt8(ascii: "%"):
      skipName()
      return .escapedIdentifier
    case UInt8(ascii: "\""):
      return scanString(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(at: offset)) { offset += 1 }
      return .integer
    case let byte where isNamePart(byte):
      skipName()
      if offset == start + 1, first == UInt8(ascii: "_") { return .underscore }
      return WITKeyword.named(bytes[start..<offset]).map { .keyword($0) } ?? .identifier
    default:
      fault = (.unexpectedCharacter(Unicode.Scalar(first)), SourceSpan(start, offset))
      return .invalid
    }
  }

  /// Letters, digits, `-`, `_` and everything outside ASCII: whether they form a name is decided by the parser,
  /// which can then say what is wrong with the whole of it.
  private func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  private mutating func skipName() {
    while offset < bytes.count {
      let byte = bytes[offset]
      guard isNamePart(byte) || byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      else { return }
      // The arrow of `name->type` is no part of the name.
      if byte == UInt8(ascii: "-"), self.byte(at: offset + 1) == UInt8(ascii: ">") { return }
      offset += 1
    }
  }

  /// Moves behind the closing quote.
  private mutating func scanString(from start: Int) -> Token.Kind {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return .string
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        fault = (.unterminatedString, SourceSpan(start, offset))
        return .invalid
      case UInt8(ascii: "\\"): offset = min(offset + 2, bytes.count)
      default: offset += 1
      }
    }
    fault = (.unterminatedString, SourceSpan(start, offset))
    return .invalid
  }

  /// Reads a semantic version at the current offset, or nothing: its span covers every character that versions are made of.
  ///
  /// A dot belongs to it only before another such character, since `use a:b/c@1.0.0.{d}` goes on with a dot.
  mutating func scanVersion() -> SourceSpan {
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: ".") {
        guard isVersionPart(self.byte(at: offset + 1)) else { break }
      } else if !isVersionPart(byte) {
        break
      }
      offset += 1
    }
    return SourceSpan(start, offset)
  }

  private func isVersionPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
