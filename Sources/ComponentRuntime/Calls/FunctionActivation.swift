import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

/// A call of a component-level function, by the host or by a guest, from its arguments to its result.
///
/// Source: CanonicalABI.md, "`canon lift`", "`canon lower`".
struct FunctionActivation: Activation {
  let callee: ComponentFunction
  /// The guest that calls; nil for the host.
  let caller: GuestCaller?
  /// The instance that the call comes from; nil for the host.
  private let origin: ComponentScope?
  private let number: CallNumber
  var phase: Phase
  var lift: LiftCursor?
  /// The strings of the last lift.
  var texts: LiftedTexts?
  var lower: LowerCursor?
  /// The component-level arguments, until they are lowered.
  var arguments: [ComponentValue] = []
  var value: ComponentValue?
  /// The callee's core results, which post-return gets.
  private var coreResults: [CoreValue] = []
  /// What a linked instance ran and saw.
  var linkedInstructions: UInt64 = 0
  var linkedObservations = Observations()
  /// The linked instance that answers or has answered; nil for a stub.
  var answerer: ObjectIdentifier?

  struct GuestCaller {
    let function: LoweredFunction
    let plan: SignaturePlan
    /// Where a spilled result goes.
    let outPointer: UInt64?
  }

  /// The steps in the order of the specification. In those marked with `*` guest code may be running.
  enum Phase {
    case liftArguments
    case enter
    case lowerArguments  // * the callee's realloc
    case callee  // *
    case outside
    case liftResult
    case lowerResult  // * the caller's realloc
    case postReturn
    case afterPostReturn  // *
    case leave
  }

  /// A call by the host; the arguments are of the parameters' types.
  ///
  /// - Parameter origin: the instance whose start definition it is.
  init(
    _ callee: ComponentFunction, _ arguments: [ComponentValue], _ store: RuntimeStore,
    from origin: ComponentScope? = nil
  ) {
    self.origin = origin
    number = store.borrows.beginCall()
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
    if case .stub(let path) = function.callee.body { try Self.checkIsAnswered(path, run) }
    let plan = try Self.plan(function.signature, function.side.pointerType)
    let spills = plan.result.flat.count > function.maxFlatResults
    let outPointer = spills ? coreArguments.last?.slots.first : nil
    number = run.store.borrows.beginCall()
    callee = function.callee
    origin = function.side.scope
    caller = GuestCaller(function: function, plan: plan, outPointer: outPointer)
    lift = LiftCursor(
      plan.parameters, flat: coreArguments, maxFlat: function.maxFlatParameters, options: function.side.options)
    phase = .liftArguments
    follow(lift: run)
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    switch phase {
    case .liftArguments: try liftArguments(&budget, run)
    case .enter: try enter(run)
    case .lowerArguments: try lowerArguments(input, &budget, run)
    case .callee: try takeResults(input, run)
    case .outside: try goOnOutside(input, &budget, run)
    case .liftResult: try liftResult(&budget, run)
    case .lowerResult: try lowerResult(input, &budget, run)
    case .postReturn: try postReturn(run)
    case .afterPostReturn: try afterPostReturn()
    case .leave: try leave(run)
    }
  }

  private mutating func liftArguments(
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let side = caller?.function.side else { preconditionFailure("only a guest's arguments are lifted") }
    guard let values = try Self.step(&lift, &texts, side, number, &budget, run) else { return .again }
    arguments = values
    run.note(.lifted(.parameters, values), in: side.scope, of: callee.signature.type)
    phase = .enter
    return .again
  }

  private mutating func enter(_ run: borrowing RunContext) throws(ComponentRuntimeError) -> Directive {
    switch callee.body {
    case .stub, .linked: return try ask(run)
    case .lifted(let function):
      // Only a component's start function comes here where there are tasks.
      guard !function.isAsync else { throw .trap(.canonicalABI("async lift not supported yet")) }
      guard function.side.scope.enter(from: origin) else {
        throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
      }
      lower = LowerCursor(
        try Self.plan(callee.signature, function.side.pointerType).parameters, arguments, maxFlat: maxFlatParameters,
        textSource: texts, options: function.side.options)
      follow(lowering: run)
      phase = .lowerArguments
    }
    arguments = []
    return .again
  }

  private mutating func lowerArguments(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let function = lifted
    switch try Self.step(&lower, input, function.side, number, &budget, run) {
    case .again: return .again
    case .realloc(let directive): return directive
    case .done(let flat):
      run.note(.lowered(.parameters, flat), in: function.side.scope)
      phase = .callee
      if let border = run.border { border.send(border.flat) }
      return .run(function.core, flat)
    }
  }

  private mutating func takeResults(
    _ input: ActivationInput, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard case .returned(let values) = input else { preconditionFailure("the callee returns core values") }
    coreResults = values
    lift = LiftCursor(
      try Self.plan(callee.signature, lifted.side.pointerType).result, flat: values, maxFlat: maxFlatResults,
      options: lifted.side.options)
    follow(lift: run)
    phase = .liftResult
    return .again
  }

  private mutating func liftResult(
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let values = try Self.step(&lift, &texts, lifted.side, number, &budget, run) else { return .again }
    value = values.first
    // task.return, the specification's name for this moment, comes after every borrow was given back.
    let borrowCount = run.store.borrows.borrowCount(of: number)
    guard borrowCount == 0 else {
      throw .trap(.canonicalABI("\(borrowCount) borrowed handles not dropped before the call returned"))
    }
    run.note(.lifted(.results, values), in: lifted.side.scope, of: callee.signature.type)
    return afterResult(run)
  }

  mutating func afterResult(_ run: borrowing RunContext) -> Directive {
    guard let caller else {
      phase = .postReturn
      return .again
    }
    lower = LowerCursor(
      caller.plan.result, value.map { [$0] } ?? [], maxFlat: caller.function.maxFlatResults,
      outPointer: caller.outPointer,
      textSource: texts, options: caller.function.side.options)
    follow(lowering: run)
    value = nil
    phase = .lowerResult
    return .again
  }

  private mutating func lowerResult(
    _ input: ActivationInput, _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let side = caller?.function.side else { preconditionFailure("only a guest's result is lowered") }
    switch try Self.step(&lower, input, side, number, &budget, run) {
    case .again: return .again
    case .realloc(let directive): return directive
    case .done(let flat):
      run.note(.lowered(.results, flat), in: side.scope)
      loweredResult = flat
      loweredTags = run.border?.flat ?? []
      phase = .postReturn
      return .again
    }
  }

  /// The caller's core results.
  private var loweredResult: [CoreValue] = []
  /// Their tags, in a run that is followed.
  private var loweredTags: [WordTags] = []

  private mutating func postReturn(_ run: borrowing RunContext) throws(ComponentRuntimeError) -> Directive {
    guard case .lifted(let function) = callee.body, let postReturn = function.postReturn else {
      phase = .leave
      return .again
    }
    function.side.scope.mayLeave = false
    phase = .afterPostReturn
    run.note(.postReturn(coreResults), in: function.side.scope)
    return .run(postReturn, coreResults)
  }

  private mutating func afterPostReturn() throws(ComponentRuntimeError) -> Directive {
    lifted.side.scope.mayLeave = true
    phase = .leave
    return .again
  }

  private mutating func leave(_ run: borrowing RunContext) throws(ComponentRuntimeError) -> Directive {
    if case .lifted(let function) = callee.body {
      function.side.scope.leave(to: origin)
    }
    run.store.endBorrows(of: number)
    run.border?.send(loweredTags)
    guard let caller else { return .finish(.value(value)) }
    // Whoever is outside has answered at once.
    return .finish(.core(caller.function.isAsync ? [.i32(Subtask.Phase.returned.rawValue)] : loweredResult))
  }

  private var lifted: LiftedFunction {
    guard case .lifted(let function) = callee.body else { preconditionFailure("the callee is a lifted function") }
    return function
  }

  mutating func forgetTexts() { texts = nil }

  static func plan(
    _ signature: Signature, _ pointerType: CoreAddressType = .i32
  ) throws(ComponentRuntimeError) -> SignaturePlan {
    do {
      return try signature.plan(pointerType).get()
    } catch {
      throw .trap(error.trapCode)
    }
  }
}
