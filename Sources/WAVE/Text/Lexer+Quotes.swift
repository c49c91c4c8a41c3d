import Diagnostics

/// Why the text between quotes is not what it should be.
package enum QuoteMistake: Hashable, Sendable {
  /// `"…` without its end on the same line, or `"""` without a second one.
  case unterminatedString, unterminatedMultilineString, unterminatedCharacter
  /// `''`, and `'ab'`.
  case emptyCharacter, severalCharacters
  /// A backslash before something it does not go with.
  case invalidEscape
  /// Something stands behind the opening `"""` on its line.
  case multilineOpening
  /// Something other than spaces stands before the closing `"""` on its line.
  case multilineClosing
  /// A line is indented less than the closing `"""`.
  case multilineIndentation
}

// Strings are only delimited while tokens are read; they are decoded once, when their type is known.
extension Lexer {
  func string(at start: Int) throws(WAVEError) -> Token {
    let quote = UInt8(ascii: "\"")
    if byte(at: start + 1) == quote, byte(at: start + 2) == quote { return try multilineString(at: start) }
    var position = start + 1
    while position < end {
      switch bytes[position] {
      case quote: return Token(.string, SourceSpan(start, position + 1))
      case UInt8(ascii: "\\"): position += 2
      case 0x0a: throw error(.quotes(.unterminatedString), SourceSpan(start, position))
      default: position += 1
      }
    }
    throw error(.quotes(.unterminatedString), SourceSpan(start, end))
  }

  private func multilineString(at start: Int) throws(WAVEError) -> Token {
    let quote = UInt8(ascii: "\"")
    var position = start + 3
    while position < end {
      if bytes[position] == quote, byte(at: position + 1) == quote, byte(at: position + 2) == quote {
        return Token(.multilineString, SourceSpan(start, position + 3))
      }
      position += 1
    }
    throw error(.quotes(.unterminatedMultilineString), SourceSpan(start, start + 3))
  }

  func character(at start: Int) throws(WAVEError) -> Token {
    var position = start + 1
    let quote = UInt8(ascii: "'")
    // A character is one scalar or one escape; a little more is read so that the mistake can be named.
    while position < min(end, start + 64), bytes[position] != quote, bytes[position] != 0x0a {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard byte(at: position) == quote else {
      throw error(.quotes(.unterminatedCharacter), SourceSpan(start, start + 1))
    }
    let span = SourceSpan(start, position + 1)
    if position == start + 1 { throw error(.quotes(.emptyCharacter), span) }
    return Token(.character, span)
  }
}
