import StyledText

/// Lines broken at a width, each row on its own, so that any part of them can be drawn.
struct WrappedText: Sendable {
  let columns: Int
  private(set) var rows: [StyledLine] = []

  init(_ lines: [StyledLine], columns: Int) {
    self.columns = max(2, columns)
    for line in lines { append(line) }
  }

  private mutating func append(_ line: StyledLine) {
    // Bytes bound the columns: most lines need no more of a look.
    if line.runs.reduce(0, { $0 + $1.text.utf8.count }) <= columns || line.displayWidth <= columns {
      rows.append(line)
      return
    }
    var row = StyledLine()
    var used = 0
    func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
    for run in line.runs {
      var rest = run.text[...]
      if rest.utf8.allSatisfy(isPlain) {
        // A character is a byte and a column: pieces are cut by counting.
        while !rest.isEmpty {
          if used == columns { breakRow(&row, &used) }
          let count = min(columns - used, rest.utf8.count)
          let end = rest.utf8.index(rest.startIndex, offsetBy: count)
          row.append(String(rest[..<end]), run.style)
          used += count
          rest = rest[end...]
        }
        continue
      }
      var piece = ""
      for character in rest {
        let width = character.displayWidth
        if used + width > columns {
          row.append(piece, run.style)
          piece = ""
          breakRow(&row, &used)
        }
        piece.append(character)
        used += width
      }
      row.append(piece, run.style)
    }
    rows.append(row)
  }

  private mutating func breakRow(_ row: inout StyledLine, _ used: inout Int) {
    rows.append(row)
    row = StyledLine()
    used = 0
  }
}
