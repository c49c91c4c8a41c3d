import CoreTypes
import Interpreter

extension BuiltIn {
  /// Performs a built-in of threads, or begins to.
  func performThread(
    _ arguments: [CoreValue], in scope: ComponentScope, of store: RuntimeStore
  ) throws(ComponentRuntimeError) -> Outcome {
    var index: UInt32 = 0
    if case .i32(let first)? = arguments.first { index = first }
    switch self {
    case .threadIndex:
      let current = store.concurrency.current.flatMap { store.concurrency.threads[$0]?.index }
      guard let current else { throw .trap(.canonicalABI("there is no thread to ask for its index")) }
      return .done([.i32(current)])
    case .threadNew(let table, let type):
      guard let task = store.concurrency.currentTask else {
        throw .trap(.canonicalABI("there is no task to start a thread of"))
      }
      let place = arguments.first?.slots.first ?? 0
      guard let reference = table[Int(clamping: place)] else { throw .trap(.undefinedElement) }
      guard let function = store.core.function(forReference: reference) else { throw .trap(.uninitializedElement) }
      guard function.type == type else { throw .trap(.indirectCallTypeMismatch) }
      let thread = store.concurrency.takeNumber()
      try store.addThread(thread, of: task, ThreadActivation(thread, function, Array(arguments.dropFirst())))
      try store.register(thread)
      return .done([.i32(store.concurrency.threads[thread]?.index ?? 0)])
    case .threadResumeLater:
      store.concurrency.beginWaiting(try suspended(index, scope, store), for: .nothing)
      return .done([])
    case .threadWait(let wait):
      var next: ThreadNumber?
      switch wait.next {
      case .none: break
      case .resume: next = try suspended(index, scope, store)
      case .promote:
        let other = try thread(index, scope)
        if store.isReady(other) { next = other }
      }
      return .start(ThreadWaitActivation(wait: wait, next: next))
    default: preconditionFailure("only built-ins of threads are performed so")
    }
  }

  private func thread(_ index: UInt32, _ scope: ComponentScope) throws(ComponentRuntimeError) -> ThreadNumber {
    guard let thread = scope.tasks.threads[index] else {
      throw .trap(.canonicalABI("thread \(index) does not exist"))
    }
    return thread
  }

  private func suspended(
    _ index: UInt32, _ scope: ComponentScope, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> ThreadNumber {
    let thread = try thread(index, scope)
    guard store.concurrency.threads[thread]?.isSuspended == true else {
      throw .trap(.canonicalABI("cannot resume thread which is not suspended"))
    }
    return thread
  }
}
