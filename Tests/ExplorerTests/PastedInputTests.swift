import LineEditing
import Session
import StyledText
import Testing

@testable import Explorer

/// Many inputs that were pasted together.
@Suite struct PastedInputTests {
  @Test func canBeCancelledBetweenShortInputs() {
    let session = Session()
    let program = ExplorerProgram(session, size: ScreenSize(rows: 24, columns: 80))
    var looks = 0
    program.whileRunning = { _ in
      looks += 1
      program.press(.control("c"))
      return program.wantsCancel
    }
    program.press(.character("e"))
    let lines = Array(repeating: "x = 1", count: 20_000).joined(separator: "\n")
    program.press(.paste(lines))
    program.press(.enter)
    #expect(looks == 1)
    #expect(session.nextInputNumber < 20_000)
    // The next input is not cancelled with them.
    program.press(.paste("y = 2"))
    program.press(.enter)
    #expect(session.variableNames.contains("y"))
  }
}
