/// Where the editor is in its history, and what was edited on the way.
struct HistoryBrowsing: Hashable, Sendable {
  /// The entry shown; the number of entries for the new input.
  var index: Int
  /// Entries, and the new input, as they were left: kept until one is submitted.
  var edited: [Int: String] = [:]
}

extension Editor {
  /// Moves a line up (-1) or down (1) in the text; from its first or last line into the history.
  mutating func moveVertically(_ direction: Int, after previous: EditorAction) -> EditorEffect {
    var column = cursor - buffer.lineStart(of: cursor)
    if case .vertical(let kept) = previous { column = kept }
    guard let position = buffer.position(inLine: direction, atColumn: column) else {
      return browseHistory(to: browsing.index + direction)
    }
    buffer.moveCursor(to: position)
    lastAction = .vertical(column: column)
    return .none
  }

  /// Shows another entry of the history with the cursor behind it, and keeps what was edited in this one.
  mutating func browseHistory(to index: Int) -> EditorEffect {
    let last = history.entries.count
    browsing.index = min(browsing.index, last)
    guard index != browsing.index, (0...last).contains(index) else { return .bell }
    browsing.edited[browsing.index] = buffer.text
    browsing.index = index
    let text = browsing.edited[index] ?? (index < last ? history.entries[index] : "")
    buffer = TextBuffer(text)
    undo.removeAll()
    holes = nil
    return .none
  }
}
