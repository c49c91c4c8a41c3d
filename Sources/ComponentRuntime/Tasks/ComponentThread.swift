import Interpreter

/// A thread of a task: what it is in the middle of, while it does not run.
///
/// Source: CanonicalABI.md, "Threads".
struct ComponentThread {
  /// What it waits for.
  enum State {
    case suspended
    case waiting(ReadyCondition)
  }

  let task: CallNumber
  var state = State.suspended
  /// Whether it is told when its task is to be cancelled while it waits.
  var isCancellable = false
  /// In its instance's table of threads.
  var index: UInt32?
  var storage = ContextStorage()
  /// What it goes on with; nil while it runs, or while what it has resumed does.
  var strand: Strand?

  init(task: CallNumber, _ first: any Activation) {
    self.task = task
    strand = Strand(stack: [CallMachine.Entry(activation: first, answersGuest: false)], execution: nil, isFresh: true)
  }

  /// Whether it is neither running nor waiting for anything but to be resumed.
  var isSuspended: Bool {
    if strand != nil, case .suspended = state { true } else { false }
  }
}

/// The two stacks of a thread that does not run.
struct Strand {
  var stack: [CallMachine.Entry]
  /// Where its guest code is; nil while none is under way.
  var execution: Execution?
  /// Whether nothing of it ran yet.
  var isFresh = false
}
