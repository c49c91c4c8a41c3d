/// A piece of half-typed input: a word, a number, a bracket. Reading it never fails.
struct InputPiece: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A name or keyword; escaped where `%` stands before it.
    case word(isEscaped: Bool)
    /// `namespace:package/interface`, perhaps with `@version`.
    case interface
    /// `$name`.
    case variable
    /// `$3`.
    case input
    case number
    case string(isClosed: Bool)
    case character
    case comment
    /// Any other ASCII punctuation, one byte.
    case symbol(UInt8)
    /// What no input can hold.
    case bad
  }

  var kind: Kind
  /// Its UTF-8 bytes in the input.
  var range: Range<Int>
  /// Whether blanks, or nothing, stand before it.
  var isApart: Bool

  func isSymbol(_ character: Unicode.Scalar) -> Bool {
    if case .symbol(let byte) = kind { UInt32(byte) == character.value } else { false }
  }

  /// Whether it is a word as it stands, without `%`.
  var isWord: Bool { kind == .word(isEscaped: false) }

  /// The bracket that closes what it opens, where it does.
  var closer: UInt8? {
    switch kind {
    case .symbol(UInt8(ascii: "(")): UInt8(ascii: ")")
    case .symbol(UInt8(ascii: "[")): UInt8(ascii: "]")
    case .symbol(UInt8(ascii: "{")): UInt8(ascii: "}")
    default: nil
    }
  }

  var isClosingBracket: Bool { isSymbol(")") || isSymbol("]") || isSymbol("}") }

  /// Whether a value could end with it, so that what follows is an operator, a selector or another argument.
  var endsValue: Bool {
    switch kind {
    case .symbol: isClosingBracket
    case .comment, .bad: false
    default: true
    }
  }
}
