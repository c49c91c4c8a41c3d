import StyledText
import Testing

@Suite struct ScreenBufferTests {
  private func screen(_ rows: Int, _ columns: Int, isASCII: Bool = false) -> ScreenBuffer {
    ScreenBuffer(size: ScreenSize(rows: rows, columns: columns), isASCII: isASCII)
  }

  @Test func beginsBlank() {
    #expect(screen(2, 3).text == ["", ""])
    #expect(screen(2, 3).rows == Array(repeating: Array(repeating: .blank, count: 3), count: 2))
    #expect(screen(-1, -5).rows == [])
    #expect(screen(1, 0).text == [""])
  }

  @Test func putsStyledText() {
    var buffer = screen(2, 10)
    buffer.put(StyledLine([StyledRun("ab", .value), StyledRun("c", .error)]), row: 1, column: 2)
    #expect(buffer.text == ["", "  abc"])
    #expect(buffer.rows[1][2...5].map(\.style) == [.value, .value, .error, .plain])
  }

  @Test func leavesOutWhatDoesNotFit() {
    var buffer = screen(2, 5)
    buffer.put("abcdefgh", row: 0, column: 3)
    buffer.put("abcdefgh", row: 1, column: 0, columns: 2)
    #expect(buffer.text == ["   ab", "ab"])
    let before = buffer
    buffer.put("x", row: 2, column: 0)
    buffer.put("x", row: -1, column: 0)
    buffer.put("x", row: 0, column: -1)
    buffer.put("x", row: 0, column: 5)
    buffer.put("x", row: 0, column: .max)
    buffer.put("x", row: 0, column: 0, columns: 0)
    buffer.put("x", row: 0, column: 0, columns: .min)
    #expect(buffer == before)
  }

  @Test func keepsWideCharactersWhole() {
    var buffer = screen(1, 5)
    buffer.put("漢字漢", row: 0, column: 0)
    #expect(buffer.rows[0].map(\.character) == ["漢", nil, "字", nil, " "])
    // What covers one half takes the other away.
    buffer.put("x", row: 0, column: 1)
    #expect(buffer.rows[0].map(\.character) == [" ", "x", "字", nil, " "])
    buffer.put("y", row: 0, column: 2)
    #expect(buffer.rows[0].map(\.character) == [" ", "x", "y", " ", " "])
    buffer.put("漢", row: 0, column: 3)
    buffer.put("字", row: 0, column: 2)
    #expect(buffer.rows[0].map(\.character) == [" ", "x", "字", nil, " "])
  }

  @Test func showsControlCharactersEscaped() {
    var buffer = screen(1, 20)
    buffer.put("a\u{1b}[2J\nb", row: 0, column: 0)
    #expect(buffer.text == ["a\\u{1b}[2J\\nb"])
  }

  @Test func replacesWhatIsNotASCII() {
    var buffer = screen(1, 8, isASCII: true)
    buffer.put("aé漢b", row: 0, column: 0)
    buffer.fill(ScreenArea(row: 0, column: 5, rows: 1, columns: 2), with: "─")
    #expect(buffer.text == ["a???b??"])
  }

  @Test func fillsAreasWithSingleColumns() {
    var buffer = screen(3, 6)
    buffer.fill(ScreenArea(row: 1, column: 1, rows: 1, columns: 3), with: "─", .border)
    #expect(buffer.text == ["", " ───", ""])
    #expect(buffer.rows[1][1] == ScreenCell("─", .border))
    for character: Character in ["漢", "\u{1b}", "\r\n", "\u{301}"] {
      buffer.fill(ScreenArea(row: 0, column: 0, rows: 1, columns: 2), with: character)
      #expect(buffer.text[0] == "??")
    }
  }

  @Test(arguments: [
    ScreenArea(row: .min, column: .min, rows: .max, columns: .max),
    ScreenArea(row: 1, column: 1, rows: .max, columns: .max),
    ScreenArea(row: .max, column: .max, rows: .max, columns: .max),
    ScreenArea(row: -1, column: -1, rows: 3, columns: 4), ScreenArea(row: 0, column: 0, rows: -1, columns: -1),
  ])
  func takesAnyArea(_ area: ScreenArea) {
    var buffer = screen(3, 6)
    buffer.fill(area, with: "x")
    for row in 0..<3 {
      for column in 0..<6 {
        let isInside = area.contains(ScreenPosition(row: row, column: column))
        #expect(buffer.rows[row][column].character == (isInside ? "x" : " "))
      }
    }
    buffer.restyle(area, .current)
    #expect(buffer.rows.joined().allSatisfy { ($0.style == .current) == ($0.character == "x") })
  }

  @Test func findsWhatChanged() {
    var old = screen(3, 10)
    old.put("abcdef", row: 1, column: 0)
    var new = old
    #expect(new.changes(from: old) == [])
    new.put("XcdY", row: 1, column: 1)
    #expect(new.changes(from: old).map(\.row) == [1])
    #expect(new.changes(from: old).map(\.column) == [1])
    #expect(String(new.changes(from: old)[0].cells.compactMap(\.character)) == "XcdY")
    new.restyle(ScreenArea(row: 2, column: 9, rows: 1, columns: 1), .current)
    #expect(new.changes(from: old).map(\.column) == [1, 9])
    #expect(new.changes(from: nil).count == 3)
    #expect(new.changes(from: screen(3, 9)).count == 3)
  }

  /// Applying the changes to the old screen gives the new one, and no change begins or ends inside a wide character.
  @Test func changesAreEnough() {
    var state: UInt64 = 7
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let texts = ["a", "漢", "字漢", "xyz", " ", "é漢"]
    var old = screen(3, 9)
    for _ in 0..<3_000 {
      var new = old
      for _ in 0..<random(4) {
        new.put(
          StyledLine(texts[random(texts.count)], random(2) == 0 ? .plain : .value), row: random(3), column: random(9))
      }
      var rows = old.rows
      for change in new.changes(from: old) {
        #expect(change.cells.first?.character != nil)
        let end = change.column + change.cells.count
        #expect(end == 9 || (new.rows[change.row][end].character != nil && old.rows[change.row][end].character != nil))
        rows[change.row].replaceSubrange(change.column..<end, with: change.cells)
      }
      #expect(rows == new.rows)
      for row in new.rows {
        for (column, cell) in row.enumerated() {
          let isWide = cell.character?.displayWidth == 2
          #expect(isWide == (column + 1 < 9 && row[column + 1].character == nil))
        }
      }
      old = new
    }
  }
}
