package import Diagnostics

/// A word of a value's text, with its place.
package struct Token: Hashable, Sendable {
  /// The kinds of token. What a token spells is read from its span.
  package enum Kind: Hashable, Sendable {
    /// A number with its sign; `isInteger` where it has neither fraction nor exponent. `-inf` is one that is not.
    case number(isInteger: Bool)
    /// A kebab-case name or keyword; escaped where `%` stands before it.
    case label(isEscaped: Bool)
    /// `'x'`, its quotes in the span.
    case character
    /// `"x"`, its quotes in the span.
    case string
    /// `"""` … `"""`, its quotes in the span.
    case multilineString
    /// Any other ASCII punctuation, one byte each. WAVE knows `{ } ( ) [ ] : ,`.
    case symbol(UInt8)
    case end
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// Whether it is this punctuation.
  package func isSymbol(_ character: Unicode.Scalar) -> Bool {
    guard case .symbol(let byte) = kind else { return false }
    return UInt32(byte) == character.value
  }
}

/// What the parser is about to read: a `-` or `%` means one thing before a value and another after it.
package enum LexingMode: Hashable, Sendable {
  /// A `-` touching a digit belongs to the number, a `%` touching a name to the name.
  case value
  /// `-` and `%` are punctuation.
  case operation
}
