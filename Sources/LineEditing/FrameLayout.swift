import StyledText

/// Rows while they are filled. Until the cursor is placed, only as many rows are kept as fit above it.
struct FrameLayout {
  /// A cell whose position in the text is looked for.
  struct Aim {
    /// Counted from the first row that is laid out.
    var row: Int
    var column: Int
  }

  private let width: Int
  private let height: Int
  private let aim: Aim?
  private var rows: [StyledLine] = []
  private var row = StyledLine()
  /// What is added to the row next, in one style.
  private var pending = ""
  private var pendingStyle = Style.plain
  private var column = 0
  /// Rows that are above what is kept.
  private var rowsAbove = 0
  private var cursor: (row: Int, column: Int)?
  /// The position that was aimed at.
  private(set) var found: Int?

  init(width: Int, height: Int, aim: Aim? = nil) {
    self.width = width
    self.height = height
    self.aim = aim
  }

  /// Whether what comes would not be seen.
  var isFull: Bool { cursor != nil && rows.count >= height }

  /// Says which position of the text is placed next.
  mutating func aim(at position: Int) {
    guard let aim, aim.row == rowsAbove + rows.count, column <= aim.column || found == nil else { return }
    found = position
  }

  mutating func place(_ line: StyledLine) {
    for run in line.runs {
      for character in run.text { place(character, run.style, isAtCursor: false) }
    }
  }

  mutating func place(_ character: Character, _ style: Style, isAtCursor: Bool) {
    if character.utf8.count == 1, let byte = character.utf8.first, byte >= 0x20, byte < 0x7F {
      put(character, columns: 1, style, isAtCursor: isAtCursor)
      return
    }
    var shown = String(character).escapingTerminalControls
    var columns = character.displayWidth
    if columns == 0, let scalar = character.unicodeScalars.first, !scalar.isTerminalControl {
      // Alone in its line, a mark would join the prompt and a format character would vanish.
      let isMark = [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
      shown = isMark ? "\u{25CC}" + shown : scalar.controlEscape
      columns = 1
    }
    guard shown.count == 1 else {
      // An escape is several columns and may wrap anywhere.
      for (index, part) in shown.enumerated() { place(part, style, isAtCursor: isAtCursor && index == 0) }
      return
    }
    // A cluster wider than the screen cannot be shown; its place is.
    if columns > width { (shown, columns) = ("?", 1) }
    for part in shown { put(part, columns: columns, style, isAtCursor: isAtCursor) }
  }

  private mutating func put(_ character: Character, columns: Int, _ style: Style, isAtCursor: Bool) {
    if column + columns > width { breakLine() }
    if isAtCursor { cursor = (rowsAbove + rows.count, column) }
    if style != pendingStyle {
      flush()
      pendingStyle = style
    }
    pending.append(character)
    column += columns
  }

  /// Places a remark two columns behind the text if it fits whole; one column stays free, so that it never wraps.
  mutating func placeIfItFits(_ text: String, _ style: Style) {
    let remark = "  " + text.escapingTerminalControls
    let columns = remark.displayWidth
    guard !isFull, columns < width - column else { return }
    flush()
    row.append(remark, style)
    column += columns
  }

  mutating func breakLine() {
    flush()
    if cursor == nil, rows.count >= height - 1 {
      if !rows.isEmpty {
        rows.removeFirst()
        rows.append(row)
      }
      rowsAbove += 1
    } else {
      rows.append(row)
    }
    row = StyledLine()
    column = 0
  }

  /// The cursor stands where the next character would.
  mutating func markCursor() {
    if column >= width { breakLine() }
    cursor = (rowsAbove + rows.count, column)
  }

  var finished: EditorFrame {
    var last = self
    last.flush()
    let all = Array((last.rows + [last.row]).prefix(height))
    let cursor = cursor ?? (rowsAbove + all.count - 1, min(column, width - 1))
    return EditorFrame(
      rows: all, cursorRow: min(cursor.row - rowsAbove, all.count - 1), cursorColumn: cursor.column,
      rowsAbove: rowsAbove)
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    row.append(pending, pendingStyle)
    pending = ""
  }
}
