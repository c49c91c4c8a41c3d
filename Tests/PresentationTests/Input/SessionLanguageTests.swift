import LineEditing
import Presentation
import Session
import StyledText
import Testing

/// The built-in example typed as a newcomer types it: keys in, frame out.
@Suite struct SessionLanguageTests {
  private let language: SessionLanguage

  init() {
    let session = Session()
    session.addBuiltInExample()
    language = SessionLanguage(session)
  }

  private func typed(_ text: String, _ keys: Key...) -> Editor {
    var editor = Editor()
    for character in text { _ = editor.apply(.character(character), in: language) }
    for key in keys { _ = editor.apply(key, in: language) }
    return editor
  }

  private func row(_ editor: Editor, width: Int = 79) -> StyledLine {
    editor.frame(prompt: EditorPrompt("> "), width: width, in: language).rows[0]
  }

  @Test func aFunctionCompletesToItsSkeletonAndIsFilledIn() {
    var editor = typed("overf", .tab)
    #expect(row(editor).plainText.hasPrefix("> overflowing-add(  args: record { x: s32, y: s32 }"))
    _ = editor.apply(.tab, in: language)
    #expect(row(editor).plainText == "> overflowing-add({x: 0, y: 0})  x: s32  (1 of 2)")
    #expect(row(editor).runs.contains(StyledRun("0", .current)) && row(editor).runs.contains(StyledRun("0", .dim)))
    for character in "2147483647" { _ = editor.apply(.character(character), in: language) }
    _ = editor.apply(.tab, in: language)
    #expect(row(editor).plainText.hasSuffix("y: s32  (2 of 2)"))
    _ = editor.apply(.character("1"), in: language)
    _ = editor.apply(.tab, in: language)
    #expect(editor.text == "overflowing-add({x: 2147483647, y: 1})")
    #expect(editor.cursor == editor.text.count)
    #expect(editor.apply(.enter, in: language) == .submit("overflowing-add({x: 2147483647, y: 1})"))
  }

  @Test func whatIsTypedIsColoured() {
    let runs = row(typed("overflowing-add({x: 1, y: 2}) // why")).runs
    #expect(
      runs == [
        StyledRun("> overflowing-add", .strong), StyledRun("({x: "), StyledRun("1", .value), StyledRun(", y: "),
        StyledRun("2", .value), StyledRun("}) "), StyledRun("// why", .dim),
      ])
    #expect(row(typed(":bits 1:s8")).runs.dropFirst().first == StyledRun(":bits", .keyword))
    #expect(row(typed("1)")).runs.last == StyledRun(")", .error))
  }

  @Test func coloursSpellTheTextWhateverItIs() {
    for text in ["", "é(", "\"", "a\u{301}b", "'", "{x: <", "\u{0}", "🇩🇪 add", "\"\"\"a\nb"] {
      #expect(language.highlighted(text).map(\.text).joined() == text)
    }
  }

  @Test func commandsSayWhatTheyTake() {
    #expect(
      row(typed(":load ")).plainText == "> :load   PATH... [as NAME]  load WIT packages, components and core modules")
  }

  @Test func theClosingBracketsPartnerIsMarked() {
    let runs = row(typed("(1 + 2)")).runs
    #expect(runs.filter { $0.style == .bracket }.map(\.text) == ["(", ")"])
  }
}
