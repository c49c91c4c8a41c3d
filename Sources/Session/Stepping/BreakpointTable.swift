/// The breakpoints of a session by their numbers; a number is given once.
struct BreakpointTable {
  /// A breakpoint, and how often walks stopped at it.
  struct Entry {
    let number: Int
    let breakpoint: Breakpoint
    var hits = 0
  }

  private(set) var entries: [Entry] = []
  private var next = 1

  /// The most there can be.
  static let limit = 1_000

  var byNumber: [Int: Breakpoint] {
    Dictionary(uniqueKeysWithValues: entries.map { ($0.number, $0.breakpoint) })
  }

  /// Sets a breakpoint; one that is there already keeps its number. Nil where there are too many.
  mutating func add(_ breakpoint: Breakpoint) -> Entry? {
    if let same = entries.first(where: { $0.breakpoint == breakpoint }) { return same }
    guard entries.count < Self.limit else { return nil }
    let entry = Entry(number: next, breakpoint: breakpoint)
    next += 1
    entries.append(entry)
    return entry
  }

  /// Removes those that a condition holds for.
  mutating func remove(where isMeant: (Entry) -> Bool) -> [Entry] {
    let removed = entries.filter(isMeant)
    entries.removeAll(where: isMeant)
    return removed
  }

  /// Counts a stop at a breakpoint.
  mutating func countHit(_ number: Int) {
    guard let index = entries.firstIndex(where: { $0.number == number }) else { return }
    entries[index].hits += 1
  }
}
