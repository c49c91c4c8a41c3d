package import Session
import StyledText

/// The columns of values: one entry a row.
extension StepView {
  /// A row of a column of values.
  struct Entry: Sendable {
    var item: Item?
    /// What stands before the value: a mark, an index, a name.
    var prefix = ""
    /// The name, which gives way to the value.
    var name = ""
    var value = ""
    var style: Style = .plain
    /// Where there are fewer rows than entries: those with the highest number go first.
    var rank = 0

    /// The row in so many columns.
    func text(columns: Int) -> String {
      let room = columns - prefix.utf8.count - value.displayWidth
      let shown = name.isEmpty || room < 4 ? "" : name.elidedInTheMiddle(columns: room - 1) + " "
      return (prefix + shown + value).elidedInTheMiddle(columns: columns)
    }
  }

  /// The operand stack before the step and after it.
  var valueColumn: [Entry] {
    var entries = [Entry(value: "stack before", style: .dim)]
    entries += stackEntries(reply.before) { .before($0) }
    if let after = reply.after {
      entries.append(Entry(value: "stack after", style: .dim))
      entries += stackEntries(after) { .after($0) }
    } else if let entry = reply.entry {
      entries.append(Entry(value: "stack after", style: .dim))
      entries.append(Entry(value: " " + entry.words.escapingTerminalControls, style: .dim))
    }
    return entries
  }

  private func stackEntries(_ stack: StepStack, _ item: (Int) -> Item) -> [Entry] {
    if stack.values.isEmpty, stack.unlisted == 0 { return [Entry(value: " empty", style: .dim, rank: 1)] }
    var entries = stack.values.enumerated().map { index, value in
      Entry(
        item: item(index), prefix: value.isChanged ? "*" : " ", value: value.text,
        style: value.isChanged ? .strong : .value, rank: index)
    }
    if stack.unlisted > 0 { entries.append(Entry(value: " .. \(stack.unlisted) more", style: .dim, rank: .max)) }
    return entries
  }

  /// The function's locals.
  var localColumn: [Entry] {
    var entries = [Entry(value: "locals", style: .dim)]
    guard !reply.locals.isEmpty else {
      entries.append(Entry(value: " none", style: .dim, rank: 1))
      return entries
    }
    let digits = String(reply.locals.last?.index ?? 0).utf8.count
    let firstChanged = reply.locals.firstIndex(where: \.value.isChanged)
    entries += reply.locals.enumerated().map { index, local in
      let number = String(local.index)
      return Entry(
        item: .local(index),
        prefix: (local.value.isChanged ? "*" : " ")
          + String(repeating: " ", count: max(0, digits - number.utf8.count)) + number + " ",
        name: local.name?.escapingTerminalControls ?? "", value: local.value.text,
        style: local.value.isChanged ? .strong : .value, rank: index == firstChanged ? 0 : index)
    }
    return entries
  }

  /// Stacks and locals below each other, for a column that has no code.
  package func values(rows: Int) -> Drawing {
    var entries = valueColumn
    let room = max(0, rows - entries.count)
    let locals = localColumn
    entries += locals.fitted(max(min(locals.count, rows / 2), room))
    var drawing = Drawing()
    for (row, entry) in entries.fitted(rows).enumerated() {
      let text = entry.text(columns: columns - 1)
      var line = StyledLine(" ")
      line.append(text, entry.item != nil && entry.item == inHand ? .current : entry.style)
      if let item = entry.item {
        drawing.cells.append(Cell(item: item, row: row, columns: 1..<(1 + text.displayWidth)))
        if let value = reply.value(at: item), columns - text.displayWidth >= 30 {
          line.pad(to: 26)
          line.append(value.typeText + " " + value.hexadecimal, .dim)
        }
      }
      drawing.lines.append(line)
    }
    return drawing
  }
}

extension [StepView.Entry] {
  /// At most so many rows: values far from the top are left out first, and how many stands in their place.
  func fitted(_ rows: Int) -> [StepView.Entry] {
    guard count > rows, rows > 0 else { return self }
    var isKept = [Bool](repeating: true, count: count)
    var left = count - (rows - 1)
    for index in indices.sorted(by: { (self[$0].rank, $0) > (self[$1].rank, $1) }) where left > 0 {
      isKept[index] = false
      left -= 1
    }
    let dropped = isKept.filter { !$0 }.count
    let last = isKept.lastIndex(of: false) ?? 0
    return indices.compactMap { index in
      if isKept[index] { return self[index] }
      return index == last ? StepView.Entry(value: " .. \(dropped) more", style: .dim) : nil
    }
  }
}

extension StepReply {
  /// A value of a drawing.
  package func value(at item: StepView.Item) -> StepValue? {
    func pick<T>(_ list: [T]?, _ index: Int) -> T? { list.flatMap { $0.indices.contains(index) ? $0[index] : nil } }
    return switch item {
    case .before(let index): pick(before.values, index)
    case .after(let index): pick(after?.values, index)
    case .local(let index): pick(locals, index)?.value
    case .global(let index): pick(globals, index)?.value
    }
  }
}

extension StepEntry {
  /// `enters add`.
  package var words: String {
    let name = function.isEmpty ? "a function" : function
    return switch kind {
    case .isFar: "enters \(name)"
    case .traps: "traps in \(name)"
    case .asksOutside: "asks outside"
    case .isCaught: "caught in \(name)"
    }
  }
}
