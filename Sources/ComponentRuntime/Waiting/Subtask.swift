import ComponentTypes
import CoreTypes

/// A call of another component's function from the side of who calls.
///
/// Source: CanonicalABI.md, "Subtask State".
struct Subtask {
  /// How far it has come.
  enum Phase: UInt32 {
    case starting, started, returned, cancelledBeforeStarted, cancelledBeforeReturned

    var isResolved: Bool {
      switch self {
      case .starting, .started: false
      case .returned, .cancelledBeforeStarted, .cancelledBeforeReturned: true
      }
    }
  }

  let call: CallNumber
  /// How the caller calls it; nil for a destructor, which takes nothing from the caller and gives nothing back.
  let function: LoweredFunction?
  /// What the caller passed.
  let arguments: [CoreValue]
  var phase = Phase.starting
  /// In its component's table; nil while the call has not returned to it.
  var index: UInt32?
  var isCancellationRequested = false
  /// Whether the component knows that it has come to its end.
  var isResolutionDelivered = false
  /// What the caller gets.
  var flatResults: [CoreValue] = []

  init(_ call: CallNumber, _ function: LoweredFunction?, _ arguments: [CoreValue]) {
    self.call = call
    self.function = function
    self.arguments = arguments
  }
}

extension RuntimeStore {
  /// A subtask has come further.
  func advance(_ number: WaitableNumber, to phase: Subtask.Phase, _ flatResults: [CoreValue] = []) {
    guard var subtask = concurrency.waitables[number]?.subtask else { return }
    subtask.phase = phase
    subtask.flatResults = flatResults
    concurrency.waitables[number]?.subtask = subtask
    if subtask.index != nil { concurrency.note(.progress, of: number) }
  }

  /// The caller hears that a subtask has come to its end: what it lent is its own again.
  func deliverResolution(of number: WaitableNumber) {
    guard let subtask = concurrency.waitables[number]?.subtask, !subtask.isResolutionDelivered else { return }
    concurrency.waitables[number]?.subtask?.isResolutionDelivered = true
    endBorrows(of: subtask.call)
  }

  /// Tells whoever waits for a task that it was cancelled.
  ///
  /// Source: CanonicalABI.md, "Tasks" (`cancel`), "`canon lower`" (`on_resolve`).
  func resolveCancelled(_ number: CallNumber) throws(ComponentRuntimeError) {
    guard let task = concurrency.tasks[number] else { return }
    guard task.phase == .cancelDelivered else {
      throw .trap(.canonicalABI("task.cancel called by a task that was not told to be cancelled"))
    }
    try checkBorrows(of: number)
    if case .subtask(let subtask) = task.caller {
      let hasStarted = concurrency.waitables[subtask]?.subtask?.phase == .started
      advance(subtask, to: hasStarted ? .cancelledBeforeReturned : .cancelledBeforeStarted)
    }
    concurrency.tasks[number]?.phase = .resolved
  }

  /// - Throws: a trap where a task still has what it borrowed.
  func checkBorrows(of call: CallNumber) throws(ComponentRuntimeError) {
    let count = borrows.borrowCount(of: call)
    guard count == 0 else {
      throw .trap(.canonicalABI("\(count) borrowed handles not dropped before the call returned"))
    }
  }
}
