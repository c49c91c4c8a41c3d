import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

extension BuiltIn {
  /// Performs it, or begins to.
  func perform(
    _ arguments: [CoreValue], in scope: ComponentScope, of store: RuntimeStore
  ) throws(ComponentRuntimeError) -> Outcome {
    func argument(_ index: Int) -> UInt32 {
      guard index < arguments.count, case .i32(let value) = arguments[index] else { return 0 }
      return value
    }
    func pointer(_ index: Int) -> UInt64 { index < arguments.count ? arguments[index].slots.first : 0 }
    switch self {
    // Those that may be called at any time.
    case .backpressure(let difference):
      scope.tasks.backpressure += difference
      guard (0..<1 << 16).contains(scope.tasks.backpressure) else {
        throw .trap(.canonicalABI("backpressure counter overflow"))
      }
      return .done([])
    case .contextGet(let type, let slot):
      let bits = store.concurrency.currentStorage[slot]
      return .done([type == .i64 ? .i64(bits) : .i32(UInt32(truncatingIfNeeded: bits))])
    case .contextSet(_, let slot):
      store.concurrency.currentStorage[slot] = arguments.first?.slots.first ?? 0
      return .done([])
    default: break
    }
    guard scope.mayLeave else {
      throw .trap(.canonicalABI("a built-in called while the instance may not be left"))
    }
    switch self {
    case .backpressure, .contextGet, .contextSet: return .done([])
    case .taskReturn(let type, let plan, let side):
      let task = try currentTask(store)
      try check(store, task, returns: type, side)
      return .start(TaskReturnActivation(task, plan, side, arguments))
    case .taskCancel:
      let task = try currentTask(store)
      try checkIsAsync(store, task)
      try store.resolveCancelled(task)
      return .done([])
    case .subtaskCancel(let isAsync):
      return .start(try SubtaskCancelActivation(argument(0), isAsync: isAsync, in: scope, of: store))
    case .subtaskDrop:
      try dropSubtask(argument(0), scope, store)
      return .done([])
    case .newChannel(let type): return .done([.i64(try store.makeChannel(type, in: scope))])
    case .copy(let operation):
      let length = operation.end.isFuture ? 1 : pointer(2)
      return .start(try operation.begin(argument(0), pointer: pointer(1), length: length, in: scope, of: store))
    case .cancelCopy(let type, let isAsync):
      return try store.cancelCopy(argument(0), type, isAsync: isAsync, in: scope)
    case .dropEnd(let type):
      try store.dropEnd(argument(0), type, in: scope)
      return .done([])
    case .errorContextNew(let side):
      return .start(ErrorContextNewActivation(try Self.textPlan(side.pointerType), arguments, side))
    case .errorContextDebugMessage(let side):
      guard case .errorContext(let number)? = scope.handles.entry(argument(0)) else {
        throw .trap(.canonicalABI("error context \(argument(0)) does not exist"))
      }
      let message = store.concurrency.errorContexts[number] ?? ""
      return .start(
        StoreActivation(try Self.textPlan(side.pointerType), [.string(message)], at: pointer(1), side, results: []))
    case .errorContextDrop:
      guard case .errorContext(let number)? = scope.handles.entry(argument(0)) else {
        throw .trap(.canonicalABI("error context \(argument(0)) does not exist"))
      }
      scope.handles.remove(argument(0))
      store.concurrency.errorContexts.release(number)
      return .done([])
    case .waitableSetNew:
      let number = store.concurrency.takeNumber()
      store.concurrency.sets[number] = WaitableSet()
      return .done([.i32(try add(.waitableSet(number), to: scope))])
    case .waitableSetWait(let isCancellable, let side):
      let set = try set(argument(0), scope)
      return .start(SetWaitActivation(set, isCancellable: isCancellable, side, pointer: pointer(1)))
    case .waitableSetPoll(let isCancellable, let side):
      let set = try set(argument(0), scope)
      let isCancelled = store.deliverPendingCancel(store.concurrency.currentTask, isCancellable: isCancellable)
      let event = isCancelled ? Event(code: .taskCancelled) : store.deliverEvent(ofSet: set)
      return .start(try StoreActivation(event, at: pointer(1), side))
    case .waitableSetDrop:
      try dropSet(argument(0), scope, store)
      return .done([])
    case .waitableJoin:
      try join(argument(0), argument(1), scope, store)
      return .done([])
    case .threadIndex, .threadNew, .threadResumeLater, .threadWait:
      return try performThread(arguments, in: scope, of: store)
    }
  }

  // MARK: Tasks

  private func currentTask(_ store: RuntimeStore) throws(ComponentRuntimeError) -> CallNumber {
    guard let task = store.concurrency.currentTask else {
      throw .trap(.canonicalABI("there is no task to return from"))
    }
    return task
  }

  @discardableResult
  private func checkIsAsync(
    _ store: RuntimeStore, _ task: CallNumber
  ) throws(ComponentRuntimeError) -> (LiftedFunction, Signature) {
    guard case .lifted(let function, let signature)? = store.concurrency.tasks[task]?.callee, function.isAsync else {
      throw .trap(.canonicalABI("task.return and task.cancel are for functions that are lifted async"))
    }
    return (function, signature)
  }

  private func check(
    _ store: RuntimeStore, _ task: CallNumber, returns type: ValueType?, _ side: TransferSide
  ) throws(ComponentRuntimeError) {
    let (function, signature) = try checkIsAsync(store, task)
    guard signature.type.result == type else {
      throw .trap(.canonicalABI("task.return called with another type than the function's result"))
    }
    // Where nothing of the result lies in memory, none need be named.
    let hasOtherMemory = side.memory.map { $0 !== function.side.memory } ?? false
    guard function.side.options.encoding == side.options.encoding, !hasOtherMemory else {
      throw .trap(.canonicalABI("task.return called with other options than the function's"))
    }
  }

  // MARK: Waitables

  private func add(_ entry: HandleEntry, to scope: ComponentScope) throws(ComponentRuntimeError) -> UInt32 {
    guard let index = scope.handles.add(entry) else {
      throw .trap(.resourceLimit("more than \(HandleTable.maxLength) handles"))
    }
    return index
  }

  private func set(_ index: UInt32, _ scope: ComponentScope) throws(ComponentRuntimeError) -> WaitableSetNumber {
    guard case .waitableSet(let set)? = scope.handles.entry(index) else {
      throw .trap(.canonicalABI("waitable set \(index) does not exist"))
    }
    return set
  }

  private func dropSet(_ index: UInt32, _ scope: ComponentScope, _ store: RuntimeStore) throws(ComponentRuntimeError) {
    let number = try set(index, scope)
    guard let set = store.concurrency.sets[number], set.count == 0 else {
      throw .trap(.canonicalABI("a waitable set dropped that is not empty"))
    }
    guard set.waiterCount == 0 else { throw .trap(.canonicalABI("a waitable set dropped that a thread waits for")) }
    scope.handles.remove(index)
    store.concurrency.sets[number] = nil
  }

  private func join(
    _ index: UInt32, _ setIndex: UInt32, _ scope: ComponentScope, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) {
    guard case .waitable(let waitable)? = scope.handles.entry(index) else {
      throw .trap(.canonicalABI("waitable \(index) does not exist"))
    }
    guard store.concurrency.waitables[waitable]?.hasSyncWaiter == false else {
      throw .trap(.canonicalABI("a waitable put into a set while a thread waits for it alone"))
    }
    store.concurrency.join(waitable, to: setIndex == 0 ? nil : try set(setIndex, scope))
  }

  private func dropSubtask(
    _ index: UInt32, _ scope: ComponentScope, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) {
    let (number, subtask) = try store.subtask(index, in: scope)
    guard subtask.isResolutionDelivered else {
      throw .trap(.canonicalABI("a subtask dropped that has not come to its end, as far as its component knows"))
    }
    scope.handles.remove(index)
    store.concurrency.join(number, to: nil)
    store.concurrency.waitables[number] = nil
  }

  // MARK: Values

  static func textPlan(_ pointerType: CoreAddressType) throws(ComponentRuntimeError) -> TransferPlan {
    do {
      return try TransferPlan([.string], pointerType: pointerType)
    } catch {
      throw .trap(error.trapCode)
    }
  }
}

extension RuntimeStore {
  func subtask(
    _ index: UInt32, in scope: ComponentScope
  ) throws(ComponentRuntimeError) -> (WaitableNumber, Subtask) {
    guard case .waitable(let number)? = scope.handles.entry(index),
      let subtask = concurrency.waitables[number]?.subtask
    else { throw .trap(.canonicalABI("subtask \(index) does not exist")) }
    return (number, subtask)
  }
}
