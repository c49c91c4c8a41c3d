import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Stopping before single operators of faithful code, and looking.
@Suite struct SteppingTests {
  /// add(x, y) = x + y - 1, called from main(x) = add(x, 5) * 2.
  static let module = ModuleAssembler(functions: [
    .init(
      name: "main", type: CoreFunctionType([.i32], [.i32]), locals: [.i64],
      code: [.get(0), .i32(5), .call(1), .i32(2), .op(.i32Mul)]),
    .init(
      name: "add", type: CoreFunctionType([.i32, .i32], [.i32]), locals: [.f64, .v128],
      code: [
        .block([.i32]), .get(0), .get(1), .op(.i32Add), .op(.end), .i32(1), .op(.i32Sub),
      ]),
  ])

  private func start(_ module: ModuleAssembler = SteppingTests.module) throws -> Execution {
    let (instance, store) = try module.instantiate()
    store.codeMode = .faithful
    return try enter(instance, store, "main", [.i32(7)])
  }

  /// A line for what is next: the instruction, the locals, and the operands of all frames.
  private func line(_ execution: Execution) -> String {
    execution.codeFrames(limit: 10).map { frame in
      "\(frame.instruction.opcode.mnemonic) \(frame.operands.map(text).joined(separator: " "))"
    }.joined(separator: " < ")
  }

  private func text(_ value: CoreValue) -> String {
    if case .i32(let bits) = value { return "\(Int32(bitPattern: bits))" }
    return "\(value)"
  }

  @Test(arguments: [false, true])
  func everyOperatorIsAStopWithItsOperands(isPortable: Bool) throws {
    let execution = try start()
    execution.runsPortably = isPortable
    var lines: [String] = []
    var step: UInt64 = 0
    while case .stepped = execution.resume(budget: 100, until: StopConditions(steps: step)) {
      #expect(execution.stepsTaken == step)
      lines.append(line(execution))
      step += 1
    }
    #expect(
      lines == [
        "local.get ", "i32.const 7", "call 7 5",
        "local.get  < call ", "local.get 7 < call ", "i32.add 7 5 < call ", "i32.const 12 < call ",
        "i32.sub 12 1 < call ", "i32.const 11", "i32.mul 11 2",
      ])
    #expect(execution.instructionsRun == 10)
  }

  @Test func aFrameShowsItsPlaceAndItsLocals() throws {
    let execution = try start()
    _ = execution.resume(budget: 100, until: StopConditions(steps: 5))
    let frames = execution.codeFrames(limit: 10)
    #expect(frames.map(\.location.functionName) == ["add", "main"])
    #expect(frames.first?.locals == [.i32(7), .i32(5), .f64(0), .v128(low: 0, high: 0)])
    #expect(frames.first?.localTypes == [.i32, .i32, .f64, .v128])
    #expect(frames.first?.operandTypes == [.i32, .i32])
    #expect(frames.last?.locals == [.i32(7), .i64(0)])
    for frame in frames {
      #expect(frame.instance.module.bytes[frame.location.offset] == UInt8(frame.instruction.opcode.number))
    }
  }

  @Test func goingOnFromAStopReachesAnyNumber() throws {
    for goal in UInt64(0)..<10 {
      let execution = try start()
      _ = execution.resume(budget: 100, until: StopConditions(steps: goal / 2))
      // A slice that is too short pauses and says so.
      var pauses = 0
      while case .outOfBudget = execution.resume(budget: 1, until: StopConditions(steps: goal)) { pauses += 1 }
      #expect(execution.stepsTaken == goal)
      #expect(UInt64(pauses) == max(1, goal - goal / 2) - 1)
    }
  }

  @Test func fewerFramesAreAStop() throws {
    let execution = try start()
    _ = execution.resume(budget: 100, until: StopConditions(steps: 2))
    // Over the call.
    let depth = execution.frameDepth
    guard case .stepped = execution.resume(budget: 100, until: StopConditions(depth: depth)) else {
      Issue.record("it did not stop behind the call")
      return
    }
    #expect(line(execution) == "i32.const 11")
    // Out of the callee.
    let other = try start()
    _ = other.resume(budget: 100, until: StopConditions(steps: 4))
    _ = other.resume(budget: 100, until: StopConditions(depth: other.frameDepth - 1))
    #expect(line(other) == "i32.const 11")
    // Out of the entry: it returns.
    guard case .returned(let values) = other.resume(budget: 100, until: StopConditions(depth: 0)) else {
      Issue.record("it did not return")
      return
    }
    #expect(values == [.i32(22)])
  }

  @Test(arguments: [false, true])
  func breakpointsAreMetEachTime(isPortable: Bool) throws {
    // Counts down from its argument, twice; the second function's loop begins at its first instruction.
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "main", type: CoreFunctionType([.i32], [.i32]),
        code: [.get(0), .call(1), .get(0), .call(1), .op(.i32Add)]),
      .init(
        name: "down", type: CoreFunctionType([.i32], [.i32]),
        code: [.loop(), .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0), .op(.end), .get(0)]),
    ]).instantiate()
    store.codeMode = .faithful
    func stops(_ breakpoint: CodePlace) throws -> [UInt64] {
      let execution = try enter(instance, store, "main", [.i32(3)])
      execution.runsPortably = isPortable
      execution.breakpoints = [breakpoint]
      var steps: [UInt64] = []
      while case .breakpoint = execution.resume(budget: 1_000, until: StopConditions(meetsBreakpoints: true)) {
        steps.append(execution.stepsTaken)
      }
      #expect(execution.instructionsRun == 37)
      return steps
    }
    let down = instance.functions[1]
    // The function's entry, once a call, though the loop comes back to its first instruction.
    #expect(try stops(CodePlace(down)) == [2, 20])
    // The loop's first operator, each time round; the loop's own offset means the same.
    let body = try #require(instance.module.body(ofFunction: 1))
    #expect(try stops(CodePlace(down, offset: body.codeStart)) == [2, 7, 12, 20, 25, 30])
    #expect(try stops(CodePlace(down, offset: body.codeStart + 2)) == [2, 7, 12, 20, 25, 30])
  }

  @Test func quietPlacesLoseInSilence() throws {
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "main", type: CoreFunctionType([.i32], [.i32]),
        code: [.get(0), .i32(.max), .op(.i32Add), .i32(.max), .op(.i32Mul)])
    ]).instantiate()
    store.codeMode = .faithful
    func events(quiet: Set<CodePlace>) throws -> [WatchedEvent] {
      let execution = try enter(instance, store, "main", [.i32(5)])
      execution.quietPlaces = quiet
      var events: [WatchedEvent] = []
      while case .watched(let event) = execution.resume(budget: 100, until: StopConditions(losses: .signed)) {
        #expect(execution.lossAhead == event)
        events.append(event)
      }
      return events
    }
    let all = try events(quiet: [])
    #expect(all.map(\.opcode) == [.i32Add, .i32Mul])
    #expect(all.first?.operands == [5, 0x7FFF_FFFF])
    #expect(all.first?.result == 0x8000_0004)
    let place = try #require(all.first).location.offset
    #expect(try events(quiet: [CodePlace(instance.functions[0], offset: place)]).map(\.opcode) == [.i32Mul])
  }

  /// By the dispatch loop, and by the host.
  @Test(arguments: [Opcode.memoryFill, .tableCopy])
  func stepsCountOperatorsAndNotWorkInBulk(opcode: Opcode) throws {
    let execution = try start(
      ModuleAssembler(
        functions: [
          .init(
            name: "main", type: CoreFunctionType([.i32], [.i32]),
            code: [.i32(0), .i32(1), .i32(6_400), .indexed(opcode, opcode == .tableCopy ? [0, 0] : [0]), .get(0)])
        ], memory: (1, nil), table: Array(repeating: 0, count: 6_500)))
    var stops = 0
    while case .stepped = execution.resume(budget: 1, until: StopConditions(steps: execution.stepsTaken + 1)) {
      stops += 1
      #expect(execution.stepsTaken == UInt64(stops))
    }
    #expect(stops == 4)
    #expect(execution.stepsTaken == 5)
    #expect(execution.instructionsRun == 205)
  }

  @Test func bothModesAreKept() throws {
    let (instance, store) = try Self.module.instantiate()
    for isFaithful in [false, true, false, true] {
      let finished = run(instance, store, "main", [.i32(7)], RunMode(isFaithful: isFaithful))
      #expect(finished.values == [.i32(22)])
    }
    // Optimised code shows no frames.
    store.codeMode = .optimised
    let execution = try enter(instance, store, "main", [.i32(7)])
    #expect(execution.codeFrames().isEmpty)
  }

  @Test func fuelEndsBeforeTheOperatorItDoesNotPay() throws {
    let (instance, store) = try Self.module.instantiate(in: Store(limits: ExecutionLimits(fuel: 5)))
    store.codeMode = .faithful
    let execution = try enter(instance, store, "main", [.i32(7)])
    guard case .trapped(let trap) = execution.resume(budget: 100) else {
      Issue.record("it did not end")
      return
    }
    #expect(trap.code == .fuelExhausted)
    #expect(execution.stepsTaken == 5)
    #expect(line(execution).hasPrefix("i32.add"))
  }
}
