import StyledText

/// Filling in a skeleton: its holes are selected one after the other, and what is typed takes a hole's place.
extension Editor {
  /// Applies a key while there are holes.
  /// - Returns: nil if the key means what it always does.
  mutating func applyToHoles(_ key: Key, in language: some InputLanguage) -> EditorEffect? {
    switch (key.code, key.modifiers) {
    case (.tab, []), (.character("i"), .control):
      if holes?.selected == nil, completeInHole(in: language) { return EditorEffect.none }
      return selectHole(forward: true)
    case (.tab, .shift): return selectHole(forward: false)
    case (.character("g"), .control):
      holes = nil
      return EditorEffect.none
    case (.character(let character), []), (.character(let character), .shift):
      if holes?.selected == nil { return stepOverBracket(character) }
      return replaceSelectedHole(with: [character], thenTyping: true)
    case (.paste(let text), _):
      guard holes?.selected != nil else { return nil }
      return replaceSelectedHole(with: Array(text.unifyingLineEnds), thenTyping: false)
    case (.backspace, []), (.delete, []), (.character("h"), .control), (.character("d"), .control):
      guard holes?.selected != nil else { return nil }
      return replaceSelectedHole(with: [], thenTyping: false)
    case (.left, []), (.character("b"), .control):
      guard let range = holes?.selectedRange, !range.isEmpty else { return deselectHole() }
      return leaveHole(at: range.lowerBound)
    case (.right, []), (.character("f"), .control):
      guard let range = holes?.selectedRange, !range.isEmpty else { return deselectHole() }
      return leaveHole(at: range.upperBound)
    case (.character("y"), .control):
      if let range = holes?.selectedRange { edit(range, with: []) }
      return deselectHole()
    default: return deselectHole()
    }
  }

  /// Lets the key do what it does without a selection.
  private mutating func deselectHole() -> EditorEffect? {
    holes?.deselect()
    return nil
  }

  private mutating func leaveHole(at position: Int) -> EditorEffect {
    buffer.moveCursor(to: position)
    holes?.deselect()
    return .none
  }

  private mutating func replaceSelectedHole(with characters: [Character], thenTyping: Bool) -> EditorEffect? {
    guard let range = holes?.selectedRange else { return nil }
    let effect = edit(range, with: characters)
    guard effect == .none else { return effect }
    holes?.deselect()
    if thenTyping { lastAction = .typing }
    return effect
  }

  /// Selects the next or the previous hole. Behind the last one the cursor goes behind the skeleton, which is done then.
  private mutating func selectHole(forward: Bool) -> EditorEffect? {
    guard let list = holes else { return nil }
    // Outside the skeleton Tab means what it always does.
    guard let first = list.ranges.first, cursor >= first.lowerBound, cursor <= list.end else {
      holes = nil
      return nil
    }
    let current = list.selected ?? list.index(at: cursor)
    let next: Int?
    if forward {
      next = current.map { $0 + 1 } ?? list.ranges.firstIndex { $0.lowerBound >= cursor }
    } else {
      next = current.map { $0 - 1 } ?? list.ranges.lastIndex { $0.upperBound <= cursor }
    }
    guard let next, next < list.ranges.count else {
      if !forward { return .bell }
      buffer.moveCursor(to: list.end)
      holes = nil
      return EditorEffect.none
    }
    guard next >= 0 else { return .bell }
    holes?.select(next)
    buffer.moveCursor(to: list.ranges[next].lowerBound)
    return EditorEffect.none
  }

  /// Completes what was begun in a hole, a name or a bracket, as far as its candidates agree.
  /// - Returns: whether that changed anything; if not, Tab goes on to the next hole.
  private mutating func completeInHole(in language: some InputLanguage) -> Bool {
    guard let index = holes?.index(at: cursor), let hole = holes?.ranges[index], hole.lowerBound < cursor,
      buffer.characters[cursor - 1].isLetter || "({.$-:/".contains(buffer.characters[cursor - 1]),
      let completion = completionSession(in: language), !completion.candidates.isEmpty
    else { return false }
    let before = buffer
    _ = complete(completion, mayList: false)
    return buffer != before
  }

  /// A closing bracket typed where the skeleton has the same one steps over it.
  private mutating func stepOverBracket(_ character: Character) -> EditorEffect? {
    guard ")]}".contains(character), let list = holes, cursor < list.end, cursor < buffer.count,
      buffer.characters[cursor] == character, let last = list.ranges.last, cursor >= last.upperBound,
      isBalanced(last)
    else { return nil }
    buffer.moveCursor(to: cursor + 1)
    if cursor >= list.end { holes = nil }
    return EditorEffect.none
  }

  private func isBalanced(_ range: Range<Int>) -> Bool {
    var depth = 0
    for character in buffer.characters[range] {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
    }
    return depth == 0
  }
}
