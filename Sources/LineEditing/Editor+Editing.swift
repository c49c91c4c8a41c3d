extension Editor {
  /// Inserts at the cursor; typing in a row is undone together.
  mutating func insert(_ characters: [Character], after previous: EditorAction) -> EditorEffect {
    let effect = edit(cursor..<cursor, with: characters, joining: previous == .typing)
    lastAction = characters == ["\n"] ? .other : .typing
    return effect
  }

  /// Inserts a paste as one change. A line end behind it is left out at the end of the input, where it would only
  /// open an empty line.
  mutating func paste(_ text: String) -> EditorEffect {
    var characters = Array(text.unifyingLineEnds)
    if cursor == buffer.count, characters.last == "\n" { characters.removeLast() }
    guard !characters.isEmpty else { return .none }
    return edit(cursor..<cursor, with: characters)
  }

  mutating func deleteBackward() -> EditorEffect {
    cursor == 0 ? .bell : edit((cursor - 1)..<cursor, with: [])
  }

  mutating func deleteForward() -> EditorEffect {
    cursor == buffer.count ? .bell : edit(cursor..<(cursor + 1), with: [])
  }

  /// Swaps the characters around the cursor and steps forward; at a line's end, the two before it.
  mutating func transpose() -> EditorEffect {
    let end = cursor == buffer.lineEnd(of: cursor) ? cursor : cursor + 1
    guard end - 2 >= buffer.lineStart(of: cursor) else { return .bell }
    let pair = buffer.characters[(end - 2)..<end]
    return edit((end - 2)..<end, with: pair.reversed())
  }

  /// Rewrites the word at or behind the cursor and moves behind it.
  mutating func changeWord(_ transform: (String) -> String) -> EditorEffect {
    let end = buffer.wordEnd(after: cursor)
    guard end > cursor else { return .bell }
    return edit(cursor..<end, with: Array(transform(String(buffer.characters[cursor..<end]))))
  }

  /// Swaps the word before the cursor with the one at or behind it and moves behind both.
  mutating func transposeWords() -> EditorEffect {
    var end = buffer.wordEnd(after: cursor)
    var second = buffer.wordStart(before: end)
    // Behind the last word, the two before the cursor.
    if second < cursor, end == buffer.count || end <= cursor {
      end = buffer.wordEnd(after: second)
    }
    let first = buffer.wordStart(before: second)
    let firstEnd = buffer.wordEnd(after: first)
    second = max(second, firstEnd)
    guard first < firstEnd, firstEnd <= second, second < end else { return .bell }
    let text = buffer.characters
    return edit(first..<end, with: Array(text[second..<end] + text[firstEnd..<second] + text[first..<firstEnd]))
  }

  /// Opens a line behind the cursor.
  mutating func openLine() -> EditorEffect {
    let position = cursor
    let effect = edit(cursor..<cursor, with: ["\n"])
    if effect == .none { buffer.moveCursor(to: position) }
    return effect
  }

  mutating func undoLatest() -> EditorEffect {
    guard let change = undo.pop() else { return .bell }
    buffer.revert(change)
    holes = holes?.adjusted(to: change.reversed.trimmed, in: buffer)
    holes?.deselect()
    return .none
  }
}

extension Editor {
  /// Cuts from a place before the cursor up to it.
  mutating func kill(backTo start: Int, after previous: EditorAction) -> EditorEffect {
    kill(start..<cursor, backwards: true, after: previous)
  }

  /// Cuts from the cursor to a place behind it.
  mutating func kill(onTo end: Int, after previous: EditorAction) -> EditorEffect {
    kill(cursor..<end, backwards: false, after: previous)
  }

  /// Cuts the rest of the line, or at its end the line end.
  mutating func killToLineEnd(after previous: EditorAction) -> EditorEffect {
    let end = buffer.lineEnd(of: cursor)
    return kill(onTo: end == cursor ? min(end + 1, buffer.count) : end, after: previous)
  }

  /// Cuts the line up to the cursor, or at its start the line end before it.
  mutating func killToLineStart(after previous: EditorAction) -> EditorEffect {
    let start = buffer.lineStart(of: cursor)
    return kill(backTo: start == cursor ? max(0, start - 1) : start, after: previous)
  }

  private mutating func kill(_ range: Range<Int>, backwards: Bool, after previous: EditorAction) -> EditorEffect {
    guard !range.isEmpty else { return .bell }
    let text = Array(buffer.characters[range])
    if previous == .kill {
      killRing.extend(text, backwards: backwards)
    } else {
      killRing.push(text)
    }
    lastAction = .kill
    return edit(range, with: [])
  }

  /// Inserts the latest cut.
  mutating func yank() -> EditorEffect {
    guard let text = killRing.top else { return .bell }
    return insertYank(text, in: cursor..<cursor)
  }

  /// Replaces what was just inserted by the cut before it.
  mutating func yankOlder(after previous: EditorAction) -> EditorEffect {
    guard case .yank(let range) = previous else { return .bell }
    killRing.rotate()
    guard let text = killRing.top else { return .bell }
    return insertYank(text, in: range)
  }

  private mutating func insertYank(_ text: [Character], in range: Range<Int>) -> EditorEffect {
    let effect = edit(range, with: text)
    // Joined characters can make the inserted part shorter than the cut.
    if effect == .none { lastAction = .yank(min(range.lowerBound, cursor)..<cursor) }
    return effect
  }
}
