import Interpreter

/// What a move looks for.
enum StepGoal {
  /// Any stop.
  case stop(opensMoments: Bool)
  /// A stop where no more frames than these are in flight.
  case depth(Int, opensMoments: Bool)
  /// An operator that is about to lose something, or a breakpoint. One that is optional is not left for the start or
  /// the end where there is none.
  case run(StopConditions.Readings, meetsBreakpoints: Bool, isOptional: Bool)
  case moment
  case end

  /// Where the engine has to stop.
  func conditions(in machine: CallMachine) -> StopConditions {
    switch self {
    case .stop: StopConditions(steps: machine.operatorNumber)
    case .depth(let depth, _): StopConditions(depth: max(0, depth))
    case .run(let readings, let meetsBreakpoints, _):
      StopConditions(losses: readings, meetsBreakpoints: meetsBreakpoints)
    case .moment, .end: StopConditions()
    }
  }

  /// Whether it is met where the engine has stopped before an operator.
  func matches(_ machine: CallMachine) -> Bool {
    switch self {
    case .stop, .run: true
    case .depth(let depth, _): machine.frameDepth <= depth
    case .moment, .end: false
    }
  }

  /// Whether it is met at a moment.
  func matches(_ moment: CallMoment, _ machine: CallMachine) -> Bool {
    switch self {
    case .stop(let opensMoments): opensMoments
    case .depth(let depth, let opensMoments): opensMoments && machine.frameDepth <= depth
    case .moment: true
    case .run, .end: false
    }
  }

  /// The readings, where it is met by losses and by nothing else.
  var onlyLosses: StopConditions.Readings? {
    guard case .run(let readings, meetsBreakpoints: false, _) = self, !readings.isEmpty else { return nil }
    return readings
  }

  var meetsBreakpoints: Bool {
    if case .run(_, let meetsBreakpoints, _) = self { meetsBreakpoints } else { false }
  }

  var meetsLosses: Bool {
    if case .run(let readings, _, _) = self { !readings.isEmpty } else { false }
  }

  var isOptional: Bool {
    if case .run(_, _, let isOptional) = self { isOptional } else { false }
  }
}

/// A place to go to.
enum StepTarget {
  /// Before an operator, by its number from 1.
  case `operator`(UInt64)
  case position(StepPosition)

  func isReached(by position: StepPosition, _ machine: CallMachine) -> Bool {
    switch self {
    case .operator(let number): machine.isAtOperator && position.operators == number
    case .position(let target):
      position == target && (machine.isAtOperator || machine.moment != nil || target == .start)
    }
  }

  func conditions(in machine: CallMachine) -> StopConditions {
    switch self {
    case .operator(let number): StopConditions(steps: number - 1)
    case .position(let target):
      // Either that operator, or a moment behind it.
      StopConditions(
        steps: machine.operatorNumber < target.operators ? target.operators - 1 : target.operators)
    }
  }
}

/// A search for the last place before another that fits. It looks at the last few operators first, at ever more then, and
/// goes from one snapshot to the one before, the last first.
struct StepSearch {
  let goal: StepGoal
  /// Where the search began.
  let origin: StepPosition
  /// What is looked at ends here.
  private(set) var limit: StepPosition
  /// Whether the limit itself may fit.
  private var includesLimit = false
  /// Whether the limit is before an operator.
  private var isLimitOperator: Bool
  /// How many operators before the limit are looked at.
  private var window = firstWindow
  /// Which snapshot is the last before the limit.
  var segment = 0
  /// The last place that fits so far.
  var found: StepPosition?
  /// The operator before which nothing that the window holds fits, by its frames.
  private var callBeyond: UInt64?
  /// Whether the window was come to.
  private var isInWindow = false

  private static let firstWindow: UInt64 = 64
  private static let windowGrowth: UInt64 = 64

  init(_ goal: StepGoal, before origin: StepPosition, isOperator: Bool) {
    self.goal = goal
    self.origin = origin
    limit = origin
    isLimitOperator = isOperator
  }

  func isPassed(_ position: StepPosition) -> Bool { includesLimit ? position > limit : position >= limit }

  /// Operators to run, before what is looked at; they need no stops.
  func operatorsToSkip(_ machine: CallMachine) -> UInt64 {
    let first = limit.operators > window ? limit.operators - window : 0
    let steps = machine.stepsTaken
    return steps < first ? first - steps : 0
  }

  /// Notes what the frames say where the window begins.
  mutating func enterWindow(_ machine: CallMachine) {
    guard !isInWindow else { return }
    isInWindow = true
    guard case .depth(let depth, _) = goal else { return }
    callBeyond = machine.stepsBeforeCall(beyond: depth)
  }

  /// Where the engine has to stop: where the goal says, and at the first operator that is behind the limit.
  func conditions(in machine: CallMachine) -> StopConditions {
    var conditions = goal.conditions(in: machine)
    let bound = isLimitOperator && !includesLimit ? limit.operators - 1 : limit.operators
    conditions.steps = min(conditions.steps ?? bound, bound)
    return conditions
  }

  /// Whether the goal is met at the stop where the machine stands.
  func matches(_ machine: CallMachine) -> Bool {
    guard isInWindow else { return false }
    if let moment = machine.moment { return goal.matches(moment, machine) }
    return goal.matches(machine)
  }

  /// Whether calls of functions of the host that are looked for meet the goal where the machine is.
  var meetsCalls: Bool { isInWindow && goal.meetsBreakpoints }

  /// Goes on farther back, since nothing fits up to the limit.
  ///
  /// - Parameter history: the snapshots; what is found out about them is noted.
  /// - Returns: false where all was looked at.
  mutating func goBack(_ history: inout SnapshotHistory) -> Bool {
    isInWindow = false
    if let call = callBeyond, call &+ 1 < limit.operators {
      // As long as those frames are there nothing fits, so that the call is the next that could.
      limit = StepPosition(operators: call &+ 1)
      (includesLimit, isLimitOperator, window) = (false, true, Self.firstWindow)
      segment = history.last(before: limit) ?? 0
      callBeyond = nil
      return true
    }
    let start = history.entries[segment]
    if limit.operators > window, limit.operators - window > start.snapshot.operatorsRun {
      window *= Self.windowGrowth
      return true
    }
    // From the last snapshot on it is known only up to where the search began.
    if includesLimit, let readings = goal.onlyLosses { history.noteLossless(readings, from: segment) }
    while segment > 0, let readings = goal.onlyLosses, history.entries[segment - 1].lossless.isSuperset(of: readings) {
      segment -= 1
    }
    guard segment > 0 else { return false }
    // The window stays: where much was empty, much is likely to be.
    (limit, includesLimit, isLimitOperator) = (history.entries[segment].position, true, false)
    segment -= 1
    return true
  }
}
