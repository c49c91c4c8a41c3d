import CanonicalABI
import ComponentTypes
import CoreTypes

/// The thread of a task that no component runs: whoever stands in for an import answers when others had their turn.
///
/// Source: CanonicalABI.md, "Embedding API" (`FuncInst`).
struct HostAnswerActivation: Activation {
  private let number: CallNumber
  private let thread: ThreadNumber
  private let function: ComponentFunction
  private let path: FunctionPath
  private let delay: AnswerDelay
  private var lift: LiftCursor?
  private var texts: LiftedTexts?
  private var arguments: [ComponentValue] = []
  private var phase = Phase.begin

  private enum Phase {
    case begin
    case lift(LoweredFunction)
    case waiting(LoweredFunction)
    case returning
  }

  init(
    _ number: CallNumber, _ thread: ThreadNumber, _ function: ComponentFunction, _ path: FunctionPath,
    _ delay: AnswerDelay
  ) {
    self.number = number
    self.thread = thread
    self.function = function
    self.path = path
    self.delay = delay
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch phase {
    case .begin:
      guard case .subtask(let number)? = store.concurrency.tasks[number]?.caller,
        let subtask = store.concurrency.waitables[number]?.subtask, let caller = subtask.function
      else { preconditionFailure("a guest calls the host's functions") }
      store.concurrency.tasks[self.number]?.phase = .started
      store.advance(number, to: .started)
      lift = LiftCursor(
        try FunctionActivation.plan(caller.signature, caller.side.pointerType).parameters, flat: subtask.arguments,
        maxFlat: caller.maxFlatParameters, options: caller.side.options)
      phase = .lift(caller)
      return .again
    case .lift(let caller):
      guard let values = try FunctionActivation.step(&lift, &texts, caller.side, number, &budget, run) else {
        return .again
      }
      arguments = values
      phase = .waiting(caller)
      return .block(Blocking(condition: delay == .forever ? .never : .nothing, isCancellable: true))
    case .waiting(let caller):
      guard case .woken(isCancelled: false) = input else {
        endHandles(caller, store)
        try store.resolveCancelled(number)
        try store.unregister(thread)
        return .finish(.core([]))
      }
      let value = try answer(caller, store)
      endHandles(caller, store)
      phase = .returning
      return .start(ResultActivation(number, value, nil))
    case .returning:
      try store.unregister(thread)
      return .finish(.core([]))
    }
  }

  private func answer(
    _ caller: LoweredFunction, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> ComponentValue? {
    guard let responder = store.responder else { throw .trap(.unlinkedImport(path.description)) }
    let given = responder.answer(path, caller.signature.type, arguments) { number in
      store.hostHandles[number].flatMap { UInt32(exactly: $0.representation) }
    } makeHandle: { resource, representation in
      caller.side.scope.resources[resource.identity].flatMap { store.makeStubHandle($0, representation) }
    }
    switch given {
    case .returns(let value): return value
    case .traps: throw .trap(.stubbed)
    case .cannot(let reason): throw .trap(.canonicalABI(reason))
    }
  }

  /// What the guest has lent or given ends here.
  private func endHandles(_ caller: LoweredFunction, _ store: RuntimeStore) {
    for (argument, parameter) in zip(arguments, caller.signature.type.parameters) {
      for handle in argument.handles(as: parameter.type) { store.hostHandles.remove(handle.number) }
      for value in argument.asyncValues(as: parameter.type) { store.discard(value) }
    }
  }
}

extension RuntimeStore {
  /// What a call of a function is the task of; nil where it is answered at once.
  func taskCallee(of function: LoweredFunction) -> ComponentTask.Callee? {
    switch function.callee.body {
    case .lifted(let lifted): return .lifted(lifted, function.callee.signature)
    case .linked: return nil
    case .stub(let path):
      guard function.signature.type.isAsync, let responder, responder.link(for: path) == nil,
        responder.standsIn(for: path), case let delay = responder.delay(of: path), delay != .none
      else { return nil }
      return .host(function.callee, path, delay)
    }
  }
}
