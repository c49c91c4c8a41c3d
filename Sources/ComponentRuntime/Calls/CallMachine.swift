import ComponentTypes
import CoreTypes
import Interpreter

/// Runs activations and the guest code that they ask for, in slices.
///
/// The two stacks grow together: whenever the engine runs, what it runs is what the topmost activation asked for, and a
/// host call it makes becomes an activation above that one.
final class CallMachine {
  /// Where a run stands.
  enum Progress {
    case running
    case finished(ActivationResult)
    case failed(ComponentRuntimeError)
  }

  let context: RunContext
  /// What runs the guest code of the thread that runs.
  var execution: Execution
  var stack: [Entry] = []
  var mode: Mode
  var end: Progress?
  /// What calls to other instances came to; those in flight are counted when they end.
  var linkedInstructions: UInt64 = 0
  var linkedObservations = Observations()
  /// Where a run that is stepped through stands.
  var walk = Walk()
  /// The functions of the host, by their tags, at whose calls runs stop that are asked to meet breakpoints.
  var callBreakpoints: Set<Int> = []
  /// What the watch has trapped on; the instruction did not run, so the engine has no record of it.
  private var lastEvent: ObservedEvent?
  /// What has resumed the thread that runs, the outermost first; empty while none of a task's does.
  var resumers: [Resumer] = []
  /// Stacks for guest code that nothing runs on.
  var idleExecutions: [Execution] = []
  /// What was seen on stacks of threads that wait.
  var seenElsewhere = SeenLosses()
  /// The linked instance whose call it is; nil for the call that is stepped through itself, or runs alone.
  let instance: (any WalkedInstance)?
  /// The run of a linked instance that the topmost activation waits for. Where that has trapped it stays to be looked at.
  var child: CallMachine?
  /// Operators and moments of those that have ended.
  var childSteps: UInt64 = 0
  var childMoments = 0

  struct Entry {
    var activation: any Activation
    /// Whether the guest called it, rather than the activation below.
    var answersGuest: Bool
  }

  enum Mode {
    /// The topmost activation goes on with this.
    case activation(ActivationInput)
    /// The engine runs.
    case core
  }

  /// - Parameters:
  ///   - stepping: what it may cost that the run is stepped through and goes back; nil where it is not
  ///   - linked: the linked instances that the run goes into; nil where it does not
  ///   - outside: keeps the answers from outside, or has them
  ///   - sites: whose losses are followed; nil where the run is not followed
  init(
    _ store: RuntimeStore, watch: WatchMode, stepping: SteppingLimits? = nil, linked: LinkedStores? = nil,
    outside: OutsideAnswers? = nil, following sites: Set<LossSite>? = nil, _ first: any Activation
  ) {
    store.runCount += 1
    instance = nil
    let execution = Execution(store: store.core, isFresh: stepping != nil)
    self.execution = execution
    context = RunContext(
      store: store, watch: watch, outside: outside ?? OutsideAnswers(limit: stepping?.answerBytes),
      moments: stepping == nil ? nil : MomentLog(),
      border: sites.map { BorderTags(Follower(execution, sites: $0)) }, linked: linked)
    execution.isWatching = watch.isOn
    // Stopping before an instruction takes code that has places for it.
    if context.trapsOnLosses { store.core.codeMode = .faithful }
    stack = [Entry(activation: first, answersGuest: false)]
    mode = .activation(.nothing)
  }

  /// The run of a linked instance's function as a part of another run, which keeps what comes from outside.
  init(_ entry: LinkedStores.Entry, within outer: CallMachine, _ first: any Activation) {
    entry.store.runCount += 1
    instance = entry.instance
    context = RunContext(
      store: entry.store, watch: .off, outside: outer.context.outside, moments: outer.context.moments, border: nil,
      linked: outer.context.linked)
    execution = entry.freshExecution()
    stack = [Entry(activation: first, answersGuest: false)]
    mode = .activation(.nothing)
    // The end of it is a moment of the run that waits for it.
    walk.hasNotedEnd = true
  }

  /// Wasm instructions run so far, linked instances' included.
  var instructionsRun: UInt64 {
    execution.instructionsRun &+ linkedInstructions &+ (child?.instructionsRun ?? 0)
  }

  /// What the watch saw so far.
  var observations: Observations {
    var own =
      seenOnAllStacks.map { Observations($0.events, total: $0.total) }
      ?? Observations(execution.observed, total: execution.observedTotal)
    if let lastEvent { own.add(lastEvent) }
    return Observations(
      events: own.events + linkedObservations.events, total: own.total &+ linkedObservations.total)
  }

  /// Runs for about `budget` instructions. Once it finished or failed it stays there.
  func resume(budget: UInt64) -> Progress {
    var budget = budget
    while end == nil, budget > 0 {
      do throws(ComponentRuntimeError) {
        switch mode {
        case .core: try runCore(&budget)
        case .activation(let input): try stepActivation(input, &budget)
        }
      } catch {
        fail(error)
      }
    }
    if end != nil, context.trapsOnLosses { context.store.core.codeMode = .optimised }
    return end ?? .running
  }

  /// Ends the run with a trap.
  func cancel(_ code: TrapCode) -> Trap {
    if let child, child.end == nil { _ = child.cancel(code) }
    if case .failed(let error) = end, case .trap(let trap) = error.kind { return trap }
    let trap = Trap(code, backtrace: execution.backtrace())
    fail(ComponentRuntimeError(.trap(trap)))
    return trap
  }

  func fail(_ error: ComponentRuntimeError) {
    var error = error
    if case .trap(var trap) = error.kind {
      if trap.backtrace.isEmpty { trap.backtrace = execution.backtrace() }
      context.store.trap = trap
      error.kind = .trap(trap)
    }
    end = .failed(error)
    for entry in stack { countLinked(in: entry) }
    stack = []
    if context.store.usesAsync { abandonThreads() }
    if context.trapsOnLosses { context.store.core.codeMode = .optimised }
  }

  func stepActivation(_ input: ActivationInput, _ budget: inout UInt64) throws(ComponentRuntimeError) {
    let top = stack.count - 1
    mode = .activation(.nothing)
    switch try stack[top].activation.step(input, budget: &budget, context) {
    case .again: break
    case .run(let function, let arguments):
      if let border = context.border {
        border.follower.call(function, arguments, tags: border.takeSent())
      } else {
        execution.call(function, arguments)
      }
      mode = .core
    case .start(let activation):
      stack.append(Entry(activation: activation, answersGuest: false))
    case .walk(let instance, let path, let arguments): try enter(instance, path, arguments)
    case .resume(let thread, let isCancelled): try resume(thread, isCancelled: isCancelled)
    case .block(let blocking): try block(blocking)
    case .finish(let result):
      finish(result)
    }
    budget -= min(budget, 1)
  }

  private func finish(_ result: ActivationResult) {
    let entry = stack.removeLast()
    countLinked(in: entry)
    if entry.answersGuest {
      guard case .core(let results) = result else { preconditionFailure("a guest is answered with core values") }
      complete(results, tags: context.border?.takeSent() ?? [])
      mode = .core
    } else if stack.isEmpty, !resumers.isEmpty {
      endThread()
    } else if stack.isEmpty {
      end = .finished(result)
    } else {
      mode = .activation(.finished(result))
    }
  }

  /// Counts what came of a linked instance's call that an activation made.
  func countLinked(in entry: Entry) {
    guard let call = entry.activation as? FunctionActivation else { return }
    linkedInstructions &+= call.linkedInstructions
    linkedObservations.events += call.linkedObservations.events
    linkedObservations.total &+= call.linkedObservations.total
  }

  private func runCore(_ budget: inout UInt64) throws(ComponentRuntimeError) {
    let before = execution.instructionsRun
    let stop =
      context.border?.follower.resume(budget: budget)
      ?? execution.resume(budget: budget, until: StopConditions(losses: context.watch.stopReadings))
    budget -= min(budget, max(1, execution.instructionsRun &- before))
    try goOn(after: stop)
  }

  /// Does what an execution stopped for. Before an operator there is nothing to do.
  func goOn(after stop: ExecutionStop) throws(ComponentRuntimeError) {
    switch stop {
    case .returned(let values): mode = .activation(.returned(values))
    case .outOfBudget, .stepped, .breakpoint: break
    case .watched(let event):
      guard var event = ObservedEvent(event), let trap = context.watch.trap(on: event) else {
        if context.watch.isAlwaysQuiet(at: event.exemptions) { execution.quietPlaceAhead() }
        break
      }
      event.didRun = false
      lastEvent = event
      throw .trap(trap)
    case .trapped(let trap): throw ComponentRuntimeError(.trap(trap))
    case .hostCall(let tag, let arguments): try answer(tag, arguments)
    }
  }

  private func answer(_ tag: Int, _ arguments: [CoreValue]) throws(ComponentRuntimeError) {
    switch context.store.hostFunctions[tag] {
    case .lowered(let function):
      if context.store.usesAsync, let callee = context.store.taskCallee(of: function) {
        start(try GuestTaskActivation(function, callee, arguments, context.store))
      } else {
        start(try FunctionActivation(function, arguments, context))
      }
    case .builtIn(let builtIn, let scope):
      switch try builtIn.perform(arguments, in: scope.object, of: context.store) {
      case .done(let results): complete(results, tags: [])
      case .start(let activation): start(activation)
      }
    case .resource(let operation, let resource, let scope):
      switch try ResourceOperation.perform(
        operation, resource, in: scope.object, of: context.store, arguments)
      {
      case .done(let results):
        if let argument = arguments.first?.slots.first {
          context.note(.resource(operation, argument, results), in: scope.object)
        }
        complete(results, tags: [])
      case .destructor(let activation):
        if context.store.usesAsync, let entering = activation.entering {
          start(GuestTaskActivation(activation.function, activation.arguments, entering, context.store))
        } else {
          start(activation)
        }
      case .linkedDrop(let activation): start(activation)
      }
    case .stub(let name): throw .trap(.unlinkedImport(name))
    }
  }

  private func complete(_ results: [CoreValue], tags: [WordTags]) {
    if let border = context.border {
      border.follower.completeHostCall(results, tags: tags)
    } else {
      execution.completeHostCall(results)
    }
  }

  /// Begins what the guest called.
  private func start(_ activation: any Activation) {
    stack.append(Entry(activation: activation, answersGuest: true))
    mode = .activation(.nothing)
  }
}
