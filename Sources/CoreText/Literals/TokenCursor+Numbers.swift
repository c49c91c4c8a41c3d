import Diagnostics

// Numbers as the next token.
extension TokenCursor {
  /// Reads an unsigned integer of so many bits.
  package mutating func readUnsigned(bits: Int) throws(CoreTextError) -> UInt64 {
    try readNumber("an unsigned integer of \(bits) bits") { literal throws(LiteralFault) in
      try IntegerLiteral.unsigned(literal, bits: bits)
    }
  }

  /// Reads an integer of so many bits, signed or unsigned: its bits.
  package mutating func readInteger(bits: Int) throws(CoreTextError) -> UInt64 {
    try readNumber("an integer of \(bits) bits") { literal throws(LiteralFault) in
      try IntegerLiteral.uninterpreted(literal, bits: bits)
    }
  }

  /// Reads a floating-point number of 32 or 64 bits: its bits.
  package mutating func readFloat(bits: Int) throws(CoreTextError) -> UInt64 {
    try readNumber("a floating-point number of \(bits) bits", allowsWords: true) { literal throws(LiteralFault) in
      try FloatLiteral(bits: bits).parse(literal)
    }
  }

  private mutating func readNumber(
    _ expected: String, allowsWords: Bool = false, _ parse: (ArraySlice<UInt8>) throws(LiteralFault) -> UInt64
  ) throws(CoreTextError) -> UInt64 {
    guard let token = current, token.kind == .number || allowsWords && token.kind == .keyword else {
      throw unexpected(expected)
    }
    let span = span
    let value: UInt64
    do {
      value = try parse(text.spelling(token))
    } catch {
      if token.kind == .keyword, error == .malformed { throw unexpected(expected) }
      throw CoreTextError(
        error == .malformed ? .malformedNumber(expected: expected) : .outOfRange(expected: expected), at: span)
    }
    advance()
    return value
  }
}
