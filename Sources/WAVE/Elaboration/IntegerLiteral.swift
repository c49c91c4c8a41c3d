/// An integer as it is written, of any size.
package struct IntegerLiteral: Hashable, Sendable {
  /// As written.
  package let text: String
  package let isNegative: Bool
  /// The magnitude's low 64 bits.
  package let magnitude: UInt64
  /// Whether the magnitude has no more than those.
  package let isExact: Bool

  /// Reads a literal that the lexer accepted.
  package init(_ text: String) {
    self.text = text
    var digits = Substring(text).utf8
    isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    var radix = Radix.decimal
    if digits.first == UInt8(ascii: "0"), let marked = digits.dropFirst().first.flatMap(Radix.init(marker:)) {
      radix = marked
      digits = digits.dropFirst(2)
    }
    var value: UInt64 = 0
    var isExact = true
    for byte in digits {
      guard let digit = radix.digit(byte) else { continue }
      let (product, productOverflows) = value.multipliedReportingOverflow(by: UInt64(radix.rawValue))
      let (sum, sumOverflows) = product.addingReportingOverflow(UInt64(digit))
      // Arithmetic modulo 2^64 keeps the low bits right, whatever is lost above.
      value = sum
      if productOverflows || sumOverflows { isExact = false }
    }
    magnitude = value
    self.isExact = isExact
  }

  /// The number's low 64 bits in two's complement.
  package var lowBits: UInt64 { isNegative ? 0 &- magnitude : magnitude }

  /// Whether a type of this width and sign holds it.
  package func fits(width: Int, isSigned: Bool) -> Bool {
    guard isExact else { return false }
    let greatest = UInt64.max >> UInt64(64 - width)
    if !isSigned { return isNegative ? magnitude == 0 : magnitude <= greatest }
    return isNegative ? magnitude <= greatest / 2 + 1 : magnitude <= greatest / 2
  }
}
