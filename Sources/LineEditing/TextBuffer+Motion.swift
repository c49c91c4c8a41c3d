extension TextBuffer {
  /// The first position of the line that a position is in.
  package func lineStart(of position: Int) -> Int {
    var start = position
    while start > 0, characters[start - 1] != "\n" { start -= 1 }
    return start
  }

  /// The position behind the last character of the line that a position is in, before its line feed.
  package func lineEnd(of position: Int) -> Int {
    var end = position
    while end < characters.count, characters[end] != "\n" { end += 1 }
    return end
  }

  /// Where the word ends that a position is in, or the next one.
  package func wordEnd(after position: Int) -> Int {
    var end = position
    while end < characters.count, !characters[end].isWordCharacter { end += 1 }
    while end < characters.count, characters[end].isWordCharacter { end += 1 }
    return end
  }

  /// Where the word begins that a position is in or behind.
  package func wordStart(before position: Int) -> Int {
    var start = position
    while start > 0, !characters[start - 1].isWordCharacter { start -= 1 }
    while start > 0, characters[start - 1].isWordCharacter { start -= 1 }
    return start
  }

  /// Where the run of characters without blanks begins that a position is in or behind.
  package func blankDelimitedStart(before position: Int) -> Int {
    var start = position
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  /// The same column a line above or below, or nil at the first or last line.
  /// - Parameters:
  ///   - direction: -1 for up, 1 for down.
  ///   - column: the wanted distance from the line's start, in characters.
  package func position(inLine direction: Int, atColumn column: Int) -> Int? {
    let start = lineStart(of: cursor)
    if direction < 0 {
      guard start > 0 else { return nil }
      let above = lineStart(of: start - 1)
      return min(above + column, start - 1)
    }
    let end = lineEnd(of: cursor)
    guard end < characters.count else { return nil }
    return min(end + 1 + column, lineEnd(of: end + 1))
  }
}

extension Character {
  /// Whether Alt-f and its kin take it for part of a word.
  var isWordCharacter: Bool { isLetter || isNumber }
}
