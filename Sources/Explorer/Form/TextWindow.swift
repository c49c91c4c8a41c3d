import StyledText

/// The part of a text that one line of so many columns shows, around its cursor.
struct TextWindow: Hashable, Sendable {
  /// What is shown; control characters as their escapes.
  var text = ""
  /// The columns that it takes.
  var width = 0
  /// The cursor's column, where there is one.
  var cursor: Int?
  /// Whether something stands before or behind what is shown.
  var isCutBefore = false
  var isCutBehind = false

  /// - Parameters:
  ///   - characters: the text.
  ///   - cursor: the characters before the cursor; nil shows the beginning.
  init(_ characters: some RandomAccessCollection<Character>, cursor: Int?, columns: Int) {
    guard columns > 0 else { return }
    func character(_ index: Int) -> (String, Int) {
      Self.shown(characters[characters.index(characters.startIndex, offsetBy: index)], columns: columns)
    }
    let count = characters.count
    var start = 0
    if let cursor = cursor.map({ min(max(0, $0), count) }) {
      // The cursor's own cell stays free; the text begins as far left of it as fits.
      start = cursor
      var left = columns - 1
      while start > 0 {
        let width = character(start - 1).1
        guard width <= left else { break }
        left -= width
        start -= 1
      }
      isCutBefore = start > 0
    }
    var index = start
    while index < count {
      let (shown, width) = character(index)
      guard self.width + width <= columns else { break }
      if index == cursor { self.cursor = self.width }
      text += shown
      self.width += width
      index += 1
    }
    isCutBehind = index < count
    if let cursor, self.cursor == nil { self.cursor = cursor >= index ? min(self.width, columns - 1) : 0 }
  }

  /// A character as it is shown, and its columns: never 0, never more than there are.
  private static func shown(_ character: Character, columns: Int) -> (String, Int) {
    let shown = String(character).escapingTerminalControls
    let width = shown.displayWidth
    if width == 0, let scalar = character.unicodeScalars.first {
      let escape = "\\u{" + String(scalar.value, radix: 16) + "}"
      return escape.utf8.count <= columns ? (escape, escape.utf8.count) : ("?", 1)
    }
    return width <= columns ? (shown, width) : ("?", 1)
  }
}
