import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter

extension InterpretedComponent: WalkableInstance {}
extension CoreModuleInstance: WalkableInstance {}

extension WalkableInstance {
  /// A walk on the engine's faithful code.
  func startWalk(
    _ function: CallableFunction, _ arguments: [ComponentValue], _ options: WalkOptions
  ) throws(CallError) -> any Walker {
    SteppedWalker(
      try startSteppedCall(function.path, arguments, limits: options.limits), of: function, on: self, options)
  }
}

/// What a walk may cost, and what counts as a loss in it.
struct WalkOptions {
  var limits = SteppingLimits()
  var watch: WatchMode
  /// What an instance is called that the call is linked to.
  var name: (ObjectIdentifier) -> String = { _ in "" }
}

extension Settings {
  /// The settings as a walk takes them.
  var walkOptions: WalkOptions {
    WalkOptions(
      limits: SteppingLimits(historyBytes: stepMemory, answerTime: stepTime, entersLinked: true), watch: watch)
  }
}

/// Walks a call of the engine. It stands before the instruction of the step in hand.
final class SteppedWalker: Walker {
  let call: SteppedCall
  let function: CallableFunction
  let instance: any ComponentInstance
  let watch: WatchMode
  /// What an instance is called that the call is linked to.
  let name: (ObjectIdentifier) -> String
  /// What the move under way is to come to.
  private var move: WalkMove?
  /// Where the move under way began.
  private var origin = StepPosition.start
  /// How far a run has come with a breakpoint before traps.
  private var trapSearch = TrapSearch.notFound
  /// The breakpoints as the call has them.
  var breakpoints = WalkBreakpoints()
  /// Where instances can be stopped, once that was needed.
  var stoppingPlaces: [ObjectIdentifier: StoppingPlaces] = [:]
  /// The steps of the whole call; nil while nobody was at its end.
  var stepCount: UInt64?
  /// The last part of memory that was read or written, as far as it was seen, and where that was.
  var lastAccess: (access: MemoryAccess, position: StepPosition)?

  /// Whether the move goes back from the end to what traps.
  private var isBackFromTrap = false

  private enum TrapSearch {
    case notFound, goingBack, found, passed
  }

  init(
    _ call: SteppedCall, of function: CallableFunction, on instance: any ComponentInstance, _ options: WalkOptions
  ) {
    self.call = call
    self.function = function
    self.instance = instance
    name = options.name
    // A walk looks for losses when it is asked to, whatever calls do.
    watch = options.watch.isOn ? options.watch : .observe
    call.judgeLoss = { [unowned self] in verdict($0) }
  }

  var instructionsRun: UInt64 { call.instructionsRun }
  var canMove: Bool { call.canMove }

  // MARK: - Moving

  func begin(_ move: WalkMove, breakpoints: [Int: Breakpoint]) {
    self.move = move
    origin = call.position
    trapSearch = .notFound
    take(breakpoints)
    // Going step by step opens what the canonical ABI does; longer moves skip it.
    if case .steps = move.kind { call.opensMoments = true } else { call.opensMoments = false }
    isBackFromTrap = isAtTrap && move == WalkMove(.run, isBackward: true)
    call.begin(isBackFromTrap ? .backward(.step) : engineMove(move))
  }

  /// Whether it stands at the end, a trap that is stopped before.
  private var isAtTrap: Bool {
    if case .trapped = call.end { breakpoints.trap != nil } else { false }
  }

  func resume(budget: UInt64) -> WalkProgress {
    while true {
      guard case .arrived(let arrival) = call.resume(budget: budget) else { return .running }
      if call.end.isOver { stepCount = call.position.operators }
      guard let move else { return .stopped(.step) }
      if goesOnForTrap(arrival, of: move) { continue }
      self.move = nil
      return .stopped(stop(arrival, after: move))
    }
  }

  /// Goes back from the end to what traps, where that is stopped before; from there on it is the end after all.
  private func goesOnForTrap(_ arrival: StepArrival, of move: WalkMove) -> Bool {
    switch trapSearch {
    case .notFound where arrival == .atEnd && isAtTrap && move == WalkMove(.run):
      // What traps is the last stop before the end.
      trapSearch = .goingBack
      call.begin(.backward(.step))
      return true
    case .goingBack where call.position == origin:
      trapSearch = .passed
      call.begin(.forward(.end))
      return true
    case .goingBack:
      trapSearch = .found
      return false
    case .notFound, .found, .passed: return false
    }
  }

  func interrupt() {
    call.cancelMove()
    while case .moving = call.resume(budget: 1_000_000) {}
    move = nil
  }

  func abandon() { call.abandon() }

  func involves(_ other: any ComponentInstance) -> Bool { call.linkedInstances.contains { $0 === other } }

  func finish() { call.close() }

  private func engineMove(_ move: WalkMove) -> StepMove {
    func directed(_ kind: StepMove.Kind) -> StepMove { move.isBackward ? .backward(kind) : .forward(kind) }
    switch move.kind {
    case .steps(1): return directed(.step)
    case .steps(let count):
      let here = call.position.operators
      let (there, isFar) = here.addingReportingOverflow(count)
      if move.isBackward { return here > count ? .toOperator(here - count) : .to(.start) }
      return isFar ? .forward(.end) : .toOperator(there)
    case .over: return directed(.over)
    case .out: return directed(.out)
    case .run: return directed(.run(breakpoints.overflow == nil ? [] : readings))
    case .overflow: return directed(.loss(readings))
    case .step(0): return .to(.start)
    case .step(.max): return .forward(.end)
    case .step(let number): return .toOperator(number)
    }
  }

  private func stop(_ arrival: StepArrival, after move: WalkMove) -> StepStop {
    if trapSearch == .found, let number = breakpoints.trap { return .breakpoint(number) }
    switch arrival {
    case .atLoss:
      if move.kind == .overflow { return .overflow }
      return (breakpointHere ?? breakpoints.overflow).map { .breakpoint($0) } ?? .overflow
    case .atCall(let tag): return here.calls[tag].map { .breakpoint($0) } ?? .step
    case .atOperator, .atMoment:
      guard move.kind == .run else { return .step }
      // Back from the end, what traps.
      return (breakpointHere ?? (isBackFromTrap ? breakpoints.trap : nil)).map { .breakpoint($0) } ?? .step
    case .atEnd: return .end
    case .atStart: return move.kind == .step(0) ? .step : .end
    case .nowhere: return .end
    }
  }
}

extension CallProgress {
  /// Whether the call has ended.
  var isOver: Bool {
    switch self {
    case .returned, .trapped: true
    case .running: false
    }
  }
}

extension CodeFrame {
  /// Whether the function's first instruction is next.
  var isAtEntry: Bool {
    instance.module.body(ofFunction: location.function)?.code.lowerBound == location.offset
  }
}
