import BitArithmetic
import ComponentTypes
import Testing
import WAVE

@testable import Session

@Suite struct PreviewTests {
  /// A session whose only instance counts how often it was made.
  private func session(onMake: @escaping () -> Void = {}) -> Session {
    let session = Session()
    session.addInstance(
      "fake",
      InstanceRecipe(kind: .component, world: { Fixture.overflowWorld }) { (_) throws(SessionError) in
        onMake()
        return FakeInstance(world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(1, 2)])
      })
    return session
  }

  @Test(arguments: [
    "100:s8 + 50", "s8 100 + 50", ":bits 100:s8 + 50", ":carry 100:s8 + 50", ":wheel 100:s8 + 50", "x = 100:s8 + 50",
    "  100:s8 + 50 // with a comment",
  ])
  func evaluatesPureExpressions(text: String) {
    let reply = session().preview(text)
    #expect(reply?.result == TypedValue(.s8(-106), .s8))
    #expect(reply?.operation == OperationFacts(.add, .s8, 100, 50))
  }

  @Test(arguments: [
    "", "  ", "100:s8 +", "overflowing-add 1 2", "1 + overflowing-add(1, 2).0", "overflowing-add", ":load x", ":vars",
    ":compare overflowing-add 1 2", ":bits", ":predict 1 + 1", "nosuch", "x =", "\"", "1 / 0",
    String(repeating: "1 + ", count: 2_000) + "1",
  ])
  func leavesEverythingElseAlone(text: String) {
    var made = 0
    #expect(session { made += 1 }.preview(text) == nil)
    #expect(made == 0, "no instance is made for it")
  }

  @Test func changesNothing() {
    let session = session()
    _ = session.execute("x = 5")
    #expect(session.preview("y = x + it + $1")?.result == TypedValue(.s32(15), .s32))
    #expect(session.preview("300:s32 as u8") != nil)
    #expect(session.nextInputNumber == 2)
    #expect(session.lastValue == TypedValue(.s32(5), .s32))
    #expect(session.variables.names == ["x"])
    #expect(session.history.entries.count == 1)
    #expect(session.execute("1").remarks.isEmpty)
    _ = session.execute(":predict 1 + 1")
    #expect(session.preview("1 + 1") == nil, "an answer is not evaluated")
  }

  @Test func looksAtInstancesWithoutMakingThem() {
    var made = 0
    let session = session { made += 1 }
    #expect(session.instanceSummaries(making: false).map(\.functionCount) == [1])
    #expect(session.world(ofInstance: "fake")?.exports.count == 1)
    #expect(session.describe(Fixture.overflowPath, instance: "fake")?.instances == ["fake"])
    _ = session.execute(":browse")
    _ = session.execute(":help overflowing-add")
    #expect(made == 0)
    _ = session.execute("overflowing-add 1 2")
    #expect(made == 1)
    let unknown = Session()
    unknown.addInstance(
      "late",
      InstanceRecipe(kind: .component) { (_) throws(SessionError) in
        made += 1
        return FakeInstance(world: Fixture.overflowWorld, [:])
      })
    #expect(unknown.instanceSummaries(making: false).map(\.functionCount) == [nil])
    #expect(unknown.world(ofInstance: "late") == nil)
    #expect(made == 1)
  }

  @Test func presetsOverflow() throws {
    let session = Session()
    session.addBuiltInExample()
    #expect(session.presets(for: Fixture.overflowPath) == [.record([.s32(.max), .s32(1)])])
    #expect(session.presets(for: FunctionPath("other")).isEmpty)
    // Every known function overflows with its presets.
    let world = try #require(session.world(ofInstance: "integers"))
    var count = 0
    for item in world.exports {
      guard case .interface(let interface) = item.kind, interface.name.name == "overflowing" else { continue }
      for function in interface.functions {
        let path = FunctionPath(function.name, in: interface.name)
        let presets = session.presets(for: path)
        #expect(presets.count == function.type.parameters.count, "\(function.name)")
        let text = zip(presets, function.type.parameters)
          .map { value, parameter in value.map { TypedValue($0, parameter.type) }?.waveText() ?? "?" }
        let reply = session.execute("integers.\(interface.name).\(function.name)(\(text.joined(separator: ", ")))")
        #expect(reply.foundOverflow.inResult, "\(reply.input)")
        count += 1
      }
    }
    #expect(count == 40)
  }
}
