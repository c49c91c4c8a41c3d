import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter
import Testing

struct FixtureComponentTests {
  @Test(arguments: ["", "plain", "é", "a🦀€", String(repeating: "ü", count: 40_000)])
  func echoesTextInEveryEncoding(_ text: String) throws {
    let echo = try load("echo")
    for function in ["echo-utf8", "echo-utf16", "echo-latin1"] {
      #expect(try call(echo, function, .string(text)) == .value(.string(text)))
    }
  }

  @Test func rereadsTheMemoryAfterReallocGrewIt() throws {
    let echo = try load("echo")
    // One page at first: a megabyte makes realloc grow the memory between the strings.
    let strings = ComponentValue.list((0..<16).map { .string(String(repeating: "x", count: 65_536 + $0)) })
    #expect(try call(echo, "echo-strings", strings) == .value(strings))
  }

  @Test func movesBytesMapsAndSpilledParameters() throws {
    let echo = try load("echo")
    let bytes = ComponentValue.bytes((0..<1_000).map { UInt8(truncatingIfNeeded: $0) })
    #expect(try call(echo, "echo-bytes", bytes) == .value(bytes))
    let map = ComponentValue.map([.init(key: .string("a"), value: .u32(1)), .init(key: .string("b"), value: .u32(2))])
    #expect(try call(echo, "echo-map", map) == .value(map))
    let arguments = (1...17).map { ComponentValue.u32($0) }
    let sum = try echo.startCall(FunctionPath("sum"), arguments, watch: .off)
    #expect(finish(sum) == .value(.u64(153)))
  }

  @Test func trapsOnWhatBreaksTheRules() throws {
    #expect(
      try call(load("echo"), "as-chars", .list([.u32(0x61), .u32(0xd800)])).rule
        == "char 0xd800 is not a Unicode scalar value")
    #expect(try call(load("echo"), "misplaced").rule == "results pointer 0x2 is not aligned to 4 bytes")
  }

  @Test func staysTrappedAfterATrap() throws {
    let echo = try load("echo")
    #expect(try call(echo, "deep") == .trapped(.stackExhausted))
    #expect(echo.trap?.code == .stackExhausted)
    #expect(throws: CallError.self) { try call(echo, "wrap", .s32(1), .s32(1)) }
  }

  @Test func pausesAnywhereWithTheSameResult() throws {
    let strings = ComponentValue.list((0..<50).map { .string("string \($0)") })
    var counts: [UInt64] = []
    for slice in [1, 7, 1_000_000] as [UInt64] {
      let echo = try load("echo")
      let run = try echo.startCall(FunctionPath("echo-strings"), [strings], watch: .off)
      #expect(finish(run, slice: slice) == .value(strings))
      counts.append(run.instructionsRun)
    }
    #expect(counts[0] == counts[1] && counts[1] == counts[2] && counts[0] > 500)
  }

  @Test func cancelsAnEndlessLoop() throws {
    let echo = try load("echo")
    let spin = try echo.startCall(FunctionPath("spin"), [], watch: .off)
    for _ in 0..<3 {
      guard case .running = spin.resume(budget: 10_000) else {
        Issue.record("spin ended")
        return
      }
    }
    #expect(spin.instructionsRun >= 20_000)
    #expect(spin.cancel(.interrupted).code == .interrupted)
    #expect(finish(spin) == .trapped(.interrupted))
    #expect(echo.trap?.code == .interrupted)
  }

  @Test func stopsWhenTheFuelIsUsedUp() throws {
    var limits = RuntimeLimits()
    limits.execution.fuel = 1_000
    #expect(try call(load("echo", limits: limits), "spin") == .trapped(.fuelExhausted))
  }

  @Test func stopsLiftingAtTheLimit() throws {
    var limits = RuntimeLimits()
    limits.liftedBytes = 1_000
    let bytes = ComponentValue.bytes(Array(repeating: 1, count: 5_000))
    #expect(
      try call(load("echo", limits: limits), "echo-bytes", bytes).rule
        == "the values lifted would take more than 1000 bytes")
  }

  @Test func observesWrapsBehindTheABI() throws {
    let echo = try load("echo")
    let run = try echo.startCall(FunctionPath("wrap"), [.s32(.min), .s32(-1)], watch: .observe)
    #expect(finish(run) == .value(.s32(.max)))
    #expect(run.observations.events.contains { $0.operands == [0x8000_0000, 0xffff_ffff] && $0.result == 0x7fff_ffff })
  }

  @Test func instantiatesNestedComponentsAndRunsStartFunctions() throws {
    let nested = try load("nested")
    #expect(try call(nested, "seen") == .value(.u32(41)))
    // The start function called into one instance; the other has a counter of its own.
    #expect(try call(nested, "bump-a") == .value(.u32(42)))
    #expect(try call(nested, "bump-b") == .value(.u32(41)))
  }

  @Test func pausesAndCancelsInstantiation() throws {
    let instantiation = try ComponentInstantiation(try decodeComponent(try fixture("forever")))
    for _ in 0..<3 {
      guard case .running = try instantiation.resume(budget: 10_000) else {
        Issue.record("an endless start function ended")
        return
      }
    }
    #expect(instantiation.cancel(.timedOut).code == .timedOut)
    #expect(throws: ComponentRuntimeError.self) { try instantiation.resume(budget: 1) }
  }

  @Test func refusesToEnterARunningInstance() throws {
    #expect(
      try call(load("reenter"), "g").rule == "cannot enter the component instance, which is running")
    #expect(try call(load("reenter"), "h") == .nothing)
  }

  @Test func refusesToLeaveFromReallocAndPostReturn() throws {
    let rule = "an import called while the instance may not be left"
    #expect(try call(load("leaving"), "take", .string("s")).rule == rule)
    #expect(try call(load("leaving"), "give").rule == rule)
  }
}
