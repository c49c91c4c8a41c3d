/// A window's size in character cells.
package struct ScreenSize: Hashable, Sendable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// A cell's place, from 0 in the upper left corner.
package struct ScreenPosition: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A part of the screen, in cells.
package struct ScreenArea: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// Whether a cell is in it.
  package func contains(_ position: ScreenPosition) -> Bool {
    Self.contains(position.row, from: row, count: rows) && Self.contains(position.column, from: column, count: columns)
  }
}

extension ScreenArea {
  private static func contains(_ place: Int, from start: Int, count: Int) -> Bool {
    let (distance, isFar) = place.subtractingReportingOverflow(start)
    return place >= start && !isFar && distance < count
  }
}

/// One cell: a character, a blank, or the second half of a wide character.
package struct ScreenCell: Hashable, Sendable {
  /// What is drawn; nil in the second half of a wide character.
  package var character: Character?
  package var style: Style

  package init(_ character: Character?, _ style: Style = .plain) {
    self.character = character
    self.style = style
  }

  package static let blank = ScreenCell(" ")
}

/// A whole screen as cells, so that a program can be drawn without a terminal and compared with what is shown.
///
/// Invariant: every row has `size.columns` cells, and a nil character stands behind a character two columns wide.
package struct ScreenBuffer: Hashable, Sendable {
  package let size: ScreenSize
  /// The rows of cells, the top one first.
  package private(set) var rows: [[ScreenCell]]
  /// Where the hardware cursor is; nil hides it.
  package var cursor: ScreenPosition?
  /// Whether only ASCII may be shown: each column of any other character becomes `?`.
  package let isASCII: Bool

  /// A blank screen.
  package init(size: ScreenSize, isASCII: Bool = false) {
    self.size = ScreenSize(rows: max(0, size.rows), columns: max(0, size.columns))
    self.isASCII = isASCII
    rows = Array(repeating: Array(repeating: .blank, count: self.size.columns), count: self.size.rows)
  }

  /// Writes a line from a cell on, in at most so many columns; what is beyond them or the screen is left out.
  ///
  /// Control characters are shown escaped. A wide character that does not fit whole leaves a blank.
  package mutating func put(_ line: StyledLine, row: Int, column: Int, columns: Int = .max) {
    guard rows.indices.contains(row), column >= 0, column < size.columns else { return }
    let end = columns >= size.columns - column ? size.columns : column + max(0, columns)
    var cells = rows[row]
    rows[row] = []
    defer { rows[row] = cells }
    var next = column
    for run in line.runs {
      for character in run.text.escapingTerminalControls {
        let width = character.displayWidth
        if width == 0 { continue }
        guard next + width <= end else {
          if next < end { Self.set(.blank, at: next, in: &cells) }
          return
        }
        if isASCII, !character.isASCII {
          for offset in 0..<width { Self.set(ScreenCell("?", run.style), at: next + offset, in: &cells) }
        } else {
          Self.set(ScreenCell(character, run.style), at: next, in: &cells)
          if width == 2 {
            Self.set(ScreenCell(nil, run.style), at: next + 1, in: &cells)
            cells[next].character = character
          }
        }
        next += width
      }
    }
  }

  /// Fills an area with one character, as far as it is on the screen. What does not take just one column, or is not
  /// ASCII where only that is shown, becomes `?`.
  package mutating func fill(_ area: ScreenArea, with character: Character = " ", _ style: Style = .plain) {
    let area = onScreen(area)
    let character = character.displayWidth == 1 && (!isASCII || character.isASCII) ? character : "?"
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) {
        Self.set(ScreenCell(character, style), at: column, in: &rows[row])
      }
    }
  }

  /// Gives an area another style.
  package mutating func restyle(_ area: ScreenArea, _ style: Style) {
    let area = onScreen(area)
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) {
        rows[row][column].style = style
      }
    }
  }

  /// Gives the cells of an area that have one style another.
  package mutating func restyle(_ area: ScreenArea, from old: Style, to new: Style) {
    let area = onScreen(area)
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) where rows[row][column].style == old {
        rows[row][column].style = new
      }
    }
  }

  /// The rows as text, without blanks at their ends.
  package var text: [String] {
    rows.map { cells in
      var text = String(cells.compactMap(\.character))
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// The part of an area that is on the screen.
  private func onScreen(_ area: ScreenArea) -> ScreenArea {
    let (top, left) = (min(max(0, area.row), size.rows), min(max(0, area.column), size.columns))
    let bottom = min(max(top, Self.end(area.row, area.rows)), size.rows)
    let right = min(max(left, Self.end(area.column, area.columns)), size.columns)
    return ScreenArea(row: top, column: left, rows: bottom - top, columns: right - left)
  }

  private static func end(_ start: Int, _ count: Int) -> Int {
    let (end, isTooFar) = start.addingReportingOverflow(count)
    return isTooFar ? .max : end
  }

  /// Puts a cell in place; the other half of a wide character that it cuts becomes a blank.
  private static func set(_ cell: ScreenCell, at column: Int, in cells: inout [ScreenCell]) {
    if cells[column].character == nil, column > 0 { cells[column - 1].character = " " }
    if column + 1 < cells.count, cells[column + 1].character == nil { cells[column + 1].character = " " }
    cells[column] = cell
  }
}

extension ScreenBuffer {
  /// Cells of one row that differ from what is shown.
  package struct Change: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package var cells: ArraySlice<ScreenCell>
  }

  /// What has to be written over an older screen to get this one: at most one run of cells a row, which never begins
  /// inside a wide character. Of a screen of another size everything.
  package func changes(from old: ScreenBuffer?) -> [Change] {
    guard let old, old.size == size else {
      return rows.enumerated().map { Change(row: $0.offset, column: 0, cells: $0.element[...]) }
    }
    var changes: [Change] = []
    for row in rows.indices {
      let (new, before) = (rows[row], old.rows[row])
      guard var first = new.indices.first(where: { new[$0] != before[$0] }),
        let last = new.indices.last(where: { new[$0] != before[$0] })
      else { continue }
      while first > 0, new[first].character == nil || before[first].character == nil { first -= 1 }
      var end = last + 1
      while end < new.count, new[end].character == nil || before[end].character == nil { end += 1 }
      changes.append(Change(row: row, column: first, cells: new[first..<end]))
    }
    return changes
  }
}
