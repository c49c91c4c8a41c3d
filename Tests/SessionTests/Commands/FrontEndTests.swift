import Testing

@testable import Session

@Suite struct FrontEndTests {
  @Test func changesTheFrontEndAtAPromptOnly() {
    let session = Session()
    #expect(session.execute(":tui", from: .script(name: "a", line: 1)).code == .needsTerminal)
    #expect(session.execute(":tui", from: .argument).code == .needsTerminal)
    #expect(!session.wantsOtherFrontEnd)
    session.hasOtherFrontEnd = false
    #expect(session.execute(":tui").code == .needsTerminal)
    session.hasOtherFrontEnd = true
    guard case .frontEnd(.toggle) = session.execute(":tui").content else {
      Issue.record("no request")
      return
    }
    #expect(session.wantsOtherFrontEnd)
  }

  @Test func takesTheMouseUnlessToldNotTo() {
    let session = Session()
    #expect(session.settings.usesMouse)
    #expect(session.execute(":set mouse off").isSuccess)
    #expect(!session.settings.usesMouse)
    #expect(session.execute(":set mouse maybe").code == .invalidSetting)
  }

  @Test func printsTheWITOfAWorldByItsFullName() {
    let session = Session()
    session.addBuiltInExample()
    for name in [
      "arithmetic:overflow/library", "library", "arithmetic:overflow/overflowing-add", "arithmetic:overflow",
    ] {
      guard case .wit(let wit) = session.execute(":wit \(name)").content else {
        Issue.record("no WIT of \(name)")
        continue
      }
      #expect(wit.text.contains("overflowing-add"))
    }
    guard case .wit(let world) = session.execute(":wit arithmetic:overflow/imports").content else {
      Issue.record("no WIT")
      return
    }
    #expect(world.text.contains("import"))
    #expect(!world.text.contains("export"))
  }
}
