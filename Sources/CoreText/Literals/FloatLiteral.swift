/// Floating-point numbers of the text format, as bits in the format of 32 or 64 bits.
///
///     sign   exponent           significand
///     1      8 or 11 bits       23 or 52 bits
///
/// Source: core specification, "Floating-Point" (text format).
struct FloatLiteral {
  /// 32 or 64.
  let bits: Int

  private var significandBits: Int { bits == 32 ? 23 : 52 }
  /// The largest exponent of a finite number, and the bias.
  private var bias: Int { bits == 32 ? 127 : 1023 }
  private var exponentMask: UInt64 { UInt64(2 * bias + 1) << UInt64(significandBits) }
  private var signBit: UInt64 { 1 << UInt64(bits - 1) }

  /// The literal's bits, rounded to nearest, ties to even; the bits above are zero.
  func parse(_ literal: ArraySlice<UInt8>) throws(LiteralFault) -> UInt64 {
    let spelling = SignedSpelling(literal)
    let sign = spelling.isNegative ? signBit : 0
    let rest = spelling.rest
    if rest.elementsEqual("inf".utf8) { return sign | exponentMask }
    if rest.elementsEqual("nan".utf8) { return sign | exponentMask | 1 << UInt64(significandBits - 1) }
    if rest.starts(with: "nan:0x".utf8) {
      guard let run = DigitRun(rest.dropFirst(6), radix: 16) else { throw .malformed }
      guard !run.overflows, run.value > 0, run.value >> UInt64(significandBits) == 0 else { throw .outOfRange }
      return sign | exponentMask | run.value
    }
    if let digits = spelling.hexDigits { return sign | (try hexadecimal(digits)) }
    return sign | (try decimal(rest))
  }

  // MARK: Decimal

  private func decimal(_ literal: ArraySlice<UInt8>) throws(LiteralFault) -> UInt64 {
    let parts = Parts(literal, exponentMark: UInt8(ascii: "e"))
    guard isDigitRun(parts.whole, isHex: false), parts.fraction.isEmpty || isDigitRun(parts.fraction, isHex: false),
      parts.hasWellFormedExponent
    else { throw .malformed }
    // The standard library rounds decimal numbers of any length correctly, and knows no underscores.
    let text = String(decoding: literal.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    let normalized = text.hasSuffix(".") ? text + "0" : text.replacingPointWithoutFraction()
    if bits == 32 {
      guard let value = Float(normalized) else { throw .malformed }
      guard value.isFinite else { throw .outOfRange }
      return UInt64(value.bitPattern)
    }
    guard let value = Double(normalized) else { throw .malformed }
    guard value.isFinite else { throw .outOfRange }
    return value.bitPattern
  }

  // MARK: Hexadecimal

  private func hexadecimal(_ digits: ArraySlice<UInt8>) throws(LiteralFault) -> UInt64 {
    let parts = Parts(digits, exponentMark: UInt8(ascii: "p"))
    guard isDigitRun(parts.whole, isHex: true), parts.fraction.isEmpty || isDigitRun(parts.fraction, isHex: true),
      parts.hasWellFormedExponent
    else { throw .malformed }
    // The first 64 bits that count, whether anything but zeros follows them, and the exponent of the lowest of them.
    var significand: UInt64 = 0
    var isInexact = false
    var exponent = parts.exponentValue
    for (run, isFraction) in [(parts.whole, false), (parts.fraction, true)] {
      for byte in run {
        guard let digit = hexDigit(byte) else { continue }
        if significand >> 60 == 0 {
          significand = significand << 4 | UInt64(digit)
          if isFraction { exponent -= 4 }
        } else {
          isInexact = isInexact || digit != 0
          if !isFraction { exponent += 4 }
        }
      }
    }
    return try rounded(significand, exponent: exponent, isInexact: isInexact)
  }

  /// significand * 2^exponent, and a little more where it is inexact, to the nearest number of the format.
  private func rounded(_ significand: UInt64, exponent: Int, isInexact: Bool) throws(LiteralFault) -> UInt64 {
    guard significand != 0 else { return 0 }
    let length = 64 - significand.leadingZeroBitCount
    // The exponent of the number when it is written 1.xxx.
    let top = exponent + length - 1
    guard top <= bias else { throw .outOfRange }
    // The exponent of the lowest bit that the result can hold: subnormal numbers do not go lower.
    let lowest = max(top, 1 - bias) - significandBits
    let shift = lowest - exponent
    var result: UInt64
    if shift <= 0 {
      result = significand << UInt64(-shift)
    } else if shift > 64 {
      result = 0
    } else {
      result = shift == 64 ? 0 : significand >> UInt64(shift)
      let half: UInt64 = 1 << UInt64(shift - 1)
      let remainder = significand & (half | (half - 1))
      if remainder > half || remainder == half && (isInexact || result & 1 == 1) { result += 1 }
    }
    // With the hidden bit, or a carry into it, added to the exponent's field, the numbers are in order.
    let field = UInt64(max(top, 1 - bias) + bias - 1) << UInt64(significandBits)
    let bits = field + result
    guard bits < exponentMask else { throw .outOfRange }
    return bits
  }

  // MARK: Parts

  /// `whole.fraction` and an exponent, all as written.
  private struct Parts {
    var whole: ArraySlice<UInt8>
    var fraction: ArraySlice<UInt8> = []
    var exponent: ArraySlice<UInt8>?

    init(_ literal: ArraySlice<UInt8>, exponentMark: UInt8) {
      whole = literal
      if let mark = literal.firstIndex(where: { $0 | 0x20 == exponentMark }) {
        whole = literal[..<mark]
        exponent = literal[(mark + 1)...]
      }
      if let point = whole.firstIndex(of: UInt8(ascii: ".")) {
        fraction = whole[(point + 1)...]
        whole = whole[..<point]
      }
    }

    var hasWellFormedExponent: Bool {
      guard let exponent else { return true }
      return isDigitRun(SignedSpelling(exponent).rest, isHex: false)
    }

    /// The exponent, held within what any number of the format could need.
    var exponentValue: Int {
      guard let exponent else { return 0 }
      let spelling = SignedSpelling(exponent)
      let run = DigitRun(spelling.rest, radix: 10)
      // A text has fewer than 2^30 digits, each of 4 bits: more cannot be brought back into range.
      let bound: UInt64 = 1 << 40
      let magnitude = Int(min(run.map { $0.overflows ? bound : $0.value } ?? 0, bound))
      return spelling.isNegative ? -magnitude : magnitude
    }
  }
}

extension String {
  /// `1.e5` as `1.0e5`, which the standard library reads.
  fileprivate func replacingPointWithoutFraction() -> String {
    guard let point = utf8.firstIndex(of: UInt8(ascii: ".")) else { return self }
    let next = utf8.index(after: point)
    guard next < utf8.endIndex, utf8[next] | 0x20 == UInt8(ascii: "e") else { return self }
    return self[..<next] + "0" + self[next...]
  }
}
