import Diagnostics
import StyledText
import Testing

@testable import Presentation

@Suite struct DiagnosticViewTests {
  /// The lines of a diagnostic as text.
  private func draw(_ diagnostic: Diagnostic, width: Int = 80) -> String {
    DiagnosticView(diagnostic, width: width).lines.map(\.plainText).joined(separator: "\n")
  }

  private func marked(_ text: String, _ start: Int, _ end: Int, name: String = "<repl:1>") -> Diagnostic {
    Diagnostic(
      DiagnosticCode(101), "wrong",
      at: .text(SourceText(name: name, text: text), [Diagnostic.Label(SourceSpan(start, end), "here")]))
  }

  @Test func saysThePlaceInWords() {
    let lines = DiagnosticView(marked("call(\u{1b}x, 2)", 5, 7), width: 80, isPlain: true).lines.map(\.plainText)
    #expect(lines == ["error[W0101]: wrong", "at <repl:1>:6: \\u{1b}x -- here"])
    let note = Diagnostic(DiagnosticCode(101), "wrong", notes: [Diagnostic.Note(.help, "do\nthis")])
    #expect(
      DiagnosticView(note, width: 80, isPlain: true).lines.map(\.plainText)
        == ["error[W0101]: wrong", "help: do", "this"])
  }

  @Test func drawsAValueThatDoesNotFitAsAgreed() {
    let text = "overflowing-add({x: 3000000000, y: 1})"
    let diagnostic = Diagnostic(
      DiagnosticCode(203), "3000000000 does not fit s32",
      at: .text(
        SourceText(name: "<repl:4>", text: text, firstLineNumber: 4),
        [Diagnostic.Label(SourceSpan(20, 30), "s32: -2147483648..2147483647")]),
      notes: [
        Diagnostic.Note(.context, "args.x of arithmetic:overflow/overflowing-add"),
        Diagnostic.Note(.help, "the same 32 bits as s32: -1294967296"),
      ])
    #expect(
      draw(diagnostic) == """
        error[W0203]: 3000000000 does not fit s32
         --> <repl:4>:21
        4 | overflowing-add({x: 3000000000, y: 1})
          |                     ^^^^^^^^^^ s32: -2147483648..2147483647
          = in: args.x of arithmetic:overflow/overflowing-add
          = help: the same 32 bits as s32: -1294967296
        """)
  }

  @Test func namesLineAndColumnInFiles() {
    let source = SourceText(name: "a.wit", text: "package a:b;\n\ninterface x {\n  f: foo;\n}\n")
    let diagnostic = Diagnostic(
      DiagnosticCode(324), "unknown foo", at: .text(source, [Diagnostic.Label(SourceSpan(33, 36))]))
    #expect(
      draw(diagnostic) == """
        error[W0324]: unknown foo
         --> a.wit:4:6
        4 |   f: foo;
          |      ^^^
        """)
  }

  @Test func alignsLineNumbersOfDifferentWidth() {
    let text = String(repeating: "x\n", count: 9) + "tenth"
    let source = SourceText(name: "a", text: text)
    let diagnostic = Diagnostic(
      DiagnosticCode(1), "two places",
      at: .text(source, [.init(SourceSpan(18, 23), "second"), .init(SourceSpan(0, 1), "first")]))
    #expect(
      draw(diagnostic) == """
        error[W0001]: two places
          --> a:10:1
        10 | tenth
           | ^^^^^ second
         1 | x
           | - first
        """)
  }

  @Test func marksTheEndOfTheText() {
    #expect(
      draw(marked("f(1", 3, 3)) == """
        error[W0101]: wrong
         --> <repl:1>:4
        1 | f(1
          |    ^ here
        """)
  }

  @Test func windowsALongLineAroundTheMark() {
    let text = String(repeating: "a", count: 500) + "BAD" + String(repeating: "z", count: 500)
    let lines = DiagnosticView(marked(text, 500, 503), width: 60).lines.map(\.plainText)
    #expect(lines.allSatisfy { $0.displayWidth <= 66 })
    #expect(lines[1] == " --> <repl:1>:501")
    #expect(lines[2].contains("aaaBADzzz"))
    #expect(lines[2].hasPrefix("1 | ...a"))
    #expect(lines[2].hasSuffix("z..."))
    let mark = lines[2].prefix { $0 != "B" }.count
    #expect(lines[3].prefix { $0 != "^" }.count == mark)
    #expect(lines[3].hasSuffix("^^^ here"))
  }

  @Test func countsWideCharactersAndTabsInColumns() {
    // The mark stands under x: a tab takes four columns, 漢 two.
    let lines = DiagnosticView(marked("\t漢x", 4, 5), width: 60).lines.map(\.plainText)
    #expect(lines[2] == "1 |     漢x")
    #expect(lines[3] == "  |       ^ here")
    #expect(lines[1] == " --> <repl:1>:3")
  }

  @Test func writesControlCharactersAsEscapes() {
    let lines = DiagnosticView(marked("a\u{1b}[31mx\u{202e}", 6, 7, name: "e\u{1b}"), width: 60).lines.map(\.plainText)
    #expect(lines.joined().unicodeScalars.allSatisfy { $0 != "\u{1b}" && $0 != "\u{202e}" })
    #expect(lines[2] == #"1 | a\u{1b}[31mx\u{202e}"#)
    #expect(lines[3] == "  |            ^ here")
  }

  @Test func drawsATenMegabyteLineQuickly() {
    let text = String(repeating: "(", count: 10 << 20)
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      let lines = DiagnosticView(marked(text, 9 << 20, 10 << 20), width: 80).lines
      #expect(lines.allSatisfy { $0.displayWidth < 100 })
    }
    #expect(elapsed < .seconds(20))
  }

  @Test func survivesSpansOutsideTheText() {
    for span in [SourceSpan(-5, -1), SourceSpan(100, 200), SourceSpan(0, 1000), SourceSpan(1, 2)] {
      let source = SourceText(name: "x", text: "é\r\n")
      let diagnostic = Diagnostic(DiagnosticCode(1), "m", at: .text(source, [Diagnostic.Label(span)]))
      #expect(DiagnosticView(diagnostic, width: 40).lines.count == 4)
    }
  }

  @Test func namesTheByteOffsetInBinaries() {
    let diagnostic = Diagnostic(DiagnosticCode(401), "bad magic", at: .binary(file: "a.wasm", offset: 133))
    #expect(draw(diagnostic) == "error[W0401]: bad magic\n --> a.wasm at 0x85")
  }
}
