import StyledText

/// A screen that obeys just what the painter sends, to see what a user would see.
struct SmallScreen {
  let rows: Int
  let columns: Int
  private(set) var cells: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  /// A character was written in the last column and the cursor has not moved on.
  private var isAtMargin = false
  /// What scrolled off the top.
  private(set) var scrolledOff: [String] = []
  /// What was not understood.
  private(set) var strange: [String] = []

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without blanks behind them, and without empty rows at the end.
  var text: [String] {
    var lines = cells.map(Self.trimmed)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func receive(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      switch character {
      case "\r\n":
        isAtMargin = false
        column = 0
        lineFeed()
      case "\r":
        isAtMargin = false
        column = 0
      case "\n":
        isAtMargin = false
        lineFeed()
      case "\u{1b}": escape(&rest)
      default: put(character)
      }
    }
  }

  private mutating func put(_ character: Character) {
    let width = character.displayWidth
    if isAtMargin || column + width > columns {
      isAtMargin = false
      column = 0
      lineFeed()
    }
    cells[row][column] = character
    // A wide character's second cell is empty.
    if width == 2 { cells[row][column + 1] = "\u{0}" }
    column += width
    if column >= columns {
      column = columns - 1
      isAtMargin = true
    }
  }

  private mutating func lineFeed() {
    row += 1
    if row == rows {
      row -= 1
      scrolledOff.append(Self.trimmed(cells.removeFirst()))
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func escape(_ rest: inout Substring) {
    guard rest.popFirst() == "[" else { return strange.append("ESC") }
    let parameter = rest.prefix { $0.isNumber || $0 == "?" || $0 == ";" }
    rest = rest.dropFirst(parameter.count)
    let final = rest.popFirst() ?? " "
    let count = Int(parameter) ?? 1
    if final != "m" { isAtMargin = false }
    switch final {
    case "A": row = max(0, row - count)
    case "C": column = min(columns - 1, column + count)
    case "K": clear(row, from: column)
    case "J":
      if parameter == "2" { (0..<rows).forEach { clear($0, from: 0) } }
      clear(row, from: column)
      for below in (row + 1)..<max(rows, row + 1) { clear(below, from: 0) }
    case "H": (row, column) = (0, 0)
    case "m", "h", "l": break
    default: strange.append(String(parameter) + String(final))
    }
  }

  private mutating func clear(_ row: Int, from start: Int) {
    for column in start..<columns { cells[row][column] = " " }
  }

  private static func trimmed(_ cells: [Character]) -> String {
    var line = String(cells.filter { $0 != "\u{0}" })
    while line.last == " " { line.removeLast() }
    return line
  }
}
