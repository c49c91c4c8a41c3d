import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

/// What a task's first thread does: from being let in to the end of its function.
///
/// Source: CanonicalABI.md, "`canon lift`", "Tasks".
struct TaskActivation: Activation {
  private let number: CallNumber
  private let thread: ThreadNumber
  private unowned let scope: ComponentScope
  private let callee: ComponentTask.Callee
  private var phase = Phase.enter
  private var lift: LiftCursor?
  private var texts: LiftedTexts?
  private var lower: LowerCursor?
  /// The function's core results, which post-return gets.
  private var coreResults: [CoreValue] = []

  /// In those marked with `*` guest code may be running or the thread may wait.
  private enum Phase {
    case enter
    case waitingToEnter  // *
    case start
    case liftArguments(Subtask)
    case lowerArguments  // * realloc
    case callee  // *
    case liftResult
    case returning  // * the caller's realloc
    case postReturn
    case afterPostReturn  // *
    /// What the callback wants, which is the function itself the first time.
    case callbackCode(UInt32)
    case waitingForTurn  // *
    case waitingForEvent(WaitableSetNumber)  // *
    case callback  // *
    case exit
  }

  init(_ number: CallNumber, _ thread: ThreadNumber, _ scope: ComponentScope, _ callee: ComponentTask.Callee) {
    self.number = number
    self.thread = thread
    self.scope = scope
    self.callee = callee
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch phase {
    case .enter: return try enter(store)
    case .waitingToEnter:
      scope.tasks.waitingToEnter -= 1
      if case .woken(isCancelled: true) = input {
        try store.resolveCancelled(number)
        store.concurrency.tasks[number] = nil
        return .finish(.core([]))
      }
      try beEntered(store)
    case .start: return try start(store)
    case .liftArguments(let subtask): try liftArguments(subtask, &budget, run)
    case .lowerArguments: return try lowerArguments(input, &budget, run)
    case .callee: try takeResults(input)
    case .liftResult: return try liftResult(&budget, run)
    case .returning: phase = .postReturn
    case .postReturn: return postReturn()
    case .afterPostReturn:
      scope.mayLeave = true
      phase = .exit
    case .callbackCode(let code): return try wait(code, store)
    case .waitingForTurn:
      let isCancelled = if case .woken(isCancelled: true) = input { true } else { false }
      return callBack(Event(code: isCancelled ? .taskCancelled : .none))
    case .waitingForEvent(let set):
      store.concurrency.sets[set]?.waiterCount -= 1
      if case .woken(isCancelled: true) = input { return callBack(Event(code: .taskCancelled)) }
      return callBack(store.deliverEvent(ofSet: set))
    case .callback:
      guard case .returned(let values) = input, case .i32(let code)? = values.first else {
        preconditionFailure("a callback returns an i32")
      }
      phase = .callbackCode(code)
    case .exit:
      try store.unregister(thread)
      if isAsyncType, needsExclusive { scope.tasks.exclusiveThread = nil }
      return .finish(.core([]))
    }
    return .again
  }

  // MARK: Being let in

  private var isAsyncType: Bool {
    if case .lifted(_, let signature) = callee { signature.type.isAsync } else { false }
  }

  private var needsExclusive: Bool {
    if case .lifted(let function, _) = callee { !function.isAsync || function.callback != nil } else { false }
  }

  private mutating func enter(_ store: RuntimeStore) throws(ComponentRuntimeError) -> Directive {
    let mustWait = scope.tasks.hasBackpressure(needsExclusive: needsExclusive) || scope.tasks.waitingToEnter > 0
    guard isAsyncType, mustWait else {
      try beEntered(store)
      return .again
    }
    scope.tasks.waitingToEnter += 1
    phase = .waitingToEnter
    return .block(Blocking(condition: .entrance(needsExclusive: needsExclusive), isCancellable: true))
  }

  private mutating func beEntered(_ store: RuntimeStore) throws(ComponentRuntimeError) {
    if isAsyncType, needsExclusive { scope.tasks.exclusiveThread = thread }
    try store.register(thread)
    phase = .start
  }

  // MARK: Arguments

  private mutating func start(_ store: RuntimeStore) throws(ComponentRuntimeError) -> Directive {
    guard let task = store.concurrency.tasks[number] else { preconditionFailure("a task that runs is known") }
    store.concurrency.tasks[number]?.phase = .started
    var given: [ComponentValue] = []
    switch task.caller {
    case .host(let arguments):
      given = arguments
      store.concurrency.tasks[number]?.caller = .host([])
    case .subtask(let subtask):
      store.advance(subtask, to: .started)
      if let subtask = store.concurrency.waitables[subtask]?.subtask, let function = subtask.function {
        lift = LiftCursor(
          try FunctionActivation.plan(function.signature, function.side.pointerType).parameters,
          flat: subtask.arguments,
          maxFlat: function.maxFlatParameters, options: function.side.options)
        phase = .liftArguments(subtask)
        return .again
      }
    case .nobody: break
    }
    switch callee {
    case .lifted: try begin(lowering: given)
    case .destructor(let function, let arguments):
      phase = .callee
      return .run(function, arguments)
    case .host: preconditionFailure("the host's functions have threads of their own kind")
    }
    return .again
  }

  private mutating func liftArguments(
    _ subtask: Subtask, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) {
    guard let side = subtask.function?.side else { preconditionFailure("only a guest's arguments are lifted") }
    guard let values = try FunctionActivation.step(&lift, &texts, side, number, &budget, run) else { return }
    try begin(lowering: values)
  }

  private mutating func begin(lowering values: [ComponentValue]) throws(ComponentRuntimeError) {
    guard case .lifted(let function, let signature) = callee else { preconditionFailure("a destructor lowers nothing") }
    lower = LowerCursor(
      try FunctionActivation.plan(signature, function.side.pointerType).parameters, values, maxFlat: maxFlatParameters,
      textSource: texts,
      options: function.side.options)
    texts = nil
    phase = .lowerArguments
  }

  private mutating func lowerArguments(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard case .lifted(let function, _) = callee else { preconditionFailure("a destructor lowers nothing") }
    switch try FunctionActivation.step(&lower, input, function.side, number, &budget, run) {
    case .again: return .again
    case .realloc(let directive): return directive
    case .done(let flat):
      phase = .callee
      return .run(function.core, flat)
    }
  }

  // MARK: Results

  private mutating func takeResults(_ input: ActivationInput) throws(ComponentRuntimeError) {
    guard case .returned(let values) = input else { preconditionFailure("the callee returns core values") }
    guard case .lifted(let function, let signature) = callee else {
      phase = .liftResult
      return
    }
    if function.isAsync {
      if function.callback != nil, case .i32(let code)? = values.first {
        phase = .callbackCode(code)
      } else {
        phase = .exit
      }
      return
    }
    coreResults = values
    lift = LiftCursor(
      try FunctionActivation.plan(signature, function.side.pointerType).result, flat: values, maxFlat: maxFlatResults,
      options: function.side.options)
    phase = .liftResult
  }

  private mutating func liftResult(
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    var value: ComponentValue?
    if case .lifted(let function, _) = callee {
      guard let values = try FunctionActivation.step(&lift, &texts, function.side, number, &budget, run) else {
        return .again
      }
      value = values.first
    }
    phase = .returning
    return .start(ResultActivation(number, value, texts))
  }

  private mutating func postReturn() -> Directive {
    guard case .lifted(let function, _) = callee, let postReturn = function.postReturn else {
      phase = .exit
      return .again
    }
    scope.mayLeave = false
    phase = .afterPostReturn
    return .run(postReturn, coreResults)
  }

  // MARK: Callbacks

  /// Source: CanonicalABI.md, "`canon lift`" (`CallbackCode`, `unpack_callback_result`).
  private mutating func wait(_ packed: UInt32, _ store: RuntimeStore) throws(ComponentRuntimeError) -> Directive {
    let condition: ReadyCondition
    switch packed & 0xf {
    case 0:
      phase = .exit
      return .again
    case 1:
      phase = .waitingForTurn
      condition = .exclusiveness
    case 2:
      guard case .waitableSet(let set)? = scope.handles.entry(packed >> 4) else {
        throw .trap(.canonicalABI("waitable set \(packed >> 4) does not exist"))
      }
      store.concurrency.sets[set]?.waiterCount += 1
      phase = .waitingForEvent(set)
      condition = .event(set, isExclusive: true)
    default: throw .trap(.canonicalABI("callback code \(packed & 0xf) does not exist"))
    }
    scope.tasks.exclusiveThread = nil
    if store.deliverPendingCancel(number, isCancellable: true) {
      if case .waitingForEvent(let set) = phase { store.concurrency.sets[set]?.waiterCount -= 1 }
      return callBack(Event(code: .taskCancelled))
    }
    return .block(Blocking(condition: condition, isCancellable: true))
  }

  private mutating func callBack(_ event: Event) -> Directive {
    guard case .lifted(let function, _) = callee, let callback = function.callback else {
      preconditionFailure("only a function with a callback waits so")
    }
    scope.tasks.exclusiveThread = thread
    phase = .callback
    return .run(callback, event.coreValues)
  }
}
