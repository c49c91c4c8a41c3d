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
}

extension Settings {
  /// The settings as a walk takes them.
  var walkOptions: WalkOptions {
    WalkOptions(limits: SteppingLimits(historyBytes: stepMemory), watch: watch)
  }
}

/// Walks a call of the engine. It stands before the instruction of the step in hand.
final class SteppedWalker: Walker {
  let call: SteppedCall
  let function: CallableFunction
  private let instance: any ComponentInstance
  let watch: WatchMode
  /// What the move under way is to come to.
  private var move: WalkMove?
  /// Breakpoints that are no places: an instruction that loses something, or the trap at the end.
  private var lossBreakpoint: Int?
  private var trapBreakpoint: Int?
  /// The places of the others.
  private var places: [CodePlace: Int] = [:]
  /// The steps of the whole call; nil while nobody was at its end.
  var stepCount: UInt64?
  /// The last part of memory that was read or written, as far as it was seen, and where that was.
  var lastAccess: (access: MemoryAccess, position: StepPosition)?

  init(
    _ call: SteppedCall, of function: CallableFunction, on instance: any ComponentInstance, _ options: WalkOptions
  ) {
    self.call = call
    self.function = function
    self.instance = instance
    // A walk looks for losses when it is asked to, whatever calls do.
    watch = options.watch.isOn ? options.watch : .observe
  }

  var instructionsRun: UInt64 { call.instructionsRun }
  var canMove: Bool { call.canMove }

  // MARK: - Moving

  func begin(_ move: WalkMove, breakpoints: [Int: Breakpoint]) {
    self.move = move
    take(breakpoints)
    // Going step by step opens what the canonical ABI does; longer moves skip it.
    if case .steps = move.kind { call.opensMoments = true } else { call.opensMoments = false }
    call.begin(engineMove(move))
  }

  func resume(budget: UInt64) -> WalkProgress {
    while true {
      guard case .arrived(let arrival) = call.resume(budget: budget) else { return .running }
      if call.end.isOver { stepCount = call.position.operators }
      guard let move else { return .stopped(.step) }
      if case .atLoss(let event) = arrival, !isAlarm(event), !isAtPlace {
        // What the watch's rules say is no alarm is gone by.
        call.begin(engineMove(move))
        guard call.isMoving else { return .stopped(.end) }
        continue
      }
      self.move = nil
      return .stopped(stop(arrival, after: move))
    }
  }

  func interrupt() {
    call.cancelMove()
    while case .moving = call.resume(budget: 1_000_000) {}
    move = nil
  }

  func abandon() { call.abandon() }

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
    case .run: return directed(.run(lossBreakpoint == nil ? [] : readings))
    case .overflow: return directed(.loss(readings))
    case .step(0): return .to(.start)
    case .step(.max): return .forward(.end)
    case .step(let number): return .toOperator(number)
    }
  }

  private func stop(_ arrival: StepArrival, after move: WalkMove) -> StepStop {
    switch arrival {
    case .atLoss:
      if move.kind == .overflow { return .overflow }
      return breakpointHere.map { .breakpoint($0) } ?? lossBreakpoint.map { .breakpoint($0) } ?? .overflow
    case .atOperator, .atMoment:
      return move.kind == .run ? breakpointHere.map { .breakpoint($0) } ?? .step : .step
    case .atEnd:
      if case .trapped = call.end, move.kind == .run, let trapBreakpoint { return .breakpoint(trapBreakpoint) }
      return .end
    case .atStart: return move.kind == .step(0) ? .step : .end
    case .nowhere: return .end
    }
  }

  // MARK: - Breakpoints

  private func take(_ breakpoints: [Int: Breakpoint]) {
    (lossBreakpoint, trapBreakpoint, places) = (nil, nil, [:])
    for (number, breakpoint) in breakpoints.sorted(by: { $0.key < $1.key }) {
      switch breakpoint {
      case .overflow: lossBreakpoint = number
      case .trap: trapBreakpoint = number
      case .function(let name): for place in self.places(named: name) { places[place] = places[place] ?? number }
      case .offset(let offset):
        for place in instance.places(atFileOffset: offset) { places[place] = places[place] ?? number }
      }
    }
    let all = Set(places.keys)
    if call.breakpoints != all { call.breakpoints = all }
  }

  /// Where functions of a name begin: core functions, and exports by their short or full names.
  private func places(named name: String) -> [CodePlace] {
    let exported = ExportIndex(instance.world).functions
      .filter { $0.path.function == name || $0.path.description == name }
      .compactMap { instance.place(of: $0.path) }
    return exported + instance.places(ofFunctionsNamed: name)
  }

  private var isAtPlace: Bool { breakpointHere != nil }

  /// The breakpoint of the instruction in hand.
  private var breakpointHere: Int? {
    guard !places.isEmpty, let frame = call.state(frameLimit: 1).frames.first?.code else { return nil }
    if let number = places[CodePlace(frame.function, offset: frame.location.offset)] { return number }
    // An offset inside an instruction, or a function's beginning.
    return places.filter { place, _ in
      guard place.function == CodePlace(frame.function).function else { return false }
      return place.offset == nil ? frame.isAtEntry : false
    }.values.min()
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
