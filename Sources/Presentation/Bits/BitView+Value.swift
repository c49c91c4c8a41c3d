package import BitArithmetic
package import StyledText

extension BitView {
  /// The bits of one integer: binary, hexadecimal, octal, and both readings.
  package func integer(_ bits: UInt64, _ type: IntegerType) -> [StyledLine] {
    integerGrid(bits, type).lines
  }

  /// The same as `integer(_:_:)`, with the cells of its bits.
  ///
  /// - Parameter inHand: The bit that is drawn as the current one.
  package func integerGrid(_ bits: UInt64, _ type: IntegerType, inHand: BitPlace? = nil) -> BitGrid {
    let row = BitTable.Row(
      label: "  \(type)", bits: bits & type.mask, decimal: type.decimal(bits), hexadecimal: type.hexadecimal(bits),
      hasSign: type.isSigned, operand: 0)
    let readings = [type.withSign(true), type.withSign(false)].map { StyledLine("as \($0): \($0.decimal(bits))") }
    var grid = BitTable(view: self, width: type.width, rows: [row], inHand: inHand).grid
    grid.lines += flow(readings + [StyledLine("octal: \(type.octal(bits))")], columns: columns)
    return grid
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
