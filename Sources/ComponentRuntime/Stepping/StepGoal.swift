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
    case .depth(let depth, _): machine.execution.frameDepth <= depth
    case .moment, .end: false
    }
  }

  /// Whether it is met at a moment.
  func matches(_ moment: CallMoment, _ machine: CallMachine) -> Bool {
    switch self {
    case .stop(let opensMoments): opensMoments
    case .depth(let depth, let opensMoments): opensMoments && machine.execution.frameDepth <= depth
    case .moment: true
    case .run, .end: false
    }
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
    case .operator(let number): machine.walk.isAtOperator && position.operators == number
    case .position(let target):
      position == target && (machine.walk.isAtOperator || machine.walk.moment != nil || target == .start)
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

/// A search for the last place before another that fits, from one snapshot to the next, the last first.
struct StepSearch {
  let goal: StepGoal
  /// Where the search began.
  let origin: StepPosition
  /// Where the segment ends.
  var limit: StepPosition
  /// Whether the limit itself may fit.
  var includesLimit = false
  /// Whether the limit is before an operator.
  var isLimitOperator: Bool
  /// Which snapshot the segment begins with.
  var segment = 0
  /// The last place that fits so far.
  var found: StepPosition?

  init(_ goal: StepGoal, before origin: StepPosition, isOperator: Bool) {
    self.goal = goal
    self.origin = origin
    limit = origin
    isLimitOperator = isOperator
  }

  func isPassed(_ position: StepPosition) -> Bool { includesLimit ? position > limit : position >= limit }

  /// Where the engine has to stop: where the goal says, and at the first operator that is behind the limit.
  func conditions(in machine: CallMachine) -> StopConditions {
    var conditions = goal.conditions(in: machine)
    // Only the last operators before the limit can be the last stop.
    if case .stop = goal {
      conditions.steps = max(conditions.steps ?? 0, limit.operators > 2 ? limit.operators - 2 : 0)
    }
    let bound = isLimitOperator && !includesLimit ? limit.operators - 1 : limit.operators
    conditions.steps = min(conditions.steps ?? bound, bound)
    return conditions
  }

  /// Whether the goal is met at the stop where the machine stands.
  func matches(_ machine: CallMachine) -> Bool {
    if let moment = machine.walk.moment { return goal.matches(moment, machine) }
    return goal.matches(machine)
  }
}
