import LineEditing
import StyledText
import Terminal
import Testing

@Suite struct InPlacePainterTests {
  private let size = ScreenSize(rows: 6, columns: 12)

  @Test func redrawsOverWhatItDrew() {
    var screen = SmallScreen(rows: 6, columns: 12)
    var painter = InPlacePainter()
    screen.receive(Array("before\r\n".utf8))
    for (rows, cursor) in [(["> a"], 0), (["> abc", "second"], 1), (["> x"], 0), (["one", "two", "three"], 1)] {
      screen.receive(
        painter.draw(rows.map { StyledLine($0) }, cursorRow: cursor, cursorColumn: 2, size: size, with: .ansi))
      #expect(screen.text == ["before"] + rows)
      #expect(screen.row == 1 + cursor && screen.column == 2)
    }
    screen.receive(painter.finish())
    screen.receive(Array("after".utf8))
    #expect(screen.text == ["before", "one", "two", "three", "after"])
    #expect(!painter.isActive)
    #expect(painter.finish() == [])
    #expect(screen.strange == [])
  }

  @Test func erasesWhatItDrew() {
    var screen = SmallScreen(rows: 6, columns: 12)
    var painter = InPlacePainter()
    screen.receive(Array("before\r\n".utf8))
    screen.receive(painter.draw(["one", "two"], cursorRow: 1, cursorColumn: 1, size: size, with: .ansi))
    screen.receive(painter.erase(with: .ansi))
    screen.receive(Array("after".utf8))
    #expect(screen.text == ["before", "after"])
  }

  @Test func scrollsAndKeepsToTheScreensHeight() {
    var screen = SmallScreen(rows: 6, columns: 12)
    var painter = InPlacePainter()
    for line in 1...5 { screen.receive(Array("line \(line)\r\n".utf8)) }
    let rows = (1...10).map { StyledLine("row \($0)") }
    screen.receive(painter.draw(Array(rows.prefix(2)), cursorRow: 1, cursorColumn: 0, size: size, with: .ansi))
    #expect(screen.text == ["line 2", "line 3", "line 4", "line 5", "row 1", "row 2"])
    screen.receive(painter.draw(rows, cursorRow: 9, cursorColumn: 0, size: size, with: .ansi))
    #expect(screen.text == (5...10).map { "row \($0)" })
    screen.receive(painter.draw(rows, cursorRow: 2, cursorColumn: 0, size: size, with: .ansi))
    #expect(screen.text == (1...6).map { "row \($0)" })
    #expect(screen.row == 2)
    #expect(screen.scrolledOff == (1...5).map { "line \($0)" })
  }

  @Test func escapesWhatATerminalWouldObey() {
    var painter = InPlacePainter()
    let bytes = painter.draw(
      [StyledLine("a\u{1b}[2J\u{9b}1mb\u{7}", .value)], cursorRow: 0, cursorColumn: 0, size: size, with: .ansi)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("a\\u{1b}[2J\\u{9b}1mb\\u{7}"))
    #expect(!text.contains("\u{7}") && !text.contains("\u{9b}") && !text.contains("\u{1b}[2J"))
  }

  @Test func drawsAnythingTheEditorShows() {
    var random = SeededRandom(seed: 5)
    let keys: [Key] =
      [
        .backspace, .altEnter, .left, .right, .up, .down, .home, .end, .control("w"), .control("y"), .control("k"),
        .control("r"), .escape, .delete, .control("_"),
      ] + ["a", "b", " ", "漢", "é", "\u{301}", "👩"].map { .character($0) }
    for columns in [5, 12] {
      let size = ScreenSize(rows: 8, columns: columns)
      var screen = SmallScreen(rows: 8, columns: columns)
      var painter = InPlacePainter()
      var editor = Editor(history: History(fileText: "one two three four\na\\nb\\nc\n"))
      for _ in 0..<4_000 {
        _ = editor.apply(keys.randomElement(using: &random) ?? .left)
        if editor.text.count > 40 { _ = editor.apply(.control("u")) }
        let frame = editor.frame(prompt: EditorPrompt("p> "), width: columns)
        screen.receive(
          painter.draw(
            frame.rows, cursorRow: frame.cursorRow, cursorColumn: frame.cursorColumn, size: size, with: .ansi))
        if frame.rows.count <= 8 {
          var expected = frame.rows.map(\.plainText).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
          }
          while expected.last == "" { expected.removeLast() }
          // What grew tall scrolled up; the rows shown are the screen's last ones that are used.
          #expect(screen.text.suffix(expected.count) == expected[...])
        }
        #expect(screen.column == frame.cursorColumn)
      }
      #expect(screen.strange == [])
    }
  }

  @Test func findsItsPlaceAfterTheWindowNarrowed() {
    // A terminal of 12 columns showed two rows; at 5 columns it breaks each into three.
    var painter = InPlacePainter()
    _ = painter.draw(["abcdefghijkl", "mnopqrstuvwx"], cursorRow: 1, cursorColumn: 7, size: size, with: .ansi)
    painter.widthChanged(to: 5)
    var screen = SmallScreen(rows: 8, columns: 5)
    screen.receive(Array("top\r\nabcde\r\nfghij\r\nkl\r\nmnopq\r\nrs".utf8))
    let rows: [StyledLine] = ["abcde", "fghij"]
    screen.receive(
      painter.draw(rows, cursorRow: 1, cursorColumn: 1, size: ScreenSize(rows: 8, columns: 5), with: .ansi))
    #expect(screen.text == ["top", "abcde", "fghij"])
  }
}
