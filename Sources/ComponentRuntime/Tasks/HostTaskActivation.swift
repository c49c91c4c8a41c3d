import ComponentTypes
import CoreTypes

/// A call by the host of a function of a component that has tasks: it runs whatever thread is ready until the function has
/// returned.
///
/// Source: CanonicalABI.md, "Embedding API" (`invoke`, `lift`, `tick`), "`canon lift`".
struct HostTaskActivation: Activation {
  private let callee: LiftedFunction
  private let signature: Signature
  private let number: CallNumber
  private var phase: Phase

  private enum Phase {
    case begin([ComponentValue])
    /// The function's first thread waits or has ended.
    case begun
    /// Some thread waits or has ended that was run in this instance.
    case ticked(ComponentScope)
    case tick
  }

  init(_ callee: LiftedFunction, _ signature: Signature, _ arguments: [ComponentValue], _ store: RuntimeStore) {
    self.callee = callee
    self.signature = signature
    number = store.borrows.beginCall()
    phase = .begin(arguments)
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    let scope = callee.side.scope
    switch phase {
    case .begin(let arguments):
      guard scope.enter(from: nil) else {
        throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
      }
      phase = .begun
      let thread = try store.beginTask(.lifted(callee, signature), in: scope, for: .host(arguments), number)
      return .resume(thread, isCancelled: false)
    case .begun:
      if let next = try store.nextThread(whileWaitingFor: number, in: scope, &budget) {
        return .resume(next, isCancelled: false)
      }
      scope.leave(to: nil)
    case .ticked(let entered): entered.leave(to: nil)
    case .tick: break
    }
    if store.concurrency.tasks[number]?.phase == .resolved { return finish(store) }
    guard let next = store.readyThread(&budget),
      let task = store.concurrency.threads[next]?.task, let entered = store.concurrency.tasks[task]?.scope
    else { throw .trap(.canonicalABI("deadlock: nothing is left that could make the function return")) }
    guard entered.enter(from: nil) else {
      throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
    }
    phase = .ticked(entered)
    return .resume(next, isCancelled: false)
  }

  private func finish(_ store: RuntimeStore) -> Directive {
    let task = store.concurrency.tasks[number]
    if task?.threads.isEmpty == false {
      store.concurrency.tasks[number]?.caller = .nobody
      store.concurrency.tasks[number]?.result = nil
    } else {
      store.concurrency.tasks[number] = nil
    }
    store.endBorrows(of: number)
    return .finish(.value(task?.result))
  }
}

extension RuntimeStore {
  /// The thread that goes on while somebody waits for a function that is not async; nil where nobody has to wait.
  ///
  /// - Throws: a trap where there is none.
  ///
  /// Source: CanonicalABI.md, "`canon lift`".
  func nextThread(
    whileWaitingFor number: CallNumber, in scope: ComponentScope, _ budget: inout UInt64
  ) throws(ComponentRuntimeError) -> ThreadNumber? {
    guard let task = concurrency.tasks[number], !task.isAsync, task.phase != .resolved else { return nil }
    guard let next = readyThread(in: scope, &budget) else {
      throw .trap(.canonicalABI("cannot block a synchronous task before returning"))
    }
    return next
  }
}
