import BitArithmetic
import ComponentTypes
import LineEditing
import Session
import StyledText
import Testing

@testable import Explorer

/// The focus follows what is shown, and the session what the pane in focus shows.
@Suite struct FocusTests {
  private static func program(rows: Int = 24, columns: Int = 80) -> ExplorerProgram {
    let session = Session()
    session.addBuiltInExample()
    return ExplorerProgram(session, size: ScreenSize(rows: rows, columns: columns))
  }

  private static func failure(_ lines: Int) -> Reply {
    Reply(input: ":help", content: .wit(WITReply(name: "w", text: String(repeating: "line\n", count: lines))))
  }

  @Test func goesWithAReplyThatHidesTheForm() {
    let program = Self.program()
    program.press(.enter)
    #expect(program.state.focus == .form)
    program.handle(.started(input: ":wit"))
    program.handle(.finished(Self.failure(100)))
    #expect(program.state.focus == .pane(.log))
    #expect(program.screen.cursor != nil)
    program.press(.escape)
    #expect(program.state.focus == .form)
  }

  @Test func goesWithAReplyThatHidesTheSearch() {
    let program = Self.program()
    program.handle(.started(input: ":wit"))
    program.press(.character("/"))
    program.press(.character("w"))
    program.handle(.finished(Self.failure(100)))
    #expect(program.state.focus == .pane(.log))
    #expect(program.screen.cursor != nil)
  }

  @Test func goesWithBitsThatComeWhileTheTreeIsInHand() {
    let program = Self.program()
    program.handle(.started(input: "add"))
    program.handle(.finished(Reply(input: "add", content: .value(BitsSamples.call(.max, 1)))))
    #expect(program.state.focus == .pane(.bits))
    #expect(program.screen.cursor != nil)
  }

  @Test func goesWithTheWheelAboveTheTranscript() {
    let program = Self.program()
    program.press(.enter)
    program.handle(.remark([StyledLine("said")]))
    guard let transcript = program.state.layout?.transcript else {
      Issue.record("no layout")
      return
    }
    let place = MouseEvent(.wheelUp, row: transcript.row, column: 5)
    program.press(Key(.mouse(place)))
    #expect(program.screen.cursor != nil)
  }

  // MARK: - Carries

  @Test func nextGoesOnWithTheOperationThatThePaneShows() {
    let program = Self.program()
    func run(_ text: String) {
      for key in [Key.character("e"), .control("u"), .paste(text), .enter] { program.press(key) }
    }
    run(":carry 1:s64 + 1:s64")
    run("s8 100 + 50")
    program.press(.escape)
    program.press(.character("2"))
    program.press(.character("c"))
    #expect(program.session.carryInHand?.operation.facts.type == .s8)
    for _ in 1...3 { program.press(.left) }
    #expect(program.session.carryInHand?.bit == 3)
    run(":next")
    #expect(program.session.carryInHand?.bit == 4)
    #expect(program.state.bits.carryInHand?.operation.facts.type == .s8)
  }
}
