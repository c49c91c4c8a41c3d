package import StyledText

/// The editor drawn: rows that fit the width, and where the cursor is in them.
package struct EditorFrame: Hashable, Sendable {
  /// The rows, each at most the width's columns wide; never empty.
  package var rows: [StyledLine]
  /// The cursor's row among these, from 0.
  package var cursorRow: Int
  /// The cursor's column, from 0 and below the width.
  package var cursorColumn: Int
  /// How many rows of what is drawn are above the first of these, as far as they were counted; 0 if it begins with the
  /// prompt.
  package var rowsAbove = 0

  package init(rows: [StyledLine] = [StyledLine()], cursorRow: Int = 0, cursorColumn: Int = 0, rowsAbove: Int = 0) {
    self.rows = rows
    self.cursorRow = cursorRow
    self.cursorColumn = cursorColumn
    self.rowsAbove = rowsAbove
  }
}

/// What stands before the input's lines.
package struct EditorPrompt: Hashable, Sendable {
  /// Before the first line.
  package var first: StyledLine
  /// Before each further line.
  package var continuation: StyledLine

  package init(_ first: StyledLine, continuation: StyledLine) {
    self.first = first
    self.continuation = continuation
  }

  /// A prompt whose continuation is as wide and ends in `|`.
  package init(_ text: String) {
    first = StyledLine(text, .strong)
    let width = text.reversed().drop { $0 == " " }.reduce(0) { $0 + $1.displayWidth }
    let trailing = text.reversed().prefix { $0 == " " }.count
    let mark = width > 0 ? String(repeating: " ", count: width - 1) + "|" : ""
    continuation = StyledLine(mark + String(repeating: " ", count: trailing), .dim)
  }
}

extension Editor {
  /// The longest text that is coloured and remarked on, in characters; a longer one is drawn plain, so that a key
  /// in a pasted megabyte does not wait for the language.
  package static let languageLimit = 16_384

  /// Draws the prompt and the input, wrapped at the width; of many rows those up to the cursor's, and below it as many
  /// as fit.
  ///
  /// While a search goes on, its question stands in the prompt's place.
  /// - Parameters:
  ///   - width: columns; less than 2 counts as 2.
  ///   - height: the most rows; less than 1 counts as 1.
  ///   - language: colours the text and may remark on it.
  ///   - isFinal: whether nothing more is typed, so that nothing is remarked on and no brackets are marked.
  package func frame(
    prompt: EditorPrompt, width: Int, height: Int = .max, in language: some InputLanguage = PlainText(),
    isFinal: Bool = false
  ) -> EditorFrame {
    layout(prompt: prompt, width: width, height: height, in: language, isFinal: isFinal).finished
  }

  /// The position in the text that is drawn in a cell of the frame, for clicks: the nearest on its row.
  /// - Parameters:
  ///   - row, column: the cell, from 0, in the frame that the same prompt, width and height give.
  package func position(atRow row: Int, column: Int, prompt: EditorPrompt, width: Int, height: Int = .max) -> Int {
    let plain = PlainText()
    let top = layout(prompt: prompt, width: width, height: height, in: plain).finished.rowsAbove
    let aim = FrameLayout.Aim(row: top + max(0, row), column: max(0, column))
    return layout(prompt: prompt, width: width, height: height, in: plain, aim: aim).found ?? cursor
  }

  private func layout(
    prompt: EditorPrompt, width: Int, height: Int, in language: some InputLanguage, isFinal: Bool = false,
    aim: FrameLayout.Aim? = nil
  ) -> FrameLayout {
    var layout = FrameLayout(width: max(2, width), height: max(1, height), aim: aim)
    let characters = buffer.characters
    let start = firstPosition(width: width, height: height)
    let styles = styles(in: language, isFinal: isFinal)
    layout.place(start > 0 ? prompt.continuation : search.map(Self.question) ?? prompt.first)
    for index in start..<characters.count {
      if layout.isFull { return layout }
      let character = characters[index]
      layout.aim(at: index)
      if character == "\n" {
        if index == cursor { layout.markCursor() }
        layout.breakLine()
        layout.place(prompt.continuation)
      } else {
        layout.place(character, styles.isEmpty ? .plain : styles[index], isAtCursor: index == cursor)
      }
    }
    layout.aim(at: characters.count)
    if cursor == characters.count { layout.markCursor() }
    if search == nil, !isFinal, !styles.isEmpty, let hint = language.hint(for: buffer.text, at: buffer.cursorUTF8Offset)
    {
      layout.placeIfItFits(hint, .dim)
    }
    return layout
  }

  /// Where drawing begins: so many lines above the cursor's that its rows fill the height. Far into a line of a pasted
  /// megabyte that is inside it, at a place that stays while the cursor moves on the screen.
  private func firstPosition(width: Int, height: Int) -> Int {
    var start = buffer.lineStart(of: cursor)
    let piece = max(Self.languageLimit, min(max(1, height), 1_000) * min(max(2, width), 10_000))
    let pieces = (cursor - start) / piece
    if pieces > 1, height < .max { return start + (pieces - 1) * piece }
    var lines = 1
    while start > 0, lines < height {
      start = buffer.lineStart(of: start - 1)
      lines += 1
    }
    return start
  }

  private static func question(_ search: HistorySearch) -> StyledLine {
    StyledLine("(\(search.hasFailed ? "not found" : "search"): \(search.query)) ", search.hasFailed ? .warning : .help)
  }

  /// A style for each character; empty where all are plain and the language is not asked at all.
  private func styles(in language: some InputLanguage, isFinal: Bool) -> [Style] {
    guard !buffer.isEmpty, buffer.count <= Self.languageLimit else { return [] }
    let text = buffer.text
    var styles = languageStyles(of: text, in: language)
    if let holes, !isFinal {
      for (index, hole) in holes.ranges.enumerated() {
        let style: Style? = index == holes.selected ? .current : hole.lowerBound > cursor ? .dim : nil
        guard let style else { continue }
        for position in hole.clamped(to: 0..<styles.count) { styles[position] = style }
      }
    }
    if search == nil, !isFinal {
      for offset in language.markedBrackets(in: text, at: buffer.cursorUTF8Offset) {
        if let position = buffer.position(ofUTF8Offset: offset), position < styles.count { styles[position] = .bracket }
      }
    }
    return styles
  }

  private func languageStyles(of text: String, in language: some InputLanguage) -> [Style] {
    let plain = [Style](repeating: .plain, count: buffer.count)
    let runs = language.highlighted(text)
    guard runs.count > 1 || runs.first?.style != .plain else { return plain }
    // Styles go by scalars, since a run may end inside a character; a character has its first scalar's style.
    var styles: [Style] = []
    for run in runs { styles += repeatElement(run.style, count: run.text.unicodeScalars.count) }
    guard runs.map(\.text).joined().unicodeScalars.elementsEqual(text.unicodeScalars) else { return plain }
    var position = 0
    return buffer.characters.map { character in
      defer { position += character.unicodeScalars.count }
      return styles[position]
    }
  }
}
