import StyledText

/// Rows in aligned columns.
struct ColumnTable {
  private var rows: [[StyledRun]] = []

  /// Adds a row; rows may have different counts of cells.
  mutating func add(_ cells: StyledRun...) {
    rows.append(cells.map { StyledRun($0.text.escapingTerminalControls, $0.style) })
  }

  /// The rows as lines. A column that one cell makes very wide is not padded for all: it ends at 40.
  func lines(indent: Int = 0) -> [StyledLine] {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.filter { $0.count > column + 1 }.map { min(40, $0[column].text.displayWidth) }.max() ?? 0
    }
    return rows.map { cells in
      var line = StyledLine()
      if indent > 0 { line.append(String(repeating: " ", count: indent)) }
      for (column, cell) in cells.enumerated() {
        line.runs.append(cell)
        guard column + 1 < cells.count, cells[(column + 1)...].contains(where: { !$0.text.isEmpty }) else { break }
        line.append(String(repeating: " ", count: max(0, widths[column] - cell.text.displayWidth) + 2))
      }
      return line
    }
  }
}
