package import Diagnostics

/// Splits a text, or a part of one, into tokens. It keeps no state: a parser asks for the token after an offset.
///
/// Blanks and `//` comments separate tokens. Every token is read in time proportional to its length.
package struct Lexer: Sendable {
  package let source: SourceText
  /// The source's UTF-8 bytes.
  package let bytes: [UInt8]
  /// Where the part ends; nothing at or after it is looked at.
  package let end: Int
  /// Whether words and numbers end where WAVE's grammar ends them, so that `NaN` is `N`, `a` and `N`; otherwise such a run is
  /// a mistake of its own, as a language needs whose values may stand side by side.
  package let splitsRuns: Bool

  package init(_ source: SourceText, within span: SourceSpan? = nil, splitsRuns: Bool = false) {
    self.source = source
    self.splitsRuns = splitsRuns
    bytes = Array(source.text.utf8)
    end = min(max(0, span?.end ?? bytes.count), bytes.count)
  }

  /// The byte at an offset, or 0 past the end.
  package func byte(at offset: Int) -> UInt8 {
    offset >= 0 && offset < end ? bytes[offset] : 0
  }

  /// What a span spells.
  package func text(_ span: SourceSpan) -> String {
    let start = min(max(0, span.start), bytes.count)
    return String(decoding: bytes[start..<max(start, min(span.end, bytes.count))], as: UTF8.self)
  }

  /// The first offset at or after `offset` that is no blank and in no comment.
  package func skipBlanks(from offset: Int) -> Int {
    var position = offset
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      case UInt8(ascii: "/") where byte(at: position + 1) == UInt8(ascii: "/"):
        while position < end, bytes[position] != 0x0a { position += 1 }
      default: return position
      }
    }
    return max(position, offset)
  }

  /// The token that begins at or after `offset`.
  /// - Throws: `WAVEError` where no token can be read there.
  package func token(at offset: Int, _ mode: LexingMode = .value) throws(WAVEError) -> Token {
    let start = skipBlanks(from: offset)
    guard start < end else { return Token(.end, SourceSpan(start, start)) }
    let first = bytes[start]
    switch first {
    case let byte where byte.isASCIILetter: return try label(at: start, isEscaped: false)
    case let byte where byte.isASCIIDigit: return try number(at: start)
    case UInt8(ascii: "-") where mode == .value: return try negativeNumber(at: start)
    case UInt8(ascii: "%") where mode == .value && byte(at: start + 1).isASCIILetter:
      return try label(at: start, isEscaped: true)
    case UInt8(ascii: "\""): return try string(at: start)
    case UInt8(ascii: "'"): return try character(at: start)
    case 0x21..<0x7f: return Token(.symbol(first), SourceSpan(start, start + 1))
    default: throw unexpectedCharacter(at: start)
    }
  }

  private func unexpectedCharacter(at offset: Int) -> WAVEError {
    var next = offset + 1
    while next < end, bytes[next] & 0xc0 == 0x80 { next += 1 }
    let span = SourceSpan(offset, next)
    return error(.unexpectedCharacter(text(span).unicodeScalars.first ?? "\u{fffd}"), span)
  }

  func error(_ kind: WAVEError.Kind, _ span: SourceSpan, marking mark: SourceSpan? = nil) -> WAVEError {
    WAVEError(kind, source, span, marking: mark)
  }
}

extension UInt8 {
  package var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
  package var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7a }
  /// What a word of a name, or a number, is made of.
  package var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }
}
