import CoreTypes

/// `subtask.cancel`.
///
/// Source: CanonicalABI.md, "`canon subtask.cancel`", "Tasks" (`request_cancellation`).
struct SubtaskCancelActivation: Activation {
  private let number: WaitableNumber
  private let isAsync: Bool
  private unowned let scope: ComponentScope
  private var phase = Phase.begin

  private enum Phase {
    case begin
    /// The task was told, in an instance that was entered for it.
    case told(ComponentScope?)
    case waited
  }

  init(
    _ index: UInt32, isAsync: Bool, in scope: ComponentScope, of store: RuntimeStore
  ) throws(ComponentRuntimeError) {
    let (number, subtask) = try store.subtask(index, in: scope)
    guard !subtask.isResolutionDelivered else {
      throw .trap(.canonicalABI("subtask.cancel called after the subtask's end was told"))
    }
    guard !subtask.isCancellationRequested else {
      throw .trap(.canonicalABI("subtask.cancel called again for the same subtask"))
    }
    guard isAsync || store.concurrency.waitables[number]?.set == nil else {
      throw .trap(.canonicalABI(inSetMessage))
    }
    self.number = number
    self.isAsync = isAsync
    self.scope = scope
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch phase {
    case .begin:
      guard let subtask = store.concurrency.waitables[number]?.subtask, !subtask.phase.isResolved else {
        return deliver(store)
      }
      store.concurrency.waitables[number]?.subtask?.isCancellationRequested = true
      phase = .told(nil)
      return requestCancellation(of: subtask.call, store)
    case .told(let entered):
      entered?.leave(to: scope)
      if store.concurrency.isResolved(number) { return deliver(store) }
      guard !isAsync else { return .finish(.core([.i32(blockedResult)])) }
      store.concurrency.waitables[number]?.hasSyncWaiter = true
      phase = .waited
      return .block(Blocking(condition: .waitable(number)))
    case .waited:
      store.concurrency.waitables[number]?.hasSyncWaiter = false
      return deliver(store)
    }
  }

  private func deliver(_ store: RuntimeStore) -> Directive {
    .finish(.core([.i32(store.deliverEvent(of: number).payload)]))
  }

  private mutating func requestCancellation(of call: CallNumber, _ store: RuntimeStore) -> Directive {
    guard let task = store.concurrency.tasks[call] else { return .again }
    if task.phase == .initial {
      store.concurrency.tasks[call]?.phase = .cancelDelivered
      return .resume(task.implicitThread, isCancelled: true)
    }
    let exclusive = task.scope.tasks.exclusiveThread
    let keepsOut = task.needsExclusive && exclusive != nil && exclusive != task.implicitThread
    let candidate = task.threads.first { thread in
      guard let record = store.concurrency.threads[thread], record.strand != nil, record.isCancellable else {
        return false
      }
      return !(keepsOut && thread == task.implicitThread)
    }
    guard let candidate, task.scope.enter(from: scope) else {
      store.concurrency.tasks[call]?.phase = .pendingCancel
      return .again
    }
    store.concurrency.tasks[call]?.phase = .cancelDelivered
    phase = .told(task.scope)
    return .resume(candidate, isCancelled: true)
  }
}
