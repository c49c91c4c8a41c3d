import CoreModule
import CoreTypes
import Interpreter

// Threads: each has its own two stacks. Those that run are nested: who resumes a thread gets control back when that waits
// or ends.
//
// Source: CanonicalABI.md, "Stack Switching", "Threads".

/// How a thread stops to run.
struct Blocking {
  /// What it waits for; nil to be resumed.
  var condition: ReadyCondition?
  var isCancellable = false
  /// The thread that takes its place; without one, control goes back to who resumed it.
  var next: ThreadNumber?
}

/// What has resumed a thread, and goes on when that waits or ends.
struct Resumer {
  let stack: [CallMachine.Entry]
  let execution: Execution
  let thread: ThreadNumber?
}

extension CallMachine {
  /// How deep threads resume each other.
  private static let maximumResumers = 1_000

  /// Runs a thread until it waits or ends.
  func resume(_ thread: ThreadNumber, isCancelled: Bool) throws(ComponentRuntimeError) {
    guard resumers.count < Self.maximumResumers else { throw .trap(.stackExhausted) }
    resumers.append(Resumer(stack: stack, execution: execution, thread: context.store.concurrency.current))
    try switchTo(thread, isCancelled: isCancelled)
  }

  /// Lets the thread that runs wait.
  func block(_ blocking: Blocking) throws(ComponentRuntimeError) {
    let store = context.store
    guard let thread = store.concurrency.current, !resumers.isEmpty else {
      throw .trap(.canonicalABI("cannot block a synchronous task before returning"))
    }
    store.concurrency.threads[thread]?.strand = Strand(stack: stack, execution: execution.isIdle ? nil : execution)
    store.concurrency.threads[thread]?.isCancellable = blocking.isCancellable
    if let condition = blocking.condition { store.concurrency.beginWaiting(thread, for: condition) }
    leave(execution)
    if let next = blocking.next { try switchTo(next, isCancelled: false) } else { returnControl() }
  }

  /// The thread that runs has ended.
  func endThread() {
    if let thread = context.store.concurrency.current { context.store.concurrency.threads[thread] = nil }
    leave(execution)
    returnControl()
  }

  private func switchTo(_ thread: ThreadNumber, isCancelled: Bool) throws(ComponentRuntimeError) {
    let store = context.store
    store.concurrency.endWaiting(thread)
    guard let strand = store.concurrency.threads[thread]?.strand else {
      preconditionFailure("a thread that is resumed does not run")
    }
    store.concurrency.threads[thread]?.strand = nil
    stack = strand.stack
    mode = .activation(strand.isFresh ? .nothing : .woken(isCancelled: isCancelled))
    guard let other = strand.execution ?? idleExecutions.popLast() ?? Execution(besideOthersIn: store.core) else {
      throw .trap(.resourceLimit("no memory for the stack of one more thread"))
    }
    enter(other)
    store.concurrency.current = thread
  }

  private func returnControl() {
    let resumer = resumers.removeLast()
    stack = resumer.stack
    mode = .activation(.controlReturned)
    enter(resumer.execution)
    context.store.concurrency.current = resumer.thread
  }

  /// Runs guest code on another stack. What it counts goes on from what the one before has counted.
  private func enter(_ other: Execution) {
    other.takeCounts(of: execution)
    other.isWatching = context.watch.isOn
    execution = other
  }

  /// Keeps a stack for the next thread that needs one, or what it saw where it is kept by a thread.
  private func leave(_ execution: Execution) {
    if execution.isIdle {
      idleExecutions.append(execution)
    } else if context.watch.isOn {
      seenElsewhere.add(execution)
      execution.forgetObserved()
    }
  }

  /// Forgets all threads: the store is not entered again.
  func abandonThreads() {
    for resumer in resumers { for entry in resumer.stack { countLinked(in: entry) } }
    idleExecutions += resumers.map(\.execution)
    resumers = []
    context.store.concurrency = Concurrency()
  }

  /// What was seen on all stacks; nil where there is but one.
  var seenOnAllStacks: SeenLosses? {
    guard !idleExecutions.isEmpty || !resumers.isEmpty || seenElsewhere.total > 0 else { return nil }
    var seen = seenElsewhere
    for other in idleExecutions + resumers.map(\.execution) + [execution] { seen.add(other) }
    return seen
  }
}

/// What the watch saw on several stacks, one event a place and reading.
struct SeenLosses {
  private(set) var events: [WatchedEvent] = []
  private(set) var total: UInt64 = 0
  private var indices: [Place: Int] = [:]

  private struct Place: Hashable {
    let location: CodeLocation
    let opcode: Opcode
    let lostSigned: Bool
  }

  /// Adds what was seen on one more stack.
  mutating func add(_ execution: Execution) {
    total &+= execution.observedTotal
    for event in execution.observed {
      let place = Place(location: event.location, opcode: event.opcode, lostSigned: event.lostSigned)
      if let index = indices[place] {
        let count = events[index].count &+ event.count
        events[index] = event
        events[index].count = count
      } else {
        indices[place] = events.count
        events.append(event)
      }
    }
  }
}
