import CanonicalABI
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
      if run.linked != nil, run.store.responder?.link(for: path)?.instance.asWalked != nil { return }
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
      if case .linked = kept { endLinkedHandles(run.store) }
      arguments = []
      return try take(kept, run)
    }
    // A call that was begun before the run went back goes on.
    if run.outside.call == nil {
      if run.linked != nil, let (instance, path) = linkedInstance(run), let walked = instance.asWalked {
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
    endLinkedHandles(run.store)
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
      throw .trap(.canonicalABI("a handle to an instance that was linked while the call was walked"))
    }
    defer { arguments = [] }
    phase = .outside
    answerer = ObjectIdentifier(instance)
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
    case .linked(.success(let result), let instructions, let observations, let instance):
      answerer = instance.map { ObjectIdentifier($0) }
      linkedInstructions = instructions
      linkedObservations = observations
      value = try result.map { result throws(ComponentRuntimeError) in try taken(result, from: instance, run.store) }
    case .linked(.failure(let trap), let instructions, let observations, _):
      linkedInstructions = instructions
      linkedObservations = observations
      throw ComponentRuntimeError(.trap(trap))
    case .refused(let code): throw .trap(code)
    case .stub(.returns(let result), _): value = result
    case .stub(.traps, _): throw .trap(.stubbed)
    case .stub(.cannot(let reason), _): throw .trap(.canonicalABI(reason))
    case .nobody, .walked: preconditionFailure("such a call is not answered from outside")
    }
    run.note(.answered(value, by: answerer), of: callee.signature.type)
    run.border?.forgetLeaves()
    return afterResult(run)
  }

  // MARK: Linked instances

  private func start(
    _ instance: any ComponentInstance, _ path: FunctionPath, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) {
    guard !(try Self.plan(callee.signature).usesAsyncValues) else {
      throw .trap(.canonicalABI("streams, futures and error contexts to linked instances not supported yet"))
    }
    let given = try arguments(for: instance, run.store)
    do throws(CallError) {
      try run.outside.begin(path, of: instance, given, watch: run.watch)
    } catch {
      throw .trap(error.trapCode)
    }
  }

  /// The function's type as the caller has it.
  private var typeHere: FunctionType { caller?.function.signature.type ?? callee.signature.type }

  /// The arguments with handles as a linked instance knows them.
  private func arguments(
    for instance: any ComponentInstance, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> [ComponentValue] {
    guard try Self.plan(callee.signature).parameters.usesResources else { return arguments }
    var given: [ComponentValue] = []
    for (argument, parameter) in zip(arguments, typeHere.parameters) {
      given.append(
        try argument.mappingHandles(as: parameter.type) { handle throws(ComponentRuntimeError) in
          guard let held = store.hostHandles[handle.number], store.provider(of: held) === instance,
            !handle.isOwn || held.lendCount == 0
          else { throw .trap(.canonicalABI("a \(handle.type.name) that the linked instance did not give")) }
          return UInt32(truncatingIfNeeded: held.representation)
        })
    }
    return given
  }

  /// A result with the resources of a linked instance as the caller's.
  private func taken(
    _ result: ComponentValue, from instance: (any ComponentInstance)?, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> ComponentValue {
    guard let instance, let type = typeHere.result, try Self.plan(callee.signature).result.usesResources else {
      return result
    }
    let resources = caller?.function.side.scope.resources ?? [:]
    return try result.mappingHandles(as: type) { handle throws(ComponentRuntimeError) in
      guard let resource = resources[handle.type.identity] else {
        throw .trap(
          .canonicalABI("a \(handle.type.name) of a linked instance, passed on to the host, not supported yet"))
      }
      guard let number = store.makeLinkedHandle(resource, handle.number, of: instance) else {
        throw .trap(.resourceLimit("more than \(HandleTable.maxLength) handles"))
      }
      return number
    }
  }

  /// Handles that went to a linked instance end here: what was given away is its own now, what was lent is only lent to
  /// the call.
  private func endLinkedHandles(_ store: RuntimeStore) {
    guard let plan = try? Self.plan(callee.signature), plan.parameters.usesResources else { return }
    for (argument, parameter) in zip(arguments, typeHere.parameters) {
      // A guest's are there for their way only; the user keeps what is lent.
      for handle in argument.handles(as: parameter.type) where handle.isOwn || caller != nil {
        store.hostHandles.remove(handle.number)
      }
    }
  }

  /// Runs the call of a linked instance on.
  mutating func goOnOutside(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if case .answered(let result) = input {
      value = result
      run.note(.answered(value, by: answerer), of: callee.signature.type)
      return afterResult(run)
    }
    guard let answer = try run.outside.advance(&budget, run.store.responder) else { return .again }
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
      if store.usesAsync { for value in argument.asyncValues(as: parameter.type) { store.discard(value) } }
    }
  }
}
