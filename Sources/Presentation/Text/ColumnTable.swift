import StyledText

/// Rows in aligned columns.
struct ColumnTable {
  private var rows: [[StyledRun]] = []

  /// Adds a row; rows may have different counts of cells.
  mutating func add(_ cells: StyledRun...) { add(cells) }

  /// Adds a row; rows may have different counts of cells.
  mutating func add(_ cells: [StyledRun]) {
    rows.append(cells.map { StyledRun($0.text.escapingTerminalControls, $0.style) })
  }

  /// The rows as lines within a number of columns. A column that one cell makes very wide is not padded for all: it ends at
  /// 40. The last cell of a row is broken at blanks and continues below its own column, or in the next line where too
  /// little room is left; a name that is wider than a line is elided.
  func lines(indent: Int = 0, columns: Int = .max) -> [StyledLine] {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.filter { $0.count > column + 1 }.map { min(40, $0[column].text.displayWidth) }.max() ?? 0
    }
    return rows.flatMap { lines(of: $0, widths, indent: indent, columns: columns) }
  }

  /// The rows as sentences, `NAME: CELL, CELL`: nothing depends on what stands above what.
  func linesInWords(indent: Int = 0, columns: Int) -> [StyledLine] {
    rows.flatMap { row -> [StyledLine] in
      let cells = row.map(\.text).filter { !$0.isEmpty }
      let text = (cells.first ?? "") + (cells.count > 1 ? ": " : "") + cells.dropFirst().joined(separator: ", ")
      return flow([StyledLine(text)], indent: 2, columns: max(16, columns - indent)).map {
        var whole = StyledLine(String(repeating: " ", count: indent))
        whole.extend($0)
        return whole
      }
    }
  }

  /// The least room for the last cell beside the others.
  private static let leastRoom = 30

  private func lines(of row: [StyledRun], _ widths: [Int], indent: Int, columns: Int) -> [StyledLine] {
    var cells = row
    while cells.count > 1, cells[cells.count - 1].text.isEmpty { cells.removeLast() }
    var line = StyledLine(String(repeating: " ", count: indent))
    for (column, cell) in cells.enumerated() {
      let isLast = column + 1 == cells.count
      let start = line.displayWidth
      if start + cell.text.displayWidth <= columns || columns == .max {
        line.extend(cell.text, cell.style)
        if !isLast { line.extend(String(repeating: " ", count: max(0, widths[column] - cell.text.displayWidth) + 2)) }
        continue
      }
      guard isLast, column > 0 else {
        let room = max(8, columns - start)
        line.extend(cell.text.elidedInTheMiddle(columns: room), cell.style)
        if !isLast { line.extend("  ") }
        continue
      }
      return continued(line, cell, indent: indent, columns: columns)
    }
    return [line.withoutTrailingBlanks()]
  }

  /// A row whose last cell does not fit behind the others.
  private func continued(_ line: StyledLine, _ cell: StyledRun, indent: Int, columns: Int) -> [StyledLine] {
    let start = line.displayWidth
    let isBeside = columns - start >= Self.leastRoom
    let margin = isBeside ? start : indent + 4
    let room = max(8, columns - margin)
    let text = flow([StyledLine(cell.text, cell.style)], indent: 0, columns: room).map { part -> StyledLine in
      var whole = StyledLine(String(repeating: " ", count: margin))
      whole.extend(part.elidedAtTheEnd(columns: room))
      return whole
    }
    guard isBeside else { return [line.withoutTrailingBlanks()] + text }
    return text.enumerated().map { index, part in index == 0 ? line.replacingMargin(of: part, columns: margin) : part }
  }
}
