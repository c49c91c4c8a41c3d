/// What a thread waits for.
///
/// Source: CanonicalABI.md, "Threads" (`ready_func`).
enum ReadyCondition: Hashable {
  /// Only for others to have their turn.
  case nothing
  /// For good.
  case never
  /// That its instance lets a task in.
  case entrance(needsExclusive: Bool)
  /// That no other thread has its instance to itself.
  case exclusiveness
  /// That something has happened to a waitable of a set, and, where that is needed, that no thread has its instance to itself.
  case event(WaitableSetNumber, isExclusive: Bool)
  /// That something has happened to a waitable.
  case waitable(WaitableNumber)
  /// That a subtask has returned or was cancelled.
  case resolution(WaitableNumber)
}

extension RuntimeStore {
  /// Whether a thread could go on.
  func isReady(_ thread: ThreadNumber) -> Bool {
    guard let record = concurrency.threads[thread], case .waiting(let condition) = record.state,
      let scope = concurrency.tasks[record.task]?.scope
    else { return false }
    switch condition {
    case .nothing: return true
    case .never: return false
    case .entrance(let needsExclusive): return !scope.tasks.hasBackpressure(needsExclusive: needsExclusive)
    case .exclusiveness: return scope.tasks.exclusiveThread == nil
    case .event(let set, let isExclusive):
      return !(isExclusive && scope.tasks.exclusiveThread != nil) && concurrency.hasEvent(set)
    case .waitable(let waitable): return concurrency.waitables[waitable]?.pendingEvent != nil
    case .resolution(let subtask): return concurrency.isResolved(subtask)
    }
  }

  /// The thread that is to go on: of those that are ready the one that has waited longest.
  func readyThread(_ budget: inout UInt64) -> ThreadNumber? {
    charge(&budget)
    return concurrency.waiting.first { isReady($0) }
  }

  /// The same for who waits for a function that is not async: only threads of the function's instance go on then, and
  /// of those none that needs the instance to itself, since the function may be in the middle of anything.
  ///
  /// Source: CanonicalABI.md, "`canon lift`"; Explainer.md, "Component Invariants".
  func readyThread(in scope: ComponentScope, _ budget: inout UInt64) -> ThreadNumber? {
    charge(&budget)
    return concurrency.waiting.first { thread in
      guard let record = concurrency.threads[thread], record.index != nil,
        let task = concurrency.tasks[record.task], task.scope === scope
      else { return false }
      let needsInstance = task.isAsync && task.needsExclusive && thread == task.implicitThread
      return !needsInstance && isReady(thread)
    }
  }

  /// To look for who is ready takes as long as some instructions.
  private func charge(_ budget: inout UInt64) { budget -= min(budget, 8 + UInt64(concurrency.waiting.count) * 16) }
}
