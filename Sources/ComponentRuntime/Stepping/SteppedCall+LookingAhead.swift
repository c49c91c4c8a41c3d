/// What a look ahead comes to.
package enum LookAhead {
  /// The move would arrive; the call stands there while it is looked at.
  case arrives(StepArrival)
  /// It would run longer than it may.
  case isFar
  /// Something outside would have to be asked that was not asked yet.
  case asksOutside
}

extension SteppedCall {
  /// Makes a move, looks at what it comes to, and takes it back. Nothing outside happens: answers that are kept are given
  /// again, and others are not asked for.
  ///
  /// - Parameters:
  ///   - budget: how many operators the move may run, about.
  ///   - look: looks at the call where the move comes to.
  package func lookAhead<Seen>(
    _ move: StepMove, opensMoments: Bool, budget: UInt64, _ look: (LookAhead) -> Seen
  ) -> Seen {
    let (here, farthest, opened) = (position, farthest, self.opensMoments)
    let outside = machine.context.outside
    self.opensMoments = opensMoments
    let keptCount = outside.keptCount
    outside.isClosed = true
    isLookingAhead = true
    begin(move)
    let progress = resume(budget: budget)
    let seen =
      switch progress {
      case .arrived where outside.hasRefused: look(.asksOutside)
      case .arrived(let arrival): look(.arrives(arrival))
      case .moving: look(.isFar)
      }
    self.move(.to(here))
    outside.forget(behind: keptCount)
    outside.isClosed = false
    isLookingAhead = false
    self.opensMoments = opened
    self.farthest = farthest
    return seen
  }
}
