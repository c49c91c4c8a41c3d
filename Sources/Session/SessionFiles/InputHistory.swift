/// The inputs that were given: as many of the latest as a bounded amount of memory holds.
struct InputHistory {
  /// How much all inputs together may take, in bytes; the latest is kept whatever it takes.
  let capacity: Int
  private var kept: [HistoryEntry] = []
  /// How many entries at the front are given up.
  private var oldest = 0
  /// How many were given up and are no longer in the array.
  private var removed = 0
  private var size = 0

  /// What an entry takes beside its text, in bytes.
  private static let entrySize = 64

  init(capacity: Int = 16 << 20) {
    self.capacity = capacity
  }

  /// Those that are kept, in order.
  var entries: ArraySlice<HistoryEntry> { kept[oldest...] }

  /// The place behind the last entry; a place stays the same when earlier entries are given up.
  var end: Int { removed + kept.count }

  /// Inserts an entry at a place, or in front where what stood there was given up.
  mutating func insert(_ entry: HistoryEntry, at place: Int) {
    kept.insert(entry, at: min(max(place - removed, oldest), kept.count))
    size += entry.input.utf8.count + Self.entrySize
    while size > capacity, oldest < kept.count - 1 {
      size -= kept[oldest].input.utf8.count + Self.entrySize
      oldest += 1
    }
    if oldest > kept.count / 2 {
      kept.removeFirst(oldest)
      removed += oldest
      oldest = 0
    }
  }
}
