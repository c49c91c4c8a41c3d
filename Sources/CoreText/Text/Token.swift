/// A token of the text format, as a range of the text's bytes.
///
/// Source: core specification, "Lexical Format" (text format).
package struct Token: Hashable, Sendable {
  /// What a token is by its spelling.
  package enum Kind: UInt8, Hashable, Sendable {
    case open, close
    /// `(@name`, of an annotation that this house knows; the others are white space.
    case annotation
    /// Begins with a lower-case letter: `i32.add`, `offset=8`, `inf`.
    case keyword
    /// Begins with a digit, or a sign before a digit, `inf` or `nan`; may still be malformed.
    case number
    /// `$name` or `$"name"`.
    case identifier
    case string
    /// Anything else, which no grammar accepts.
    case reserved
  }

  package let kind: Kind
  /// The first byte.
  package let start: UInt32
  /// One past the last byte.
  package let end: UInt32
  /// For a bracket or an annotation, the token at the other end; 0 for the others.
  package internal(set) var partner: UInt32 = 0
}
