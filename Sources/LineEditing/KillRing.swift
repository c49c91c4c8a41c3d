/// The texts that were cut, the latest last.
package struct KillRing: Hashable, Sendable {
  /// The most entries kept.
  package static let capacity = 60
  /// The most characters that all entries hold together; the oldest give way.
  static let maximumTotal = 4 * TextBuffer.maximumCount

  private var entries: [[Character]] = []
  /// The entry that a yank inserts.
  private var current = 0

  package init() {}

  /// The text that a yank inserts.
  package var top: [Character]? { entries.indices.contains(current) ? entries[current] : nil }

  /// Keeps a cut text as the newest entry.
  package mutating func push(_ text: [Character]) {
    guard !text.isEmpty else { return }
    entries.append(text)
    trim()
  }

  /// Joins a cut to the newest entry, as for several cuts in a row.
  /// - Parameter backwards: whether the text stood before what was cut already.
  package mutating func extend(_ text: [Character], backwards: Bool) {
    guard let newest = entries.popLast() else { return push(text) }
    entries.append(backwards ? text + newest : newest + text)
    trim()
  }

  /// Makes the entry before the current one current; before the oldest comes the newest.
  package mutating func rotate() {
    guard !entries.isEmpty else { return }
    current = current == 0 ? entries.count - 1 : current - 1
  }

  private mutating func trim() {
    var total = entries.reduce(0) { $0 + $1.count }
    while entries.count > Self.capacity || total > Self.maximumTotal {
      total -= entries.removeFirst().count
    }
    current = max(0, entries.count - 1)
  }
}
