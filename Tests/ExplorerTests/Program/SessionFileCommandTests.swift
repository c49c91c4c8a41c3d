import ComponentTypes
import Session
import StyledText
import Testing

@testable import Explorer

/// `:source`, `:check` and `:record` from the explorer's prompt.
@Suite struct SessionFileCommandTests {
  private static let sessions =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/Sessions"

  private func program() -> ExplorerProgram {
    let session = Session()
    session.addBuiltInExample()
    session.workingDirectory = Self.sessions
    return ExplorerProgram(session, size: ScreenSize(rows: 40, columns: 80))
  }

  private func text(_ program: ExplorerProgram) -> String {
    program.screen.text.map { String($0) }.joined(separator: "\n")
  }

  private func run(_ input: String, in program: ExplorerProgram) {
    program.press(.control("c"))
    program.press(Key(.escape))
    program.press(Key(.character("e")))
    program.press(Key(.paste(input)))
    program.press(Key(.enter))
  }

  @Test func runsAFilesInputsAndShowsThem() {
    let program = program()
    run(":source files/holds.wits", in: program)
    #expect(program.session.variableNames == ["seven"])
    #expect(text(program).contains("> seven = 7") && text(program).contains("7 : s32"), "\(text(program))")
    run(":source files/script.txt", in: program)
    #expect(program.session.packages.contains { $0.name.name == "shapes" })
  }

  @Test func showsWhatACheckFinds() {
    let program = program()
    run(":check files/holds.wits", in: program)
    #expect(text(program).contains("ok  files/holds.wits  2 inputs"), "\(text(program))")
    run(":check files/stale.wits", in: program)
    #expect(text(program).contains("-3 : s32") && text(program).contains("+2 : s32"), "\(text(program))")
  }

  @Test func saysWhyNothingIsRecorded() {
    let program = program()
    run(":record files.wits", in: program)
    #expect(text(program).contains("error[W0010]"), "\(text(program))")
    #expect(program.session.nextInputNumber == 1)
  }
}
