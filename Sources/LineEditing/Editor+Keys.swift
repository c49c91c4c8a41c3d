import StyledText

extension Editor {
  /// What each key does outside a search.
  mutating func dispatch(_ key: Key, after previous: EditorAction, in language: some InputLanguage) -> EditorEffect {
    switch key.code {
    case .character(let character):
      switch key.modifiers.subtracting(.shift) {
      case []: insert([character], after: previous)
      case .control: applyControl(character, after: previous, in: language)
      case .alt: applyAlt(character, after: previous)
      case [.alt, .control] where character == "h": kill(backTo: buffer.wordStart(before: cursor), after: previous)
      default: .bell
      }
    case .paste(let text): paste(text)
    case .enter where key.modifiers.isEmpty: enter(in: language)
    case .enter: insert(["\n"], after: .other)
    case .tab where key.modifiers.isEmpty: complete(after: previous, in: language)
    case .backspace where !key.modifiers.isDisjoint(with: [.alt, .control]):
      kill(backTo: buffer.wordStart(before: cursor), after: previous)
    case .backspace: deleteBackward()
    case .delete where !key.modifiers.isDisjoint(with: [.alt, .control]):
      kill(onTo: buffer.wordEnd(after: cursor), after: previous)
    case .delete: deleteForward()
    case .home where key.modifiers.contains(.control): move(to: 0)
    case .home: move(to: buffer.lineStart(of: cursor))
    case .end where key.modifiers.contains(.control): move(to: buffer.count)
    case .end: move(to: buffer.lineEnd(of: cursor))
    case .left where key.modifiers.isEmpty: step(-1)
    case .left: move(to: buffer.wordStart(before: cursor))
    case .right where key.modifiers.isEmpty: step(1)
    case .right: move(to: buffer.wordEnd(after: cursor))
    case .up: moveVertically(-1, after: previous)
    case .down: moveVertically(1, after: previous)
    case .pageUp: browseHistory(to: 0)
    case .pageDown: browseHistory(to: history.entries.count)
    case .escape, .tab, .insert, .function, .mouse, .unknown: .none
    }
  }

  private mutating func applyControl(
    _ character: Character, after previous: EditorAction, in language: some InputLanguage
  ) -> EditorEffect {
    switch character {
    case "a": move(to: buffer.lineStart(of: cursor))
    case "b": step(-1)
    case "c": interrupt()
    case "d": buffer.isEmpty ? .endOfInput : deleteForward()
    case "e": move(to: buffer.lineEnd(of: cursor))
    case "f": step(1)
    case "h": deleteBackward()
    case "i": complete(after: previous, in: language)
    case "j", "m": enter(in: language)
    case "k": killToLineEnd(after: previous)
    case "l": .clearScreen
    case "n": moveVertically(1, after: previous)
    case "p": moveVertically(-1, after: previous)
    case "r": startSearch()
    case "o": openLine()
    case "t": transpose()
    case "u": killToLineStart(after: previous)
    case "w": kill(backTo: buffer.blankDelimitedStart(before: cursor), after: previous)
    case "y": yank()
    case "z": .suspend
    case "_", "/": undoLatest()
    default: .bell
    }
  }

  private mutating func applyAlt(_ character: Character, after previous: EditorAction) -> EditorEffect {
    switch character {
    case "b": move(to: buffer.wordStart(before: cursor))
    case "f": move(to: buffer.wordEnd(after: cursor))
    case "d": kill(onTo: buffer.wordEnd(after: cursor), after: previous)
    case "t": transposeWords()
    case "p": browseHistory(to: browsing.index - 1)
    case "n": browseHistory(to: browsing.index + 1)
    case "u": changeWord { $0.uppercased() }
    case "l": changeWord { $0.lowercased() }
    case "c": changeWord { $0.capitalized }
    case "y": yankOlder(after: previous)
    case "<": browseHistory(to: 0)
    case ">": browseHistory(to: history.entries.count)
    default: .bell
    }
  }

  private mutating func enter(in language: some InputLanguage) -> EditorEffect {
    let text = buffer.text
    if language.isUnfinished(text) { return insert(["\n"], after: .other) }
    history.append(text)
    reset()
    return .submit(text)
  }

  private mutating func interrupt() -> EditorEffect {
    reset()
    return .interrupt
  }

  /// Moves the cursor; rings when it is there already and could not have been meant.
  private mutating func move(to position: Int) -> EditorEffect {
    buffer.moveCursor(to: position)
    return .none
  }

  private mutating func step(_ distance: Int) -> EditorEffect {
    let before = cursor
    buffer.moveCursor(to: cursor + distance)
    return cursor == before ? .bell : .none
  }
}

extension String {
  /// The first letter in upper case, the rest in lower case.
  fileprivate var capitalized: String {
    guard let letter = firstIndex(where: \.isWordCharacter) else { return self }
    return self[..<letter] + self[letter].uppercased() + self[index(after: letter)...].lowercased()
  }
}
