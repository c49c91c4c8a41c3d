import Interpreter

/// Snapshots of one run, from its start on, thinned so that they take no more memory than they may.
struct SnapshotHistory {
  /// A snapshot and where on the way it is.
  struct Entry {
    let position: StepPosition
    /// Whether the run is at a stop there; otherwise it is on its way to the next one.
    let isStop: Bool
    let snapshot: MachineSnapshot
    /// Operators and moments behind it: the order of all states on the way.
    let progress: UInt64
    /// The readings in which no operator loses anything up to the next snapshot, as far as that is known.
    var lossless: StopConditions.Readings = []
  }

  /// By their places on the way; the first is the start.
  private(set) var entries: [Entry] = []
  /// The fewest operators from one to the next.
  private(set) var interval: UInt64
  let ledger = ImageLedger()
  private let limit: Int
  private static let maximumCount = 256
  /// Bytes that the snapshots take that the ledger does not count.
  private var otherBytes = 0

  init(limits: SteppingLimits, extent: Int) {
    limit = limits.historyBytes
    // Looking at a byte costs about a sixteenth of an operator: taking snapshots must not take longer than the run.
    interval = limits.interval ?? max(limits.intervalForAnswerTime, UInt64(extent / 16))
  }

  /// Bytes that the snapshots take, roughly.
  var byteCount: Int { ledger.byteCount + otherBytes }

  /// The last entry that is not behind a state on the way; nil before there is any.
  func last(notBehind progress: UInt64) -> Int? { last { $0.progress <= progress } }

  /// The last entry from which the run comes to a stop, or that is at it.
  func last(leadingTo position: StepPosition) -> Int? {
    // On its way it may be behind the moment that its counts say.
    last { $0.isStop ? $0.position <= position : $0.position < position }
  }

  /// The last entry that is before a stop.
  func last(before position: StepPosition) -> Int? { last { $0.position < position } }

  /// The last entry from which the run comes to an operator, or that is at it.
  func last(leadingToOperator number: UInt64) -> Int? { last { $0.snapshot.operatorsRun < number } }

  /// The last entry of those at the beginning for which something holds.
  private func last(where holds: (Entry) -> Bool) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(entries[middle]) { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// Adds a snapshot, and thins the others where they become too many or too large.
  mutating func insert(_ entry: Entry, otherBytes: Int) {
    let index = last(notBehind: entry.progress).map { $0 + 1 } ?? 0
    var entry = entry
    if index > 0 { entry.lossless = entries[index - 1].lossless }
    entries.insert(entry, at: index)
    self.otherBytes += otherBytes
    while entries.count > 2, entries.count > Self.maximumCount || byteCount > limit { thin(otherBytes: otherBytes) }
  }

  /// Leaves out every other one. The start stays.
  private mutating func thin(otherBytes: Int) {
    for index in stride(from: 0, to: entries.count - 1, by: 2) {
      entries[index].lossless.formIntersection(entries[index + 1].lossless)
    }
    entries = entries.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    self.otherBytes = entries.count * otherBytes
    interval *= 2
  }

  /// Notes that no operator loses anything in some readings, from one snapshot to the next.
  mutating func noteLossless(_ readings: StopConditions.Readings, from index: Int) {
    entries[index].lossless.formUnion(readings)
  }

  /// Forgets where nothing is lost: what counts as a loss has changed.
  mutating func forgetLossless() {
    for index in entries.indices { entries[index].lossless = [] }
  }
}
