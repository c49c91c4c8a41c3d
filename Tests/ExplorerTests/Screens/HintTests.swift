import Session
import StyledText
import Testing

@testable import Explorer

/// What the line of hints promises is true wherever it is shown: no key that it names rings the bell.
@Suite struct HintTests {
  @Test(arguments: [
    // Panes before anything was called, and after.
    "", "2", "3", "4", "z", "g", "End",
    "Enter Enter", "Enter Enter z", "Enter Enter Space", "Enter Enter 1", "Enter Enter 3", "Enter Enter 4",
    "Enter Enter 4 g", "Enter Enter 4 G", "2 z",
    // Views above the bits.
    "Enter Enter c", "Enter Enter c Left", "Enter Enter c End", "Enter Enter o", "Enter Enter y", "Enter Enter y y",
    // Places that type.
    "Enter", "Enter Tab", "Enter Tab Tab", "e", "e \"1\"", "e \"over\"", "e \"x_=_5\" Enter", "/", "/ \"args\"",
    "/ \"args\" Enter", ": \"predict_1_+_1\" Enter", "e \"1_+_1\" Enter", "e Ctrl-r",
    "e \"overflowing-add\" Tab", "e \"overflowing-add(\" Tab", "e \"overflowing-add(\" Tab Tab",
    "e \"s8_5_-_9\" Enter Esc 2", "e \"1.5:f64\" Enter Esc 2", "e \"s8_100_*_5\" Enter Esc 2",
    "e \"s8_100_*_5\" Enter Esc 2 y", "e \"s8_100_<<_5\" Enter Esc 2 y", "e \"x_=_5\" Enter Esc 2",
    "e \"[1:u8,_2]\" Enter Esc 2", "e \"[1:u8,_2]\" Enter Esc 2 >", "e \"nonsense\" Enter Esc 4",
    ":", ": \"vars\" Enter Esc 4",
    // What lies above.
    "F1", "?", "e F1", "Enter F1", "e \"over\" Tab Tab", "e \"x_=_5\" Enter Esc 1 q",
  ])
  func namesNoKeyThatRings(place: String) throws {
    try check(place) {
      let session = Session()
      session.addBuiltInExample()
      return session
    }
  }

  @Test(arguments: [
    "integers-signed", "floats", "letters", "truth", "draw", "choose", "turn", "grant", "maybe", "attempt", "pair",
    "collect", "matrix", "digest", "count-words", "nothing", "next", "take",
  ])
  func namesNoKeyThatRingsInForms(function: String) throws {
    let session = Session()
    _ = session.execute(":load " + ScreenFixture.folder + "/wit")
    for further in ["", " Right", " Tab", " Tab Right", " Tab Tab", " Right Tab", " Right Right Tab Tab", " Up"] {
      try check("/ \"\(function)\" Enter Enter" + further) { session }
    }
  }

  private func check(_ place: String, _ session: () -> Session) throws {
    func arrive() throws -> ExplorerProgram {
      let program = ExplorerProgram(session(), size: ScreenSize(rows: 24, columns: 200))
      for word in place.split(separator: " ") {
        for key in try #require(KeyNames.keys(String(word))) { program.press(key) }
      }
      program.requests = []
      return program
    }
    let start = try arrive()
    guard start.state.notice == nil else { return }
    for hint in start.state.hints where hint.key != "text" && hint.key != "skip" {
      // Of two keys that go both ways one may be at the end of its way.
      let complaints = try hint.key.split(separator: " ").compactMap { word -> String? in
        let name = word == "0-9" ? "2" : word == "Del" ? "Delete" : String(word)
        let key = try #require(KeyNames.keys(name)?.first, "\(word) is no key")
        let program = try arrive()
        program.press(key)
        guard program.requests.contains(.bell) else {
          // Fields that are still empty are said to be.
          return hint.meaning == "call" ? nil : program.state.notice
        }
        // Several candidates ring once and are listed by a second Tab.
        program.press(key)
        return key == .tab && program.state.popup != nil ? nil : "\(word) rings; \(program.state.notice ?? "")"
      }
      #expect(
        complaints.count < hint.key.split(separator: " ").count,
        "after <\(place)>, \(hint.key) \(hint.meaning): \(complaints)")
    }
  }
}
