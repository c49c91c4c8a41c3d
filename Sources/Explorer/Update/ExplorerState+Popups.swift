import LineEditing
import StyledText

extension ExplorerState {
  mutating func pressInPopup(_ key: Key, in lookup: some SessionLookup) -> [Effect] {
    switch popup {
    case .help(let title, let lines, let top): pressInHelp(key, title, lines, top)
    case .candidates(let completion, let selected): return pressInCandidates(key, completion, selected, in: lookup)
    case .quit: return pressInQuestion(key)
    case nil: break
    }
    return []
  }

  private mutating func pressInHelp(_ key: Key, _ title: String, _ lines: [StyledLine], _ top: Int) {
    let height = max(1, helpArea(lines).rows - 2)
    let last = max(0, helpRows(lines).count - height)
    let top = min(top, last)
    let moved: Int
    switch key {
    case .up, .character("k"): moved = top - 1
    case .down, .character("j"), .enter: moved = top + 1
    case .pageUp: moved = top - height
    case .pageDown, .character(" "): moved = top + height
    case .home, .character("g"): moved = 0
    case .end, .character("G"): moved = last
    case .escape, .character("q"), .character("?"), Key(.function(1)):
      popup = nil
      return
    default: return
    }
    popup = .help(title: title, lines: lines, top: min(max(0, moved), last))
  }

  /// In the list: arrows and Tab choose, Enter takes, Esc closes; anything else goes on typing.
  private mutating func pressInCandidates(
    _ key: Key, _ completion: Completion, _ selected: Int, in lookup: some SessionLookup
  ) -> [Effect] {
    let count = completion.candidates.count
    func choose(_ index: Int) { popup = .candidates(completion, selected: ((index % count) + count) % count) }
    switch key {
    case .down, .tab, .control("n"): choose(selected + 1)
    case .up, .backTab, .control("p"): choose(selected - 1)
    case .pageDown: choose(min(count - 1, selected + 8))
    case .pageUp: choose(max(0, selected - 8))
    case .enter:
      popup = nil
      editor.accept(completion.candidates[selected], of: completion)
    case .escape: popup = nil
    default:
      popup = nil
      let effects = perform(editor.apply(key, in: lookup), in: lookup)
      // While a name is typed on, the list narrows down.
      if case .character(let character) = key.code, key.modifiers.isEmpty, character.isLetter || character == "-",
        let narrowed = editor.completionSession(in: lookup), narrowed.candidates.count > 1
      {
        popup = .candidates(narrowed, selected: 0)
      }
      return effects
    }
    return []
  }

  private mutating func pressInQuestion(_ key: Key) -> [Effect] {
    switch key {
    case .character("y"), .character("Y"), .character("q"), .enter:
      popup = nil
      return [.quit]
    default:
      popup = nil
      return []
    }
  }
}
