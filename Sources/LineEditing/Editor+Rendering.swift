package import StyledText

/// The editor drawn: rows that fit the width, and where the cursor is in them.
package struct EditorFrame: Hashable, Sendable {
  /// The rows, each at most the width's columns wide; never empty.
  package var rows: [StyledLine]
  /// The cursor's row, from 0.
  package var cursorRow: Int
  /// The cursor's column, from 0 and below the width.
  package var cursorColumn: Int
}

/// What stands before the input's lines.
package struct EditorPrompt: Hashable, Sendable {
  /// Before the first line.
  package var first: StyledLine
  /// Before each further line.
  package var continuation: StyledLine

  package init(_ first: StyledLine, continuation: StyledLine) {
    self.first = first
    self.continuation = continuation
  }

  /// A prompt whose continuation is as wide and ends in `|`.
  package init(_ text: String) {
    first = StyledLine(text, .strong)
    let width = text.reversed().drop { $0 == " " }.reduce(0) { $0 + $1.displayWidth }
    let trailing = text.reversed().prefix { $0 == " " }.count
    let mark = width > 0 ? String(repeating: " ", count: width - 1) + "|" : ""
    continuation = StyledLine(mark + String(repeating: " ", count: trailing), .dim)
  }
}

extension Editor {
  /// Draws the prompt and the input, wrapped at the width.
  ///
  /// While a search goes on, its question stands in the prompt's place.
  /// - Parameters:
  ///   - width: columns; less than 2 counts as 2.
  ///   - language: colours the text and may remark on it.
  package func frame(
    prompt: EditorPrompt, width: Int, in language: some InputLanguage = PlainText()
  ) -> EditorFrame {
    let text = buffer.text
    var layout = FrameLayout(width: max(2, width))
    layout.place(search.map(Self.question) ?? prompt.first)
    let cursor = buffer.cursor
    for (index, (character, style)) in styled(text, in: language).enumerated() {
      if character == "\n" {
        if index == cursor { layout.markCursor() }
        layout.breakLine()
        layout.place(prompt.continuation)
      } else {
        layout.place(character, style, isAtCursor: index == cursor)
      }
    }
    if cursor == buffer.count {
      layout.markCursor()
      if search == nil, let hint = language.hint(for: text, at: text.utf8.count) {
        layout.placeIfItFits(StyledLine(hint, .dim))
      }
    }
    return layout.finished
  }

  private static func question(_ search: HistorySearch) -> StyledLine {
    StyledLine("(\(search.hasFailed ? "not found" : "search"): \(search.query)) ", search.hasFailed ? .warning : .help)
  }

  private func styled(_ text: String, in language: some InputLanguage) -> [(Character, Style)] {
    let runs = language.highlighted(text)
    guard runs.count > 1 || runs.first?.style != .plain else { return buffer.characters.map { ($0, .plain) } }
    // Styles go by scalars, since a run may end inside a character; a character has its first scalar's style.
    var styles: [Style] = []
    for run in runs { styles += repeatElement(run.style, count: run.text.unicodeScalars.count) }
    guard runs.map(\.text).joined().unicodeScalars.elementsEqual(text.unicodeScalars) else {
      return buffer.characters.map { ($0, .plain) }
    }
    var position = 0
    return buffer.characters.map { character in
      defer { position += character.unicodeScalars.count }
      return (character, styles[position])
    }
  }
}

/// Rows while they are filled.
private struct FrameLayout {
  let width: Int
  private var rows: [StyledLine] = []
  private var row = StyledLine()
  private var column = 0
  private var cursor: (row: Int, column: Int)?

  init(width: Int) { self.width = width }

  mutating func place(_ line: StyledLine) {
    for run in line.runs {
      for character in run.text { place(character, run.style, isAtCursor: false) }
    }
  }

  mutating func place(_ character: Character, _ style: Style, isAtCursor: Bool) {
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
    if column + columns > width { breakLine() }
    if isAtCursor { cursor = (rows.count, column) }
    append(shown, style)
    column += columns
  }

  mutating func placeIfItFits(_ line: StyledLine) {
    // One column stays free, so that the remark never wraps.
    guard line.displayWidth < width - column else { return }
    for run in line.runs { append(run.text.escapingTerminalControls, run.style) }
    column += line.displayWidth
  }

  mutating func breakLine() {
    rows.append(row)
    row = StyledLine()
    column = 0
  }

  /// The cursor stands where the next character would.
  mutating func markCursor() {
    if column >= width { breakLine() }
    cursor = (rows.count, column)
  }

  var finished: EditorFrame {
    let cursor = cursor ?? (rows.count, min(column, width - 1))
    return EditorFrame(rows: rows + [row], cursorRow: cursor.row, cursorColumn: cursor.column)
  }

  private mutating func append(_ text: String, _ style: Style) {
    if let last = row.runs.indices.last, row.runs[last].style == style {
      row.runs[last].text += text
    } else {
      row.append(text, style)
    }
  }
}
