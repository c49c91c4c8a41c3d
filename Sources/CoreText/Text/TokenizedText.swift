package import Diagnostics

/// A text and its tokens, with every bracket matched.
package struct TokenizedText: Sendable {
  /// UTF-8.
  package let bytes: [UInt8]
  package let tokens: [Token]

  /// Splits a text into tokens.
  ///
  /// - Throws: what is no token, is not closed, or is not UTF-8.
  package init(_ bytes: [UInt8]) throws(CoreTextError) {
    var lexer = try Lexer(bytes)
    tokens = try lexer.tokenize()
    self.bytes = bytes
  }

  /// Splits a text into tokens.
  package init(_ text: String) throws(CoreTextError) {
    try self.init(Array(text.utf8))
  }

  /// Where a token stands.
  package func span(_ token: Token) -> SourceSpan { SourceSpan(Int(token.start), Int(token.end)) }

  /// A token's bytes.
  package func spelling(_ token: Token) -> ArraySlice<UInt8> {
    bytes[min(Int(token.start), bytes.count)..<min(Int(token.end), bytes.count)]
  }

  /// Whether a token is spelt so.
  func spells(_ token: Token, _ word: StaticString) -> Bool {
    let length = Int(token.end) - Int(token.start)
    guard length == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { buffer in
      bytes.withUnsafeBufferPointer { all in
        // SAFETY: a token's range lies within the text that it was made from.
        all[Int(token.start)..<Int(token.end)].elementsEqual(buffer)
      }
    }
  }

  /// From the first byte of the first token of a range to the last byte of its last.
  package func span(of range: Range<Int>) -> SourceSpan {
    guard let first = range.first, first < tokens.count else { return SourceSpan(bytes.count, bytes.count) }
    let last = tokens[min(range.upperBound, tokens.count) - 1]
    return SourceSpan(Int(tokens[first].start), Int(last.end))
  }
}
