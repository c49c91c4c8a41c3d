import StyledText

/// An incremental search backwards through the history.
package struct HistorySearch: Hashable, Sendable {
  /// What is searched for.
  package var query: String
  /// Whether nothing contains it; the latest match stays shown.
  package var hasFailed = false
  /// The entry shown, or the number of entries before anything was found.
  var index: Int
  /// What Ctrl-G brings back.
  var original: TextBuffer
}

extension Editor {
  /// The longest text that is searched for, in characters.
  static let maximumQuery = 256

  mutating func startSearch() -> EditorEffect {
    holes = nil
    search = HistorySearch(query: "", index: history.entries.count, original: buffer)
    return .none
  }

  /// Applies a key to the search that is going on.
  /// - Returns: nil if the key ended the search with its match and is to be applied outside it.
  mutating func applyToSearch(_ key: Key) -> EditorEffect? {
    guard var current = search else { return nil }
    switch (key.code, key.modifiers) {
    case (.character(let character), []), (.character(let character), .shift):
      guard current.query.count < Self.maximumQuery else { return .bell }
      current.query.append(character)
      return find(current, before: current.index + 1)
    case (.paste(let text), _):
      current.query += text.prefix(while: { !$0.isNewline }).prefix(max(0, Self.maximumQuery - current.query.count))
      return find(current, before: current.index + 1)
    case (.backspace, []), (.character("h"), .control):
      guard !current.query.isEmpty else { return .bell }
      current.query.removeLast()
      current.hasFailed = false
      current.index = history.entries.count
      return find(current, before: current.index)
    case (.character("r"), .control):
      return find(current, before: current.index)
    case (.character("s"), .control):
      guard let match = history.match(of: current.query, after: current.index) else { return .bell }
      return show(match, in: current)
    case (.character("g"), .control), (.character("c"), .control):
      buffer = current.original
      search = nil
      return EditorEffect.none
    case (.escape, _):
      search = nil
      return EditorEffect.none
    default:
      search = nil
      return nil
    }
  }

  private mutating func find(_ current: HistorySearch, before index: Int) -> EditorEffect {
    guard !current.query.isEmpty else {
      buffer = current.original
      search = current
      return .none
    }
    guard let match = history.match(of: current.query, before: index) else {
      search = current
      search?.hasFailed = true
      return .bell
    }
    return show(match, in: current)
  }

  private mutating func show(_ match: HistoryMatch, in current: HistorySearch) -> EditorEffect {
    var current = current
    current.hasFailed = false
    current.index = match.index
    search = current
    keepEdits()
    browsing.index = match.index
    buffer = TextBuffer(history.entries[match.index])
    buffer.moveCursor(to: buffer.position(ofUTF8Offset: match.offset) ?? buffer.count)
    undo.removeAll()
    return .none
  }

  /// Keeps the new input when the search leaves it, so that Down comes back to it.
  private mutating func keepEdits() {
    guard let original = search?.original, browsing.edited[browsing.index] == nil,
      browsing.index == history.entries.count
    else { return }
    browsing.edited[browsing.index] = original.text
  }
}
