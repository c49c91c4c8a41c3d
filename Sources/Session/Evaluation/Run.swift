import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics

/// One input while it runs: its limits, what it did so far, and what ended it.
struct Run {
  /// True when the user interrupts.
  let poll: (Progress) -> Bool
  /// When the input was given.
  let start: ContinuousClock.Instant
  /// When the time is up.
  let deadline: ContinuousClock.Instant?
  /// Instructions left; nil for no limit.
  private(set) var fuel: UInt64?
  /// Wasm instructions run so far, over all calls.
  private(set) var instructions: UInt64 = 0
  /// What each call did, in order.
  var reports: [CallReport] = []
  /// The trap that ended a call.
  var trap: (trap: Trap, instance: String, report: CallReport?)?
  /// Remarks that came up on the way.
  var remarks: [Diagnostic] = []

  init(poll: @escaping (Progress) -> Bool, limits: Settings, start: ContinuousClock.Instant) {
    self.poll = poll
    self.start = start
    deadline = limits.timeout.map { start + $0 }
    fuel = limits.fuel
  }

  /// Runs a call in slices until it ends or a limit or the user ends it.
  mutating func complete(_ call: any ComponentCall) -> Result<ComponentValue?, Trap> {
    var slice = SliceBudget()
    while true {
      let before = call.instructionsRun
      let begin = ContinuousClock.now
      let progress = call.resume(budget: min(slice.instructions, fuel ?? .max))
      slice.adapt(to: ContinuousClock.now - begin)
      count(call.instructionsRun >= before ? call.instructionsRun - before : 0)
      switch progress {
      case .returned(let value): return .success(value)
      case .trapped(let trap): return .failure(trap)
      case .running:
        if let code = reasonToStop(after: 0) { return .failure(call.cancel(code)) }
      }
    }
  }

  /// Makes a walk's move in slices until it stops or a limit or the user ends it where it has come to.
  mutating func complete(_ walker: any Walker) -> StepStop {
    var slice = SliceBudget()
    while true {
      let before = walker.instructionsRun
      let begin = ContinuousClock.now
      let progress = walker.resume(budget: min(slice.instructions, fuel ?? .max))
      slice.adapt(to: ContinuousClock.now - begin)
      count(walker.instructionsRun >= before ? walker.instructionsRun - before : 0)
      switch progress {
      case .stopped(let stop): return stop
      case .running:
        if let code = reasonToStop(after: 0) {
          walker.interrupt()
          return .interrupted(code)
        }
      }
    }
  }

  /// The same for a call that is timed: one that ends within its first slice costs no look at a clock.
  mutating func completeTimed(_ call: any ComponentCall) -> Result<ComponentValue?, Trap> {
    let progress = call.resume(budget: min(SliceBudget().instructions, fuel ?? .max))
    let ran = call.instructionsRun
    instructions &+= ran
    if let left = fuel { fuel = left > ran ? left - ran : 0 }
    switch progress {
    case .returned(let value): return .success(value)
    case .trapped(let trap): return .failure(trap)
    case .running: return complete(call)
    }
  }

  /// Takes into account what something ran that is not a call of its own.
  mutating func count(_ ran: UInt64) {
    instructions &+= ran
    if let left = fuel { fuel = left > ran ? left - ran : 0 }
  }

  /// Why to stop, if the fuel does not hold some more instructions, the time is up or the user interrupts.
  func reasonToStop(after more: UInt64) -> TrapCode? {
    if let fuel, fuel <= more { return .fuelExhausted }
    let now = ContinuousClock.now
    if let deadline, now >= deadline { return .timedOut }
    let (total, overflow) = instructions.addingReportingOverflow(more)
    let progress = Progress(
      instructions: overflow ? .max : total, elapsed: now - start, fuelLeft: fuel.map { $0 - min($0, more) })
    return poll(progress) ? .interrupted : nil
  }
}
