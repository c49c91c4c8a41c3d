extension FloatFields {
  /// The same pattern with one bit the other way; unchanged where there is no such bit.
  package func flipping(bit: Int) -> FloatFields {
    guard (0..<width).contains(bit) else { return self }
    let flipped = bits ^ 1 << UInt64(bit)
    return width == 32
      ? FloatFields(Float(bitPattern: UInt32(truncatingIfNeeded: flipped))) : FloatFields(Double(bitPattern: flipped))
  }

  /// The shortest decimal that reads back as the same number, or what it is instead of a number.
  package var shortestDecimal: String {
    width == 32
      ? "\(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))" : "\(Double(bitPattern: bits))"
  }

  /// The whole significand as an integer, the leading bit of a normal number included.
  package var significand: UInt64 {
    self.class == .normal ? fraction | 1 << UInt64(fractionWidth) : fraction
  }

  /// Every decimal digit of the value, of which there are at most about 1,080; nil for infinities and NaNs.
  ///
  /// Every finite binary fraction is a finite decimal one: m * 2^-k = m * 5^k / 10^k.
  package var exactDecimal: String? {
    let sign = isNegative ? "-" : ""
    guard let power = unbiasedExponent else { return self.class == .zero ? sign + "0" : nil }
    var (m, exponent) = (significand, power - fractionWidth)
    while m.isMultiple(of: 2) && exponent < 0 { (m, exponent) = (m >> 1, exponent + 1) }
    // Digits in base 10^9, the lowest first.
    var limbs = [m % 1_000_000_000, m / 1_000_000_000 % 1_000_000_000, m / 1_000_000_000_000_000_000]
    func multiply(by factor: UInt64) {
      var carry: UInt64 = 0
      for index in limbs.indices {
        let product = limbs[index] * factor + carry
        (limbs[index], carry) = (product % 1_000_000_000, product / 1_000_000_000)
      }
      if carry > 0 { limbs.append(carry) }
    }
    // As many factors at a time as leave the product within 64 bits: 5^12 and 2^28 are below 10^9.
    let (factor, perStep): (UInt64, Int) = exponent < 0 ? (5, 12) : (2, 28)
    var left = abs(exponent)
    while left > 0 {
      let count = min(left, perStep)
      multiply(by: (0..<count).reduce(1) { product, _ in product * factor })
      left -= count
    }
    while limbs.count > 1 && limbs.last == 0 { limbs.removeLast() }
    var digits = limbs.last.map { String($0) } ?? "0"
    for limb in limbs.dropLast().reversed() {
      let text = String(limb)
      digits += String(repeating: "0", count: 9 - text.utf8.count) + text
    }
    guard exponent < 0 else { return sign + digits }
    // The point stands before the last `-exponent` digits.
    if digits.utf8.count <= -exponent {
      digits = String(repeating: "0", count: 1 - exponent - digits.utf8.count) + digits
    }
    return "\(sign)\(digits.dropLast(-exponent)).\(digits.suffix(-exponent))"
  }
}
