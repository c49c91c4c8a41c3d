import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Going back to an earlier moment of a run.
@Suite struct SnapshotTests {
  /// Fills a memory here and there from a random sequence, grows it, drops a segment's worth of frames on the stack and
  /// asks the host on the way.
  static let assembler = ModuleAssembler(
    imports: [("ask", CoreFunctionType([.i32], [.i32]))],
    functions: [
      .init(
        name: "run", type: CoreFunctionType([.i32], [.i32]), locals: [.i32, .i32],
        code: [
          .loop(),
          // x = x * 1664525 + 1013904223 + deep(round % 16)
          .get(2), .i32(1_664_525), .op(.i32Mul), .i32(1_013_904_223), .op(.i32Add),
          .get(1), .i32(15), .op(.i32And), .call(2), .op(.i32Add), .set(2),
          // memory[x % size] = x
          .get(2), .indexed(.memorySize, [0]), .i32(65_536), .op(.i32Mul), .i32(4), .op(.i32Sub), .op(.i32RemU),
          .get(2), .store(.i32Store, offset: 0),
          // Each 64 rounds a page more, each 32 a question.
          .get(1), .i32(63), .op(.i32And), .op(.i32Eqz), .ifThen(), .i32(1), .indexed(.memoryGrow, [0]), .op(.drop),
          .op(.end),
          .get(1), .i32(31), .op(.i32And), .op(.i32Eqz), .ifThen(), .get(2), .call(0), .set(2), .op(.end),
          .get(1), .i32(1), .op(.i32Add), .tee(1), .get(0), .op(.i32LtU), .brIf(0), .op(.end), .get(2),
        ]),
      .init(
        name: "deep", type: CoreFunctionType([.i32], [.i32]),
        code: [
          .get(0), .op(.i32Eqz), .ifThen([.i32]), .i32(7), .op(.else), .get(0), .i32(1), .op(.i32Sub), .call(2),
          .get(0),
          .op(.i32Add), .op(.end),
        ]),
    ], memory: (1, 40))

  private struct Moment: Hashable {
    var store: StoreSnapshot
    var execution: ExecutionSnapshot
  }

  /// Runs on to the end or for a number of slices; host calls are answered by arithmetic.
  private func goOn(
    _ execution: Execution, slices: Int = .max, budget: UInt64, each: () -> Void = {}
  ) -> ExecutionStop? {
    var left = slices
    while left > 0 {
      let stop = execution.resume(budget: budget)
      switch stop {
      case .hostCall(_, let arguments):
        guard case .i32(let x)? = arguments.first else { return stop }
        execution.completeHostCall([.i32(x ^ 0x5555_5555)])
      case .outOfBudget:
        each()
        left -= 1
      default: return stop
      }
    }
    return nil
  }

  @Test(arguments: [false, true])
  func aRunGoesBackAndComesByTheSameAgain(runsPortably: Bool) throws {
    let store = Store()
    let ask = store.makeHostFunction(type: CoreFunctionType([.i32], [.i32]), tag: 0)
    let (instance, _) = try Self.assembler.instantiate(in: store, imports: [.function(ask)])
    guard case .function(let function)? = instance.export(named: "run") else { return }
    let execution = Execution(store: store)
    execution.runsPortably = runsPortably
    execution.call(function, [.i32(700)])
    let ledger = ImageLedger()
    var moments: [Moment] = []
    func take() {
      moments.append(
        Moment(
          store: store.snapshot(sharing: moments.last?.store, ledger),
          execution: execution.snapshot(sharing: moments.last?.execution, ledger)))
    }
    take()
    guard case .returned(let values)? = goOn(execution, budget: 501, each: take) else {
      Issue.record("the run returns")
      return
    }
    let end = execution.instructionsRun
    let last = store.snapshot(ledger)
    #expect(moments.count > 100)
    #expect(instance.memories[0].pageCount == 12)
    // Forty of them whole would be many times that.
    #expect(ledger.byteCount < 8 << 20)

    for start in stride(from: moments.count - 1, through: 0, by: -7) {
      store.restore(moments[start].store)
      execution.restore(moments[start].execution)
      #expect(Moment(store: store.snapshot(ledger), execution: execution.snapshot(ledger)) == moments[start])
      // Some slices on it is where it was then.
      let count = min(5, moments.count - 1 - start)
      if count > 0 {
        #expect(goOn(execution, slices: count, budget: 501) == nil)
        let now = Moment(store: store.snapshot(ledger), execution: execution.snapshot(ledger))
        #expect(now == moments[start + count])
      }
      guard case .returned(let again)? = goOn(execution, budget: 1_000_000) else {
        Issue.record("the run returns each time")
        return
      }
      #expect(again == values)
      #expect(execution.instructionsRun == end)
      #expect(store.snapshot(ledger) == last)
    }
    moments = []
    #expect(ledger.byteCount < 2 << 20)
  }

  @Test func tablesGoBack() throws {
    let function = ModuleAssembler.Function(name: "f", type: CoreFunctionType([], []), code: [])
    let (instance, store) = try ModuleAssembler(functions: [function], table: [0]).instantiate()
    let ledger = ImageLedger()
    let table = instance.tables[0]
    let before = store.snapshot(ledger)
    #expect(table.grow(by: 1_000, filling: 1) == 1)
    table.set(0, to: 0)
    let after = store.snapshot(sharing: before, ledger)
    #expect(before != after)
    store.restore(before)
    #expect(table.count == 1)
    #expect(table[0] == 1)
    #expect(store.snapshot(ledger) == before)
    store.restore(after)
    #expect(table.count == 1_001)
    #expect(table[0] == 0)
    #expect(table[1_000] == 1)
    #expect(store.tableElementsInUse == 1_001)
  }
}
