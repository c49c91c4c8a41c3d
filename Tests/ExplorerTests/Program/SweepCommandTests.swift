import Session
import StyledText
import Testing

@testable import Explorer

/// `:sweep` in the explorer: the map in the log, and `u` on it.
@Suite struct SweepCommandTests {
  private func text(_ program: ExplorerProgram) -> String {
    program.screen.text.map { String($0) }.joined(separator: "\n")
  }

  @Test func turnsTheMapsSign() {
    let session = Session()
    session.addBuiltInExample()
    let program = ExplorerProgram(session, size: ScreenSize(rows: 24, columns: 80))
    program.press(Key(.character("e")))
    program.press(Key(.paste(":sweep integers.wrapping-add-u8")))
    program.press(Key(.enter))
    program.press(Key(.escape))
    program.press(Key(.character("4")))
    program.press(Key(.character("g")))
    #expect(text(program).contains("read as u8: !C") && text(program).contains("255 +"), "\(text(program))")
    program.press(Key(.character("u")))
    #expect(text(program).contains("read as s8: !V") && text(program).contains("127 ..."), "\(text(program))")
    program.press(Key(.character("u")))
    #expect(text(program).contains("read as u8: !C"), "\(text(program))")
  }

  @Test func hasNothingToTurnWhereThereIsNoMap() {
    let session = Session()
    session.addBuiltInExample()
    let program = ExplorerProgram(session, size: ScreenSize(rows: 24, columns: 80))
    program.press(Key(.character("e")))
    program.press(Key(.paste("1 + 1")))
    program.press(Key(.enter))
    program.press(Key(.escape))
    program.press(Key(.character("4")))
    let before = text(program)
    program.press(Key(.character("u")))
    #expect(text(program) == before)
  }
}
