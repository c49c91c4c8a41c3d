package import BitArithmetic
package import StyledText

extension BitView {
  /// The bits of one integer: binary, hexadecimal, octal, and both readings.
  package func integer(_ bits: UInt64, _ type: IntegerType) -> [StyledLine] {
    let row = BitTable.Row(
      label: "  \(type)", bits: bits & type.mask, decimal: type.decimal(bits), hexadecimal: type.hexadecimal(bits),
      hasSign: type.isSigned)
    let readings = [type.withSign(true), type.withSign(false)].map { StyledLine("as \($0): \($0.decimal(bits))") }
    return BitTable(view: self, width: type.width, rows: [row]).lines
      + flow(readings + [StyledLine("octal: \(type.octal(bits))")], columns: columns)
  }

  /// A float by its fields: sign, exponent and fraction, and the product that they mean.
  package func float(_ value: Float) -> [StyledLine] { float(FloatFields(value), decimal: "\(value)") }

  /// A float by its fields: sign, exponent and fraction, and the product that they mean.
  package func float(_ value: Double) -> [StyledLine] { float(FloatFields(value), decimal: "\(value)") }

  private func float(_ fields: FloatFields, decimal: String) -> [StyledLine] {
    let name = "f\(fields.width)"
    let bits = "0x" + padded(fields.bits, radix: 16, to: fields.width / 4)
    var lines = flow(
      [StyledLine("\(name) \(decimal)", .strong), StyledLine(bits, .value), StyledLine(className(fields.class))],
      columns: columns)

    var sign = StyledLine(" sign      ")
    sign.extend(fields.isNegative ? "1" : "0", .sign)
    sign.extend(fields.isNegative ? "   negative" : "   positive")
    lines.append(sign)

    let top = (1 << UInt64(fields.exponentWidth)) - 1
    let meaning =
      switch fields.class {
      case .normal: "\(fields.exponent) - \(fields.bias) = \(Int(fields.exponent) - fields.bias)"
      case .subnormal: "0: subnormal, taken as 1 - \(fields.bias) = \(1 - fields.bias)"
      case .zero: "0: zero"
      case .infinity, .quietNaN, .signalingNaN: "\(top), all ones: not a finite number"
      }
    var exponent = StyledLine(" exponent  ")
    exponent.extend(groups(padded(fields.exponent, radix: 2, to: fields.exponentWidth)))
    exponent.extend("   " + meaning)
    lines += flow([exponent.withoutTrailingBlanks()], indent: 11, columns: columns)

    // Groups of four, from the top: the fraction's first bit is worth 1/2.
    let digits = Array(padded(fields.fraction, radix: 2, to: fields.fractionWidth))
    let perLine = max(4, (columns - 11 + 1) / 5 * 4)
    for start in stride(from: 0, to: digits.count, by: perLine) {
      let part = digits[start..<min(start + perLine, digits.count)]
      var text = ""
      for (index, digit) in part.enumerated() {
        if index > 0 && index.isMultiple(of: 4) { text += " " }
        text.append(digit)
      }
      lines.append(StyledLine((start == 0 ? " fraction  " : "           ") + text))
    }
    if let power = fields.unbiasedExponent {
      let lead = fields.class == .normal ? "1" : "0"
      let sign = fields.isNegative ? "-" : ""
      lines += paragraph(
        "value = \(sign)(\(lead) + \(fields.fraction)/2^\(fields.fractionWidth)) * 2^\(power)")
    }
    return lines
  }

  private func className(_ class: FloatFields.Class) -> String {
    switch `class` {
    case .zero: "zero"
    case .subnormal: "subnormal"
    case .normal: "normal"
    case .infinity: "infinity"
    case .quietNaN: "quiet NaN"
    case .signalingNaN: "signaling NaN"
    }
  }

  private func padded(_ value: UInt64, radix: Int, to count: Int) -> String {
    let text = String(value, radix: radix)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Digits in groups of four counted from the right.
  func groups(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.utf8.count - index).isMultiple(of: 4) { text += " " }
      text.append(digit)
    }
    return text
  }
}
