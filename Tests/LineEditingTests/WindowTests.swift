import LineEditing
import StyledText
import Testing

@Suite struct WindowTests {
  private func frame(_ script: String, width: Int = 10, height: Int) -> EditorFrame {
    var editor = Editor()
    editor.type(script)
    return editor.frame(prompt: EditorPrompt("> "), width: width, height: height)
  }

  @Test(arguments: [
    ("a<M-Enter>b<M-Enter>c", 2, ["| b", "| c"], 1, 3),
    ("a<M-Enter>b<M-Enter>c<Up>", 2, ["> a", "| b"], 1, 3),
    ("a<M-Enter>b<M-Enter>c<Up><Up>", 2, ["> a", "| b"], 0, 3),
    ("a<M-Enter>b<M-Enter>c<Up><Up>", 1, ["> a"], 0, 3),
    ("a<M-Enter>b<M-Enter>c", 1, ["| c"], 0, 3),
    ("a<M-Enter>b", 9, ["> a", "| b"], 1, 3),
    ("abcdefghijklmnopqrstuvwxyz", 2, ["ijklmnopqr", "stuvwxyz"], 1, 8),
    ("abcdefghijklmnopqrstuvwxyz<C-a>", 2, ["> abcdefgh", "ijklmnopqr"], 0, 2),
    ("abcdefghijklmnopqrstuvwxyz", 0, ["stuvwxyz"], 0, 8),
  ])
  func showsTheRowsUpToTheCursors(_ script: String, _ height: Int, _ rows: [String], _ row: Int, _ column: Int) {
    let frame = frame(script, height: height)
    #expect(frame.rows.map(\.plainText) == rows)
    #expect(frame.cursorRow == row)
    #expect(frame.cursorColumn == column)
  }

  @Test(arguments: [
    ("abc", 0, 2, 0), ("abc", 0, 4, 2), ("abc", 0, 9, 3), ("abc", 0, 0, 0), ("abc<M-Enter>de", 1, 3, 5),
    ("abc<M-Enter>de", 0, 9, 3), ("abc<M-Enter>de", 1, 9, 6), ("漢字<C-a>", 0, 4, 1), ("漢字<C-a>", 0, 5, 1),
    ("abcdefghijkl", 1, 1, 9), ("abcdefghijkl", 7, 7, 12),
  ])
  func clicksFindThePositionUnderThem(_ script: String, _ row: Int, _ column: Int, _ expected: Int) {
    var editor = Editor()
    editor.type(script)
    let prompt = EditorPrompt("> ")
    let position = editor.position(atRow: row, column: column, prompt: prompt, width: 10, height: 5)
    #expect(position == expected)
    editor.moveCursor(to: position)
    #expect(editor.cursor == expected)
  }

  @Test func aClickInAWindowCountsTheRowsAboveIt() {
    var editor = Editor()
    editor.type("a<M-Enter>b<M-Enter>cd")
    let prompt = EditorPrompt("> ")
    #expect(editor.position(atRow: 0, column: 2, prompt: prompt, width: 10, height: 2) == 2)
    #expect(editor.position(atRow: 1, column: 3, prompt: prompt, width: 10, height: 2) == 5)
  }

  @Test func farIntoALongLineOnlyItsLastPiecesAreDrawn() {
    var editor = Editor()
    let digits = (0..<100_000).map { String($0 % 10) }.joined()
    _ = editor.apply(.paste(digits))
    for _ in 0..<3 { _ = editor.apply(.left) }
    let prompt = EditorPrompt("> ")
    let frame = editor.frame(prompt: prompt, width: 80, height: 5)
    #expect(frame.rows.count == 5)
    #expect(frame.rows[frame.cursorRow].plainText.dropFirst(frame.cursorColumn).first == "7")
    // The rows above are counted from the piece that is drawn.
    #expect(frame.rowsAbove < 1_000)
    let clicked = editor.position(
      atRow: frame.cursorRow, column: frame.cursorColumn, prompt: prompt, width: 80, height: 5)
    #expect(clicked == 99_997)
  }

  @Test func languageIsNotAskedAboutALongText() {
    struct Refusing: InputLanguage {
      func highlighted(_ text: String) -> [StyledRun] { [StyledRun(text, .error)] }
      func hint(for text: String, at cursor: Int) -> String? { "hint" }
    }
    var editor = Editor()
    _ = editor.apply(.paste(String(repeating: "x", count: Editor.languageLimit + 1)))
    let frame = editor.frame(prompt: EditorPrompt(""), width: 80, height: 2, in: Refusing())
    #expect(frame.rows.allSatisfy { $0.runs.allSatisfy { $0.style == .plain } })
  }
}
