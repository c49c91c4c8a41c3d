import StyledText

extension BrowsePane {
  /// The rows that fit, and below them what the one in hand has no room for: its declaration and its documentation.
  func frame(columns: Int, rows height: Int, hasFocus: Bool) -> PaneFrame {
    let details = detailLines(columns: columns, height: height)
    let listHeight = height - details.count
    var lines = rows.dropFirst(top).prefix(max(0, listHeight)).enumerated().map { offset, row in
      line(row, isCurrent: top + offset == cursor, hasFocus: hasFocus, columns: columns)
    }
    let cursorRow = cursor - top
    while lines.count < listHeight { lines.append(StyledLine()) }
    lines += details
    return PaneFrame(
      lines: lines,
      cursor: (0..<max(1, listHeight)).contains(cursorRow)
        ? ScreenPosition(row: cursorRow, column: min(max(0, columns - 1), 1 + 2 * current.depth)) : nil)
  }

  /// How many rows the tree itself has of so many.
  func listHeight(columns: Int, height: Int) -> Int {
    height - detailLines(columns: columns, height: height).count
  }

  private func line(_ row: Row, isCurrent: Bool, hasFocus: Bool, columns: Int) -> StyledLine {
    let marker = !row.node.isExpandable ? "  " : row.isOpen ? "- " : "+ "
    var line = StyledLine(String(repeating: " ", count: 1 + 2 * row.depth) + marker, .dim)
    let (word, text) = row.node.label
    if !word.isEmpty { line.extend(word + " ", .keyword) }
    let room = max(4, columns - line.displayWidth - 1)
    line.extend(text.escapingTerminalControls.elidedKeepingItsName(columns: room), style(of: row.node))
    if isCurrent {
      line = StyledLine(line.runs.map { StyledRun($0.text, hasFocus ? .current : .selected) })
    }
    if let first = row.node.documentation?.firstLine {
      let start = max(line.displayWidth + 3, 38)
      if start + 20 <= columns {
        line.pad(to: start)
        line.extend(StyledLine(first.escapingTerminalControls, .dim).elided(columns: columns - start - 1))
      }
    }
    return line
  }

  private func style(of node: TreeNode) -> Style {
    switch node {
    case .package, .instance: .strong
    case .type, .part: .type
    case .remark: .dim
    default: .plain
    }
  }

  /// The row in hand whole, where it is cut, and its documentation, where its first line beside the row is not all of it.
  private func detailLines(columns: Int, height: Int) -> [StyledLine] {
    guard showsDetails, height >= 8 else { return [] }
    let width = max(20, columns - 3)
    var lines = isCut(columns: columns) ? flow([declaration], indent: 2, columns: width) : []
    if let whole = current.node.documentation, !whole.isEmpty {
      // More than there can be room for, however long it is.
      let text = whole.prefix(40 * width)
      // At words where there are blanks; text without them, as in Japanese, anywhere.
      let words = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(40)
        .flatMap { flow([StyledLine($0.escapingTerminalControls, .dim)], indent: 0, columns: width) }
      let documentation = WrappedText(words, columns: width).rows
      let isShownBeside =
        documentation.count == 1 && columns >= 38 + 20 && rowEnd + 3 + text.displayWidth < columns
      if !isShownBeside { lines += documentation }
    }
    lines += current.node.remarks.flatMap {
      flow([StyledLine($0.escapingTerminalControls, .dim)], indent: 2, columns: width)
    }
    guard !lines.isEmpty else { return [] }
    var shown = Array(lines.prefix(height / 3))
    if shown.count < lines.count {
      // The last line says where all of it can be read.
      shown[shown.count - 1] = StyledLine("... :info NAME shows all", .help)
    }
    return [StyledLine(" " + String(repeating: ".", count: min(20, max(0, columns - 2))), .border)]
      + shown.map { line in
        var indented = StyledLine("  ")
        indented.extend(line)
        return indented
      }
  }

  /// The longest text of a row that is told whole, in bytes.
  private static let declarationLimit = 4096

  /// The row in hand without its place in the tree.
  private var declaration: StyledLine {
    let (word, text) = current.node.label
    var line = StyledLine(word.isEmpty ? "" : word + " ", .keyword)
    line.extend(String(text.prefix(Self.declarationLimit)).escapingTerminalControls, style(of: current.node))
    return line
  }

  /// Whether the row in hand has no room for its text.
  private func isCut(columns: Int) -> Bool {
    let (word, text) = current.node.label
    let start = 1 + 2 * current.depth + 2 + (word.isEmpty ? 0 : word.utf8.count + 1)
    return text.escapingTerminalControls.displayWidth > max(4, columns - start - 1)
  }

  /// Where the text of the row in hand ends.
  private var rowEnd: Int {
    let (word, text) = current.node.label
    return max(35, 1 + 2 * current.depth + 2 + (word.isEmpty ? 0 : word.utf8.count + 1) + text.displayWidth)
  }
}

extension String {
  /// `name: func(..) -> u32`: a function's name tells it from its neighbours, so the rest gives way first.
  fileprivate func elidedKeepingItsName(columns: Int) -> String {
    guard displayWidth > columns, let colon = firstIndex(of: ":"), !self[..<colon].contains(" ") else {
      return elidedInTheMiddle(columns: columns)
    }
    let name = String(self[...colon])
    let room = columns - name.displayWidth
    guard room >= 0 else { return elidedInTheMiddle(columns: columns) }
    return room < 8 ? name : name + String(self[index(after: colon)...]).elidedInTheMiddle(columns: room)
  }

  /// The first line that says something.
  fileprivate var firstLine: String? {
    prefix(1_000).split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
  }
}
