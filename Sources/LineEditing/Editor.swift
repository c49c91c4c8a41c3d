package import StyledText

/// A line editor as a value: keys go in, text, cursor and effects come out. It draws nothing and reads nothing.
///
/// The keys are those of Emacs. Lines longer than the screen and inputs of several lines are one text; Up and Down
/// move in it before they leave for the history.
package struct Editor: Hashable, Sendable {
  /// The text and the cursor.
  package internal(set) var buffer = TextBuffer()
  /// The inputs submitted before.
  package var history: History
  /// The search through the history that is going on.
  package internal(set) var search: HistorySearch?

  /// The places of a skeleton that wait to be filled in; nil while there are none.
  package internal(set) var holes: HoleList?

  var killRing = KillRing()
  var undo = UndoStack()
  var browsing: HistoryBrowsing
  var lastAction = EditorAction.other

  package init(history: History = History()) {
    self.history = history
    browsing = HistoryBrowsing(index: history.entries.count)
  }

  /// The text as it stands.
  package var text: String { buffer.text }
  /// The cursor: the number of characters before it.
  package var cursor: Int { buffer.cursor }

  /// Puts a text in place of what is there, with the cursor behind it; one undo brings the old one back.
  package mutating func setText(_ text: String) {
    holes = nil
    search = nil
    edit(0..<buffer.count, with: Array(text.unifyingLineEnds))
    lastAction = .other
  }

  /// Puts the cursor at a position, to the nearest there is, as a click does.
  package mutating func moveCursor(to position: Int) {
    search = nil
    buffer.moveCursor(to: position)
    holes?.deselect()
    lastAction = .other
  }

  /// Applies one key.
  /// - Parameter language: what decides whether an input is finished and what completes it.
  package mutating func apply(_ key: Key, in language: some InputLanguage = PlainText()) -> EditorEffect {
    if search != nil, let effect = applyToSearch(key) { return effect }
    let previous = lastAction
    lastAction = .other
    if holes != nil, let effect = applyToHoles(key, in: language) { return effect }
    return dispatch(key, after: previous, in: language)
  }

  /// Throws the input away and starts anew, at the history's end.
  mutating func reset() {
    buffer = TextBuffer()
    undo.removeAll()
    search = nil
    holes = nil
    lastAction = .other
    browsing = HistoryBrowsing(index: history.entries.count)
  }

  /// Changes the buffer so that it can be taken back.
  /// - Returns: `.bell` if the buffer would grow too large.
  @discardableResult
  mutating func edit(_ range: Range<Int>, with new: [Character], joining: Bool = false) -> EditorEffect {
    guard let change = buffer.replace(range, with: new) else { return .bell }
    undo.push(change, joining: joining)
    holes = holes?.adjusted(to: change.trimmed, in: buffer)
    return .none
  }
}

/// What the latest key did, where the next one depends on it.
enum EditorAction: Hashable, Sendable {
  case other
  /// A character was typed.
  case typing
  /// Text was cut: a cut that follows joins it.
  case kill
  /// Text was inserted from the kill ring: Alt-y replaces it.
  case yank(Range<Int>)
  /// A completion was tried: a second Tab lists.
  case complete
  /// The cursor moved up or down from this column.
  case vertical(column: Int)
}
