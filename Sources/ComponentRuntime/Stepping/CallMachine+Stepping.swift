import ComponentTypes
import CoreTypes
import Interpreter

extension CallMachine {
  /// Where a run that is stepped through stands, besides its own state.
  struct Walk {
    /// Moments that it came by, the one that it is at included.
    var momentCount = 0
    /// The moment that it is at; nil before an operator and elsewhere.
    var moment: CallMoment?
    /// Whether it is before an operator, at its mark.
    var isAtOperator = false
    /// Moments that happened and are not come by yet.
    var pending: [CallMoment] = []
    /// What the last function to return to the host returned.
    var lastResults: [CoreValue] = []
    /// Whether the moment of its end was noted.
    var hasNotedEnd = false
    /// The stop of the operator by which a function of the host was called that is looked for.
    var call: (position: StepPosition, tag: Int)?
  }

  /// Why `advance` returned.
  enum Advance {
    /// The budget is used up.
    case paused
    /// Before an operator; see `Walk`.
    case atOperator
    case atMoment(CallMoment)
    /// Behind an operator that has called a function of the host that is looked for; that operator's stop, and the tag.
    case behindCall(StepPosition, tag: Int)
    /// The run is over, and the moment of that is passed.
    case ended
  }

  /// Runs until a stop. Each moment is one, and each operator that the conditions say.
  func advance(_ budget: inout UInt64, until conditions: StopConditions) -> Advance {
    while true {
      if let child, end == nil {
        if let advance = advance(child, &budget, until: conditions) { return advance }
        continue
      }
      takeMoments()
      if !walk.pending.isEmpty {
        let moment = walk.pending.removeFirst()
        walk.momentCount += 1
        walk.moment = moment
        walk.isAtOperator = false
        return .atMoment(moment)
      }
      if end != nil {
        walk.isAtOperator = false
        return .ended
      }
      guard budget > 0 else { return .paused }
      walk.moment = nil
      var isAtOperator = false
      do throws(ComponentRuntimeError) {
        switch mode {
        case .activation(let input): try stepActivation(input, &budget)
        case .core: isAtOperator = try runCore(&budget, until: conditions)
        }
      } catch {
        fail(error)
      }
      walk.isAtOperator = isAtOperator
      if let call = walk.call {
        walk.call = nil
        return .behindCall(call.position, tag: call.tag)
      }
      if isAtOperator { return .atOperator }
    }
  }

  /// Runs guest code.
  ///
  /// - Returns: whether it stopped before an operator.
  private func runCore(
    _ budget: inout UInt64, until conditions: StopConditions
  ) throws(ComponentRuntimeError) -> Bool {
    let before = execution.instructionsRun
    var own = conditions
    own.steps = conditions.steps.map { $0 - min($0, childSteps) }
    let stop = execution.resume(budget: budget, until: own)
    budget -= min(budget, max(1, execution.instructionsRun &- before))
    switch stop {
    case .stepped, .watched, .breakpoint: return true
    default:
      if case .returned(let results) = stop { walk.lastResults = results }
      if case .hostCall(let tag, _) = stop, conditions.meetsBreakpoints, callBreakpoints.contains(tag) {
        let position = StepPosition(operators: stepsTaken, moments: momentCount)
        walk.call = (position, tag)
      }
      try goOn(after: stop)
      return false
    }
  }

  private func takeMoments() {
    if let moments = context.moments, !moments.pending.isEmpty {
      walk.pending += moments.pending
      moments.pending = []
    }
    guard let end, !walk.hasNotedEnd else { return }
    walk.hasNotedEnd = true
    switch end {
    case .finished(.value(let value)): walk.pending.append(CallMoment(.returned(value), component: nil))
    case .finished(.core(let values)):
      walk.pending.append(CallMoment(.returned(ComponentValue(coreResults: values)), component: nil))
    case .finished(.instance), .running: break
    case .failed(let error): walk.pending.append(CallMoment(.trapped(error.trap), component: nil))
    }
  }

}
