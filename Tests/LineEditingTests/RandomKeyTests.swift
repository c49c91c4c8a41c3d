import LineEditing
import StyledText
import Testing

/// A language whose every answer is random, within what it must keep.
private struct RandomLanguage: InputLanguage {
  var seed: UInt64

  private func random(_ text: String, _ limit: Int) -> Int {
    var hasher: UInt64 = seed
    for byte in text.utf8 { hasher = (hasher &* 31) &+ UInt64(byte) }
    hasher ^= hasher >> 17
    return Int(hasher % UInt64(max(1, limit)))
  }

  func isUnfinished(_ text: String) -> Bool { random(text, 5) == 0 }

  func completion(of text: String, at cursor: Int) -> Completion? {
    let pick = random(text, 6)
    if pick == 0 { return nil }
    let lower = pick == 1 ? random(text + "l", cursor + 4) : cursor
    let candidates = [
      CompletionCandidate("{a: 0, b: é})", holes: [4..<5, 10..<12]), CompletionCandidate("«»", holes: [2..<2, 2..<2]),
      CompletionCandidate("x", holes: [0..<9]), CompletionCandidate("ab"), CompletionCandidate("ac"),
    ]
    let start = random(text + "c", candidates.count)
    return Completion(
      lower..<max(lower, cursor), Array(candidates[start..<min(candidates.count, start + 1 + pick % 2)]))
  }

  func highlighted(_ text: String) -> [StyledRun] { [StyledRun(text, .value), StyledRun("", .error)] }
  func hint(for text: String, at cursor: Int) -> String? { random(text, 3) == 0 ? "x: s32\u{1b}" : nil }
  func markedBrackets(in text: String, at cursor: Int) -> [Int] { [random(text, 40) - 3] }
}

@Suite struct RandomKeyTests {
  private static let scripts = [
    "<Tab>", "<Tab>", "<Tab>", "<S-Tab>", "<BS>", "<Del>", "<Left>", "<Right>", "<Up>", "<Down>", "<Enter>",
    "<M-Enter>", "<Home>", "<End>", "a", "(", ")", "}", "\u{301}", "漢", "🇩", "👩", "\u{200D}", " ", "<C-a>", "<C-e>",
    "<C-k>", "<C-u>", "<C-w>", "<C-y>", "<M-y>", "<C-_>", "<C-_>", "<C-t>", "<M-t>", "<M-u>", "<C-r>", "<C-s>", "<C-g>",
    "<C-o>", "<C-d>", "<C-h>", "<M-d>", "<M-BS>", "<Paste:x\ny\u{1b}>", "<Paste:{a}>", "<PgUp>", "<PgDn>", "<M-p>",
    "<M-n>",
    "<C-c>", "<Esc>",
  ].map { keys($0) }

  /// Random keys and random languages: the cursor and the holes stay inside the text, the frame inside its width.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func whateverIsTypedTheEditorIsSound(_ seed: UInt64) {
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    var editor = Editor(history: sampleHistory)
    let language = RandomLanguage(seed: seed)
    for step in 0..<4_000 {
      for key in Self.scripts[next(Self.scripts.count)] { _ = editor.apply(key, in: language) }
      let text = Array(editor.text)
      #expect(text.count == editor.buffer.count)
      guard (0...text.count).contains(editor.cursor) else {
        Issue.record("step \(step): cursor \(editor.cursor) outside \(text.count)")
        return
      }
      if let holes = editor.holes {
        var last = 0
        for range in holes.ranges {
          #expect(range.lowerBound >= last && range.upperBound <= holes.end, "step \(step)")
          last = range.upperBound
        }
        #expect(holes.end <= text.count && !holes.ranges.isEmpty)
        #expect(holes.selected.map { holes.ranges.indices.contains($0) } ?? true)
      }
      let (width, height) = (1 + next(30), 1 + next(6))
      let frame = editor.frame(prompt: EditorPrompt("> "), width: width, height: height, in: language)
      #expect(frame.rows.count <= height && !frame.rows.isEmpty)
      #expect(frame.rows.allSatisfy { $0.displayWidth <= max(2, width) }, "step \(step)")
      #expect(frame.rows.indices.contains(frame.cursorRow), "step \(step)")
      #expect(frame.cursorColumn < max(2, width), "step \(step)")
      let position = editor.position(
        atRow: next(8), column: next(40), prompt: EditorPrompt("> "), width: width, height: height)
      #expect((0...text.count).contains(position))
      if text.count > 400 { editor.setText("") }
    }
  }
}
