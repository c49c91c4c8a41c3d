/// Digits with single underscores between them, as a number.
struct DigitRun {
  /// The number, wrapped where it does not fit.
  private(set) var value: UInt64 = 0
  /// Whether it did not fit 64 bits.
  private(set) var overflows = false

  /// - Returns: nil if that is not what the bytes are.
  init?(_ bytes: ArraySlice<UInt8>, radix: UInt64) {
    guard isDigitRun(bytes, isHex: radix == 16) else { return nil }
    for byte in bytes {
      guard let digit = hexDigit(byte) else { continue }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      overflows = overflows || overflow || carry
      value = sum
    }
  }
}

/// Whether the bytes are digits with single underscores between them.
func isDigitRun(_ bytes: ArraySlice<UInt8>, isHex: Bool) -> Bool {
  var mayBreak = false
  for byte in bytes {
    if byte == UInt8(ascii: "_") {
      guard mayBreak else { return false }
      mayBreak = false
    } else {
      guard let digit = hexDigit(byte), isHex || digit < 10 else { return false }
      mayBreak = true
    }
  }
  return mayBreak
}

/// A hexadecimal number without sign or prefix; nil if it is malformed or does not fit 64 bits.
func unsignedMagnitude(hexDigits: ArraySlice<UInt8>) -> UInt64? {
  guard let run = DigitRun(hexDigits, radix: 16), !run.overflows else { return nil }
  return run.value
}

/// Why a literal is no number of the type that is wanted.
enum LiteralFault: Error, Hashable {
  case malformed
  case outOfRange
}

/// A literal's sign and the rest of it.
struct SignedSpelling {
  let isNegative: Bool
  let hasSign: Bool
  let rest: ArraySlice<UInt8>

  init(_ literal: ArraySlice<UInt8>) {
    isNegative = literal.first == UInt8(ascii: "-")
    hasSign = isNegative || literal.first == UInt8(ascii: "+")
    rest = hasSign ? literal.dropFirst() : literal
  }

  /// What follows `0x`; nil where the literal is not hexadecimal.
  var hexDigits: ArraySlice<UInt8>? {
    guard rest.count >= 2, rest.first == UInt8(ascii: "0"), rest[rest.startIndex + 1] == UInt8(ascii: "x") else {
      return nil
    }
    return rest.dropFirst(2)
  }
}
