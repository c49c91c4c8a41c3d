import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Control, calls, limits, and pausing anywhere.
@Suite struct ExecutionTests {
  static let counter = ModuleAssembler.Function(
    name: "count", type: CoreFunctionType([.i32], [.i32]), locals: [.i32],
    code: [
      .loop(), .get(1), .i32(1), .op(.i32Add), .tee(1), .get(0), .op(.i32LtU), .brIf(0), .op(.end), .get(1),
    ])

  @Test func slicesChangeNeitherResultsNorCounts() throws {
    let (instance, store) = try ModuleAssembler(functions: [Self.counter]).instantiate()
    for mode in RunMode.all {
      let finished = run(instance, store, "count", [.i32(1_000)], mode)
      #expect(finished.values == [.i32(1_000)], "\(mode)")
      // Seven operators a round, and the last local.get.
      #expect(finished.instructions == 7_001, "\(mode)")
    }
  }

  @Test func fuelEndsARunAndIsCountedInOperators() throws {
    let module = ModuleAssembler(functions: [Self.counter])
    let (enough, rich) = try module.instantiate(in: Store(limits: ExecutionLimits(fuel: 7_001)))
    #expect(run(enough, rich, "count", [.i32(1_000)]).trap == nil)
    let (short, poor) = try module.instantiate(in: Store(limits: ExecutionLimits(fuel: 6_000)))
    #expect(run(short, poor, "count", [.i32(1_000)]).trap?.code == .fuelExhausted)
  }

  @Test(arguments: RunMode.all)
  func unboundedRecursionTraps(mode: RunMode) throws {
    let (instance, store) = try ModuleAssembler(functions: [
      .init(name: "f", type: CoreFunctionType([.i32], [.i32]), code: [.get(0), .i32(1), .op(.i32Add), .call(0)])
    ]).instantiate()
    let trap = run(instance, store, "f", [.i32(0)], mode).trap
    #expect(trap?.code == .stackExhausted)
    #expect(trap?.backtrace.first?.functionName == "f")
  }

  @Test func memoryGrowsToItsLimitAndNoFurther() throws {
    let module = ModuleAssembler(
      functions: [
        .init(name: "grow", type: CoreFunctionType([.i32], [.i32]), code: [.get(0), .indexed(.memoryGrow, [0])]),
        .init(name: "size", type: CoreFunctionType([], [.i32]), code: [.indexed(.memorySize, [0])]),
        .init(
          name: "peek", type: CoreFunctionType([.i32], [.i32]), code: [.get(0), .load(.i32Load, offset: 70_000)]),
      ], memory: (1, 5))
    let (instance, store) = try module.instantiate()
    #expect(run(instance, store, "peek", [.i32(0)]).trap?.code == .memoryOutOfBounds)
    #expect(run(instance, store, "grow", [.i32(4)]).values == [.i32(1)])
    #expect(run(instance, store, "peek", [.i32(0)]).values == [.i32(0)])
    #expect(run(instance, store, "grow", [.i32(1)]).values == [.i32(.max)])
    #expect(run(instance, store, "size").values == [.i32(5)])
    let (small, limited) = try module.instantiate(in: Store(limits: ExecutionLimits(memoryBytes: 131_072)))
    #expect(run(small, limited, "grow", [.i32(2)]).values == [.i32(.max)])
    #expect(run(small, limited, "grow", [.i32(1)]).values == [.i32(1)])
  }

  @Test func growingPageByPageIsNotQuadratic() throws {
    let (instance, store) = try ModuleAssembler(
      functions: [
        .init(
          name: "fill", type: CoreFunctionType([], [.i32]),
          code: [
            .loop(), .i32(1), .indexed(.memoryGrow, [0]), .i32(-1), .op(.i32Ne), .brIf(0), .op(.end),
            .indexed(.memorySize, [0]),
          ])
      ], memory: (1, nil)
    ).instantiate(in: Store(limits: ExecutionLimits(memoryBytes: 256 << 20)))
    let clock = ContinuousClock()
    let elapsed = clock.measure { #expect(run(instance, store, "fill").values == [.i32(4_096)]) }
    // Copying at each step would move half a terabyte.
    #expect(elapsed < .seconds(20))
  }

  @Test func aLocalKeepsItsOldValueOnTheStack() throws {
    // Swaps its parameters on the way: the values read before a local is written must be the old ones.
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "swap", type: CoreFunctionType([.i32, .i32], [.i32]),
        code: [
          .get(0), .get(1), .set(0), .set(1), .get(0), .i32(1_000), .op(.i32Mul), .get(1), .op(.i32Add),
        ]),
      .init(
        name: "block", type: CoreFunctionType([.i32, .i32], [.i32]),
        code: [
          .get(0), .block(), .get(1), .op(.i32Eqz), .brIf(0), .i32(9), .set(0), .op(.end), .get(0), .op(.i32Sub),
        ]),
    ]).instantiate()
    #expect(run(instance, store, "swap", [.i32(3), .i32(4)]).values == [.i32(4_003)])
    #expect(run(instance, store, "block", [.i32(20), .i32(1)]).values == [.i32(11)])
    #expect(run(instance, store, "block", [.i32(20), .i32(0)]).values == [.i32(0)])
  }

  @Test(arguments: RunMode.all)
  func branchTablesCarryValuesToEveryLabel(mode: RunMode) throws {
    // The inner block adds 100 to what arrives, the outer one 10.
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "f", type: CoreFunctionType([.i32], [.i32]),
        code: [
          .block([.i32]), .block([.i32]), .i32(5), .i32(7), .get(0), .brTable([0, 1], 0), .op(.end),
          .i32(100), .op(.i32Add), .op(.end), .i32(10), .op(.i32Add),
        ])
    ]).instantiate()
    let results = [UInt32(0), 1, 2, .max].map { run(instance, store, "f", [.i32($0)], mode).values }
    #expect(results == [[.i32(117)], [.i32(17)], [.i32(117)], [.i32(117)]])
  }

  @Test(arguments: RunMode.all)
  func severalResultsComeBackInOrder(mode: RunMode) throws {
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "rotate", type: CoreFunctionType([.i32, .i32, .i32], [.i32, .i32, .i32]),
        code: [.get(1), .get(2), .get(0)]),
      .init(
        name: "twice", type: CoreFunctionType([.i32, .i32, .i32], [.i32, .i32, .i32]),
        code: [.get(0), .get(1), .get(2), .call(0), .call(0)]),
    ]).instantiate()
    let arguments: [CoreValue] = [.i32(1), .i32(2), .i32(3)]
    #expect(run(instance, store, "twice", arguments, mode).values == [.i32(3), .i32(1), .i32(2)])
  }

  @Test(arguments: RunMode.all)
  func indirectCallsCheckIndexNullAndType(mode: RunMode) throws {
    let (instance, store) = try ModuleAssembler(
      functions: [
        .init(name: "double", type: CoreFunctionType([.i32], [.i32]), code: [.get(0), .get(0), .op(.i32Add)]),
        .init(name: "none", type: CoreFunctionType([], []), code: []),
        .init(
          name: "f", type: CoreFunctionType([.i32], [.i32]), code: [.i32(21), .get(0), .callIndirect(type: 0)]),
      ], table: [0, 1]
    ).instantiate()
    #expect(run(instance, store, "f", [.i32(0)], mode).values == [.i32(42)])
    #expect(run(instance, store, "f", [.i32(1)], mode).trap?.code == .indirectCallTypeMismatch)
    #expect(run(instance, store, "f", [.i32(2)], mode).trap?.code == .undefinedElement)
  }

  @Test(arguments: RunMode.all)
  func anImportedFunctionUsesItsOwnMemory(mode: RunMode) throws {
    let store = Store()
    let (library, _) = try ModuleAssembler(
      functions: [
        .init(
          name: "put", type: CoreFunctionType([.i32], [.i32]),
          code: [
            .i32(0), .get(0), .store(.i32Store, offset: 8), .i32(1), .indexed(.memoryGrow, [0]), .op(.drop),
            .i32(0), .load(.i32Load, offset: 8),
          ])
      ], memory: (1, nil)
    ).instantiate(in: store)
    let put = try #require(library.export(named: "put"))
    let (user, _) = try ModuleAssembler(
      imports: [("put", CoreFunctionType([.i32], [.i32]))],
      functions: [
        .init(
          name: "f", type: CoreFunctionType([.i32], [.i32]),
          code: [
            .i32(0), .i32(5), .store(.i32Store, offset: 8), .get(0), .call(0), .i32(0), .load(.i32Load, offset: 8),
            .op(.i32Add),
          ])
      ], memory: (1, nil)
    ).instantiate(in: store, imports: [put])
    #expect(run(user, store, "f", [.i32(37)], mode).values == [.i32(42)])
  }

  @Test(arguments: RunMode.all)
  func hostCallsPauseAndNestedCallsRunOnTop(mode: RunMode) throws {
    let store = Store()
    let type = CoreFunctionType([.i32], [.i32])
    let ask = store.makeHostFunction(type: type, tag: 7)
    let (instance, _) = try ModuleAssembler(
      imports: [("ask", type)],
      functions: [
        .init(name: "f", type: type, code: [.get(0), .call(0), .get(0), .op(.i32Add)]),
        .init(name: "square", type: type, code: [.get(0), .get(0), .op(.i32Mul)]),
      ]
    ).instantiate(in: store, imports: [.function(ask)])
    guard case .function(let f)? = instance.export(named: "f"),
      case .function(let square)? = instance.export(named: "square")
    else {
      Issue.record("missing exports")
      return
    }
    let execution = Execution(store: store)
    execution.runsPortably = mode.isPortable
    execution.isWatching = mode.isWatching
    execution.call(f, [.i32(6)])
    var asked: [CoreValue] = []
    while true {
      switch execution.resume(budget: mode.budget) {
      case .hostCall(let tag, let arguments):
        #expect(tag == 7)
        asked += arguments
        // The answer is guest code, run on top of the paused call.
        execution.call(square, arguments)
      case .returned(let values):
        if execution.isIdle {
          #expect(values == [.i32(42)] && asked == [.i32(6)])
          return
        }
        execution.completeHostCall(values)
      case .outOfBudget, .stepped, .watched, .breakpoint: continue
      case .trapped(let trap):
        Issue.record("\(trap)")
        return
      }
    }
  }

  @Test func bulkWorkIsChargedByItsLength() throws {
    let (instance, store) = try ModuleAssembler(
      functions: [
        .init(
          name: "fill", type: CoreFunctionType([.i32], []),
          code: [.i32(0), .i32(1), .get(0), .indexed(.memoryFill, [0])])
      ], memory: (16, nil)
    ).instantiate()
    let few = run(instance, store, "fill", [.i32(32)]).instructions
    let many = run(instance, store, "fill", [.i32(1_000_000)]).instructions
    #expect(many - few > 20_000)
  }

  @Test func namesThatOnlyLookAlikeAreDifferentExports() throws {
    // é as one scalar, and as e with a combining accent.
    let (instance, store) = try ModuleAssembler(functions: [
      .init(name: "\u{e9}", type: CoreFunctionType([], [.i32]), code: [.i32(1)]),
      .init(name: "e\u{301}", type: CoreFunctionType([], [.i32]), code: [.i32(2)]),
      .init(name: "\u{386}", type: CoreFunctionType([], [.i32]), code: [.i32(3)]),
      .init(name: "\u{1fbb}", type: CoreFunctionType([], [.i32]), code: [.i32(4)]),
    ]).instantiate()
    #expect(run(instance, store, "\u{e9}").values == [.i32(1)])
    #expect(run(instance, store, "e\u{301}").values == [.i32(2)])
    #expect(run(instance, store, "\u{386}").values == [.i32(3)])
    #expect(run(instance, store, "\u{1fbb}").values == [.i32(4)])
  }
}
