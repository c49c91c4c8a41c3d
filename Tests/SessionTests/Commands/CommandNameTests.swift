import Testing

@testable import Session

@Suite struct CommandNameTests {
  private func name(_ text: String) -> String {
    switch Command.named(text) {
    case .success(let command): command.rawValue
    case .failure(.ambiguousCommand(_, let candidates)): "ambiguous " + candidates.joined(separator: " ")
    case .failure: "unknown"
    }
  }

  @Test func takesFixedShortFormsOverAbbreviations() {
    #expect(name("l") == "load")
    #expect(name("r") == "reload")
    #expect(name("b") == "browse")
    #expect(name("t") == "type")
    #expect(name("i") == "info")
    #expect(name("h") == "help")
    #expect(name("q") == "quit")
  }

  @Test func acceptsUnambiguousAbbreviations() {
    #expect(name("compa") == "compare")
    #expect(name("u") == "use")
    #expect(name("inst") == "instances")
    #expect(name("se") == "set")
  }

  @Test func stepsByItsShortForms() {
    #expect(name("s") == "step")
    #expect(name("n") == "next")
    #expect(name("c") == "continue")
  }

  @Test func listsWhatAnAbbreviationCouldMean() {
    #expect(name("re") == "ambiguous reload reset record")
    #expect(name("nothing") == "unknown")
    #expect(name("") == "unknown")
  }
}
