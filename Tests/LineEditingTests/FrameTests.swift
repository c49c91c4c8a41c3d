import LineEditing
import StyledText
import Testing

@Suite struct FrameTests {
  /// The rows with `|` at the cursor; a cursor behind a row's text is padded.
  private func rows(_ script: String, prompt: String = "> ", width: Int = 10) -> [String] {
    var editor = Editor(history: sampleHistory)
    editor.type(script)
    let frame = editor.frame(prompt: EditorPrompt(prompt), width: width)
    return frame.rows.enumerated().map { index, row in
      guard index == frame.cursorRow else { return row.plainText }
      var shown = ""
      var column = 0
      var isMarked = false
      for character in row.plainText {
        if column == frame.cursorColumn, !isMarked {
          shown += "|"
          isMarked = true
        }
        shown.append(character)
        column += character.displayWidth
      }
      return isMarked ? shown : shown + "|"
    }
  }

  @Test(arguments: [
    ("", ["> |"]),
    ("abc", ["> abc|"]),
    ("abc<Left>", ["> ab|c"]),
    ("abcdefg", ["> abcdefg|"]),
    ("abcdefgh", ["> abcdefgh", "|"]),
    ("abcdefghi", ["> abcdefgh", "i|"]),
    ("abcdefghi<Left>", ["> abcdefgh", "|i"]),
    ("abcdefghi<Left><Left>", ["> abcdefg|h", "i"]),
    ("abcdefghijklmnopqrstu", ["> abcdefgh", "ijklmnopqr", "stu|"]),
    ("ab<M-Enter>cd", ["> ab", "| cd|"]),
    ("ab<M-Enter>", ["> ab", "| |"]),
    ("ab<M-Enter>cd<Up>", ["> ab|", "| cd"]),
    ("abcdefgh<M-Enter>i<Up><End>", ["> abcdefgh", "|", "| i"]),
    ("漢字漢字漢", ["> 漢字漢字", "漢|"]),
    ("a漢字漢字", ["> a漢字漢", "字|"]),
    ("a漢字漢字<Left>", ["> a漢字漢", "|字"]),
    ("e\u{301}x<Left>", ["> e\u{301}|x"]),
    ("👩‍👧x", ["> 👩‍👧x|"]),
    ("\u{301}", ["> \u{25CC}\u{301}|"]),
    ("\u{200B}<Left>", ["> |\\u{200b}"]),
    ("<Paste:a\u{1b}[31m>", ["> a\\u{1b}[", "31m|"]),
    ("<Paste:\t>", ["> \\t|"]),
    ("<C-r>two", ["(search: t", "wo) |two (2", ")"]),
    ("<C-r>Q<C-a>", ["> |"]),
  ])
  func wrapsAndPlacesTheCursor(_ script: String, _ expected: [String]) {
    #expect(rows(script) == expected)
  }

  @Test func longPromptsWrapToo() {
    #expect(rows("ab", prompt: "interpreted 12> ", width: 10) == ["interprete", "d 12> ab|"])
  }

  @Test func narrowScreensStillShowSomething() {
    let frame = rows("漢a", width: 1)
    #expect(frame == ["> ", "漢", "a|"])
  }

  @Test func continuationIsAsWideAsThePrompt() {
    let prompt = EditorPrompt("interpreted 4> ")
    #expect(prompt.continuation.plainText == "             | ")
    #expect(EditorPrompt("").continuation.plainText == "")
  }

  @Test func coloursTheTextAndRemarksOnIt() {
    struct Coloured: InputLanguage {
      func highlighted(_ text: String) -> [StyledRun] { [StyledRun("ab", .keyword), StyledRun("c", .value)] }
      func hint(for text: String, at cursor: Int) -> String? { "x: s32" }
    }
    var editor = Editor()
    editor.type("abc")
    let frame = editor.frame(prompt: EditorPrompt("> "), width: 20, in: Coloured())
    #expect(
      frame.rows == [
        StyledLine([
          StyledRun("> ", .strong), StyledRun("ab", .keyword), StyledRun("c", .value), StyledRun("  x: s32", .dim),
        ])
      ])
    #expect(frame.cursorColumn == 5)
    let narrow = editor.frame(prompt: EditorPrompt("> "), width: 11, in: Coloured())
    #expect(narrow.rows.map(\.plainText) == ["> abc"], "a remark never wraps")
    editor.type("d")
    let mismatched = editor.frame(prompt: EditorPrompt("> "), width: 20, in: Coloured())
    #expect(mismatched.rows[0].runs[1] == StyledRun("abcd"), "colours of another text are ignored")
  }

  @Test func drawsAMegabyteInReasonableTime() {
    var editor = Editor()
    _ = editor.apply(.paste(String(repeating: "x", count: 1 << 20)))
    let frame = editor.frame(prompt: EditorPrompt("> "), width: 80)
    #expect(frame.rows.count == (1 << 20) / 80 + 1)
  }
}
