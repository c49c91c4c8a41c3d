/// When something is said again of an input that runs long.
struct ProgressPace {
  private var next: Duration = .seconds(1)
  /// From one time to the next, the last one for good.
  private var waits: [Duration]

  /// For a line that is drawn again in its place.
  static let redrawn = ProgressPace(waits: [.milliseconds(100)])
  /// For lines that stay: after one second, after ten, then once a minute.
  static let lines = ProgressPace(waits: [.seconds(9), .seconds(50), .seconds(60)])

  private init(waits: [Duration]) { self.waits = waits }

  /// Whether it is time, after so long; then the next time is later.
  mutating func isDue(_ elapsed: Duration) -> Bool {
    guard elapsed >= next, let wait = waits.first else { return false }
    next = elapsed + wait
    if waits.count > 1 { waits.removeFirst() }
    return true
  }
}
