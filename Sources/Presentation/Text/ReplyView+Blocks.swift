import StyledText

/// Lines that keep within the width, whatever stands in them.
extension ReplyView {
  /// Pieces after a margin: on one line where they fit, otherwise each on its own, broken at blanks where it must be.
  ///
  /// - Parameters:
  ///   - margin: The columns before the first line.
  ///   - hanging: The columns more before the lines after it.
  func block(_ pieces: [StyledLine], margin: Int = 0, hanging: Int = 4) -> [StyledLine] {
    let columns = max(16, options.width - margin)
    return flow(pieces, separator: "  ", indent: hanging, columns: columns).map { line in
      var whole = StyledLine(String(repeating: " ", count: margin))
      whole.extend(line.displayWidth <= columns ? line : line.elidedAtTheEnd(columns: columns))
      return whole.withoutTrailingBlanks()
    }
  }

  /// A table's rows in columns, or in words.
  func tableLines(_ table: ColumnTable, indent: Int = 0) -> [StyledLine] {
    options.isPlain
      ? table.linesInWords(indent: indent, columns: options.width) : table.lines(indent: indent, columns: options.width)
  }

  /// A label, and a text that begins at a column and continues there.
  func labelled(_ label: StyledLine, _ text: StyledLine, at column: Int) -> [StyledLine] {
    var lines = block([text], margin: column, hanging: 0)
    guard !lines.isEmpty else { return [label] }
    var first = label
    first.pad(to: column)
    lines[0] = first.replacingMargin(of: lines[0], columns: column)
    return lines
  }
}

extension StyledLine {
  /// The beginning with `..` behind it.
  func elidedAtTheEnd(columns: Int) -> StyledLine {
    guard displayWidth > columns else { return self }
    var line = prefix(columns: max(0, columns - 2))
    line.extend("..", .dim)
    return line
  }

  /// This line and then another without the blanks that it begins with, at most so many.
  func replacingMargin(of other: StyledLine, columns: Int) -> StyledLine {
    var line = self
    var left = columns
    for run in other.runs {
      let kept = run.text.drop { character in
        guard left > 0, character == " " else { return false }
        left -= 1
        return true
      }
      if !kept.isEmpty { left = 0 }
      line.extend(String(kept), run.style)
    }
    return line
  }
}
