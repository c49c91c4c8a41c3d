import ComponentTypes
import CoreTypes

// Calls that leave the store: of linked instances, and of imports that a stub stands in for.

extension FunctionActivation {
  /// Refuses a call that nobody answers.
  static func checkIsAnswered(_ path: FunctionPath, _ run: borrowing RunContext) throws(ComponentRuntimeError) {
    switch run.outside.nextKept {
    case .nobody?: _ = run.outside.takeKept()
    case _?: return
    case nil:
      if run.linked != nil, run.store.responder?.link(for: path)?.instance is any WalkedInstance { return }
      try run.outside.checkIsOpen()
      if run.outside.call != nil { return }
      if let responder = run.store.responder, responder.standsIn(for: path) || responder.link(for: path) != nil {
        return
      }
      run.outside.keep(.nobody)
    }
    throw .trap(.unlinkedImport(path.description))
  }

  /// Asks whoever the import is linked to, or stands in for it, or gives the answer that was kept.
  mutating func ask(_ run: borrowing RunContext) throws(ComponentRuntimeError) -> Directive {
    // What comes back is not what was lifted.
    forgetTexts()
    if let kept = run.outside.takeKept() {
      if case .walked(let instance, let path) = kept { return try walk(instance, path, run) }
      if case .stub(_, let handles) = kept {
        for handle in handles { _ = run.store.makeStubHandle(handle.resource, handle.representation) }
        endHandles(run.store)
      }
      arguments = []
      return try take(kept, run)
    }
    // A call that was begun before the run went back goes on.
    if run.outside.call == nil {
      if run.linked != nil, let (instance, path) = linkedInstance(run), let walked = instance as? any WalkedInstance {
        if !run.outside.isClosed, case .stub(let path) = callee.body { run.store.responder?.willCallLink(for: path) }
        run.outside.keep(.walked(walked, path))
        return try walk(walked, path, run)
      }
      try run.outside.checkIsOpen()
      switch callee.body {
      case .linked(let instance, let path): try start(instance, path, run)
      case .stub(let path):
        guard let link = run.store.responder?.link(for: path) else {
          let answer = try stubAnswer(path, run)
          arguments = []
          return try take(answer, run)
        }
        run.store.responder?.willCallLink(for: path)
        try start(link.instance, link.path, run)
      case .lifted: preconditionFailure("a lifted function is in the store")
      }
    }
    try run.outside.checkIsOpen()
    arguments = []
    phase = .outside
    return .again
  }

  /// The instance that the import is linked to, and where it has the function; nil where it is not linked.
  private func linkedInstance(_ run: borrowing RunContext) -> (instance: any ComponentInstance, path: FunctionPath)? {
    switch callee.body {
    case .linked(let instance, let path): (instance, path)
    case .stub(let path): run.store.responder?.link(for: path)
    case .lifted: nil
    }
  }

  /// Lets the call of a linked instance be gone through as part of the walk.
  private mutating func walk(
    _ instance: any WalkedInstance, _ path: FunctionPath, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard !(try Self.plan(callee.signature).usesHandles) else {
      throw .trap(.canonicalABI("handles to linked instances not supported yet"))
    }
    defer { arguments = [] }
    phase = .outside
    return .walk(instance, path, arguments)
  }

  /// What came from outside is the result.
  private mutating func take(
    _ answer: OutsideAnswers.Answer, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if run.outside.exceedsLimit {
      throw .trap(.resourceLimit("answers from outside take more than \(run.outside.limit ?? 0) bytes to keep"))
    }
    switch answer {
    case .linked(.success(let result), let instructions, let observations):
      linkedInstructions = instructions
      linkedObservations = observations
      value = result
    case .linked(.failure(let trap), let instructions, let observations):
      linkedInstructions = instructions
      linkedObservations = observations
      throw ComponentRuntimeError(.trap(trap))
    case .refused(let code): throw .trap(code)
    case .stub(.returns(let result), _): value = result
    case .stub(.traps, _): throw .trap(.stubbed)
    case .stub(.cannot(let reason), _): throw .trap(.canonicalABI(reason))
    case .nobody, .walked: preconditionFailure("such a call is not answered from outside")
    }
    run.note(.answered(value), of: callee.signature.type)
    run.border?.forgetLeaves()
    return afterResult(run)
  }

  // MARK: Linked instances

  private func start(
    _ instance: any ComponentInstance, _ path: FunctionPath, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) {
    let plan = try Self.plan(callee.signature)
    guard !plan.usesHandles else { throw .trap(.canonicalABI("handles to linked instances not supported yet")) }
    do throws(CallError) {
      try run.outside.begin(path, of: instance, arguments, watch: run.watch)
    } catch {
      throw .trap(error.trapCode)
    }
  }

  /// Runs the call of a linked instance on.
  mutating func goOnOutside(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if case .answered(let result) = input {
      value = result
      run.note(.answered(value), of: callee.signature.type)
      return afterResult(run)
    }
    guard let call = run.outside.call else { preconditionFailure("a call outside was begun") }
    let responder = run.store.responder
    if let responder {
      guard responder.linkedCalls < type(of: responder).maximumLinkedCalls else {
        run.outside.keep(.refused(.stackExhausted))
        throw .trap(.stackExhausted)
      }
      responder.linkedCalls += 1
    }
    defer { responder?.linkedCalls -= 1 }
    let before = call.instructionsRun
    let progress = call.resume(budget: budget)
    budget -= min(budget, call.instructionsRun &- before)
    let outcome: Result<ComponentValue?, Trap>
    switch progress {
    case .running: return .again
    case .trapped(let trap): outcome = .failure(trap)
    case .returned(let result): outcome = .success(result)
    }
    let answer = OutsideAnswers.Answer.linked(outcome, instructions: call.instructionsRun, call.observations)
    run.outside.keep(answer)
    return try take(answer, run)
  }

  // MARK: Stubs

  /// What the stub of an import answers.
  private func stubAnswer(
    _ path: FunctionPath, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> OutsideAnswers.Answer {
    let store = run.store
    guard let responder = store.responder, responder.standsIn(for: path) else {
      throw .trap(.unlinkedImport(path.description))
    }
    let type = caller?.function.signature.type ?? callee.signature.type
    let resources = caller?.function.side.scope.resources ?? [:]
    var made: [(resource: RuntimeResource, representation: UInt32?)] = []
    let given = responder.answer(path, type, arguments) { number in
      store.hostHandles[number].flatMap { UInt32(exactly: $0.representation) }
    } makeHandle: { resource, representation in
      resources[resource.identity].flatMap { resource in
        made.append((resource, representation))
        return store.makeStubHandle(resource, representation)
      }
    }
    endHandles(store)
    let answer = OutsideAnswers.Answer.stub(given, handles: made)
    run.outside.keep(answer)
    return answer
  }

  /// A guest's handles went into the host's table to be passed on, and end here.
  private func endHandles(_ store: RuntimeStore) {
    guard let caller else { return }
    for (argument, parameter) in zip(arguments, caller.function.signature.type.parameters) {
      for handle in argument.handles(as: parameter.type) { store.hostHandles.remove(handle.number) }
    }
  }
}
