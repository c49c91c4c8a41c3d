import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

/// A call of a component-level function, by the host or by a guest, from its arguments to its result.
///
/// Source: CanonicalABI.md, "`canon lift`", "`canon lower`".
struct FunctionActivation: Activation {
  private let callee: ComponentFunction
  /// The guest that calls; nil for the host.
  private let caller: GuestCaller?
  private let borrows = BorrowScope()
  private var phase: Phase
  private var lift: LiftCursor?
  private var lower: LowerCursor?
  private var linked: (any ComponentCall)?
  /// The component-level arguments, until they are lowered.
  private var arguments: [ComponentValue] = []
  private var value: ComponentValue?
  /// The callee's core results, which post-return gets.
  private var coreResults: [CoreValue] = []
  /// What a linked instance ran and saw.
  private(set) var linkedInstructions: UInt64 = 0
  private(set) var linkedObservations = Observations()

  private struct GuestCaller {
    let function: LoweredFunction
    let plan: SignaturePlan
    /// Where a spilled result goes.
    let outPointer: UInt32?
  }

  /// The steps in the order of the specification. In those marked with `*` guest code may be running.
  private enum Phase {
    case liftArguments
    case enter
    case lowerArguments  // * the callee's realloc
    case callee  // *
    case linkedCallee
    case liftResult
    case lowerResult  // * the caller's realloc
    case postReturn
    case afterPostReturn  // *
    case leave
  }

  /// A call by the host; the arguments are of the parameters' types.
  init(_ callee: ComponentFunction, _ arguments: [ComponentValue]) {
    self.callee = callee
    self.arguments = arguments
    caller = nil
    phase = .enter
  }

  /// A call by a guest through `canon lower`.
  init(
    _ function: LoweredFunction, _ coreArguments: [CoreValue], _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) {
    guard function.side.scope.mayLeave else {
      throw .trap(.canonicalABI("an import called while the instance may not be left"))
    }
    // Before the arguments are looked at: an import that nothing is linked to may take what is not supported yet.
    if case .stub(let path) = function.callee.body, !Self.isAnswered(path, run) {
      throw .trap(.unlinkedImport(path.description))
    }
    guard !function.isAsync else { throw .trap(.canonicalABI("async lower not supported yet")) }
    let plan = try Self.plan(function.signature)
    var outPointer: UInt32?
    if plan.resultSpills, case .i32(let pointer) = coreArguments.last { outPointer = pointer }
    callee = function.callee
    caller = GuestCaller(function: function, plan: plan, outPointer: outPointer)
    lift = LiftCursor(
      plan.parameters, flat: coreArguments, maxFlat: maxFlatParameters, options: function.side.options)
    phase = .liftArguments
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    switch phase {
    case .liftArguments: try liftArguments(&budget, run)
    case .enter: try enter(run)
    case .lowerArguments: try lowerArguments(input, &budget, run)
    case .callee: try takeResults(input, run)
    case .linkedCallee: try runLinked(&budget, run)
    case .liftResult: try liftResult(&budget, run)
    case .lowerResult: try lowerResult(input, &budget, run)
    case .postReturn: try postReturn()
    case .afterPostReturn: try afterPostReturn()
    case .leave: try leave()
    }
  }

  private mutating func liftArguments(
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let side = caller?.function.side else { preconditionFailure("only a guest's arguments are lifted") }
    guard let values = try Self.step(&lift, side, borrows, &budget, run) else { return .again }
    arguments = values
    phase = .enter
    return .again
  }

  private mutating func enter(_ run: borrowing RunContext) throws(ComponentRuntimeError) -> Directive {
    switch callee.body {
    case .stub(let path):
      if let link = run.store.responder?.link(for: path) {
        run.store.responder?.willCallLink(for: path)
        try startLinked(link.instance, link.path, run)
      } else {
        value = try answer(path, run)
        arguments = []
        return afterResult()
      }
    case .linked(let instance, let path): try startLinked(instance, path, run)
    case .lifted(let function):
      guard !function.isAsync else { throw .trap(.canonicalABI("async lift not supported yet")) }
      guard function.side.scope.enter(from: caller?.function.side.scope) else {
        throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
      }
      lower = LowerCursor(
        try Self.plan(callee.signature).parameters, arguments, maxFlat: maxFlatParameters,
        textSource: caller?.function.side.options.encoding, options: function.side.options)
      phase = .lowerArguments
    }
    arguments = []
    return .again
  }

  private mutating func startLinked(
    _ instance: any ComponentInstance, _ path: FunctionPath, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) {
    let plan = try Self.plan(callee.signature)
    guard !plan.usesHandles else { throw .trap(.canonicalABI("handles to linked instances not supported yet")) }
    do throws(CallError) {
      linked = try instance.startCall(path, arguments, watch: run.watch)
    } catch {
      throw .trap(error.trapCode)
    }
    phase = .linkedCallee
  }

  /// Whether a call of an import that nothing was linked to when it was instantiated is answered all the same.
  private static func isAnswered(_ path: FunctionPath, _ run: borrowing RunContext) -> Bool {
    guard let responder = run.store.responder else { return false }
    return responder.standsIn(for: path) || responder.link(for: path) != nil
  }

  /// What the stub of an import answers.
  private func answer(_ path: FunctionPath, _ run: borrowing RunContext) throws(ComponentRuntimeError)
    -> ComponentValue?
  {
    let store = run.store
    guard let responder = store.responder, responder.standsIn(for: path) else {
      throw .trap(.unlinkedImport(path.description))
    }
    let type = caller?.function.signature.type ?? callee.signature.type
    let resources = caller?.function.side.scope.resources ?? [:]
    let answer = responder.answer(path, type, arguments) { resource in
      resources[resource.identity].flatMap { store.makeStubHandle($0) }
    }
    // A guest's handles went into the host's table to be passed on, and end here.
    if caller != nil {
      for (argument, parameter) in zip(arguments, type.parameters) {
        for handle in argument.handles(as: parameter.type) { store.hostHandles.remove(handle.number) }
      }
    }
    switch answer {
    case .returns(let value): return value
    case .traps: throw .trap(.stubbed)
    case .cannot(let reason): throw .trap(.canonicalABI(reason))
    }
  }

  private mutating func lowerArguments(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let function = lifted
    switch try Self.step(&lower, input, function.side, borrows, &budget, run) {
    case .again: return .again
    case .realloc(let directive): return directive
    case .done(let flat):
      phase = .callee
      return .run(function.core, flat)
    }
  }

  private mutating func takeResults(
    _ input: ActivationInput, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard case .returned(let values) = input else { preconditionFailure("the callee returns core values") }
    coreResults = values
    lift = LiftCursor(
      try Self.plan(callee.signature).result, flat: values, maxFlat: maxFlatResults, options: lifted.side.options)
    phase = .liftResult
    return .again
  }

  private mutating func runLinked(
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let linked else { preconditionFailure("a linked call was started") }
    let responder = run.store.responder
    if let responder {
      guard responder.linkedCalls < type(of: responder).maximumLinkedCalls else { throw .trap(.stackExhausted) }
      responder.linkedCalls += 1
    }
    defer { responder?.linkedCalls -= 1 }
    let before = linked.instructionsRun
    let progress = linked.resume(budget: budget)
    budget -= min(budget, linked.instructionsRun &- before)
    switch progress {
    case .running: return .again
    case .trapped(let trap): throw ComponentRuntimeError(.trap(trap))
    case .returned(let result):
      linkedInstructions = linked.instructionsRun
      linkedObservations = linked.observations
      self.linked = nil
      value = result
      return afterResult()
    }
  }

  private mutating func liftResult(
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let values = try Self.step(&lift, lifted.side, borrows, &budget, run) else { return .again }
    value = values.first
    // task.return, the specification's name for this moment, comes after every borrow was given back.
    guard borrows.borrowCount == 0 else {
      throw .trap(.canonicalABI("\(borrows.borrowCount) borrowed handles not dropped before the call returned"))
    }
    return afterResult()
  }

  private mutating func afterResult() -> Directive {
    guard let caller else {
      phase = .postReturn
      return .again
    }
    lower = LowerCursor(
      caller.plan.result, value.map { [$0] } ?? [], maxFlat: maxFlatResults, outPointer: caller.outPointer,
      textSource: calleeEncoding, options: caller.function.side.options)
    value = nil
    phase = .lowerResult
    return .again
  }

  private mutating func lowerResult(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let side = caller?.function.side else { preconditionFailure("only a guest's result is lowered") }
    switch try Self.step(&lower, input, side, borrows, &budget, run) {
    case .again: return .again
    case .realloc(let directive): return directive
    case .done(let flat):
      loweredResult = flat
      phase = .postReturn
      return .again
    }
  }

  /// The caller's core results.
  private var loweredResult: [CoreValue] = []

  private mutating func postReturn() throws(ComponentRuntimeError) -> Directive {
    guard case .lifted(let function) = callee.body, let postReturn = function.postReturn else {
      phase = .leave
      return .again
    }
    function.side.scope.mayLeave = false
    phase = .afterPostReturn
    return .run(postReturn, coreResults)
  }

  private mutating func afterPostReturn() throws(ComponentRuntimeError) -> Directive {
    lifted.side.scope.mayLeave = true
    phase = .leave
    return .again
  }

  private mutating func leave() throws(ComponentRuntimeError) -> Directive {
    if case .lifted(let function) = callee.body {
      function.side.scope.leave(to: caller?.function.side.scope)
    }
    borrows.release()
    return .finish(caller == nil ? .value(value) : .core(loweredResult))
  }

  /// The encoding of the callee's strings; nil where it is not a guest of this store.
  private var calleeEncoding: StringEncoding? {
    guard case .lifted(let function) = callee.body else { return nil }
    return function.side.options.encoding
  }

  private var lifted: LiftedFunction {
    guard case .lifted(let function) = callee.body else { preconditionFailure("the callee is a lifted function") }
    return function
  }

  static func plan(_ signature: Signature) throws(ComponentRuntimeError) -> SignaturePlan {
    do {
      return try signature.plan.get()
    } catch {
      throw .trap(error.trapCode)
    }
  }
}
