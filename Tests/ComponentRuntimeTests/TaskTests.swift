import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter
import Testing

/// Tasks and their threads as a host sees them; what guests see of them the scripts in `Tests/Fixtures/Scripts` test.
struct TaskTests {
  private func load(limits: RuntimeLimits = RuntimeLimits()) throws -> InterpretedComponent {
    try InterpretedComponent(try decodeComponent(try fixture("tasks"), features: .all), limits: limits)
  }

  @Test func pausesAnywhereWithTheSameResult() throws {
    var counts: Set<UInt64> = []
    for slice in [1, 13, 1_000_000] as [UInt64] {
      let run = try load().startCall(FunctionPath("fan-out"), [.u32(40)], watch: .off)
      #expect(finish(run, slice: slice) == .value(.u32(1_640)))
      counts.insert(run.instructionsRun)
    }
    #expect(counts.count == 1 && counts.allSatisfy { $0 > 1_000 })
  }

  @Test func seesLossesOfAllThreads() throws {
    let run = try load().startCall(FunctionPath("overflows"), [], watch: .observe)
    #expect(finish(run) == .value(.u32(0x8000_0000)))
    #expect(run.observations.total == 2)
    // Two places, each once; the second after the thread had waited.
    #expect(run.observations.events.map(\.instruction) == ["i32.add", "i32.add"])
    #expect(run.observations.events.map(\.count) == [1, 1])
  }

  @Test func letsWhatATaskHasLeftGoOnWithLaterCalls() throws {
    let tasks = try load()
    #expect(try call(tasks, "leaves-one") == .value(.u32(1)))
    #expect(try call(tasks, "sum") == .value(.u32(0)))
    // It waits for whatever is ready, twice.
    #expect(try call(tasks, "fan-out", .u32(1)) == .value(.u32(2 + 10)))
    #expect(try call(tasks, "sum") == .value(.u32(12)))
  }

  @Test func fuelCountsOverAllThreads() throws {
    let tasks = try load(limits: RuntimeLimits(execution: ExecutionLimits(fuel: 10_000)))
    let run = try tasks.startCall(FunctionPath("spins"), [], watch: .off)
    #expect(finish(run) == .trapped(.fuelExhausted))
    #expect(run.instructionsRun >= 10_000)
    #expect(tasks.trap?.code == .fuelExhausted)
  }

  @Test func boundsThreads() throws {
    guard case .trapped(.resourceLimit) = try call(load(), "hoards") else {
      Issue.record("there was no limit")
      return
    }
  }

  @Test func endsWhenItIsCancelled() throws {
    let tasks = try load()
    let run = try tasks.startCall(FunctionPath("spins"), [], watch: .off)
    guard case .running = run.resume(budget: 1_000) else {
      Issue.record("it ended")
      return
    }
    #expect(run.cancel(.interrupted).code == .interrupted)
    #expect(finish(run) == .trapped(.interrupted))
    #expect(throws: CallError.self) { try call(tasks, "sum") }
  }

  @Test func givesStreamsAsHandles() throws {
    guard case .returned(.handle?) = try call(load(), "stream") else {
      Issue.record("a stream is a handle")
      return
    }
  }

  @Test func refusesToBeWalkedThrough() throws {
    let tasks = try load()
    #expect(throws: CallError.notWalkable("its component has async functions or built-ins")) {
      try tasks.startSteppedCall(FunctionPath("sum"), [], limits: SteppingLimits())
    }
    let followable = try tasks.startFollowableCall(
      FunctionPath("sum"), [], watch: .observe, limits: FollowingLimits(operators: 1_000))
    #expect(followable == nil)
    #expect(try call(tasks, "sum") == .value(.u32(0)))
  }
}
