import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct CommandTests {
  /// A session with two instances of arithmetic:overflow, one of which lies about its flag; `honest` is current.
  private func session() -> Session {
    let session = Session()
    for (name, flag) in [("liar", false as Bool?), ("honest", nil)] {
      session.addInstance(
        name,
        InstanceRecipe(kind: .component) { (_) throws(SessionError) in
          FakeInstance(
            world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(.max, 1, flag: flag)])
        })
    }
    return session
  }

  private func code(_ reply: Reply) -> DiagnosticCode? {
    if case .failure(let failure) = reply.content { failure.diagnostics.first?.code } else { nil }
  }

  @Test func comparesEveryInstanceThatHasTheFunction() throws {
    guard case .comparison(let comparison) = session().execute(":compare overflowing-add 2147483647 1").content else {
      Issue.record("no comparison")
      return
    }
    #expect(comparison.rows.map(\.instance) == ["liar", "honest"])
    #expect(!comparison.allAgree)
    #expect(comparison.rows.first?.report?.flagMismatch == true)
    #expect(comparison.rows.last?.report?.flagMismatch == false)
  }

  @Test func changesTheCurrentInstance() {
    let session = session()
    #expect(session.currentInstanceName == "honest")
    _ = session.execute(":use liar")
    #expect(session.currentInstanceName == "liar")
    #expect(code(session.execute(":use nobody")) == .unknownInstance)
    #expect(session.currentInstanceName == "liar")
  }

  @Test func resetsNothingButTheNamedInstance() {
    let session = session()
    guard case .reset(let instances) = session.execute(":reset liar").content else {
      Issue.record("no reset")
      return
    }
    #expect(instances.map(\.name) == ["liar"])
    #expect(session.currentInstanceName == "honest")
  }

  @Test(arguments: [
    (":bits", 152), (":use", 152), (":use a b", 152), (":quit now", 152), (":vars x", 152), (":nosuch", 150),
    (":re", 151), (":set nosuch 1", 157), (":set fuel many", 158), (":compare 1 + 1", 262), (":carry 1", 261),
    (":carry 2 * 3", 261), (":bits \"text\"", 260), (":info nosuchname", 155), (":load", 152),
    (":load /nonexistent", 1), (":complete", 152),
  ])
  func refuses(input: String, number: UInt16) {
    #expect(code(session().execute(input)) == DiagnosticCode(number))
  }

  @Test func understandsBareHelpAndQuit() {
    let session = session()
    guard case .help(.overview(_, let commands)) = session.execute("help").content else {
      Issue.record("no help")
      return
    }
    #expect(commands.count == Command.allCases.count)
    #expect(!session.hasQuit)
    _ = session.execute("quit")
    #expect(session.hasQuit)
  }

  @Test func explainsFunctionsAndCommands() {
    let session = session()
    guard case .help(.function(let function)) = session.execute(":help overflowing-add").content else {
      Issue.record("no function")
      return
    }
    #expect(function.instances == ["liar", "honest"])
    guard case .help(.command(let command)) = session.execute(":h carry").content else {
      Issue.record("no command")
      return
    }
    #expect(command.name == "carry")
  }

  @Test func typesAnExpressionWithoutCallingAnything() {
    guard case .type(let type) = session().execute(":t overflowing-add 1 2").content else {
      Issue.record("no type")
      return
    }
    #expect(type == Fixture.resultType)
  }

  @Test func listsHistoryWithNumbers() {
    let session = session()
    _ = session.execute("1")
    _ = session.execute("")
    _ = session.execute("nosuch(")
    guard case .history(let entries) = session.execute(":history 2").content else {
      Issue.record("no history")
      return
    }
    #expect(entries == [HistoryEntry(number: 1, input: "1"), HistoryEntry(number: 2, input: "nosuch(")])
  }

  @Test func namesAFlagInAResult() throws {
    let session = Session()
    let type = FunctionType(
      parameters: [], result: ValueType(.record([.init("sum", .s32), .init("wrapped", .bool)])))
    session.addInstance(
      "fake",
      InstanceRecipe(kind: .component) { (_) throws(SessionError) in
        FakeInstance(
          world: Fixture.world([("sum", type)]),
          ["sum": FakeInstance.Behaviour { _ in .success(.record([.s32(1), .bool(true)])) }])
      })
    #expect(code(session.execute(":set flag sum sum")) == .invalidSetting)
    #expect(session.execute(":set flag sum .wrapped").isSuccess)
    guard case .value(let value) = session.execute("sum()").content else {
      Issue.record("no value")
      return
    }
    #expect(value.call?.declared == true)
    #expect(value.didOverflow)
  }

  @Test func asksForTheInstanceWhereSeveralHaveAFunction() throws {
    // Neither of the two is current, so that the name alone is not enough.
    let session = session()
    session.addInstance(
      "other",
      InstanceRecipe(kind: .component) { (_) throws(SessionError) in
        FakeInstance(world: Fixture.world([]), [:])
      })
    let reply = session.execute("overflowing-add 1 2")
    guard case .failure(let failure) = reply.content else {
      Issue.record("no failure")
      return
    }
    let text = failure.diagnostics.flatMap { [$0.message] + $0.notes.map(\.text) }.joined(separator: " ")
    #expect(text.contains("liar.overflowing-add"))
    #expect(text.contains("honest.overflowing-add"))
  }

  @Test func survivesAnyInput() {
    let session = session()
    for input in [
      "\u{0}", "::::", ":", ": load", "((((((((", "$", "$99999999999999999999", "x =", "= 1", ":set flag", "🦀", "\"",
      ":load \"", ":bits )", ":compare (", String(repeating: "(", count: 100_000), "it", ":info \u{1b}", ":find",
    ] {
      let reply = session.execute(input)
      #expect(!reply.isSuccess || reply.inputNumber != nil || reply.input.isEmpty)
    }
  }
}
