import LineEditing
import StyledText
import Testing

@Suite struct EditorKeyTests {
  @Test(arguments: [
    // Typing and moving.
    ("abc", "abc|"),
    ("abc<C-a>x", "x|abc"),
    ("abc<Home>x", "x|abc"),
    ("abc<C-a><C-e>x", "abcx|"),
    ("abc<Home><End>x", "abcx|"),
    ("abc<C-b>x", "abx|c"),
    ("abc<Left><Left>x", "ax|bc"),
    ("abc<C-a><C-f>x", "ax|bc"),
    ("abc<Home><Right><Right>x", "abx|c"),
    ("one two-three<M-b>", "one two-|three"),
    ("one two-three<M-b><M-b>", "one |two-three"),
    ("one two<C-Left>", "one |two"),
    ("one two<C-a><M-f>", "one| two"),
    ("one two<C-a><C-Right><C-Right>", "one two|"),
    ("ab<M-Enter>cd<C-Home>x", "x|ab\ncd"),
    ("ab<M-Enter>cd<C-Home><C-End>x", "ab\ncdx|"),
    // Deleting.
    ("abc<BS>", "ab|"),
    ("abc<C-h>", "ab|"),
    ("abc<C-a><C-d>", "|bc"),
    ("abc<C-a><Del>", "|bc"),
    ("abc<Left><BS>", "a|c"),
    // Cutting and pasting it back.
    ("one two<C-a><M-f><C-k>", "one|"),
    ("one two<C-a><M-f><C-k><C-a><C-y>", " two|one"),
    ("one two<M-b><C-u>", "|two"),
    ("one two<M-b><C-u><C-e><C-y>", "twoone |"),
    ("one two-three<C-w>", "one |"),
    ("one two-three<M-BS>", "one two-|"),
    ("one two-three<C-M-h>", "one two-|"),
    ("one two<C-a><M-d>", "| two"),
    ("one two<C-a><M-Del>", "| two"),
    ("one two<C-a><M-d><M-d><C-y>", "one two|"),
    ("one two<C-w><C-w><C-y>", "one two|"),
    ("one two<C-w><Left><C-w><C-e><C-y>", " one|"),
    ("a b<C-w><End><BS><C-w><C-y><M-y>", "b|"),
    ("a b<C-w><End><BS><C-w><C-y><M-y><M-y>", "a|"),
    ("a<C-w>x<M-y>", "x|"),
    ("<C-y>", "|"),
    ("ab<M-Enter>cd<Up><C-e><C-k>", "ab|cd"),
    ("ab<M-Enter>cd<C-a><C-u>", "ab|cd"),
    // Transposing and case.
    ("ab<C-t>", "ba|"),
    ("abc<Left><C-t>", "acb|"),
    ("abc<C-a><C-f><C-t>", "ba|c"),
    ("a<C-t>", "a|"),
    ("abc<C-a><C-t>", "|abc"),
    ("ab<M-Enter>c<C-t>", "ab\nc|"),
    ("one two<M-t>", "two one|"),
    ("one two  <M-t>", "two one|  "),
    ("one two three<C-a><M-f><M-t>", "two one| three"),
    ("one<M-t>", "one|"),
    ("<M-t>", "|"),
    ("one two<C-BS>", "one |"),
    ("one two<C-a><C-Del>", "| two"),
    ("one two<C-a><M-u>", "ONE| two"),
    ("ONE TWO<C-a><M-l><M-l>", "one two|"),
    ("oNE two<C-a><M-c><M-c>", "One Two|"),
    ("straße<C-a><M-u>", "STRASSE|"),
    // Undoing.
    ("abc<C-_>", "|"),
    ("abc<C-/>", "|"),
    ("abc<C-w><C-_>", "abc|"),
    ("abc<C-a><C-d><C-_>", "|abc"),
    ("abc<C-a>x<C-_>", "|abc"),
    ("abc<C-a>x<C-_><C-_>", "|"),
    ("ab<Left>x<Right>y<C-_><C-_>", "a|b"),
    ("abcdefghijklmnopqrstuvwxyz<C-_>", "abcdefghijklmnopqrst|"),
    ("ab<Paste:cd><C-_>", "ab|"),
    ("one<C-a><M-u><C-_>", "|one"),
    // Lines.
    ("ab<M-Enter>cd", "ab\ncd|"),
    ("abcd<C-b><C-b><C-o>x", "abx|\ncd"),
    ("ab<M-Enter>cd<C-a>x", "ab\nx|cd"),
    ("ab<M-Enter>cd<Up>x", "abx|\ncd"),
    ("a<M-Enter>bcd<Up><Down>", "a\nbcd|"),
    ("abc<M-Enter>d<M-Enter>efg<Up><Up>", "abc|\nd\nefg"),
    ("ab<M-Enter>cd<C-p><C-n>x", "ab\ncdx|"),
    ("f(1,<Enter>2", "f(1,\n2|"),
    ("ab<Paste:1\n2\n>c", "ab1\n2c|"),
    ("ab<Left><Paste:1\r\n2\r3>", "a1\n2\n3|b"),
    // History.
    ("<Up>", "three|"),
    ("<C-p><C-p>", "two (2)|"),
    ("<Up><Up><Up><Up>", "one|"),
    ("new<Up><Down>", "new|"),
    ("new<Up>!<Up><C-n><C-n>", "new|"),
    ("<Up>!<Up><Down>", "three!|"),
    ("<Up><Up>x<Down><Up>", "two (2)x|"),
    ("<Down>", "|"),
    ("<PgUp>", "one|"),
    ("x<M-lt><M-gt>", "x|"),
    ("x<PgUp><PgDn>", "x|"),
    ("<Up><C-_>", "three|"),
    ("ab<M-Enter>c<M-p><M-p><M-n>", "three|"),
    // Searching.
    ("<C-r>o", "two (2)|".replacingCursor(at: 2)),
    ("<C-r>o<C-r>", "|one"),
    ("<C-r>o<C-r><C-s>", "tw|o (2)"),
    ("<C-r>on", "|one"),
    ("<C-r>on<BS><Esc>", "tw|o (2)"),
    ("new<C-r>o<C-g>", "new|"),
    ("new<C-r>o<C-c>", "new|"),
    ("new<C-r>", "new|"),
    ("<C-r>o<Esc>x", "twx|o (2)"),
    ("<C-r>o<C-a>x", "x|two (2)"),
    ("<C-r>two<Down>", "three|"),
    ("new<C-r>three<Esc><Down>", "new|"),
    ("<C-r>zzz<C-g>", "|"),
    ("<C-r>three<C-r>x<C-g>", "|"),
    // Completing.
    ("wr<Tab>", "wrapping-add(|"),
    ("ov<Tab>", "overflowing-|"),
    ("x ov<Tab>a<Tab>", "x overflowing-add(|"),
    ("ov<C-i>s<C-i>", "overflowing-sub(|"),
    ("gr<Tab>", "größe|"),
    ("größer<Tab>", "größer|"),
    ("wr + 1<C-a><C-f><C-f><Tab>", "wrapping-add(| + 1"),
    ("zz<Tab>", "zz|"),
    ("ov<Tab><C-_>", "ov|"),
    // The rest.
    ("abc<C-c>", "|"),
    ("ab<F1><Esc>c", "abc|"),
    ("ab<C-]><M-1>c", "abc|"),
  ])
  func keysGiveTextAndCursor(_ script: String, _ expected: String) {
    #expect(marked(script) == expected)
  }

  @Test(arguments: [
    ("abc<Enter>", [EditorEffect.submit("abc")]),
    ("abc<C-m>", [.submit("abc")]),
    ("abc<C-j>", [.submit("abc")]),
    ("<Enter>", [.submit("")]),
    ("f(<Enter>)<Enter>", [.submit("f(\n)")]),
    ("<C-r>one<Enter>", [.submit("one")]),
    ("<C-d>", [.endOfInput]),
    ("a<C-d>", [.bell]),
    ("a<Left><C-d><C-d>", [.endOfInput]),
    ("abc<C-c>", [.interrupt]),
    ("<C-l>", [.clearScreen]),
    ("<C-z>", [.suspend]),
    ("<BS>", [.bell]),
    ("<Left>", [.bell]),
    ("<Right>", [.bell]),
    ("<C-k>", [.bell]),
    ("<C-y>", [.bell]),
    ("<C-_>", [.bell]),
    ("<Down>", [.bell]),
    ("zz<Tab>", [.bell]),
    ("<C-r>zzz", [.bell, .bell, .bell]),
    ("<C-]>", [.bell]),
  ])
  func keysAskFor(_ script: String, _ expected: [EditorEffect]) {
    var editor = Editor(history: sampleHistory)
    #expect(editor.type(script) == expected)
  }

  @Test func secondTabListsCandidates() {
    var editor = Editor()
    #expect(editor.type("ov<Tab>") == [])
    #expect(
      editor.type("<Tab>") == [
        .listCandidates([CompletionCandidate("overflowing-add("), CompletionCandidate("overflowing-sub(")])
      ])
    #expect(editor.text == "overflowing-")
    #expect(editor.type("x<BS><Tab>") == [.bell], "a key in between starts over")
  }

  @Test func submittingKeepsHistoryAndEmptiesTheEditor() {
    var editor = Editor()
    editor.type("a<Enter>b<Enter>b<Enter>  <Enter>")
    #expect(editor.history.entries == ["a", "b"])
    #expect(editor.marked == "|")
    editor.type("<Up>c<Up>d<Enter>")
    #expect(editor.history.entries == ["a", "b", "ad"])
    #expect(editor.type("<Up><Up><Enter>") == [.submit("b")], "an edited entry is as it was in the next input")
  }

  @Test func settingTextCanBeUndone() {
    var editor = Editor()
    editor.type("abc")
    editor.setText("x\r\ny")
    #expect(editor.marked == "x\ny|")
    editor.type("<C-_>")
    #expect(editor.marked == "abc|")
  }

  @Test func refusesTextBeyondTheLimit() {
    var editor = Editor()
    let most = String(repeating: "x", count: TextBuffer.maximumCount)
    #expect(editor.apply(.paste(most)) == .none)
    #expect(editor.apply(.character("y")) == .bell)
    #expect(editor.apply(.paste("yy")) == .bell)
    #expect(editor.text == most)
  }
}

extension String {
  /// Moves the `|` of marked text, where a script's `<` would be hard to read.
  fileprivate func replacingCursor(at position: Int) -> String {
    let text = filter { $0 != "|" }
    return text.prefix(position) + "|" + text.dropFirst(position)
  }
}
