import CoreTypes

/// `waitable-set.wait`.
///
/// Source: CanonicalABI.md, "`canon waitable-set.wait`", "Waitable State" (`wait_for_event`).
struct SetWaitActivation: Activation {
  private let set: WaitableSetNumber
  private let isCancellable: Bool
  private let side: TransferSide
  private let pointer: UInt64
  private var isBegun = false

  init(_ set: WaitableSetNumber, isCancellable: Bool, _ side: TransferSide, pointer: UInt64) {
    self.set = set
    self.isCancellable = isCancellable
    self.side = side
    self.pointer = pointer
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch input {
    case .woken(let isCancelled):
      store.concurrency.sets[set]?.waiterCount -= 1
      let event = isCancelled ? Event(code: .taskCancelled) : store.deliverEvent(ofSet: set)
      return .start(try StoreActivation(event, at: pointer, side))
    case .finished(let result): return .finish(result)
    default:
      if store.deliverPendingCancel(store.concurrency.currentTask, isCancellable: isCancellable) {
        return .start(try StoreActivation(Event(code: .taskCancelled), at: pointer, side))
      }
      // The specification leaves it open whether a thread waits that need not.
      if store.concurrency.hasEvent(set) {
        return .start(try StoreActivation(store.deliverEvent(ofSet: set), at: pointer, side))
      }
      store.concurrency.sets[set]?.waiterCount += 1
      return .block(Blocking(condition: .event(set, isExclusive: false), isCancellable: isCancellable))
    }
  }
}

/// Waits for an event of one waitable, which is the built-in's result.
///
/// Source: CanonicalABI.md, "Waitable State" (`wait_for_pending_event`).
struct WaitableWaitActivation: Activation {
  let waitable: WaitableNumber
  /// The type of the built-in's result.
  let resultType: CoreValueType

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard case .woken = input else {
      run.store.concurrency.waitables[waitable]?.hasSyncWaiter = true
      return .block(Blocking(condition: .waitable(waitable)))
    }
    run.store.concurrency.waitables[waitable]?.hasSyncWaiter = false
    let payload = run.store.deliverEvent(of: waitable).payload
    return .finish(.core([CoreValue(slot: UInt64(payload), as: resultType)]))
  }
}

/// What an async built-in returns that goes on by itself.
///
/// Source: CanonicalABI.md, "`canon subtask.cancel`" (`BLOCKED`).
let blockedResult: UInt32 = .max
