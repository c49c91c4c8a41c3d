import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct SessionCallTests {
  private func overflowSession(_ x: Int32, _ y: Int32, flag: Bool? = nil, observed: Bool = true) -> Session {
    Fixture.session {
      FakeInstance(
        world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(x, y, observed: observed, flag: flag)])
    }
  }

  private func valueReply(_ reply: Reply) -> ValueReply? {
    if case .value(let value) = reply.content { value } else { nil }
  }

  private func failureReply(_ reply: Reply) -> Reply.Failure? {
    if case .failure(let failure) = reply.content { failure } else { nil }
  }

  /// A session whose instance has functions without parameters.
  private func session(_ behaviours: [String: FakeInstance.Behaviour], result: ValueType? = .s32) -> Session {
    let type = FunctionType(parameters: [], result: result)
    return Fixture.session {
      FakeInstance(world: Fixture.world(behaviours.keys.sorted().map { ($0, type) }), behaviours)
    }
  }

  // MARK: - Calls

  @Test(arguments: [
    "overflowing-add({x: 2147483647, y: 1})", "overflowing-add <x:2147483647,y:1>", "overflowing-add 2147483647 1",
    "arithmetic:overflow/overflowing-add.overflowing-add({x: 2147483647, y: 1})",
    "fake.overflowing-add({x: 2147483647, y: 1})",
  ])
  func acceptsEveryFormOfACall(input: String) throws {
    let reply = overflowSession(.max, 1).execute(input)
    let value = try #require(valueReply(reply))
    #expect(value.result?.value == .tuple([.s32(.min), .bool(true)]))
    #expect(value.call?.operation?.basis == .observed(event: 0))
    #expect(value.didOverflow)
    #expect(reply.exitCode == 0)
  }

  @Test func keepsValuesByNameNumberAndAsIt() {
    let session = overflowSession(1, 2)
    _ = session.execute("r = overflowing-add 1 2")
    #expect(session.nextInputNumber == 2)
    for input in ["r.0", "$1.0"] {
      #expect(valueReply(session.execute(input))?.result == TypedValue(.s32(3), .s32))
    }
    #expect(valueReply(session.execute("it"))?.result == TypedValue(.s32(3), .s32))
    _ = session.execute("   // only a comment")
    #expect(session.nextInputNumber == 5)
  }

  @Test func showsAFunctionsSignatureWithoutCallingIt() throws {
    var made: [FakeInstance] = []
    let session = Fixture.session {
      made.append(FakeInstance(world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(1, 2)]))
      return made[made.count - 1]
    }
    guard case .function(let function) = session.execute("overflowing-add").content else {
      Issue.record("no signature")
      return
    }
    #expect(function.instances == ["fake"])
    #expect(function.reportsOverflow)
    #expect(made.first?.calls == 0)
  }

  @Test(arguments: [
    "overflowing-add({x: 3000000000, y: 1})", "overflowing-add({x: 1})", "overflowing-add({x: 1, y: 2}",
    "overflowing-add 1 true", "nothing(1)", "overflowing-add 1 2 3",
  ])
  func aMistakeNeverTouchesTheInstance(input: String) {
    var made: [FakeInstance] = []
    let session = Fixture.session {
      made.append(FakeInstance(world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(1, 2)]))
      return made[made.count - 1]
    }
    let reply = session.execute(input)
    #expect(failureReply(reply) != nil)
    #expect(reply.exitCode == 1 || reply.exitCode == 3)
    #expect(made.allSatisfy { $0.calls == 0 })
    #expect(session.lastValue == nil)
  }

  @Test func placesAMistakeInTheNumberedInput() throws {
    let session = overflowSession(1, 2)
    for _ in 1...3 { _ = session.execute("1") }
    let failure = try #require(failureReply(session.execute("overflowing-add({x: 3000000000, y: 1})")))
    let diagnostic = try #require(failure.diagnostics.first)
    #expect(diagnostic.code.description == "W0203")
    guard case .text(let source, let labels) = diagnostic.location else {
      Issue.record("no place")
      return
    }
    #expect(source.name == "<repl:4>")
    #expect(source.firstLineNumber == 4)
    #expect(labels.first?.span == SourceSpan(20, 30))
  }

  // MARK: - Traps and limits

  @Test func keepsVariablesAfterATrapAndResetsTheInstance() throws {
    let session = session([
      "boom": FakeInstance.Behaviour { _ in .failure(Trap(.unreachable)) },
      "fine": FakeInstance.Behaviour { _ in .success(.s32(7)) },
    ])
    _ = session.execute("x = 5:s32")
    let trapped = try #require(failureReply(session.execute("boom()")))
    #expect(trapped.trap?.code == .unreachable)
    #expect(trapped.instance == "fake")
    #expect(trapped.diagnostics.first?.code == .trap)
    #expect(trapped.diagnostics.first?.notes.contains { $0.text.contains(":reset fake") } == true)
    #expect(failureReply(session.execute("fine()"))?.diagnostics.first?.code == .instanceTrapped)
    #expect(valueReply(session.execute("x"))?.result == TypedValue(.s32(5), .s32))
    guard case .instances(let instances) = session.execute(":instances").content else { return }
    #expect(instances.first?.trap?.code == .unreachable)
    _ = session.execute(":reset")
    #expect(valueReply(session.execute("fine()"))?.result == TypedValue(.s32(7), .s32))
  }

  @Test func endsACallWhenTheFuelIsUsedUp() throws {
    let session = session(["forever": FakeInstance.Behaviour(slices: nil, instructions: .max) { _ in .success(nil) }])
    session.settings.fuel = 12_000_000
    let reply = session.execute("forever()")
    #expect(failureReply(reply)?.trap?.code == .fuelExhausted)
    #expect(reply.timing.instructions == 12_000_000)
    #expect(reply.exitCode == 1)
  }

  @Test func endsACallWhenTheTimeIsUp() {
    let session = session(["forever": FakeInstance.Behaviour(slices: nil) { _ in .success(nil) }])
    session.settings.timeout = .milliseconds(20)
    let reply = session.execute("forever()")
    #expect(failureReply(reply)?.trap?.code == .timedOut)
    #expect(reply.timing.elapsed >= .milliseconds(20))
  }

  @Test func endsACallWhenTheUserInterrupts() {
    let session = session(["forever": FakeInstance.Behaviour(slices: nil) { _ in .success(nil) }])
    var polls = 0
    let reply = session.execute("forever()") {
      polls += 1
      return polls == 3
    }
    #expect(failureReply(reply)?.trap?.code == .interrupted)
    #expect(reply.exitCode == 130)
    #expect(polls == 3)
  }

  @Test func watchesCallsUnlessTurnedOff() {
    var made: [FakeInstance] = []
    let session = Fixture.session {
      made.append(FakeInstance(world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(1, 2)]))
      return made[made.count - 1]
    }
    _ = session.execute("overflowing-add 1 2")
    #expect(made.first?.lastWatch == .observe)
    _ = session.execute(":set watch off")
    _ = session.execute("overflowing-add 1 2")
    #expect(made.first?.lastWatch == .off)
  }

  // MARK: - Expressions

  @Test func saysWhenAnExpressionWraps() throws {
    let reply = Session().execute("s8 100 + 50")
    let value = try #require(valueReply(reply))
    #expect(value.result == TypedValue(.s8(-106), .s8))
    #expect(value.operations == [OperationFacts(.add, .s8, 100, 50)])
    #expect(value.didOverflow)
  }

  @Test func remarksThatAShiftCountWasReduced() {
    let reply = Session().execute("1:s32 << 40")
    #expect(reply.isSuccess)
    #expect(reply.remarks.first?.code == .shiftCountRemark)
  }

  @Test func tellsWhatInnerCallsDid() throws {
    let reply = overflowSession(.max, 1).execute("overflowing-add(2147483647, 1).0 - 1")
    if let value = valueReply(reply) {
      #expect(value.call == nil)
      #expect(value.innerCalls.count == 1)
      #expect(value.innerCalls.first?.didOverflow == true)
    } else {
      // The bare argument form of a record is not everywhere accepted; then the braces are.
      let braces = overflowSession(.max, 1).execute("overflowing-add({x: 2147483647, y: 1}).0 - 1")
      #expect(valueReply(braces)?.innerCalls.count == 1)
    }
  }
}
