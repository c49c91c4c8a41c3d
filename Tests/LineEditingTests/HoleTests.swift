import LineEditing
import StyledText
import Testing

/// A language of one function: `f(` completes to its skeleton, and `al` to `alpha`.
private struct Skeletons: InputLanguage {
  func completion(of text: String, at cursor: Int) -> Completion? {
    let before = String(decoding: Array(text.utf8).prefix(cursor), as: UTF8.self)
    if before.hasSuffix("f(") {
      return Completion(cursor..<cursor, [CompletionCandidate("{x: 0, y: \"\"})", holes: [4..<5, 11..<11])])
    }
    let typed = before.reversed().prefix { $0.isLetter }.reversed()
    let names = ["alpha", "f("].filter { $0.hasPrefix(String(typed)) && !typed.isEmpty }
    return Completion((cursor - typed.count)..<cursor, names.map { CompletionCandidate($0) })
  }

  func markedBrackets(in text: String, at cursor: Int) -> [Int] { cursor == 2 ? [1, 3] : [] }
}

@Suite struct HoleTests {
  private func typed(_ script: String, _ editor: inout Editor) {
    for key in keys(script) { _ = editor.apply(key, in: Skeletons()) }
  }

  /// The text with the cursor as `|` and, while there are holes, the selected one in `«»`.
  private func shown(_ script: String) -> String {
    var editor = Editor()
    typed(script, &editor)
    guard let holes = editor.holes, let range = holes.selectedRange else {
      return editor.marked + (editor.holes == nil ? "" : " +")
    }
    let text = Array(editor.text)
    return String(text[..<range.lowerBound]) + "«" + String(text[range]) + "»" + String(text[range.upperBound...])
  }

  @Test(arguments: [
    ("f(<Tab>", "f({x: «0», y: \"\"})"),
    ("f<Tab><Tab>", "f({x: «0», y: \"\"})"),
    ("f(<Tab>12", "f({x: 12|, y: \"\"}) +"),
    ("f(<Tab>12<Tab>", "f({x: 12, y: \"«»\"})"),
    ("f(<Tab><Tab>hi", "f({x: 0, y: \"hi|\"}) +"),
    ("f(<Tab><Tab><Tab>", "f({x: 0, y: \"\"})|"),
    ("f(<Tab>1<Tab>q<Tab>;", "f({x: 1, y: \"q\"});|"),
    ("f(<Tab><Tab><S-Tab>", "f({x: «0», y: \"\"})"),
    ("f(<Tab>12<Tab><S-Tab>", "f({x: «12», y: \"\"})"),
    ("f(<Tab><S-Tab>", "f({x: «0», y: \"\"})"),
    ("f(<Tab><BS>", "f({x: |, y: \"\"}) +"),
    ("f(<Tab><Del>7", "f({x: 7|, y: \"\"}) +"),
    ("f(<Tab><C-d>7<Tab>", "f({x: 7, y: \"«»\"})"),
    ("f(<Tab><Left>-", "f({x: -|0, y: \"\"}) +"),
    ("f(<Tab><Right>1", "f({x: 01|, y: \"\"}) +"),
    ("f(<Tab><Paste:12>", "f({x: 12|, y: \"\"}) +"),
    ("f(<Tab>al<Tab>", "f({x: alpha|, y: \"\"}) +"),
    ("f(<Tab>al<Tab><Tab>", "f({x: alpha, y: \"«»\"})"),
    ("f(<Tab>zz<Tab>", "f({x: zz, y: \"«»\"})"),
    ("f(<Tab><C-g>", "f({x: |0, y: \"\"})"),
    ("f(<Tab><C-c>", "|"),
    ("f(<Tab><Enter>", "|"),
    ("f(<Tab>5<C-_>", "f({x: |0, y: \"\"}) +"),
    ("f(<Tab>5<C-_><C-_>", "f(|"),
    ("f(<Tab>5<C-_><C-_><Tab>", "f({x: «0», y: \"\"})"),
    ("f(<Tab><Tab>a<Right>})<Tab>", "f({x: 0, y: \"a\"})|"),
    ("f(<Tab><Tab>a<Right>})x", "f({x: 0, y: \"a\"})x|"),
    ("f(<Tab><C-a>x", "x|f({x: 0, y: \"\"}) +"),
    ("f(<Tab><C-a>x<C-e><C-b><C-b><S-Tab>", "xf({x: 0, y: \"«»\"})"),
    ("f(<Tab><C-a><C-k>x", "x|"),
    ("f(<Tab><C-e>!<Tab>", "f({x: 0, y: \"\"})!|"),
    ("f(<Tab>f(<Tab>", "f({x: f({x: «0», y: \"\"}), y: \"\"})"),
    ("f(<Tab>f(<Tab>1<Tab>2<Tab>", "f({x: f({x: 1, y: \"2\"}), y: \"«»\"})"),
    ("f(<Tab>f(<Tab><Tab><Tab><Tab>", "f({x: f({x: 0, y: \"\"}), y: \"\"})|"),
    ("a<C-w>f(<Tab><C-y>", "f({x: a|, y: \"\"}) +"),
  ])
  func keysFillSkeletonsIn(_ script: String, _ expected: String) {
    #expect(shown(script) == expected)
  }

  @Test func theSelectedHoleIsMarkedAndLaterOnesAreDim() {
    struct Two: InputLanguage {
      func completion(of text: String, at cursor: Int) -> Completion? {
        Completion(0..<cursor, [CompletionCandidate("(1, 2, 3)", holes: [1..<2, 4..<5, 7..<8])])
      }
    }
    var editor = Editor()
    _ = editor.apply(.tab, in: Two())
    _ = editor.apply(.tab, in: Two())
    let frame = editor.frame(prompt: EditorPrompt("> "), width: 40, in: Two())
    let runs: [StyledRun] = [
      StyledRun("> ", .strong), StyledRun("(1, "), StyledRun("2", .current), StyledRun(", "), StyledRun("3", .dim),
      StyledRun(")"),
    ]
    #expect(frame.rows == [StyledLine(runs)])
    #expect(frame.cursorColumn == 6)
  }

  @Test func bracketsAtTheCursorAreMarked() {
    var editor = Editor()
    for key in keys("g(1)<Left><Left>") { _ = editor.apply(key, in: Skeletons()) }
    let frame = editor.frame(prompt: EditorPrompt(""), width: 40, in: Skeletons())
    #expect(
      frame.rows == [StyledLine([StyledRun("g"), StyledRun("(", .bracket), StyledRun("1"), StyledRun(")", .bracket)])])
    let final = editor.frame(prompt: EditorPrompt(""), width: 40, in: Skeletons(), isFinal: true)
    #expect(final.rows == [StyledLine("g(1)")])
  }

  @Test func aPopupsCandidateTakesTheSelectedHolesPlace() throws {
    var editor = Editor()
    typed("f(<Tab>", &editor)
    let completion = Completion(editor.buffer.cursorUTF8Offset..<editor.buffer.cursorUTF8Offset, [])
    #expect(editor.accept(CompletionCandidate("max"), of: completion) == .none)
    #expect(editor.marked == "f({x: max|, y: \"\"})")
    typed("<Tab>", &editor)
    #expect(editor.holes?.selected == 1)
    #expect(editor.accept(CompletionCandidate("x"), of: Completion(900..<901, [])) == .bell)
    let session = editor.completionSession(in: Skeletons())
    #expect(session?.candidates == [])
  }
}
