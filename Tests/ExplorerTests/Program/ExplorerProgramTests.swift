import Session
import StyledText
import Testing

@testable import Explorer

/// Keys in and screens out, for what happens between the panes.
@Suite struct ExplorerProgramTests {
  private func program(_ inputs: String..., rows: Int = 24) -> ExplorerProgram {
    let session = Session()
    session.addBuiltInExample()
    for input in inputs { _ = session.execute(input) }
    return ExplorerProgram(session, size: ScreenSize(rows: rows, columns: 80), isASCII: true)
  }

  private func press(_ words: String, in program: ExplorerProgram) {
    for word in words.split(separator: " ") {
      for key in KeyNames.keys(String(word)) ?? [] { program.press(key) }
    }
  }

  private func text(_ program: ExplorerProgram) -> [String] {
    program.screen.text.map { line in
      var line = String(line)
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  @Test func showsWhatTheLineREPLShowedLast() {
    let program = program("overflowing-add({x: 2147483647, y: 1})")
    let start = text(program)
    #expect(start[1].hasPrefix("-[Browse]-"))
    #expect(start.contains { $0.hasPrefix(" 1> overflowing-add") })
    press("2", in: program)
    #expect(text(program).contains { $0.contains("!V OVERFLOW s32   V=1") })
    press("1 y", in: program)
    #expect(text(program)[1].contains("[Step]"))
  }

  @Test(arguments: [("c", "c"), ("o", "Esc"), ("c o", "q"), ("o c", "q")])
  func leavesAViewAboveTheBitsForTheBits(into: String, out: String) {
    let program = program()
    press("Enter Enter", in: program)
    let bits = text(program)
    press(into, in: program)
    #expect(text(program) != bits)
    press(out, in: program)
    #expect(text(program) == bits)
    press("q", in: program)
    #expect(text(program)[1].hasPrefix("-[Browse]-"))
  }

  @Test func climbsBackFromWhyByQ() {
    let program = program()
    press("Enter Enter y y", in: program)
    #expect(text(program)[2].contains("bit 31, step 32 of 32"))
    press("q", in: program)
    #expect(text(program)[1].contains("[Step]"))
    press("q", in: program)
    #expect(text(program)[1].contains("[Bits]"))
    #expect(program.ending == nil)
  }

  @Test func saysThatThereIsNothingToExplain() {
    let program = program()
    press("2 y", in: program)
    #expect(text(program).last == " nothing to explain yet: call a function first")
  }

  @Test func saysHowManyLinesOfBitsFollow() {
    let program = program(rows: 16)
    press("Enter Enter", in: program)
    let rule = text(program).first { $0.contains("more line") }
    #expect(rule?.contains("more lines, PgDn") == true)
    press("PgDn PgDn PgDn", in: program)
    #expect(!text(program).contains { $0.contains("more line") })
  }

  @Test func turnsThePageOfTheLogAtOnce() {
    let program = program()
    press("e \":help\" Enter Esc 4 g", in: program)
    let first = text(program)[2]
    press("PgDn", in: program)
    #expect(text(program)[2] != first)
    press("PgUp", in: program)
    #expect(text(program)[2] == first)
  }

  @Test func showsALongAnswerToAFormWhereTheKeysGo() {
    let program = program(rows: 16)
    // `:help` is longer than the transcript; so is the trap of a deep call. A form that it hides loses the keys to it.
    press("Enter", in: program)
    program.handle(.started(input: "f()"))
    program.handle(.finished(Reply(input: "f()", content: .help(program.session.overview))))
    #expect(text(program)[1].contains("[Log]"))
    #expect(program.screen.cursor.map { $0.row > 1 && $0.row < 12 } == true)
    press("q", in: program)
    #expect(text(program)[1].hasPrefix("-[Browse]-"))
    #expect(text(program).contains { $0.contains("Enter calls, Esc leaves") })
  }

  @Test func offersTheHandlesThatThereAre() {
    let session = Session()
    _ = session.execute(":load \(ScreenFixture.folder)/../ComponentRuntime/resources.wasm as r")
    let program = ExplorerProgram(session, size: ScreenSize(rows: 24, columns: 80), isASCII: true)
    func field() -> String? { text(program).first { $0.contains("borrow<thing> [") } }
    press("/ \"value\" Enter Enter", in: program)
    #expect(field()?.contains("[ $variable ") == true)
    press("Esc e \"make(5)\" Enter Esc 1 Enter", in: program)
    #expect(session.heldHandles.map(\.text) == ["$2"])
    #expect(field()?.contains("[ $2 ") == true)
    press("Enter", in: program)
    #expect(text(program).contains { $0.hasSuffix("5 : u32") })
    // A variable's name says more than a number, and what is given away is no more offered.
    press("Esc e \"c_=_$2\" Enter Esc 1 Enter", in: program)
    #expect(field()?.contains("[ $c ") == true)
    press("Esc e \"consume($c)\" Enter Esc 1 Enter", in: program)
    #expect(session.heldHandles.isEmpty)
    #expect(field()?.contains("[ $variable ") == true)
  }
}
