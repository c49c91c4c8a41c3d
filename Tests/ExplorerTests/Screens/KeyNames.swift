import StyledText

/// Keys as the screen fixtures write them.
enum KeyNames {
  private static let named: [String: Key] = [
    "Enter": .enter, "Alt-Enter": .altEnter, "Tab": .tab, "Shift-Tab": .backTab, "Esc": .escape,
    "Backspace": .backspace, "Delete": .delete, "Home": .home, "End": .end, "PgUp": .pageUp, "PgDn": .pageDown,
    "Up": .up, "Down": .down, "Left": .left, "Right": .right, "Space": .character(" "), "F1": Key(.function(1)),
  ]

  /// One word: a key's name, `Ctrl-c`, `Alt-b`, `click:ROW,COLUMN`, `wheel-up:ROW,COLUMN`, or text in double quotes,
  /// one key a character, `paste:TEXT` the same pasted; nil for anything else.
  static func keys(_ word: String) -> [Key]? {
    if let key = named[word] { return [key] }
    if word.hasPrefix("\""), word.hasSuffix("\""), word.count >= 2 {
      return word.dropFirst().dropLast().map { $0 == "_" ? .character(" ") : .character($0) }
    }
    if word.hasPrefix("paste:") {
      return [.paste(String(word.dropFirst(6).map { $0 == "_" ? " " : $0 }))]
    }
    if word.hasPrefix("Ctrl-"), let character = word.dropFirst(5).first, word.count == 6 {
      return [.control(Character(character.lowercased()))]
    }
    if word.hasPrefix("Alt-"), let character = word.dropFirst(4).first, word.count == 5 { return [.alt(character)] }
    for (name, action) in [("click:", MouseEvent.Action.press), ("wheel-up:", .wheelUp), ("wheel-down:", .wheelDown)]
    where word.hasPrefix(name) {
      let numbers = word.dropFirst(name.count).split(separator: ",").compactMap { Int($0) }
      guard numbers.count == 2 else { return nil }
      return [Key(.mouse(MouseEvent(action, row: numbers[0], column: numbers[1])))]
    }
    if word.count == 1, let character = word.first { return [.character(character)] }
    return nil
  }
}
