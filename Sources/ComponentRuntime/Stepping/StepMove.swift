package import Interpreter

/// A way to move through a call that is stepped through. Each has a twin in the other direction.
package enum StepMove: Hashable, Sendable {
  case forward(Kind)
  case backward(Kind)
  /// To an operator, by its number from 1; to the end where there are fewer.
  case toOperator(UInt64)
  /// To a stop that was come by before.
  case to(StepPosition)

  package enum Kind: Hashable, Sendable {
    /// To the next stop.
    case step
    /// To the next stop that is not inside what the operator here calls.
    case over
    /// To the next stop in a frame around this one.
    case out
    /// To the end; backward, to the start.
    case end
    /// To the next operator that is about to lose something in one of these readings.
    case loss(StopConditions.Readings)
    /// To the next breakpoint, or to the next operator that is about to lose something in one of these readings, or to the
    /// end; backward, to the start.
    case run(StopConditions.Readings)
    /// To the next moment of the canonical ABI, opened or not.
    case moment
  }
}

/// Where a move stands after a slice.
package enum StepProgress: Hashable, Sendable {
  case moving
  case arrived(StepArrival)
}

/// What a move came to.
package enum StepArrival: Hashable, Sendable {
  /// Before an operator.
  case atOperator
  /// Before an operator that is about to lose something, since that was looked for.
  case atLoss(WatchedEvent)
  case atMoment(CallMoment)
  /// Before an operator that is about to call a function of the host that was looked for, by its tag.
  case atCall(tag: Int)
  /// Where nothing has happened yet.
  case atStart
  /// Where the call has returned or trapped.
  case atEnd
  /// There is no such place: nothing has changed.
  case nowhere
}

extension SteppingLimits {
  /// Operators of faithful code that run in a millisecond, about; fewer than on the machines where it was measured.
  private static let operatorsPerMillisecond = 50_000.0
  /// An answer runs from a snapshot more than once: to look for the place, to go there, and to see what follows.
  private static let runsPerAnswer = 4.0

  /// The operators from one snapshot to the next that the time of an answer allows; at least a thousand.
  var intervalForAnswerTime: UInt64 {
    let milliseconds = answerTime / .milliseconds(1)
    let operators = milliseconds * Self.operatorsPerMillisecond / Self.runsPerAnswer
    return UInt64(min(max(operators, 1_000), 1e15))
  }
}

/// What going back may cost.
package struct SteppingLimits: Hashable, Sendable {
  /// Bytes that snapshots may take, roughly. The farther they are apart, the longer it takes to go back.
  package var historyBytes: Int
  /// The fewest operators from one snapshot to the next while there is memory for them; nil chooses by the time that an
  /// answer may take, and by how much memory there is to look at.
  package var interval: UInt64?
  /// How long an answer to a move back may take, about: snapshots are so far apart that to run from one to the next does
  /// not take longer than a part of that.
  package var answerTime: Duration
  /// Whether calls of linked instances in wasm are stepped through, too; otherwise they are asked.
  package var entersLinked: Bool
  /// Bytes that answers from outside may take, roughly: they are kept for the whole call. Beyond it the call traps.
  package var answerBytes: Int

  package init(
    historyBytes: Int = 256 << 20, answerTime: Duration = .milliseconds(100), interval: UInt64? = nil,
    entersLinked: Bool = false, answerBytes: Int = 64 << 20
  ) {
    self.entersLinked = entersLinked
    self.historyBytes = historyBytes
    self.answerTime = answerTime
    self.interval = interval.map { max(1, $0) }
    self.answerBytes = answerBytes
  }
}
