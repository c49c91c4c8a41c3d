/// Integers of the text format.
///
/// Source: core specification, "Integers" (text format).
enum IntegerLiteral {
  /// An unsigned integer of so many bits; a sign is malformed.
  static func unsigned(_ literal: ArraySlice<UInt8>, bits: Int) throws(LiteralFault) -> UInt64 {
    let spelling = SignedSpelling(literal)
    guard !spelling.hasSign else { throw .malformed }
    let magnitude = try magnitude(spelling)
    guard bits >= 64 || magnitude >> UInt64(bits) == 0 else { throw .outOfRange }
    return magnitude
  }

  /// The bits of an integer of so many bits, which may be written signed or unsigned; the bits above are zero.
  static func uninterpreted(_ literal: ArraySlice<UInt8>, bits: Int) throws(LiteralFault) -> UInt64 {
    let spelling = SignedSpelling(literal)
    let magnitude = try magnitude(spelling)
    let mask = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
    guard spelling.isNegative else {
      guard magnitude <= mask else { throw .outOfRange }
      return magnitude
    }
    guard magnitude <= 1 << UInt64(bits - 1) else { throw .outOfRange }
    return (0 &- magnitude) & mask
  }

  private static func magnitude(_ spelling: SignedSpelling) throws(LiteralFault) -> UInt64 {
    let run =
      spelling.hexDigits.map { DigitRun($0, radix: 16) } ?? DigitRun(spelling.rest, radix: 10)
    guard let run else { throw .malformed }
    guard !run.overflows else { throw .outOfRange }
    return run.value
  }
}
