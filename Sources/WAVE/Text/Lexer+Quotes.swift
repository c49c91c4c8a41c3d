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

// Quoted text is delimited and its escapes are checked while tokens are read; it is decoded once, when its type is known.
//
// Where a token cannot be finished, the mistake covers what was read of it for good: everything up to the last place where it
// could have ended, had the rest been right. So an escape counts only once its first hexadecimal digit is there, and a
// character only where its closing quote would have had room.
extension Lexer {
  func string(at start: Int) throws(WAVEError) -> Token {
    let quote = UInt8(ascii: "\"")
    if byte(at: start + 1) == quote, byte(at: start + 2) == quote { return try multilineString(at: start) }
    var position = start + 1
    while position < end {
      switch bytes[position] {
      case quote: return Token(.string, SourceSpan(start, position + 1))
      case UInt8(ascii: "\\") where Self.isSimpleEscape(byte(at: position + 1)): position += 2
      case UInt8(ascii: "\\"):
        // Right behind the opening quote the reference counts to twice as many digits; that there are too many of them it
        // sees when it decodes them.
        let limit = position == start + 1 ? 12 : 6
        switch escape(at: position, digits: limit) {
        case .ends(let end): position = end
        case .fails(let digits):
          // Behind other text, one that only lacks its `}` is not seen before the string is decoded.
          let next = position + 3 + digits
          if (1..<limit).contains(digits), position > start + 1, byte(at: next) == quote {
            return Token(.string, SourceSpan(start, next + 1))
          }
          // The last digit leaves nothing to choose.
          let read = digits == 0 ? position : position + 3 + min(digits, limit - 1)
          throw error(
            .quotes(.invalidEscape), SourceSpan(start, read), marking: escapeSpan(at: position, before: end))
        }
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
    let opening = SourceSpan(start, start + 1)
    switch byte(at: start + 1) {
    case UInt8(ascii: "'"):
      throw error(.quotes(.emptyCharacter), opening, marking: SourceSpan(start, start + 2))
    case 0x0a: throw error(.quotes(.unterminatedCharacter), opening)
    case UInt8(ascii: "\\"): return try escapedCharacter(at: start)
    default: return try plainCharacter(at: start)
    }
  }

  private func escapedCharacter(at start: Int) throws(WAVEError) -> Token {
    var read = start + 1
    var mistake = QuoteMistake.invalidEscape
    var mark: SourceSpan? = escapeSpan(at: start + 1, before: end)
    switch escape(at: start + 1) {
    case .ends(let last):
      if byte(at: last) == UInt8(ascii: "'") { return Token(.character, SourceSpan(start, last + 1)) }
      let close = closingQuote(after: last)
      mistake = close == nil ? .unterminatedCharacter : .severalCharacters
      mark = close.map { SourceSpan(start, $0 + 1) }
      if last > start + 3 { read = start + 5 }
    case .fails(let digits):
      if digits > 0 { read = start + 5 }
    }
    // The shortest such character, `'\u{0}'`, has 7 bytes.
    if end - start < 7 { read = start + 1 }
    throw error(.quotes(mistake), SourceSpan(start, read), marking: mark)
  }

  private func plainCharacter(at start: Int) throws(WAVEError) -> Token {
    let quote = UInt8(ascii: "'")
    var first = start + 2
    while first < end, bytes[first] & 0xc0 == 0x80 { first += 1 }
    // A token has room for one scalar and three bytes, so that a few characters too many are one mistake.
    var position = first
    while position < min(end, first + 3), bytes[position] != quote, bytes[position] != 0x0a,
      bytes[position] != UInt8(ascii: "\\")
    {
      position += 1
    }
    let span = SourceSpan(start, position + 1)
    if byte(at: position) == quote {
      if position == first { return Token(.character, span) }
      throw error(.quotes(.severalCharacters), span)
    }
    // The shortest character, `'a'`, has 3 bytes.
    let read = SourceSpan(start, end - start < 3 ? start + 1 : first)
    guard let close = closingQuote(after: position) else { throw error(.quotes(.unterminatedCharacter), read) }
    throw error(.quotes(.severalCharacters), read, marking: SourceSpan(start, close + 1))
  }

  /// The next `'` on the line; a little more than a character is looked at, so that the mistake can be named.
  private func closingQuote(after start: Int) -> Int? {
    var position = start
    while position < min(end, start + 64), bytes[position] != 0x0a {
      if bytes[position] == UInt8(ascii: "'") { return position }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private enum Escape {
    case ends(Int)
    /// It is none; so many hexadecimal digits of `\u{` were right.
    case fails(digits: Int)
  }

  /// Looks at the escape that a backslash begins. Whether a number is a scalar's is not asked here.
  private func escape(at start: Int, digits limit: Int = 6) -> Escape {
    switch byte(at: start + 1) {
    case let byte where Self.isSimpleEscape(byte): return .ends(start + 2)
    case UInt8(ascii: "u") where byte(at: start + 2) == UInt8(ascii: "{"):
      var position = start + 3
      while position < start + 3 + limit, Radix.hexadecimal.digit(byte(at: position)) != nil { position += 1 }
      guard position > start + 3, byte(at: position) == UInt8(ascii: "}") else {
        return .fails(digits: position - start - 3)
      }
      return .ends(position + 1)
    default: return .fails(digits: 0)
    }
  }

  /// Whether a backslash and this byte are an escape.
  private static func isSimpleEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "\\"), UInt8(ascii: "'"),
      UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
