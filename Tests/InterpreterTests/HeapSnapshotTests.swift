import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Going back in a run that makes objects, and garbage.
@Suite struct HeapSnapshotTests {
  /// Makes an array a round and keeps every sixteenth in a list, then adds up the list:
  ///
  ///     (module
  ///       (type $a (array (mut i64)))
  ///       (type $n (struct (field (ref null $n)) (field (ref $a))))
  ///       (func (export "run") (param i32) (result i64)
  ///         (local $i i32) (local $list (ref null $n)) (local $a (ref null $a)) (local $sum i64)
  ///         (loop $more
  ///           (local.set $a (array.new $a (i64.extend_i32_u (local.get $i)) (i32.const 1024)))
  ///           (if (i32.eqz (i32.and (local.get $i) (i32.const 15)))
  ///             (then (local.set $list (struct.new $n (local.get $list) (ref.as_non_null (local.get $a))))))
  ///           (local.set $i (i32.add (local.get $i) (i32.const 1)))
  ///           (br_if $more (i32.lt_u (local.get $i) (local.get 0))))
  ///         (block $done
  ///           (loop $next
  ///             (br_if $done (ref.is_null (local.get $list)))
  ///             (local.set $sum
  ///               (i64.add (local.get $sum) (array.get $a (struct.get $n 1 (local.get $list)) (i32.const 1023))))
  ///             (local.set $list (struct.get $n 0 (local.get $list)))
  ///             (br $next)))
  ///         (local.get $sum)))
  static let module: [UInt8] = [
    0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00, 0x01, 0x11, 0x03, 0x5E, 0x7E, 0x01, 0x5F, 0x02, 0x63, 0x01,
    0x00, 0x64, 0x00, 0x00, 0x60, 0x01, 0x7F, 0x01, 0x7E, 0x03, 0x02, 0x01, 0x02, 0x07, 0x07, 0x01, 0x03, 0x72,
    0x75, 0x6E, 0x00, 0x00, 0x0A, 0x65, 0x01, 0x63, 0x04, 0x01, 0x7F, 0x01, 0x63, 0x01, 0x01, 0x63, 0x00, 0x01,
    0x7E, 0x03, 0x40, 0x20, 0x01, 0xAD, 0x41, 0x80, 0x08, 0xFB, 0x06, 0x00, 0x21, 0x03, 0x20, 0x01, 0x41, 0x0F,
    0x71, 0x45, 0x04, 0x40, 0x20, 0x02, 0x20, 0x03, 0xD4, 0xFB, 0x00, 0x01, 0x21, 0x02, 0x0B, 0x20, 0x01, 0x41,
    0x01, 0x6A, 0x21, 0x01, 0x20, 0x01, 0x20, 0x00, 0x49, 0x0D, 0x00, 0x0B, 0x02, 0x40, 0x03, 0x40, 0x20, 0x02,
    0xD1, 0x0D, 0x01, 0x20, 0x04, 0x20, 0x02, 0xFB, 0x02, 0x01, 0x01, 0x41, 0xFF, 0x07, 0xFB, 0x0B, 0x00, 0x7C,
    0x21, 0x04, 0x20, 0x02, 0xFB, 0x02, 0x01, 0x00, 0x21, 0x02, 0x0C, 0x00, 0x0B, 0x0B, 0x20, 0x04, 0x0B,
  ]

  private struct Moment: Hashable {
    var store: StoreSnapshot
    var execution: ExecutionSnapshot
    var heapBytes: UInt64
  }

  @Test(arguments: [CodeMode.optimised, .faithful])
  func objectsAreTheSameAgain(mode: CodeMode) throws {
    let store = Store()
    store.codeMode = mode
    let instance = try store.instantiate(
      try decodeAndValidateModule(Self.module, features: .wasm3), imports: [])
    guard case .function(let function)? = instance.export(named: "run") else { return }
    let execution = Execution(store: store)
    let rounds: UInt32 = 1_200
    execution.call(function, [.i32(rounds)])
    let ledger = ImageLedger()
    var moments: [Moment] = []
    func now(sharing last: Moment? = nil) -> Moment {
      Moment(
        store: store.snapshot(sharing: last?.store, ledger),
        execution: execution.snapshot(sharing: last?.execution, ledger), heapBytes: store.heapBytesInUse)
    }
    /// Runs on for some slices or to the end.
    func goOn(_ slices: Int) -> ExecutionStop? {
      for _ in 0..<slices {
        let stop = execution.resume(budget: 2_000)
        guard case .outOfBudget = stop else { return stop }
        moments.append(now(sharing: moments.last))
      }
      return nil
    }
    moments.append(now())
    guard case .returned(let values)? = goOn(.max) else {
      Issue.record("the run returns")
      return
    }
    let expected = (0..<UInt64(rounds)).filter { $0 % 16 == 0 }.reduce(0, +)
    #expect(values == [.i64(expected)])
    let known = moments
    // There was garbage, and it was collected.
    #expect(zip(known, known.dropFirst()).contains { $0.heapBytes > $1.heapBytes })
    for start in [known.count - 2, known.count / 2, 3, 0, known.count / 3] {
      store.restore(known[start].store)
      execution.restore(known[start].execution)
      // At the start the function may have had no code yet.
      if start > 0 { #expect(now() == known[start]) }
      moments = []
      guard case .returned(let again)? = goOn(.max) else {
        Issue.record("the run returns each time")
        return
      }
      #expect(again == values)
      #expect(moments == Array(known[(start + 1)...]))
    }
  }
}
