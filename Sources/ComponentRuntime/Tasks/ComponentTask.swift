import ComponentTypes
import CoreTypes
import Interpreter

/// A call of a component's function from the side of who is called. Its number is that of the call that it is.
///
/// Source: CanonicalABI.md, "Tasks".
struct ComponentTask {
  /// How far it has come.
  enum Phase {
    case initial, started, pendingCancel, cancelDelivered, resolved
  }

  /// What it runs.
  enum Callee {
    case lifted(LiftedFunction, Signature)
    case destructor(CoreFunction, [CoreValue])
    /// Whoever stands in for an import answers later.
    case host(ComponentFunction, FunctionPath, AnswerDelay)
  }

  /// Who waits for it.
  enum Caller {
    case host([ComponentValue])
    case subtask(WaitableNumber)
    /// The host, which has what it wanted.
    case nobody
  }

  /// The instance that it runs in. Kept alive by the `RuntimeStore`.
  unowned let scope: ComponentScope
  let callee: Callee
  var caller: Caller
  var phase = Phase.initial
  /// The thread that it begins with.
  let implicitThread: ThreadNumber
  /// Those of its threads that run or may.
  var threads: [ThreadNumber] = []
  /// What it came to, for the host.
  var result: ComponentValue?

  /// Whether its function's type is async: only then may it wait before it returns.
  var isAsync: Bool {
    switch callee {
    case .lifted(_, let signature): signature.type.isAsync
    case .host: true
    case .destructor: false
    }
  }

  /// Whether no other task that needs the same may run in its instance meanwhile.
  var needsExclusive: Bool {
    guard case .lifted(let function, _) = callee else { return false }
    return !function.isAsync || function.callback != nil
  }
}

extension RuntimeStore {
  /// Makes a task and its first thread, which does not run yet.
  func beginTask(
    _ callee: ComponentTask.Callee, in scope: ComponentScope, for caller: ComponentTask.Caller, _ call: CallNumber
  ) throws(ComponentRuntimeError) -> ThreadNumber {
    let thread = concurrency.takeNumber()
    concurrency.tasks[call] = ComponentTask(scope: scope, callee: callee, caller: caller, implicitThread: thread)
    if case .host(let function, let path, let delay) = callee {
      concurrency.tasks[call]?.threads = [thread]
      try addThread(thread, of: call, HostAnswerActivation(call, thread, function, path, delay))
    } else {
      try addThread(thread, of: call, TaskActivation(call, thread, scope, callee))
    }
    return thread
  }

  /// Adds a thread that does not run yet.
  func addThread(
    _ thread: ThreadNumber, of task: CallNumber, _ first: any Activation
  ) throws(ComponentRuntimeError) {
    guard concurrency.threads.count < Concurrency.maxThreads else {
      throw .trap(.resourceLimit("more than \(Concurrency.maxThreads) threads"))
    }
    concurrency.threads[thread] = ComponentThread(task: task, first)
  }

  /// Gives a thread its index in its instance.
  func register(_ thread: ThreadNumber) throws(ComponentRuntimeError) {
    guard let task = concurrency.threads[thread]?.task, let scope = concurrency.tasks[task]?.scope else { return }
    guard let index = scope.tasks.threads.add(thread) else { throw .trap(.resourceLimit("too many threads")) }
    concurrency.threads[thread]?.index = index
    concurrency.tasks[task]?.threads.append(thread)
  }

  /// A thread has run to its end.
  ///
  /// - Throws: a trap where it was the last of a task that has not returned.
  func unregister(_ thread: ThreadNumber) throws(ComponentRuntimeError) {
    guard let record = concurrency.threads[thread], let task = concurrency.tasks[record.task] else { return }
    let threads = task.threads.filter { $0 != thread }
    concurrency.tasks[record.task]?.threads = threads
    if threads.isEmpty {
      guard task.phase == .resolved else {
        throw .trap(.canonicalABI("the last thread of an async function ended before it returned a result"))
      }
      if case .host = task.caller {} else { concurrency.tasks[record.task] = nil }
    }
    if let index = record.index { task.scope.tasks.threads.remove(index) }
  }

  /// Hands over that a task wants to be cancelled, if it does and its thread would hear of it.
  ///
  /// Source: CanonicalABI.md, "Tasks" (`deliver_pending_cancel`).
  func deliverPendingCancel(_ task: CallNumber?, isCancellable: Bool) -> Bool {
    guard isCancellable, let task, concurrency.tasks[task]?.phase == .pendingCancel else { return false }
    concurrency.tasks[task]?.phase = .cancelDelivered
    return true
  }
}

/// A component instance's own part of what its tasks share.
///
/// Source: CanonicalABI.md, "Component Instances".
struct InstanceTasks: Hashable {
  var threads = IndexTable<ThreadNumber>()
  var backpressure = 0
  /// Tasks that wait to be let in.
  var waitingToEnter = 0
  /// The thread beside which no other of its kind runs.
  var exclusiveThread: ThreadNumber?

  /// Whether a new task has to wait.
  func hasBackpressure(needsExclusive: Bool) -> Bool {
    backpressure > 0 || needsExclusive && exclusiveThread != nil
  }
}
