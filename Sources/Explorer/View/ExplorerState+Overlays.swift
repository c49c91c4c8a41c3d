import LineEditing
import StyledText

extension ExplorerState {
  func drawPopup(on screen: inout ScreenBuffer) {
    switch popup {
    case .help(let title, let lines, let top): drawHelp(title, lines, top, on: &screen)
    case .candidates(let completion, let selected): drawCandidates(completion, selected, on: &screen)
    case .quit(let losing): drawQuestion(losing, on: &screen)
    case nil: break
    }
  }

  // MARK: - Help

  /// The box, its frame included.
  func helpArea(_ lines: [StyledLine]) -> ScreenArea {
    let shown = helpRows(lines)
    let widest = shown.map(\.displayWidth).max() ?? 0
    let columns = min(max(40, widest + 4), size.columns - 2)
    let rows = min(shown.count + 2, size.rows - 2)
    return ScreenArea(
      row: (size.rows - rows) / 2, column: (size.columns - columns) / 2, rows: rows, columns: columns)
  }

  private func drawHelp(_ title: String, _ lines: [StyledLine], _ top: Int, on screen: inout ScreenBuffer) {
    let area = helpArea(lines)
    drawBox(area, title: title, on: &screen)
    let lines = helpRows(lines)
    let height = max(0, area.rows - 2)
    let top = min(top, max(0, lines.count - height))
    for (row, line) in lines.dropFirst(top).prefix(height).enumerated() {
      screen.put(line, row: area.row + 1 + row, column: area.column + 2, columns: area.columns - 4)
    }
    if lines.count > height {
      let place = " \(min(lines.count, top + height)) of \(lines.count)  Down scrolls, Esc closes "
      screen.put(
        StyledLine(place, .dim), row: area.row + area.rows - 1, column: area.column + 2, columns: area.columns - 4)
    }
    screen.cursor = ScreenPosition(row: area.row, column: area.column + 2)
  }

  private func drawBox(_ area: ScreenArea, title: String, on screen: inout ScreenBuffer) {
    screen.fill(area)
    let (last, right) = (area.row + area.rows - 1, area.column + area.columns - 1)
    for row in [area.row, last] {
      screen.fill(
        ScreenArea(row: row, column: area.column, rows: 1, columns: area.columns), with: look.horizontal, .border)
    }
    for column in [area.column, right] {
      screen.fill(ScreenArea(row: area.row, column: column, rows: area.rows, columns: 1), with: look.vertical, .border)
    }
    for (row, column, corner) in [
      (area.row, area.column, "\u{250C}"), (area.row, right, "\u{2510}"), (last, area.column, "\u{2514}"),
      (last, right, "\u{2518}"),
    ] as [(Int, Int, Character)] {
      screen.fill(
        ScreenArea(row: row, column: column, rows: 1, columns: 1), with: look.isASCII ? "+" : corner, .border)
    }
    screen.put(StyledLine(" \(title) ", .current), row: area.row, column: area.column + 2, columns: area.columns - 4)
  }

  // MARK: - Candidates

  /// Where the list stands, and the first candidate in it.
  func candidatesArea(_ completion: Completion, _ selected: Int) -> (area: ScreenArea, top: Int) {
    let count = completion.candidates.count
    guard let layout else { return (ScreenArea(row: 0, column: 0, rows: 0, columns: 0), 0) }
    let height = max(1, min(count, 10, layout.prompt.row - 3))
    let widest =
      completion.candidates.prefix(200).map { candidate in
        candidate.label.displayWidth + (candidate.detail.isEmpty ? 0 : candidate.detail.displayWidth + 2)
      }.max() ?? 0
    let columns = min(max(16, widest + 2), size.columns - 2)
    let left = layout.prompt.column + promptFrame.cursorColumn - 1
    let top = min(max(0, selected - height / 2), max(0, count - height))
    return (
      ScreenArea(
        row: layout.prompt.row - height, column: max(1, min(left, size.columns - columns - 1)), rows: height,
        columns: columns), top
    )
  }

  private func drawCandidates(_ completion: Completion, _ selected: Int, on screen: inout ScreenBuffer) {
    let (area, top) = candidatesArea(completion, selected)
    screen.fill(area)
    let labelColumns = min(
      area.columns / 2 + 8, completion.candidates.prefix(200).map { $0.label.displayWidth }.max() ?? 0)
    for row in 0..<area.rows where completion.candidates.indices.contains(top + row) {
      let candidate = completion.candidates[top + row]
      let isSelected = top + row == selected
      var line = StyledLine(isSelected ? ">" : " ", isSelected ? .current : .border)
      let label = candidate.label.escapingTerminalControls
      line.extend(
        candidate.detail.isEmpty ? label : label.elidedInTheMiddle(columns: labelColumns),
        isSelected ? .current : .plain)
      if !candidate.detail.isEmpty {
        line.pad(to: 1 + labelColumns)
        line.extend("  " + candidate.detail.escapingTerminalControls, .dim)
      }
      line.pad(to: area.columns)
      screen.put(line, row: area.row + row, column: area.column, columns: area.columns)
    }
    let rest = completion.candidates.count - area.rows
    if rest > 0 {
      let text = " \(selected + 1) of \(completion.candidates.count)"
      screen.put(
        StyledLine(text, .dim), row: area.row + area.rows - 1, column: area.column + area.columns - text.utf8.count,
        columns: text.utf8.count)
    }
  }

  // MARK: - Leaving

  private func drawQuestion(_ losing: [String], on screen: inout ScreenBuffer) {
    let names = losing.prefix(6).joined(separator: ", ") + (losing.count > 6 ? ", ..." : "")
    let what = losing.count == 1 ? "the variable" : "the variables"
    let lines =
      flow(
        [StyledLine("\(what) \(names) will be lost".escapingTerminalControls)], columns: size.columns - 8)
      + [StyledLine("y quits, any other key stays", .dim)]
    let columns = min(size.columns - 2, max(36, (lines.map(\.displayWidth).max() ?? 0) + 4))
    let area = ScreenArea(
      row: (size.rows - lines.count - 2) / 2, column: (size.columns - columns) / 2, rows: lines.count + 2,
      columns: columns)
    drawBox(area, title: "quit?", on: &screen)
    for (row, line) in lines.enumerated() {
      screen.put(line, row: area.row + 1 + row, column: area.column + 2, columns: columns - 4)
    }
    screen.cursor = ScreenPosition(row: area.row, column: area.column + 2)
  }
}
