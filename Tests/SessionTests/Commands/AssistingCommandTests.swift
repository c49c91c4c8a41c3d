import ComponentTypes
import Testing

@testable import Session

/// What the editor does for those who have it, as commands.
@Suite struct AssistingCommandTests {
  private func session() -> Session {
    let session = Session()
    session.addBuiltInExample()
    return session
  }

  private func candidates(_ text: String) -> [String] {
    guard case .candidates(let reply) = session().execute(":complete " + text).content else { return [] }
    return reply.candidates.map(\.text)
  }

  @Test func listsWhatCouldStandAtTheEnd() {
    #expect(candidates("overfl").first == "overflowing-add(")
    #expect(candidates("overflowing-add(") == ["{x: 0, y: 0})"])
    #expect(candidates(":wh") == ["wheel ", "why"])
    #expect(candidates("zzz").isEmpty)
  }

  @Test func completesEveryCommandByItsName() {
    let session = session()
    for command in Command.allCases {
      let name = command.rawValue
      let found = session.completion(of: ":" + name.dropLast(), at: name.utf8.count)?.candidates.map(\.label) ?? []
      #expect(found.contains(":" + name), "\(name): \(found)")
    }
  }

  @Test func searchesTheHistory() {
    let session = session()
    for input in ["1 + 1", "x = 2", "X - 1", "1 + x"] { _ = session.execute(input) }
    func inputs(_ command: String) -> [String] {
      guard case .history(let entries) = session.execute(command).content else { return [] }
      return entries.map(\.input)
    }
    #expect(inputs(":history x") == ["x = 2", "X - 1", "1 + x"])
    #expect(inputs(":history 1 +") == ["1 + 1", "1 + x", ":history 1 +"].filter { $0 != ":history 1 +" })
    #expect(inputs(":history nothing").isEmpty)
  }

  @Test(arguments: [":info overflowing-add", ":help overflowing-add", "overflowing-add"])
  func saysACallToBeginFrom(input: String) {
    var found: FunctionReply?
    switch session().execute(input).content {
    case .info(let info): if case .function(let function)? = info.meanings.first { found = function }
    case .help(.function(let function)): found = function
    case .function(let function): found = function
    default: break
    }
    #expect(found?.template == "overflowing-add({x: 0, y: 0})")
    #expect(found?.overflowingCall == "overflowing-add({x: 2147483647, y: 1})")
  }

  @Test func callsToBeginFromCanBeTypedIn() {
    let session = session()
    for name in ["checked-neg-s8", "overflowing-shl-u16", "saturating-sub-s64"] {
      guard case .function(let function) = session.execute(name).content, let template = function.template,
        let overflowing = function.overflowingCall
      else {
        Issue.record("\(name) has no calls")
        continue
      }
      #expect(session.execute(template).isSuccess, "\(template)")
      #expect(session.execute(overflowing).foundOverflow.anywhere || name.contains("checked"), "\(overflowing)")
    }
  }
}
