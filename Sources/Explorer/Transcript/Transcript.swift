import Session
import StyledText

/// What was given and what came of it, the latest last.
struct Transcript: Sendable {
  /// How many entries are kept.
  private static let capacity = 1_000
  /// How much memory the replies of the entries may take together, in bytes. The latest is kept whatever it takes.
  private static let footprintLimit = 64 << 20

  private(set) var entries: [TranscriptEntry] = []
  /// How many entries were dropped from the front: an entry's number is its index and this.
  private(set) var dropped = 0

  /// How much memory the replies take, entry by entry and together.
  private var footprints: [Int] = []
  private var footprint = 0

  /// The latest entry's number.
  var lastNumber: Int { dropped + entries.count - 1 }

  mutating func append(_ entry: TranscriptEntry) {
    entries.append(entry)
    footprints.append(entry.reply?.footprint ?? 0)
    footprint += entry.reply?.footprint ?? 0
    dropOldest()
  }

  /// Gives the latest entry its reply.
  mutating func finish(with reply: Reply) {
    guard let last = entries.indices.last else { return }
    entries[last].reply = reply
    footprint += reply.footprint - footprints[last]
    footprints[last] = reply.footprint
    dropOldest()
  }

  /// Shows another form of an entry's reply, which takes as much memory as the one before.
  mutating func replaceReply(of number: Int, with reply: Reply) {
    let index = number - dropped
    if entries.indices.contains(index) { entries[index].reply = reply }
  }

  /// Drops entries from the front until the others are within the limits.
  private mutating func dropOldest() {
    var count = max(0, entries.count - Self.capacity)
    footprint -= footprints[..<count].reduce(0, +)
    while footprint > Self.footprintLimit, count < entries.count - 1 {
      footprint -= footprints[count]
      count += 1
    }
    guard count > 0 else { return }
    entries.removeFirst(count)
    footprints.removeFirst(count)
    dropped += count
  }

  /// Lays the latest entries out for so many columns, as far as that is not done.
  mutating func settle(columns: Int) {
    for index in entries.indices.suffix(Self.shownEntries) { entries[index].settle(columns: columns) }
  }

  /// The latest lines that fit, for above the prompt; the latest entry begins in the first where it fills them all.
  func latest(height: Int) -> [StyledLine] {
    guard height > 0 else { return [] }
    var lines: [StyledLine] = []
    for entry in entries.suffix(Self.shownEntries).reversed() {
      guard lines.count < height else { break }
      let own = entry.short.lines
      if lines.isEmpty, entry.short.count > height {
        // Its beginning says most; where the rest is stands in the last line.
        lines = Array(own.prefix(max(1, height - 1)))
        if height > 1 {
          lines.append(StyledLine("  \(entry.short.count - lines.count) more lines in 4 Log", .dim))
        }
        break
      }
      lines = own.suffix(height - lines.count) + lines
    }
    return lines
  }

  /// How many lines the latest entry wants.
  var wantedHeight: Int { entries.last?.short.count ?? 0 }

  /// How many entries may stand above the prompt.
  private static let shownEntries = 16
}
