import LineEditing
import StyledText
import Testing

@Suite struct TextBufferTests {
  @Test func joinsACombiningMarkToItsBase() {
    var editor = Editor()
    editor.type("ae\u{301}")
    #expect(editor.text == "ae\u{301}")
    #expect(editor.cursor == 2)
    editor.type("<BS>")
    #expect(editor.marked == "a|")
  }

  @Test func joinsJoinedEmojiTypedScalarByScalar() {
    var editor = Editor()
    for scalar in "👩‍👩‍👧".unicodeScalars { _ = editor.apply(.character(Character(scalar))) }
    #expect(editor.cursor == 1)
    editor.type("<C-_>")
    #expect(editor.marked == "|")
  }

  @Test func keepsCharactersWholeUnderRandomEdits() {
    let pieces: [Character] = [
      "a", "\n", "e\u{301}", "\u{301}", "\u{200D}", "👩", "👧", "🇩", "🇪", "🇫🇷", "漢", "\u{FE0F}", "क", "\u{94D}", "ष", "각",
    ]
    var random = SeededRandom(seed: 7)
    for _ in 0..<300 {
      var buffer = TextBuffer()
      var changes: [BufferChange] = []
      var states: [String] = []
      for _ in 0..<40 {
        states.append(buffer.text)
        let lower = Int.random(in: 0...buffer.count, using: &random)
        let upper = Int.random(in: lower...buffer.count, using: &random)
        let new = (0..<Int.random(in: 0...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "a" }
        guard let change = buffer.replace(lower..<upper, with: new) else {
          Issue.record("refused")
          return
        }
        changes.append(change)
        #expect(Array(buffer.text) == buffer.characters)
        #expect((0...buffer.count).contains(buffer.cursor))
      }
      while let change = changes.popLast(), let state = states.popLast() {
        buffer.revert(change)
        #expect(Array(buffer.text.unicodeScalars) == Array(state.unicodeScalars))
      }
    }
  }

  @Test func randomKeysKeepTheCursorInTheText() {
    let scripts = [
      "a", "(", ")", " ", "\u{301}", "漢", "🇩", "<C-a>", "<C-e>", "<C-b>", "<C-f>", "<M-b>", "<M-f>", "<C-d>", "<C-h>",
      "<C-k>", "<C-u>", "<C-w>", "<M-d>", "<M-BS>", "<C-y>", "<M-y>", "<C-t>", "<M-u>", "<M-l>", "<M-c>", "<C-_>",
      "<Up>",
      "<Down>", "<C-r>", "<C-s>", "<C-g>", "<M-Enter>", "<Enter>", "<Tab>", "<Paste:x\ny>", "<C-c>", "<Home>", "<PgUp>",
    ]
    var random = SeededRandom(seed: 11)
    var editor = Editor(history: sampleHistory)
    for _ in 0..<20_000 {
      editor.type(scripts.randomElement(using: &random) ?? "a")
      #expect((0...editor.text.count).contains(editor.cursor))
      if editor.text.count > 200 { editor.type("<C-c><C-c>") }
      let frame = editor.frame(prompt: EditorPrompt("p> "), width: 7)
      #expect(frame.rows.allSatisfy { $0.displayWidth <= 7 })
      #expect(frame.rows.indices.contains(frame.cursorRow) && (0..<7).contains(frame.cursorColumn))
    }
  }

  @Test func convertsPositionsToBytes() {
    var buffer = TextBuffer("aé漢")
    #expect(buffer.cursorUTF8Offset == 6)
    buffer.moveCursor(to: 2)
    #expect(buffer.cursorUTF8Offset == 3)
    #expect(buffer.position(ofUTF8Offset: 3) == 2)
    #expect(buffer.position(ofUTF8Offset: 4) == nil)
    #expect(buffer.position(ofUTF8Offset: 6) == 3)
    #expect(buffer.position(ofUTF8Offset: 7) == nil)
  }
}

struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
