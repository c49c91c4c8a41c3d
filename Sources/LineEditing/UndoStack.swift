/// The changes that can be taken back, the latest last.
package struct UndoStack: Hashable, Sendable {
  /// The most changes kept.
  package static let capacity = 2_000
  /// The most characters that all changes hold together; the oldest give way.
  static let maximumTotal = 4 * TextBuffer.maximumCount
  /// The most characters typed in a row that one undo takes back.
  static let longestTypingRun = 20

  private var changes: [BufferChange] = []
  private var total = 0

  package init() {}

  package var isEmpty: Bool { changes.isEmpty }

  /// Keeps a change.
  /// - Parameter joining: whether it continues the latest one, as typing does, and the two are undone together.
  package mutating func push(_ change: BufferChange, joining: Bool) {
    // What is replaced holds the neighbours of the change, so typing overlaps the run before it by one character.
    if joining, let latest = changes.last, latest.inserted.count < Self.longestTypingRun,
      change.position >= latest.position,
      change.position + change.removed.count == latest.position + latest.inserted.count
    {
      var joined = latest
      joined.inserted.removeLast(change.removed.count)
      joined.inserted += change.inserted
      joined.cursorAfter = change.cursorAfter
      changes[changes.count - 1] = joined
      total += joined.size - latest.size
      return
    }
    changes.append(change)
    total += change.size
    while changes.count > Self.capacity || total > Self.maximumTotal {
      total -= changes.removeFirst().size
    }
  }

  /// Takes the latest change out.
  package mutating func pop() -> BufferChange? {
    guard let change = changes.popLast() else { return nil }
    total -= change.size
    return change
  }

  package mutating func removeAll() {
    changes.removeAll()
    total = 0
  }
}

extension BufferChange {
  /// The characters it holds.
  fileprivate var size: Int { removed.count + inserted.count }
}
