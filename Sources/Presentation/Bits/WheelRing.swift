internal import BitArithmetic
internal import StyledText

/// A ring's cells on a rectangle of characters: an ellipse where there is room, otherwise a box.
struct WheelRing {
  /// One cell of the ring.
  struct Cell: Hashable {
    let row: Int
    let column: Int
  }

  let rows: Int
  let columns: Int
  /// Clockwise from the top's middle. Their number is a multiple of four.
  let cells: [Cell]
  /// The ring's own character at each cell.
  let characters: [Character]

  /// A ring of so many rows and columns, both odd and at least 3.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let (right, bottom) = (columns / 2, rows / 2)
    // A quarter from the top's middle to the right side's middle, from the ring's middle.
    var quarter: [Cell] = []
    let isRound = rows >= 9 && columns >= 27
    if isRound {
      // The rows of an ellipse: for each the columns between this row's edge and that of the row above.
      var edge = 0
      for row in 0...bottom {
        let next = Self.edge(atRow: row, of: bottom, width: right)
        for column in (row == 0 ? 0 : min(edge + 1, right))...max(next, min(edge + 1, right)) {
          quarter.append(Cell(row: row - bottom, column: column))
        }
        edge = max(edge, next)
      }
    } else {
      quarter = (0...right).map { Cell(row: -bottom, column: $0) }
      quarter += (0..<bottom).map { Cell(row: $0 + 1 - bottom, column: right) }
    }
    // The last of a quarter is the first of the next one.
    let first = quarter.dropLast()
    let second = quarter.dropFirst().reversed().map { Cell(row: -$0.row, column: $0.column) }
    let rightHalf = first + second
    let bottomCell = Cell(row: bottom, column: 0)
    let leftHalf = [bottomCell] + rightHalf.dropFirst().reversed().map { Cell(row: $0.row, column: -$0.column) }
    let ring = rightHalf + leftHalf
    cells = ring.map { Cell(row: $0.row + bottom, column: $0.column + right) }
    characters = ring.map { cell in
      if isRound { return "." }
      switch (abs(cell.row) == bottom, abs(cell.column) == right) {
      case (true, true): return "+"
      case (true, false): return "-"
      case (false, _): return "|"
      }
    }
  }

  /// The furthest column of an ellipse in a row, from its middle: `width * sqrt(1 - (y/height)^2)` half a row down,
  /// so that the top row is more than a point.
  private static func edge(atRow row: Int, of height: Int, width: Int) -> Int {
    if row == height { return width }
    let y = Double(height - row) - 0.35
    let ratio = y / Double(height)
    return Int((Double(width) * (1 - ratio * ratio).squareRoot()).rounded())
  }
}
