import ComponentTypes
package import CoreTypes
package import Interpreter

/// A call that is walked through, forward and back, operator by operator, across all the components of its store.
///
/// It runs faithful code. Forward moves run on; backward moves restore a snapshot and run to the place again, with
/// what linked instances and stubs answered given again, so nothing outside the store happens twice. Moves run in slices.
///
/// While it is used nothing else may call its instance, unless it has come to its end: then it cannot go back any more.
package final class SteppedCall {
  /// Whether the moments of the canonical ABI are stops of their own.
  package var opensMoments = true
  /// Where the run stands. While it moves, that is on its way.
  package private(set) var position = StepPosition.start
  /// The farthest stop that it ever came to.
  package internal(set) var farthest = StepPosition.start

  let machine: CallMachine
  let store: RuntimeStore
  /// The linked instances that it went into; nil where it goes into none.
  let linked: LinkedStores?
  /// Whether `.run` moves may stop in linked instances.
  var stopsInLinked = false
  /// Whether a move is only looked at: no snapshots are kept of it.
  var isLookingAhead = false
  private var history: SnapshotHistory
  private var task: Task?
  /// How many operators run before the next snapshot may be due.
  private var nextCapture: UInt64 = 0
  /// Which run of its store this is.
  private let runNumber: Int
  /// The instances of core modules by the components that they are in.
  private(set) lazy var componentNumbers = store.componentNumbers()

  /// What they are called.
  package private(set) lazy var instanceNames = InstanceNames(store)

  /// What a move does. A move back first looks for its target, then goes there.
  private enum Task {
    case forward(StepGoal)
    /// To a stop that is known to exist, or to an operator that may not.
    /// The goal is what it was found by.
    case seek(StepTarget, for: StepGoal?)
    case search(StepSearch)
  }

  init(_ store: RuntimeStore, _ first: any Activation, limits: SteppingLimits) {
    self.store = store
    store.core.codeMode = .faithful
    history = SnapshotHistory(limits: limits, extent: store.core.snapshotExtent)
    let entersLinked = limits.entersLinked && store.responder?.linksPassHandles != true
    linked = entersLinked ? LinkedStores(store, history.ledger) : nil
    machine = CallMachine(store, watch: .off, stepping: limits, linked: linked, first)
    runNumber = store.runCount
    capture()
  }

  deinit { close() }

  // MARK: Where it stands

  /// What the call has come to where it stands.
  package var end: CallProgress {
    guard case .returned(let value)? = machine.moment?.kind else {
      if case .trapped(let trap)? = machine.moment?.kind { return .trapped(trap) }
      return .running
    }
    return .returned(value)
  }

  /// The moment that it stands at; nil before an operator, and at the start.
  package var moment: CallMoment? { machine.moment }
  /// Whether a move is under way.
  package var isMoving: Bool { task != nil }
  /// Wasm operators run up to where it stands, those of linked instances and what counts more for moving much included.
  package var instructionsRun: UInt64 { machine.instructionsRun }
  /// Bytes that snapshots take, roughly.
  package var historyBytes: Int { history.byteCount }
  /// How many snapshots there are.
  package var snapshotCount: Int { history.entries.count }
  /// Whether it can still move: another call was begun in its store otherwise, or it was closed.
  package var canMove: Bool {
    runNumber == store.runCount && !isClosed && linked?.entries.contains(where: \.isLost) != true
  }
  private var isClosed = false
  /// Whether a search found nothing and goes back to where it began.
  private var isNowhere = false
  /// Where the move under way began.
  private var origin = StepPosition.start
  /// The last stop that was found since it calls a function of the host.
  private var callFound: (position: StepPosition, tag: Int)?

  /// Where `.run` moves stop.
  package var breakpoints: Set<CodePlace> {
    get { machine.execution.breakpoints }
    set { machine.execution.breakpoints = newValue }
  }

  /// Functions of the host, by their tags, before whose calls `.run` moves stop, too.
  package var callBreakpoints: Set<Int> {
    get { machine.callBreakpoints }
    set { machine.callBreakpoints = newValue }
  }

  /// Operators whose losses are no news: no move stops at them.
  package var quietPlaces: Set<CodePlace> {
    get { machine.execution.quietPlaces }
    set {
      machine.execution.quietPlaces = newValue
      history.forgetLossless()
    }
  }

  /// Whether a loss that a run meets is one to stop at; where nobody says so, each is. What it says of a loss never changes.
  package var judgeLoss: ((WatchedEvent) -> LossVerdict)?

  /// A number that differs where the state of the guests does, nearly always.
  package var fingerprint: Int { machine.fingerprint }

  // MARK: Moving

  /// Begins a move, in place of one that is under way. `resume` carries it out.
  package func begin(_ move: StepMove) {
    isNowhere = false
    origin = position
    callFound = nil
    task =
      switch move {
      case .toOperator(let number): .seek(.operator(max(1, number)), for: nil)
      case .to(let position): .seek(.position(min(position, farthest)), for: nil)
      case .forward(let kind): .forward(goal(of: kind))
      case .backward(.end): .seek(.position(.start), for: nil)
      case .backward(let kind):
        position == .start
          ? .seek(.position(.start), for: nil)
          : .search(StepSearch(goal(of: kind), before: position, isOperator: machine.isAtOperator))
      }
    switch task {
    case .seek(let target, _): approach(target)
    case .search(var search):
      search.segment = history.last(before: search.limit) ?? 0
      beginSegment(of: search)
    default: break
    }
  }

  /// Carries a move out for about `budget` wasm operators.
  package func resume(budget: UInt64) -> StepProgress {
    guard canMove else {
      task = nil
      return .arrived(.nowhere)
    }
    var budget = budget
    while let task, budget > 0 {
      let arrival: StepArrival?
      switch task {
      case .forward(let goal): arrival = goForward(goal, &budget)
      case .seek(let target, let goal): arrival = seek(target, goal, &budget)
      case .search(let search): arrival = self.search(search, &budget)
      }
      guard let arrival else { continue }
      self.task = nil
      return .arrived(isNowhere ? .nowhere : arrival)
    }
    return task == nil ? .arrived(currentArrival()) : .moving
  }

  /// Makes a move in one go.
  @discardableResult
  package func move(_ move: StepMove) -> StepArrival {
    begin(move)
    while true {
      if case .arrived(let arrival) = resume(budget: 10_000_000) { return arrival }
    }
  }

  /// Gives up a move that is under way: the next `resume` ends it, a forward one at the next stop, a backward one where
  /// it began.
  package func cancelMove() {
    switch task {
    case .forward?: task = .forward(.stop(opensMoments: false))
    case .search(let search)?:
      task = .seek(.position(search.origin), for: nil)
      approach(.position(search.origin))
    case .seek?, nil: break
    }
  }

  /// Ends the call with a trap, as a timeout or an interrupt does, at the place where it stands.
  package func cancel(_ code: TrapCode) -> Trap {
    task = nil
    return machine.cancel(code)
  }

  /// Undoes the whole call: the instance is as it was before. What happened outside stays.
  package func abandon() {
    guard canMove, let first = history.entries.first else { return }
    machine.restore(first.snapshot)
    arrive()
    close()
  }

  /// Ends the walk where it stands, so that other calls run fast again.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    task = nil
    // A call outside that is half-way would leave its instance half-way.
    if let call = machine.context.outside.call { _ = call.cancel(.interrupted) }
    if let child = machine.child, machine.end == nil { _ = child.cancel(.interrupted) }
    linked?.close()
    if runNumber == store.runCount { store.core.codeMode = .optimised }
  }

  private func goal(of kind: StepMove.Kind) -> StepGoal {
    let depth = machine.frameDepth
    return switch kind {
    case .step: .stop(opensMoments: opensMoments)
    case .over: .depth(depth, opensMoments: opensMoments)
    case .out: .depth(depth - 1, opensMoments: opensMoments)
    case .end: .end
    case .loss(let readings): .run(readings, meetsBreakpoints: false, isOptional: true)
    case .run(let readings):
      .run(
        readings, meetsBreakpoints: !(breakpoints.isEmpty && callBreakpoints.isEmpty) || stopsInLinked,
        isOptional: false)
    case .moment: .moment
    }
  }

  // MARK: Running

  private func goForward(_ goal: StepGoal, _ budget: inout UInt64) -> StepArrival? {
    switch advance(&budget, until: goal.conditions(in: machine)) {
    case .paused: return nil
    case .ended: return .atEnd
    case .atOperator: return goal.matches(machine) && !isGoneBy(goal) ? currentArrival(goal) : nil
    case .atMoment(let moment):
      if moment.isLast { return .atEnd }
      return goal.matches(moment, machine) ? currentArrival() : nil
    case .behindCall(let stop, let tag):
      // Where the move began it is no news.
      guard goal.meetsBreakpoints, stop > origin else { return nil }
      callFound = (stop, tag)
      task = .seek(.position(stop), for: goal)
      approach(.position(stop))
      return nil
    }
  }

  /// Whether the engine has stopped before a loss that does not count, and for nothing else.
  private func isGoneBy(_ goal: StepGoal) -> Bool {
    let execution = machine.running.execution
    guard goal.meetsLosses, machine.moment == nil, let judgeLoss, let loss = execution.lossAhead else { return false }
    switch judgeLoss(loss) {
    case .counts: return false
    case .placeNeverCounts: execution.quietPlaceAhead()
    case .passes: break
    }
    return !(goal.meetsBreakpoints && execution.isAtBreakpoint)
  }

  private func seek(_ target: StepTarget, _ goal: StepGoal?, _ budget: inout UInt64) -> StepArrival? {
    if target.isReached(by: position, machine) { return currentArrival(goal) }
    switch advance(&budget, until: target.conditions(in: machine)) {
    case .paused: return nil
    case .ended: return .atEnd
    case .atOperator, .atMoment, .behindCall:
      if target.isReached(by: position, machine) { return currentArrival(goal) }
      return machine.moment?.isLast == true ? .atEnd : nil
    }
  }

  /// Goes on up to the search's limit and notes the last place that fits; then goes there, or looks farther back.
  private func search(_ search: StepSearch, _ budget: inout UInt64) -> StepArrival? {
    var search = search
    let skipped = search.operatorsToSkip(machine)
    let advance: CallMachine.Advance
    if skipped > 0 {
      var slice = min(budget, skipped)
      budget -= slice
      advance = self.advance(&slice, until: StopConditions())
      budget += slice
    } else {
      search.enterWindow(machine)
      advance = self.advance(&budget, until: search.conditions(in: machine))
    }
    task = .search(search)
    if case .paused = advance { return nil }
    var hasPassed = search.isPassed(position)
    if case .ended = advance { hasPassed = true }
    if case .behindCall(let stop, let tag) = advance {
      if !search.isPassed(stop), search.meetsCalls {
        search.found = stop
        callFound = (stop, tag)
      }
      task = .search(search)
      return nil
    }
    if !hasPassed {
      if search.matches(machine), !isGoneBy(search.goal) { search.found = position }
      task = .search(search)
      return nil
    }
    if let found = search.found {
      task = .seek(.position(found), for: search.goal)
      approach(.position(found))
    } else if search.goBack(&history) {
      beginSegment(of: search)
    } else {
      let target = StepTarget.position(search.goal.isOptional ? search.origin : .start)
      isNowhere = search.goal.isOptional
      task = .seek(target, for: nil)
      approach(target)
    }
    return nil
  }

  private func beginSegment(of search: StepSearch) {
    restore(search.segment)
    task = .search(search)
  }

  /// Restores the snapshot from which a place is reached soonest, unless going on from here is sooner.
  private func approach(_ target: StepTarget) {
    if target.isReached(by: position, machine) { return }
    let isAhead: Bool
    let index: Int
    switch target {
    case .operator(let number):
      isAhead = position.operators < number
      index = history.last(leadingToOperator: number) ?? 0
    case .position(let place):
      isAhead = position < place
      index = history.last(leadingTo: place) ?? 0
    }
    if isAhead, history.entries[index].progress <= progress { return }
    restore(index)
  }

  private func restore(_ index: Int) {
    machine.restore(history.entries[index].snapshot)
    arrive()
    nextCapture = history.entries[index].snapshot.operatorsRun &+ history.interval
  }

  /// Operators and moments behind.
  private var progress: UInt64 { machine.stepsTaken &+ UInt64(machine.momentCount) }

  /// Runs the machine on to its next stop, and takes snapshots on the way.
  private func advance(_ budget: inout UInt64, until conditions: StopConditions) -> CallMachine.Advance {
    var slice = budget
    // A search counts on the snapshots that there are.
    if !isSearching, !isLookingAhead {
      captureIfDue()
      slice = min(budget, max(1, nextCapture &- min(nextCapture, machine.stepsTaken)))
    }
    let granted = slice
    let advance = machine.advance(&slice, until: conditions)
    budget -= min(budget, granted - slice)
    arrive()
    return advance
  }

  private var isSearching: Bool {
    if case .search? = task { true } else { false }
  }

  /// Notes where the machine stands.
  private func arrive() {
    position = StepPosition(operators: machine.operatorNumber, moments: machine.momentCount)
    if position > farthest { farthest = position }
  }

  private func captureIfDue() {
    let steps = machine.stepsTaken
    guard steps >= nextCapture, machine.end == nil, machine.context.outside.canBeLeft,
      let nearest = history.last(notBehind: progress)
    else { return }
    nextCapture = history.entries[nearest].snapshot.operatorsRun &+ history.interval
    if steps >= nextCapture { capture() }
  }

  private func capture() {
    let nearest = history.last(notBehind: progress).map { history.entries[$0].snapshot }
    let isStop = machine.isAtOperator || machine.moment != nil
    history.insert(
      SnapshotHistory.Entry(
        position: position, isStop: isStop, snapshot: machine.snapshot(sharing: nearest, history.ledger),
        progress: progress),
      otherBytes: store.snapshotBytes)
    nextCapture = machine.stepsTaken &+ history.interval
  }

  private func currentArrival(_ goal: StepGoal? = nil) -> StepArrival {
    if let moment = machine.moment { return moment.isLast ? .atEnd : .atMoment(moment) }
    if let callFound, callFound.position == position { return .atCall(tag: callFound.tag) }
    if case .run? = goal, let loss = machine.running.execution.lossAhead { return .atLoss(loss) }
    return position == .start ? .atStart : .atOperator
  }
}

/// What is made of a loss that a run meets.
package enum LossVerdict: Sendable {
  /// The run stops.
  case counts
  /// It goes on.
  case passes
  /// It goes on, and would at each loss of this operator.
  case placeNeverCounts
}

extension CallMoment {
  /// Whether the call has ended with it.
  var isLast: Bool {
    switch kind {
    case .returned, .trapped: true
    default: false
    }
  }
}
