import StyledText

/// How a cell looks.
struct Look: Hashable {
  var isBold = false
  var isDim = false
  var isReverse = false
  var color: Int?
}

/// A terminal that obeys just what is sent to it here, to see what a user would see; all else is noted as strange.
struct SmallScreen {
  struct Cell: Hashable {
    /// Empty in a wide character's second half.
    var text = " "
    var look = Look()
  }

  let rows: Int
  let columns: Int
  private(set) var cells: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  /// What scrolled off the top.
  private(set) var scrolledOff: [String] = []
  /// What was not understood.
  private(set) var strange: [String] = []
  /// The private modes that are on, such as 25: the cursor is visible.
  private(set) var modes: Set<Int> = [7, 25]
  /// How often the whole screen was cleared.
  private(set) var clearings = 0
  var look = Look()
  /// A character was written in the last column and the cursor has not moved on.
  private var isAtMargin = false
  /// The screen that comes back when the alternate one is left.
  private var main: (cells: [[Cell]], row: Int, column: Int)?
  private var isInserting = false
  private var saved = (row: 0, column: 0)
  private var lastPut: Unicode.Scalar?
  /// The beginning of a character or an escape sequence.
  private var held: [UInt8] = []

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// Whether the alternate screen is shown.
  var isAlternate: Bool { main != nil }

  /// The rows without blanks behind them, and without empty rows at the end.
  var text: [String] {
    var lines = cells.map(Self.trimmed)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Takes bytes; a sequence may come in parts.
  mutating func receive(_ bytes: [UInt8]) {
    var rest = (held + bytes)[...]
    held = []
    while let first = rest.first {
      let before = rest
      if first == 0x1B {
        guard escape(&rest) else { return held = Array(before) }
      } else if first < 0x20 {
        control(rest.removeFirst())
      } else {
        var decoder = UTF8()
        var iterator = rest.prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return held = Array(before) }
        rest = rest.dropFirst(UTF8.width(scalar))
        put(scalar)
      }
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x0A: lineFeed()
    case 0x0D: column = 0
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    // Fillers, and the ordinary characters again.
    case 0x00, 0x0F: return
    default: strange.append("\(byte)")
    }
    isAtMargin = false
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = scalar.displayWidth
    if width == 0 {
      let place = isAtMargin ? column : column - 1
      let base = place > 0 && cells[row][place].text.isEmpty ? place - 1 : place
      if base >= 0 { cells[row][base].text.unicodeScalars.append(scalar) }
      return
    }
    if isAtMargin || column + width > columns {
      isAtMargin = false
      column = 0
      lineFeed()
    }
    if isInserting { insert(width) }
    clear(row, column..<(column + width))
    cells[row][column] = Cell(text: String(Character(scalar)), look: look)
    if width == 2 { cells[row][column + 1] = Cell(text: "", look: look) }
    lastPut = scalar
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
      cells.append(Array(repeating: Cell(), count: columns))
    }
  }

  /// Clears cells, and the other halves of wide characters that are cut.
  private mutating func clear(_ row: Int, _ range: Range<Int>) {
    guard let first = range.first else { return }
    if first > 0, cells[row][first].text.isEmpty { cells[row][first - 1] = Cell() }
    if range.upperBound < columns, cells[row][range.upperBound].text.isEmpty {
      cells[row][range.upperBound] = Cell()
    }
    for column in range { cells[row][column] = Cell() }
  }

  private static func trimmed(_ cells: [Cell]) -> String {
    var line = cells.map(\.text).joined()
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension SmallScreen {
  /// - Returns: whether the sequence is complete.
  private mutating func escape(_ rest: inout ArraySlice<UInt8>) -> Bool {
    rest.removeFirst()
    guard let second = rest.popFirst() else { return false }
    switch second {
    case UInt8(ascii: "["): break
    case UInt8(ascii: "("), UInt8(ascii: ")"): return rest.popFirst() != nil
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): (row, column) = saved
    case UInt8(ascii: "="), UInt8(ascii: ">"): return true
    default: strange.append("ESC \(second)")
    }
    guard second == UInt8(ascii: "[") else { return true }
    let body = rest.prefix { (0x20..<0x40).contains($0) }
    rest = rest.dropFirst(body.count)
    guard let final = rest.popFirst() else { return false }
    let parameters = String(decoding: body, as: UTF8.self)
    if parameters.first == "?" {
      for mode in parameters.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
        setMode(mode, isOn: final == UInt8(ascii: "h"))
      }
      return true
    }
    obey(
      Character(Unicode.Scalar(final)),
      parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
    return true
  }

  private mutating func setMode(_ mode: Int, isOn: Bool) {
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
    guard mode == 1_049 || mode == 47 else { return }
    if isOn, main == nil {
      main = (cells, row, column)
      cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    } else if !isOn, let main {
      (cells, row, column) = main
      self.main = nil
    }
  }

  private mutating func obey(_ final: Character, _ parameters: [Int]) {
    let number = parameters.first ?? 0
    let count = max(1, number)
    if final == "m" { return render(parameters) }
    if final != "b" { isAtMargin = false }
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "d": row = min(rows, count) - 1
    case "H":
      row = min(rows, count) - 1
      column = min(columns, max(1, parameters.dropFirst().first ?? 1)) - 1
    case "K": clear(row, number == 1 ? 0..<(column + 1) : column..<columns)
    case "J":
      if number == 2 { clearings += 1 }
      if number == 0, row == 0, column == 0 { clearings += 1 }
      if number == 2 { (0..<rows).forEach { clear($0, 0..<columns) } }
      clear(row, column..<columns)
      for below in (row + 1)..<max(rows, row + 1) { clear(below, 0..<columns) }
    case "X": clear(row, column..<min(columns, column + count))
    case "b": for _ in 0..<count { if let lastPut { put(lastPut) } }
    case "@": insert(count)
    case "l" where number == 4: isInserting = false
    case "h" where number == 4: isInserting = true
    // Window titles; the cursor's shape; a scrolling region of all rows.
    case "t": break
    case "r" where parameters == [0] || parameters == [1, rows]: (row, column) = (0, 0)
    case "l" where number == 34: break
    case "h" where number == 34: break
    default: strange.append(parameters.map { String($0) }.joined(separator: ";") + String(final))
    }
  }

  private mutating func insert(_ count: Int) {
    let count = min(count, columns - column)
    clear(row, column..<column)
    cells[row].removeLast(count)
    cells[row].insert(contentsOf: Array(repeating: Cell(), count: count), at: column)
    // What is left of a wide character at the margin.
    if let last = cells[row].last, last.text.unicodeScalars.first.map(\.displayWidth) == 2 {
      cells[row][columns - 1] = Cell()
    }
  }

  private mutating func render(_ parameters: [Int]) {
    var rest = parameters.isEmpty ? [0] : parameters[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: look = Look()
      case 1: look.isBold = true
      case 2: look.isDim = true
      case 7: look.isReverse = true
      case 22: (look.isBold, look.isDim) = (false, false)
      case 27: look.isReverse = false
      case 30...37: look.color = number - 30
      case 90...97: look.color = number - 82
      case 38 where rest.first == 5:
        look.color = rest.dropFirst().first
        rest = rest.dropFirst(2)
      case 39: look.color = nil
      // The ordinary ground and font.
      case 10, 49: break
      default: strange.append("\(number)m")
      }
    }
  }
}
