internal import BitArithmetic
internal import StyledText

/// Rows of bits under each other, with their bit numbers above and their numbers behind.
///
/// Numbers wider than a row take several blocks, the high bits first, and each block holds all the rows.
struct BitTable {
  /// One row of the table.
  struct Row {
    /// What stands left of the bits, from the first column.
    var label: String
    /// The bits, zero-extended; nil for a row that is only a label.
    var bits: UInt64?
    /// The digit in front of the topmost bit, which only carry rows have.
    var extraDigit: Bool?
    /// How many of the low bits are shown; dots stand for the others.
    var shownBits = 64
    /// What is written behind the bits, or below them where there is no room.
    var decimal = ""
    var hexadecimal = ""
    /// What a 1 is drawn in; the sign bit of a value has its own style.
    var style: Style = .plain
    /// Whether the topmost bit is a sign.
    var hasSign = false
    /// Which operand's bits they are, where they can be taken in hand.
    var operand: Int?
  }

  let view: BitView
  /// In bits.
  let width: Int
  var rows: [Row]
  /// Lines that belong under the topmost bits, such as the one that begins with `^`.
  var remark: [StyledLine] = []
  /// The bit that is drawn as the current one.
  var inHand: BitPlace?

  /// The table's lines.
  var lines: [StyledLine] { grid.lines }

  /// The table's lines, with the cells of the operands' bits.
  var grid: BitGrid {
    var grid = BitGrid()
    let rowBits = view.bitsPerRow(width)
    let blocks = width / rowBits
    let bitsEnd = BitView.labelColumns + BitView.columns(ofBits: rowBits)
    let decimalColumns = rows.map(\.decimal.utf8.count).max() ?? 0
    let hexadecimalColumns = rows.map(\.hexadecimal.utf8.count).max() ?? 0
    // One block has both numbers behind its rows; with more, decimals stand in the first and hexadecimals in the last.
    let widest =
      blocks == 1 ? decimalColumns + 2 + hexadecimalColumns : max(decimalColumns, hexadecimalColumns)
    let numbersFit = bitsEnd + 2 + widest <= view.columns

    for block in 0..<blocks {
      let lowest = (blocks - 1 - block) * rowBits
      grid.lines.append(header(lowest: lowest, count: rowBits))
      for row in rows {
        if let operand = row.operand {
          for i in 0..<rowBits {
            grid.add(
              BitPlace(operand: operand, bit: lowest + rowBits - 1 - i), row: grid.lines.count,
              column: BitView.labelColumns + i + i / 4)
          }
        }
        var line = bitLine(row, lowest: lowest, count: rowBits, isTop: block == 0)
        if numbersFit {
          func add(_ text: String, in columns: Int) {
            if row.bits == nil && !text.isEmpty { line.pad(to: bitsEnd) }
            line.extend(String(repeating: " ", count: max(2, 2 + columns - text.utf8.count)))
            line.extend(text, .value)
          }
          if block == 0 { add(row.decimal, in: blocks == 1 ? decimalColumns : widest) }
          if block == blocks - 1 { add(row.hexadecimal, in: blocks == 1 ? hexadecimalColumns : widest) }
        }
        grid.lines.append(line.withoutTrailingBlanks())
      }
      if block == 0 { grid.lines += remark }
    }
    if !numbersFit { grid.lines += numbersBelow }
    return grid
  }

  /// The bit number of each group's first bit.
  private func header(lowest: Int, count: Int) -> StyledLine {
    var line = StyledLine(String(repeating: " ", count: BitView.labelColumns))
    for first in stride(from: lowest + count - 1, to: lowest, by: -4) {
      let number = String(first)
      line.extend(number + String(repeating: " ", count: max(1, 5 - number.utf8.count)), .dim)
    }
    return line.withoutTrailingBlanks()
  }

  private func bitLine(_ row: Row, lowest: Int, count: Int, isTop: Bool) -> StyledLine {
    var line = StyledLine()
    line.extend(row.label)
    guard let bits = row.bits else { return line }
    if let digit = row.extraDigit, isTop {
      line.pad(to: BitView.carryOutColumn)
      line.extend(digit ? "1" : "0", digit ? row.style : .dim)
    }
    line.pad(to: BitView.labelColumns)
    for i in stride(from: lowest + count - 1, through: lowest, by: -1) {
      let isSet = bits >> UInt64(i) & 1 == 1
      let isSign = row.hasSign && i == width - 1
      if i >= row.shownBits {
        line.extend(".", .dim)
      } else if let operand = row.operand, inHand == BitPlace(operand: operand, bit: i) {
        line.extend(isSet ? "1" : "0", .current)
      } else {
        line.extend(isSet ? "1" : "0", isSign ? .sign : isSet ? row.style : row.style == .plain ? .plain : .dim)
      }
      if (i - lowest).isMultiple(of: 4) && i > lowest { line.extend(" ") }
    }
    return line
  }

  /// Decimals and hexadecimals in lines of their own.
  private var numbersBelow: [StyledLine] {
    let numbered = rows.filter { !$0.decimal.isEmpty || !$0.hexadecimal.isEmpty }
    let decimalColumns = numbered.map(\.decimal.utf8.count).max() ?? 0
    return numbered.flatMap { row in
      var label = StyledLine(row.label)
      label.pad(to: BitView.labelColumns)
      var number = StyledLine(String(repeating: " ", count: max(0, decimalColumns - row.decimal.utf8.count)))
      number.extend(row.decimal, .value)
      label.extend(number)
      return flow([label, StyledLine(row.hexadecimal, .value)], separator: "  ", indent: 10, columns: view.columns)
    }
  }
}
