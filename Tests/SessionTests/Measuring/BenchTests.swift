import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct BenchTests {
  private func session(time: Duration = .milliseconds(5)) -> Session {
    let session = Session()
    session.addBuiltInExample()
    session.settings.benchTime = time
    return session
  }

  private func bench(_ input: String, in session: Session) throws -> BenchReply {
    guard case .bench(let reply) = session.execute(input).content else { throw NoBench() }
    return reply
  }

  private struct NoBench: Error {}

  private func fake(_ behaviour: FakeInstance.Behaviour) -> InstanceRecipe {
    InstanceRecipe(kind: .component, world: { Fixture.overflowWorld }) { (_) throws(SessionError) in
      FakeInstance(world: Fixture.overflowWorld, ["overflowing-add": behaviour])
    }
  }

  @Test func timesEveryInstanceNativeFirst() throws {
    let reply = try bench(":bench overflowing-add 2147483647 1", in: session())
    #expect(reply.rows.map(\.instance) == ["native", "interpreted"])
    #expect(reply.call == "overflowing-add({x: 2147483647, y: 1})" && reply.differing == nil)
    #expect(reply.rows[0].ratio == 1 && reply.rows[0].instructions == 0 && reply.rows[1].instructions > 0)
    for row in reply.rows {
      let times = try #require(reply.times(of: row))
      #expect(times.calls > 0 && times.least > 0)
      #expect(times.least <= times.lowerQuartile && times.lowerQuartile <= times.median)
      #expect(times.median <= times.upperQuartile)
    }
  }

  @Test func callsUnwatchedAndLeavesTheSessionsInstanceAlone() throws {
    let session = session()
    _ = try bench(":bench overflowing-add 1 2", in: session)
    #expect(session.instances["interpreted"]?.liveInstance == nil)
    #expect(session.settings.watch == .observe)
  }

  @Test func tellsWhoTrapsAndTimesTheOthers() throws {
    let session = session()
    session.addInstance("trapping", fake(.init { _ in .failure(Trap(.unreachable)) }))
    let reply = try bench(":bench overflowing-add 1 2", in: session)
    #expect(reply.rows.map(\.instance) == ["native", "interpreted", "trapping"])
    guard case .failed(let failure) = reply.rows[2].outcome else { throw NoBench() }
    #expect(failure.trap?.code == .unreachable && reply.rows[2].ratio == nil)
    #expect(reply.differing == nil)
  }

  @Test func tellsWhoseValueDiffers() throws {
    let session = session()
    session.addInstance("wrong", fake(Fixture.overflow(.max, 1, flag: false)))
    #expect(try bench(":bench overflowing-add 2147483647 1", in: session).differing == 2)
  }

  @Test func endsWithinItsTimeThoughOneCallTakesLong() throws {
    let session = session(time: .milliseconds(1))
    // Two hundred slices a call.
    session.addInstance(
      "slow", fake(.init(slices: 200) { _ in .success(.tuple([.s32(3), .bool(false)])) }))
    let start = ContinuousClock.now
    let reply = try bench(":bench overflowing-add 1 2", in: session)
    #expect(reply.rows.count == 3 && ContinuousClock.now - start < .seconds(20))
    #expect(reply.rows[2].instructions == 2_000)
  }

  @Test func endsWhereTheUserInterrupts() throws {
    let session = session(time: .seconds(100))
    var polls = 0
    let reply = session.execute(":bench overflowing-add 1 2") {
      polls += 1
      return polls > 20
    }
    guard case .bench(let bench) = reply.content else { throw NoBench() }
    #expect(bench.rows.count == 2 && reply.remarks.first?.code == .interrupted)
  }

  @Test func endsACallThatRunsForEver() throws {
    let session = session()
    session.settings.fuel = 100_000
    session.addInstance("endless", fake(.init(slices: nil, instructions: 1_000) { _ in .success(nil) }))
    let reply = session.execute(":bench endless.overflowing-add 1 2")
    guard case .bench = reply.content else { throw NoBench() }
    #expect(reply.remarks.first?.code == .fuelExhausted)
  }

  private static let examples =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/examples/overflow"

  @Test func tellsWhatIsComposedAndWhatIsLinked() throws {
    let session = session()
    session.workingDirectory = Self.examples
    #expect(session.execute(":load composed-c.wasm relay-c.wasm").isSuccess)
    #expect(session.execute(":link overflowing-add to native").isSuccess)
    let reply = try bench(":bench overflowing-add 2147483647 1", in: session)
    #expect(reply.rows.map(\.instance) == ["native", "interpreted", "composed-c", "relay-c"])
    #expect(reply.rows.map(\.code.kind) == [.native, .interpreted, .composed, .interpreted])
    #expect(reply.rows.map(\.code.componentCount) == [1, 1, 2, 1])
    #expect(reply.rows.map(\.code.linkedInstances) == [[], [], [], ["native"]])
    #expect(reply.interpreted == 1 && reply.differing == nil)
    #expect(reply.rows[0].ratioToInterpreted == nil && reply.rows[1].ratioToInterpreted == nil)
    for row in reply.rows[2...] {
      let ratios = (try #require(row.ratio), try #require(row.ratioToInterpreted), try #require(reply.rows[1].ratio))
      #expect(abs(ratios.0 - ratios.1 * ratios.2) < 1e-6 * ratios.0)
    }
    // The library inside the composed one runs as it does alone.
    #expect(reply.rows[2].instructions > reply.rows[1].instructions + reply.rows[3].instructions - 1)
    #expect(session.execute(":link overflowing-add to interpreted").isSuccess)
    let linked = try bench(":bench overflowing-add 2147483647 1", in: session)
    #expect(linked.rows[3].code.linkedInstances == ["interpreted"])
    #expect(linked.rows[3].instructions == reply.rows[3].instructions + reply.rows[1].instructions)
  }

  @Test func leavesLinkedInstancesAndTheTranscriptAlone() throws {
    let session = session()
    session.workingDirectory = Self.examples
    var calls = 0
    let counting = FakeInstance.Behaviour { _ in
      calls += 1
      return .success(.tuple([.s32(3), .bool(false)]))
    }
    session.addInstance("counting", fake(counting))
    #expect(session.execute(":load relay-c.wasm").isSuccess)
    #expect(session.execute(":link overflowing-add to counting").isSuccess)
    let own = session.instances["counting"]?.liveInstance
    let reply = try bench(":bench relay-c.overflowing-add 1 2", in: session)
    #expect(calls > 0 && reply.rows.last?.code.linkedInstances == ["counting"])
    let live = session.instances["counting"]?.liveInstance
    #expect(own != nil && own === live)
    #expect(session.execute(":link overflowing-add off").isSuccess)
    #expect(session.execute(":stub overflowing-add = (3, false)").isSuccess)
    let stubbed = session.execute(":bench relay-c.overflowing-add 1 2")
    guard case .bench(let bench) = stubbed.content else { throw NoBench() }
    #expect(bench.rows.last { $0.instance == "relay-c" }?.code.usesStubs == true)
    #expect(stubbed.stubCalls.total == 0)
  }

  @Test func findsQuartilesBetweenSamples() throws {
    let times = try #require(CallTimes(samples: [4, 1, 3, 2], calls: 4))
    #expect(times.least == 1 && times.lowerQuartile == 1.75 && times.median == 2.5 && times.upperQuartile == 3.25)
    #expect(try #require(CallTimes(samples: [7], calls: 1)).upperQuartile == 7)
    #expect(CallTimes(samples: [], calls: 0) == nil)
  }
}

@Suite struct MeasureTests {
  private static let fixtures =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/ComponentRuntime"

  private func measure(_ input: String, in session: Session) throws -> MeasureReply {
    guard case .measure(let reply) = session.execute(input).content else { throw NoMeasure() }
    return reply
  }

  private struct NoMeasure: Error {}

  @Test func countsInstructionsAndChangedMemory() throws {
    let session = Session()
    session.addBuiltInExample()
    let first = try measure(":measure overflowing-add 1 2", in: session)
    #expect(first.instructions > 0 && first.hostCalls.isEmpty && first.capabilities.isEmpty)
    let memory = try #require(first.memory)
    #expect(memory.after == memory.before && (memory.changes?.bytes ?? 0) > 0)
    let traffic = try #require(first.traffic)
    #expect(traffic.instructions == first.instructions && traffic.calls == 0)
    // A store of four bytes and one of the flag beside it.
    #expect(traffic.loads == 0 && traffic.stores == 2 && traffic.touchedBytes == 5 && traffic.touchedBlocks == 1)
    // The same call again writes what is there already.
    #expect(try measure(":measure overflowing-add 1 2", in: session).memory?.changes == MemoryChanges())
    #expect(session.lastValue?.value == .tuple([.s32(3), .bool(false)]))
    #expect(try measure(":measure native.overflowing-add 1 2", in: session).memory == nil)
  }

  @Test func countsTheCallsOfImports() throws {
    let session = Session()
    session.workingDirectory = Self.fixtures
    #expect(session.execute(":load stubbed.wasm").isSuccess)
    #expect(session.execute(":stub all").isSuccess)
    let calls = try measure(":measure run()", in: session).hostCalls
    #expect(calls.allSatisfy { $0.instance == nil })
    let counts = Dictionary(uniqueKeysWithValues: calls.map { ($0.path.function, $0.count) })
    #expect(counts == ["get-stdout": 2, "[method]output.write": 1, "log": 1, "close": 1])
    // Those of other inputs are not among them.
    _ = session.execute("run()")
    #expect(try measure(":measure run()", in: session).hostCalls == calls)
  }

  @Test func namesTheInstanceThatALinkedCallReached() throws {
    let session = Session()
    session.addBuiltInExample()
    session.workingDirectory = Self.fixtures
    #expect(session.execute(":load ../../../examples/overflow/consumer-c.wasm").isSuccess)
    #expect(session.execute(":link overflowing-add to native").isSuccess)
    let reply = try measure(":measure checked-sum([1, 2, 3])", in: session)
    #expect(reply.hostCalls.map(\.instance) == ["native"])
    #expect(reply.hostCalls.first.map { $0.count >= 2 } == true, "\(reply.hostCalls)")
  }
}
