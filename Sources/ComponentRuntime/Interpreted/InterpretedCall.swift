import ComponentTypes
import CoreTypes
import Interpreter

/// A call into interpreted code.
final class InterpretedCall: FollowableCall {
  private let machine: CallMachine
  /// How it began, where it may be followed.
  private let beginning: Result<CallBeginning, FollowingObstacle>?
  private let limits: FollowingLimits?
  /// Which run of its store it is.
  private let runNumber: Int

  /// - Parameter following: what it may cost that its result can be followed; nil where it will not be.
  init(_ store: RuntimeStore, watch: WatchMode, following limits: FollowingLimits? = nil, _ first: any Activation) {
    self.limits = limits
    beginning = limits.map { store.beginning(of: first, $0) }
    let outside: OutsideAnswers? = if case .success(let beginning)? = beginning { beginning.outside } else { nil }
    machine = CallMachine(store, watch: watch, outside: outside, first)
    runNumber = store.runCount
  }

  func resume(budget: UInt64) -> CallProgress {
    switch machine.resume(budget: budget) {
    case .running: .running
    case .finished(.value(let value)): .returned(value)
    case .finished(.core(let values)): .returned(ComponentValue(coreResults: values))
    case .finished(.instance): preconditionFailure("a call does not come to an instance")
    case .failed(let error): .trapped(error.trap)
    }
  }

  func cancel(_ code: TrapCode) -> Trap { machine.cancel(code) }

  var instructionsRun: UInt64 { machine.instructionsRun }
  var observations: Observations { machine.observations }
  /// Operators of this store's own code that ran.
  var operatorsRun: UInt64 { machine.execution.instructionsRun }

  func follow(_ sites: Set<LossSite>) -> Result<CallFollowing, FollowingObstacle> {
    guard let limits, let beginning else { return .failure(.failed) }
    if case .failure(let obstacle) = beginning { return .failure(obstacle) }
    guard case .success(let start) = beginning, case .finished? = machine.end else { return .failure(.failed) }
    guard operatorsRun <= limits.operators else { return .failure(.tooLong(operators: operatorsRun)) }
    guard !start.outside.isIncomplete else { return .failure(.tooManyAnswers) }
    guard start.store.runCount == runNumber else { return .failure(.overtaken) }
    return .success(CallFollowing(self, from: start, sites))
  }
}

extension RuntimeStore {
  /// How a call begins, as far as that is not too much to keep.
  fileprivate func beginning(
    of first: any Activation, _ limits: FollowingLimits
  ) -> Result<CallBeginning, FollowingObstacle> {
    let extent = core.snapshotExtent
    guard extent <= limits.storeBytes else { return .failure(.tooLarge(bytes: extent)) }
    let snapshot = snapshot(sharing: lastBeginning, followingLedger)
    lastBeginning = snapshot
    return .success(
      CallBeginning(
        store: self, snapshot: snapshot, activation: first,
        outside: OutsideAnswers(limit: limits.answerBytes, isBinding: false)))
  }
}

extension ComponentRuntimeError {
  /// The trap that a call ends with; what is not a trap itself is a component that was not validated.
  var trap: Trap {
    if case .trap(let trap) = kind { return trap }
    return Trap(.canonicalABI(message))
  }
}
