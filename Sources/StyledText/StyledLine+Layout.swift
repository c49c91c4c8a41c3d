extension StyledLine {
  /// Appends text, joining it to the last run where the style is the same.
  package mutating func extend(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append(StyledRun(text, style))
    }
  }

  /// Appends another line's runs.
  package mutating func extend(_ other: StyledLine) {
    for run in other.runs { extend(run.text, run.style) }
  }

  /// Appends blanks until the line takes this many columns.
  package mutating func pad(to columns: Int) {
    extend(String(repeating: " ", count: max(0, columns - displayWidth)))
  }

  /// The beginning that fits into so many columns; a wide character that does not fit whole is left out.
  package func prefix(columns: Int) -> StyledLine {
    var line = StyledLine()
    var left = columns
    for run in runs {
      var kept = ""
      for character in run.text {
        let width = character.displayWidth
        guard width <= left else {
          line.extend(kept, run.style)
          return line
        }
        kept.append(character)
        left -= width
      }
      line.extend(kept, run.style)
    }
    return line
  }

  /// The same without blanks at the end.
  package func withoutTrailingBlanks() -> StyledLine {
    var line = self
    while let last = line.runs.indices.last {
      while line.runs[last].text.last == " " { line.runs[last].text.removeLast() }
      guard line.runs[last].text.isEmpty else { break }
      line.runs.removeLast()
    }
    return line
  }
}

extension String {
  /// The text in at most so many columns, its middle replaced by `..` where it is longer.
  package func elidedInTheMiddle(columns: Int) -> String {
    guard displayWidth > columns else { return self }
    guard columns > 4 else { return StyledLine(self).prefix(columns: max(0, columns)).plainText }
    let front = StyledLine(self).prefix(columns: (columns - 1) / 2).plainText
    var back: [Character] = []
    var left = columns - 2 - front.displayWidth
    for character in reversed() {
      guard character.displayWidth <= left else { break }
      left -= character.displayWidth
      back.append(character)
    }
    return front + ".." + String(back.reversed())
  }
}

/// Pieces that stand together on a line, put one after the other and continued on the next line where they do not fit.
///
/// - Parameters:
///   - pieces: Each is broken only at its own blanks, and only where it is longer than a whole line.
///   - separator: What stands between two pieces of one line, such as three blanks.
///   - indent: How many columns later lines begin after.
package func flow(_ pieces: [StyledLine], separator: String = "   ", indent: Int = 2, columns: Int) -> [StyledLine] {
  var lines: [StyledLine] = []
  var line = StyledLine()
  var isEmpty = true
  func begin() -> StyledLine { StyledLine(String(repeating: " ", count: indent)) }
  func place(_ piece: StyledLine, after separator: String) {
    if !isEmpty && line.displayWidth + separator.displayWidth + piece.displayWidth > columns {
      lines.append(line.withoutTrailingBlanks())
      (line, isEmpty) = (begin(), true)
    }
    if !isEmpty { line.extend(separator) }
    line.extend(piece)
    isEmpty = false
  }
  for piece in pieces where !piece.runs.isEmpty {
    if piece.displayWidth + indent <= columns || !piece.plainText.contains(" ") {
      place(piece, after: separator)
      continue
    }
    var nextSeparator = separator
    for run in piece.runs {
      for word in run.text.split(separator: " ") {
        place(StyledLine(String(word), run.style), after: nextSeparator)
        nextSeparator = " "
      }
    }
  }
  if !isEmpty { lines.append(line.withoutTrailingBlanks()) }
  return lines
}
