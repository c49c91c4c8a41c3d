package import BitArithmetic
package import StyledText

extension BitView {
  /// A float by its fields: sign, exponent and fraction, and the product that they mean.
  package func float(_ value: Float) -> [StyledLine] { floatGrid(FloatFields(value)).lines }

  /// A float by its fields: sign, exponent and fraction, and the product that they mean.
  package func float(_ value: Double) -> [StyledLine] { floatGrid(FloatFields(value)).lines }

  /// The columns left of a field's digits.
  private static let fieldColumns = 11

  /// A float by its fields, with the cells of its bits.
  ///
  /// - Parameter inHand: The bit that is drawn as the current one, counted from the fraction's lowest.
  package func floatGrid(_ fields: FloatFields, inHand: BitPlace? = nil) -> BitGrid {
    var grid = BitGrid()
    grid.lines = flow(
      [
        StyledLine("f\(fields.width) \(fields.shortestDecimal)", .strong), StyledLine(hexadecimal(fields), .value),
        StyledLine(className(fields.class)),
      ],
      columns: columns)

    let (fraction, exponent) = (fields.fractionWidth, fields.exponentWidth)
    addField(" sign", fields, from: fields.width - 1, count: 1, inHand, to: &grid)
    addMeaning(fields.isNegative ? "negative" : "positive", to: &grid)
    addField(" exponent", fields, from: fields.width - 2, count: exponent, inHand, to: &grid)
    addMeaning(meaningOfExponent(fields), to: &grid)
    addField(" fraction", fields, from: fraction - 1, count: fraction, inHand, to: &grid)

    if let product = product(fields) { grid.lines += paragraph("value = \(product)") }
    return grid
  }

  /// The whole pattern.
  func hexadecimal(_ fields: FloatFields) -> String {
    let text = String(fields.bits, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, fields.width / 4 - text.utf8.count)) + text
  }

  /// What the exponent's field means: `127 - 127 = 0`.
  func meaningOfExponent(_ fields: FloatFields) -> String {
    let top = (1 << UInt64(fields.exponentWidth)) - 1
    return switch fields.class {
    case .normal: "\(fields.exponent) - \(fields.bias) = \(Int(fields.exponent) - fields.bias)"
    case .subnormal: "0: subnormal, taken as 1 - \(fields.bias) = \(1 - fields.bias)"
    case .zero: "0: zero"
    case .infinity, .quietNaN, .signalingNaN: "\(top), all ones: not a finite number"
    }
  }

  /// The value as the product that its fields mean; nil for zeros, infinities and NaNs.
  func product(_ fields: FloatFields) -> String? {
    fields.unbiasedExponent.map { power in
      let lead = fields.class == .normal ? "1" : "0"
      let sign = fields.isNegative ? "-" : ""
      return "\(sign)(\(lead) + \(fields.fraction)/2^\(fields.fractionWidth)) * 2^\(power)"
    }
  }

  /// A field's bits from the topmost on, in as many lines as they need.
  private func addField(
    _ label: String, _ fields: FloatFields, from top: Int, count: Int, _ inHand: BitPlace?, to grid: inout BitGrid
  ) {
    // Groups of four: a fraction's from its top, since its first bit is worth 1/2; an exponent's from its bottom.
    let lead = top < fields.fractionWidth ? 0 : count % 4
    let groupCount = count / 4 + (count % 4 == 0 ? 0 : 1)
    let fitsOneLine = Self.fieldColumns + count + groupCount - 1 <= columns
    let perLine = fitsOneLine ? count : max(4, (columns - Self.fieldColumns + 1) / 5 * 4)
    for start in stride(from: 0, to: count, by: perLine) {
      var line = StyledLine(start == 0 ? label : "")
      line.pad(to: Self.fieldColumns)
      for index in start..<min(start + perLine, count) {
        let inLine = fitsOneLine ? index - lead : index - start
        if inLine.isMultiple(of: 4) && index > start { line.extend(" ") }
        let place = BitPlace(operand: 0, bit: top - index)
        grid.add(place, row: grid.lines.count, column: line.displayWidth)
        let digit = fields.bits >> UInt64(place.bit) & 1 == 1 ? "1" : "0"
        line.extend(digit, place == inHand ? .current : place.bit == fields.width - 1 ? .sign : .plain)
      }
      grid.lines.append(line)
    }
  }

  /// What a field means, behind its bits or below them.
  private func addMeaning(_ text: String, to grid: inout BitGrid) {
    if let last = grid.lines.indices.last, grid.lines[last].displayWidth + 3 + text.utf8.count <= columns {
      grid.lines[last].extend("   " + text)
    } else {
      grid.lines += flow([StyledLine("   " + text)], indent: 3, columns: columns)
    }
  }

  func className(_ class: FloatFields.Class) -> String {
    switch `class` {
    case .zero: "zero"
    case .subnormal: "subnormal"
    case .normal: "normal"
    case .infinity: "infinity"
    case .quietNaN: "quiet NaN"
    case .signalingNaN: "signaling NaN"
    }
  }
}
