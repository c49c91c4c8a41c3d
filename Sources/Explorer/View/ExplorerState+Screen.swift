import LineEditing
import StyledText

extension ExplorerState {
  /// The whole screen.
  var screen: ScreenBuffer {
    var screen = ScreenBuffer(size: size, isASCII: look.isASCII)
    guard let layout else {
      drawTooSmall(on: &screen)
      return screen
    }
    drawTitle(on: &screen)
    var linesBelow: [Int] = []
    for (index, column) in layout.columns.enumerated() {
      linesBelow.append(draw(column, on: &screen))
      if index + 1 < layout.columns.count {
        let line = ScreenArea(
          row: 1, column: column.title.column + column.title.columns, rows: 1 + bodyRows(layout),
          columns: 1)
        screen.fill(line, with: look.vertical, .border)
      }
    }
    if let area = layout.values { drawValues(area, on: &screen) }
    if let area = layout.form { drawForm(area, on: &screen) }
    for row in layout.rules {
      screen.fill(ScreenArea(row: row, column: 0, rows: 1, columns: size.columns), with: look.horizontal, .border)
    }
    for (column, count) in zip(layout.columns, linesBelow) where count > 0 {
      drawRemainder(count, of: column, layout, on: &screen)
    }
    drawTranscript(layout, on: &screen)
    drawPrompt(layout, on: &screen)
    drawHints(layout, on: &screen)
    drawPopup(on: &screen)
    return screen
  }

  private func bodyRows(_ layout: ScreenLayout) -> Int {
    (layout.rules.first ?? layout.prompt.row) - 2
  }

  // MARK: - Panes

  /// A pane's name in a title row, and the cells it takes.
  struct TabTitle: Hashable, Sendable {
    var tab: Tab
    var text: String
    var columns: Range<Int>
  }

  func tabTitles(of column: ScreenLayout.Column) -> [TabTitle] {
    let shown = shownTab(of: column)
    var next = column.title.column + 1
    return column.tabs.map { tab in
      let text = tab == shown ? "[\(tab.title)]" : " \(tab.title) "
      defer { next += text.utf8.count + 1 }
      return TabTitle(tab: tab, text: text, columns: next..<(next + text.utf8.count))
    }
  }

  /// - Returns: how many lines follow below the pane, where that has to be said.
  private func draw(_ column: ScreenLayout.Column, on screen: inout ScreenBuffer) -> Int {
    screen.fill(column.title, with: look.horizontal, .border)
    let shown = shownTab(of: column)
    let hasFocus = focus == .pane(shown) && popup == nil
    for title in tabTitles(of: column) {
      let style: Style = title.tab != shown ? .dim : hasFocus ? .current : .strong
      screen.put(
        StyledLine(title.text, style), row: column.title.row, column: title.columns.lowerBound,
        columns: column.title.column + column.title.columns - title.columns.lowerBound)
    }
    let area = column.body
    let frame: PaneFrame =
      switch shown {
      case .browse: browse.frame(columns: area.columns, rows: area.rows, hasFocus: hasFocus)
      case .bits: bits.frame(columns: area.columns, rows: area.rows, hasFocus: hasFocus)
      case .step: step.frame(columns: area.columns, rows: area.rows, hasFocus: hasFocus)
      case .log: log.frame(transcript, columns: area.columns, rows: area.rows, hasFocus: hasFocus)
      }
    place(frame, in: area, hasFocus: hasFocus, on: &screen)
    // What an answer marks as current is not where the keys go.
    if shown == .log { screen.restyle(area, from: .current, to: .strong) }
    if focus == .search(shown), popup == nil { drawSearch(column, on: &screen) }
    return frame.linesBelow
  }

  /// In the line below a pane: that it has more to say.
  private func drawRemainder(
    _ count: Int, of column: ScreenLayout.Column, _ layout: ScreenLayout, on screen: inout ScreenBuffer
  ) {
    guard let row = layout.rules.first else { return }
    let text = " \(count) more \(count == 1 ? "line" : "lines"), PgDn "
    let end = column.title.column + column.title.columns - 1
    screen.put(StyledLine(text, .dim), row: row, column: max(column.title.column, end - text.utf8.count))
  }

  private func place(_ frame: PaneFrame, in area: ScreenArea, hasFocus: Bool, on screen: inout ScreenBuffer) {
    for (row, line) in frame.lines.prefix(area.rows).enumerated() {
      screen.put(line, row: area.row + row, column: area.column, columns: area.columns)
    }
    guard hasFocus else {
      // One place only is shown as the one that keys go to.
      screen.restyle(area, from: .current, to: .selected)
      return
    }
    let cursor = frame.cursor ?? ScreenPosition(row: 0, column: 0)
    screen.cursor = ScreenPosition(
      row: area.row + min(max(0, cursor.row), max(0, area.rows - 1)),
      column: area.column + min(max(0, cursor.column), max(0, area.columns - 1)))
  }

  /// The search line stands in the title row, where its pane's name is.
  private func drawSearch(_ column: ScreenLayout.Column, on screen: inout ScreenBuffer) {
    let start = column.title.column + 1
    let room = max(10, column.title.columns - 2)
    let prompt = EditorPrompt(StyledLine("/", .current), continuation: StyledLine(" "))
    let frame = searchText.frame(prompt: prompt, width: room, height: 1)
    screen.fill(ScreenArea(row: column.title.row, column: start, rows: 1, columns: room))
    screen.put(frame.rows[frame.cursorRow], row: column.title.row, column: start, columns: room)
    screen.cursor = ScreenPosition(row: column.title.row, column: min(start + frame.cursorColumn, size.columns - 1))
  }

  private func drawForm(_ area: ScreenArea, on screen: inout ScreenBuffer) {
    guard let form else { return }
    let hasFocus = focus == .form && popup == nil
    let frame = form.frame(columns: area.columns, rows: max(1, area.rows), hasFocus: hasFocus)
    place(frame, in: area, hasFocus: hasFocus, on: &screen)
  }

  /// A walk's stacks and locals, with the title that the column would have.
  private func drawValues(_ area: ScreenArea, on screen: inout ScreenBuffer) {
    guard let walk = step.walk else { return }
    let title = ScreenArea(row: area.row - 1, column: area.column, rows: 1, columns: area.columns)
    screen.fill(title, with: look.horizontal, .border)
    screen.put(StyledLine("[Stack]", .strong), row: title.row, column: title.column + 1, columns: area.columns - 1)
    let frame = walk.valuesFrame(columns: area.columns, rows: area.rows)
    for (row, line) in frame.lines.prefix(area.rows).enumerated() {
      screen.put(line, row: area.row + row, column: area.column, columns: area.columns)
    }
  }

  // MARK: - Below the panes

  private func drawTranscript(_ layout: ScreenLayout, on screen: inout ScreenBuffer) {
    let area = layout.transcript
    for (row, line) in transcript.latest(height: area.rows).enumerated() {
      screen.put(line, row: area.row + row, column: area.column, columns: area.columns)
    }
    screen.restyle(area, from: .current, to: .strong)
  }

  private func drawPrompt(_ layout: ScreenLayout, on screen: inout ScreenBuffer) {
    let area = layout.prompt
    // Candidates belong to the prompt; help and questions take the focus from it.
    let hasFocus = focus == .prompt && popup.map(\.leavesCursor) ?? true
    let top = min(max(0, promptFrame.cursorRow - area.rows + 1), max(0, promptFrame.rows.count - area.rows))
    for (row, line) in promptFrame.rows.dropFirst(top).prefix(area.rows).enumerated() {
      screen.put(line, row: area.row + row, column: area.column, columns: area.columns)
    }
    if hasFocus, top == 0, promptFrame.rowsAbove == 0 {
      // The prompt is the title of where the keys go.
      let width =
        editor.search == nil
        ? promptText.split(separator: " ", omittingEmptySubsequences: false).dropLast().joined(separator: " ")
          .displayWidth
        // `(search: TEXT)` stands in its place.
        : (promptFrame.rows.first?.plainText.prefix { $0 != ")" }).map { String($0).displayWidth + 1 } ?? 0
      screen.restyle(
        ScreenArea(row: area.row, column: area.column, rows: 1, columns: min(width, area.columns)), .current)
    }
    for (row, line) in liveLines.prefix(layout.live.rows).enumerated() {
      screen.put(line, row: layout.live.row + row, column: layout.live.column, columns: layout.live.columns)
    }
    guard hasFocus else { return }
    screen.cursor = ScreenPosition(
      row: area.row + min(max(0, promptFrame.cursorRow - top), area.rows - 1),
      column: area.column + min(promptFrame.cursorColumn, area.columns - 1))
  }

  private func drawTooSmall(on screen: inout ScreenBuffer) {
    let least = ScreenLayout.minimum
    let lines = [
      StyledLine("terminal too small", .strong),
      StyledLine("\(least.columns)x\(least.rows) is needed, this is \(size.columns)x\(size.rows)"),
      StyledLine("q quits", .dim),
    ]
    let top = max(0, (size.rows - lines.count) / 2)
    for (row, line) in lines.enumerated() {
      screen.put(line, row: top + row, column: max(0, (size.columns - line.displayWidth) / 2))
    }
    if size.rows > 0, size.columns > 0 { screen.cursor = ScreenPosition(row: 0, column: 0) }
  }
}

extension ExplorerState.Look {
  /// The lines between and around panes.
  var horizontal: Character { isASCII ? "-" : "\u{2500}" }
  var vertical: Character { isASCII ? "|" : "\u{2502}" }
}

extension Popup {
  /// Whether the prompt's cursor stays where it is.
  var leavesCursor: Bool { if case .candidates = self { true } else { false } }
}
