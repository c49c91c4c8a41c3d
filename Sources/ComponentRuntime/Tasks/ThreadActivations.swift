import CoreTypes
import Interpreter

/// A thread that a task has started beside its first.
///
/// Source: CanonicalABI.md, "`canon thread.new-indirect`".
struct ThreadActivation: Activation {
  private let thread: ThreadNumber
  private let function: CoreFunction
  private let arguments: [CoreValue]

  init(_ thread: ThreadNumber, _ function: CoreFunction, _ arguments: [CoreValue]) {
    self.thread = thread
    self.function = function
    self.arguments = arguments
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard case .returned = input else { return .run(function, arguments) }
    try run.store.unregister(thread)
    return .finish(.core([]))
  }
}

/// `thread.yield` and its kin: gives whether the task was cancelled meanwhile.
///
/// Source: CanonicalABI.md, "Threads" (`suspend`, `yield_`, `suspend_then_resume` and so on).
struct ThreadWaitActivation: Activation {
  let wait: ThreadWait
  let next: ThreadNumber?

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if case .woken(let isCancelled) = input { return .finish(.core([.i32(isCancelled ? 1 : 0)])) }
    let store = run.store
    if store.deliverPendingCancel(store.concurrency.currentTask, isCancellable: wait.isCancellable) {
      return .finish(.core([.i32(1)]))
    }
    return .block(
      Blocking(condition: wait.isYield ? .nothing : nil, isCancellable: wait.isCancellable, next: next))
  }
}
