import ComponentTypes
import LineEditing
import Session
import StyledText

extension Form {
  /// What a row of the pane shows.
  private enum ScreenRow: Hashable {
    case title
    case field(Int)
    case call
  }

  /// The form drawn, scrolled so that what is in hand is in sight.
  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame {
    guard columns > 0, rows > 0 else { return PaneFrame() }
    var frame = PaneFrame()
    var isFirstField = true
    let shown = screenRows(rows)
    let hidden = hiddenRows(shown)
    for (number, row) in shown.enumerated() {
      var line = self.line(row, columns: columns, hasFocus: hasFocus, hidden: hidden)
      if case .field = row, isFirstField {
        isFirstField = false
        appendInstructions(to: &line, columns: columns)
      }
      if hasFocus, let cursor = line.cursor {
        frame.cursor = ScreenPosition(row: number, column: min(cursor, columns - 1))
      }
      frame.lines.append(line.line.prefix(columns: columns))
    }
    return frame
  }

  /// Selects the field that was clicked and does what stands there.
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> FormEffect {
    let shown = screenRows(rows)
    guard shown.indices.contains(row) else { return .none }
    let target = line(shown[row], columns: columns, hasFocus: false).target(at: column)
    switch shown[row] {
    case .title: return .none
    case .call:
      if focus != .call { select(.call) }
      return .none
    case .field(let number):
      guard let clicked = root.row(number), clicked.isFocusable else { return .none }
      if focus != .row(number) { select(.row(number)) }
      return target.map { act(on: $0, clicked) } ?? .none
    }
  }

  private mutating func act(on target: FormTarget, _ row: FormRow) -> FormEffect {
    let node = root[row.path]
    switch (target, node.content, row.part) {
    case (.boundary(let index), .text, _):
      let values = offers(for: node.type)
      return values.indices.contains(index) ? set(values[index], row) : .none
    case (.next, .choice(let index), _): return choose((index + 1) % max(1, node.type.choices.count), row)
    case (.previous, .choice(let index), _):
      let count = max(1, node.type.choices.count)
      return choose((index + count - 1) % count, row)
    case (.next, .list(let count), _): return resize(count + 1, row)
    case (.previous, .list(let count), _): return resize(count - 1, row)
    case (.toggle, .flags, .flag(let index)): return toggle(index, row)
    default: return .none
    }
  }

  // MARK: - Rows

  /// What each row of the pane shows: fields around the one in hand, the title and the call where there is room.
  private func screenRows(_ rows: Int) -> [ScreenRow] {
    guard rows > 0 else { return [] }
    let total = root.rowCount
    if rows == 1 {
      guard case .row(let number) = focus else { return [.call] }
      return [.field(number)]
    }
    let hasTitle = rows >= 4 || total + 2 <= rows
    let capacity = max(0, rows - (hasTitle ? 2 : 1))
    let inHand = if case .row(let number) = focus { number } else { lastRow }
    let top = min(max(0, inHand - capacity / 2), max(0, total - capacity))
    return (hasTitle ? [.title] : []) + (top..<min(total, top + capacity)).map { .field($0) } + [.call]
  }

  /// - Parameter hidden: how many fields are out of sight, above and below.
  private func line(
    _ row: ScreenRow, columns: Int, hasFocus: Bool, hidden: (above: Int, below: Int) = (0, 0)
  ) -> FormLine {
    switch row {
    case .title: titleLine(columns, hasFocus: hasFocus, hidden: hidden)
    case .call: callLine(columns, hasFocus: hasFocus)
    case .field(let number): fieldLine(number, columns, hasFocus: hasFocus)
    }
  }

  /// How many fields are out of sight.
  private func hiddenRows(_ shown: [ScreenRow]) -> (above: Int, below: Int) {
    let fields = shown.compactMap { if case .field(let number) = $0 { number } else { nil } }
    guard let first = fields.first, let last = fields.last else { return (0, 0) }
    return (first, max(0, root.rowCount - 1 - last))
  }

  private func titleLine(_ columns: Int, hasFocus: Bool, hidden: (above: Int, below: Int)) -> FormLine {
    var line = FormLine()
    var text = title.escapingTerminalControls
    if let only = root.children.first, root.children.count == 1, only.hidesHeader, only.content == .group {
      text += "   " + only.label.escapingTerminalControls
    } else if parameters.isEmpty {
      text += "   no parameters"
    }
    text = text.elidedInTheMiddle(columns: max(1, columns - 2))
    line.write(" " + text + " ", hasFocus ? .current : .strong)
    let parts = [
      hidden.above > 0 ? "\(hidden.above) more above" : nil, hidden.below > 0 ? "\(hidden.below) more below" : nil,
    ]
    let more = parts.compactMap(\.self).joined(separator: ", ")
    if !more.isEmpty, line.width + 3 + more.utf8.count < columns {
      line.pad(to: line.width + 2)
      line.write(more, .dim)
    }
    return line
  }

  private func appendInstructions(to line: inout FormLine, columns: Int) {
    let text = "Enter calls, Esc leaves"
    guard line.width + 4 + text.utf8.count < columns else { return }
    line.pad(to: min(columns - 1 - text.utf8.count, max(46, line.width + 8)))
    line.write(text, .dim)
  }

  /// Where labels, types and values stand, by the columns there are.
  private struct Columns {
    let margin: Int
    let label: Int
    let type: Int

    init(_ form: Form, _ columns: Int) {
      margin = columns >= 40 ? 3 : 1
      label = min(form.labelWidth, max(4, columns * 3 / 10))
      type = columns >= 40 ? min(form.typeWidth, columns / 5) : 0
    }

    var value: Int { margin + label + (type > 0 ? 2 + type + 1 : 1) }
  }

  private func fieldLine(_ number: Int, _ columns: Int, hasFocus: Bool) -> FormLine {
    var line = FormLine()
    guard let row = root.row(number) else { return line }
    let node = root[row.path]
    let places = Columns(self, columns)
    let isInHand = focus == .row(number)
    let style: Style = isInHand ? (hasFocus ? .current : .selected) : .plain
    // Deep nesting leaves room for a few letters of the label; rows without a value have a third of the pane.
    let hasValue = node.content != .group && row.part == .field
    let deepest = hasValue ? places.label - min(4, node.label.displayWidth) : columns / 3
    let depth = if case .flag = row.part { row.depth + 1 } else { row.depth }
    line.pad(to: places.margin + min(2 * depth, max(0, deepest)))
    switch (node.content, row.part) {
    case (.flags(let flags), .flag(let index)):
      guard case .flags(let labels) = node.type.shape, labels.indices.contains(index) else { return line }
      let isSet = index < flags.count && flags[index]
      let start = line.width
      line.write(isSet ? "[x]" : "[ ]", isSet ? .value : .plain, target: .toggle)
      line.write(" ", target: .toggle)
      let name = labels[index].name.escapingTerminalControls
      line.write(name.elidedInTheMiddle(columns: max(4, columns - line.width)), style, target: .toggle)
      if isInHand { line.cursor = start + 1 }
    case (_, .header):
      let label = node.label.escapingTerminalControls
      line.write(label.elidedInTheMiddle(columns: max(4, columns - line.width - 1)))
      let type = node.typeWord.escapingTerminalControls
      if line.width + 2 < columns {
        line.write("  " + type.elidedInTheMiddle(columns: columns - line.width - 2), .type)
      }
    default:
      let room = max(1, places.margin + places.label - line.width)
      line.write(node.label.escapingTerminalControls.elidedInTheMiddle(columns: room), style)
      if places.type > 0 {
        line.pad(to: places.margin + places.label + 2)
        line.write(node.typeWord.escapingTerminalControls.elidedInTheMiddle(columns: places.type), .type)
      }
      line.pad(to: places.value)
      writeValue(node, row, isInHand, columns, to: &line)
    }
    return line
  }

  private func writeValue(
    _ node: FormNode, _ row: FormRow, _ isInHand: Bool, _ columns: Int, to line: inout FormLine
  ) {
    switch node.content {
    case .text(let text): writeText(text, node, isInHand, columns, to: &line)
    case .choice(let index):
      let choices = node.type.choices
      guard choices.indices.contains(index) else { return }
      let name = choices[index].escapingTerminalControls
      line.write("<", .dim, target: .previous)
      line.write(" ")
      if isInHand { line.cursor = line.width }
      line.write(name.elidedInTheMiddle(columns: max(3, columns - line.width - 3)), .value, target: .next)
      line.write(" ")
      line.write(">", .dim, target: .next)
      if choices.count > 2 { line.write("  \(index + 1) of \(choices.count)", .dim) }
    case .list(let count):
      line.write("<", .dim, target: .previous)
      line.write(" ")
      if isInHand { line.cursor = line.width }
      line.write("\(count)", .value)
      line.write(count == 1 ? " element " : " elements ")
      line.write(">", .dim, target: .next)
    case .flags, .group: break
    }
  }

  private func writeText(
    _ text: String, _ node: FormNode, _ isInHand: Bool, _ columns: Int, to line: inout FormLine
  ) {
    let isPlaceholder = text.isEmpty
    let placeholder = node.suggestion.isEmpty ? node.type.formPlaceholder : node.suggestion
    let room = max(1, columns - line.width - 5)
    // One cell more than the text, for the cursor behind it.
    let wanted = isPlaceholder ? placeholder.displayWidth + 1 : text.prefix(room + 1).reduce(1) { $0 + $1.displayWidth }
    let cells = min(room, max(node.type.formFieldWidth, wanted))
    let mistake = node.mistake(variables: variables)
    let start = line.width + 2
    let window =
      isPlaceholder
      ? TextWindow(Array(placeholder), cursor: isInHand ? 0 : nil, columns: cells)
      : isInHand
        ? TextWindow(editor.buffer.characters, cursor: editor.cursor, columns: cells)
        : TextWindow(Array(text.prefix(cells + 1)), cursor: nil, columns: cells)
    line.write(window.isCutBefore ? "[<" : "[ ")
    line.write(window.text, isPlaceholder ? .dim : mistake == nil ? .value : .error)
    line.pad(to: start + cells)
    line.write(window.isCutBehind ? ">" : "]")
    if isInHand { line.cursor = start + (window.cursor ?? 0) }
    if let mistake {
      let room = columns - line.width - 4
      let text = mistake.text.escapingTerminalControls
      if room >= 12 || text.displayWidth <= room {
        line.write("  ! " + text.elidedInTheMiddle(columns: room), .error)
      } else if room >= -1 {
        line.write(" !", .error)
      }
    } else if isInHand {
      var isFirst = true
      for (index, value) in offers(for: node.type).enumerated() {
        let name = (isFirst ? "  " : " ") + value.name
        guard line.width + name.displayWidth < columns else { break }
        line.write(isFirst ? "  " : " ")
        line.write(value.name, .help, target: .boundary(index))
        isFirst = false
      }
    }
  }

  private func callLine(_ columns: Int, hasFocus: Bool) -> FormLine {
    var line = FormLine()
    let isInHand = focus == .call
    line.write(" ")
    line.write(callMistake == nil ? "=" : "!", callMistake == nil ? (isInHand && hasFocus ? .current : .dim) : .error)
    line.write(" ")
    let cells = max(1, columns - line.width - 1)
    let window =
      isInHand
      ? TextWindow(editor.buffer.characters, cursor: editor.cursor, columns: cells)
      : TextWindow(Array(callText.prefix(cells + 1)), cursor: nil, columns: cells)
    let start = line.width
    line.write(window.text, callMistake == nil ? .value : .error)
    if window.isCutBehind { line.write(">", .dim) }
    if isInHand { line.cursor = start + (window.cursor ?? 0) }
    if let callMistake {
      let text = callMistake.escapingTerminalControls
      let room = columns - line.width - 4
      if room > 10 { line.write("  ! " + text.elidedInTheMiddle(columns: room), .error) }
    }
    return line
  }
}
