import ComponentTypes
import CoreTypes
package import Session
package import StyledText
import WAVE

/// A step of a walk drawn: the code, the operand stack before and after, and the locals beside each other; below them
/// what the step lost, memory, globals and the functions that are active.
///
/// `=>` is the instruction whose before and after are shown, and `*` marks what it changed.
package struct StepView: Sendable {
  /// A value of the drawing that can be taken in hand.
  package enum Item: Hashable, Sendable {
    case before(Int)
    case after(Int)
    /// By its place in the reply's list, as `global`.
    case local(Int)
    case global(Int)
  }

  /// Where an item is drawn.
  package struct Cell: Hashable, Sendable {
    package var item: Item
    package var row: Int
    package var columns: Range<Int>
  }

  /// Lines, and where the values are in them.
  package struct Drawing: Sendable {
    package var lines: [StyledLine] = []
    package var cells: [Cell] = []
  }

  let reply: StepReply
  /// The columns there are.
  let columns: Int
  /// The value in hand.
  package var inHand: Item?
  /// Whether the heading names the explorer's keys.
  package var showsKeys = false
  /// How many lines the code is moved from having the step in its middle.
  package var scrolled = 0
  /// The line of code in hand, by its file offset.
  package var lineInHand: Int?
  /// Whether stacks and variables are drawn elsewhere, so that code has their room.
  package var omitsValues = false

  package init(_ reply: StepReply, columns: Int) {
    self.reply = reply
    self.columns = max(20, columns)
  }

  /// Everything at its own height, as a prompt prints it.
  package var lines: [StyledLine] {
    let needed = max(valueColumn.count, localColumn.count)
    let rows = reply.code == nil ? 0 : min(max(5, needed), Self.promptRows)
    return [heading] + body(rows: rows).lines + details(rows: .max)
  }

  /// Everything in so many rows: what there is no room for is left out, the least important first.
  package func drawing(rows: Int) -> Drawing {
    guard rows > 0 else { return Drawing() }
    let below = details(rows: rowsBelow(rows))
    var drawing = body(rows: reply.code == nil ? 0 : max(0, rows - 1 - below.count))
    drawing.lines.insert(heading, at: 0)
    for index in drawing.cells.indices { drawing.cells[index].row += 1 }
    drawing.lines += below
    drawing.lines = drawing.lines.prefix(rows).map { $0.elidedAtTheEnd(columns: columns) }
    return drawing
  }

  private func rowsBelow(_ rows: Int) -> Int {
    max(0, rows - 1 - min(rows - 1, reply.code == nil ? 0 : Self.leastRows))
  }

  /// The lines of code that a drawing of so many rows shows, by their places in the listing; the first is in row 1.
  package func codeLines(rows: Int) -> Range<Int> {
    guard rows > 0, let code = reply.code else { return 0..<0 }
    let room = max(0, rows - 1 - details(rows: rowsBelow(rows)).count)
    let top = topLine(rows: room)
    return top..<min(top + room, code.lines.count)
  }

  /// The file offset of the line of code that a drawing of so many rows has at a place; nil where there is none.
  package func line(atRow row: Int, column: Int, rows: Int) -> Int? {
    let shown = codeLines(rows: rows)
    guard column < widths.code, row >= 1, row - 1 < shown.count else { return nil }
    return reply.code?.lines[shown.lowerBound + row - 1].offset
  }

  /// How many lines of code and values a prompt prints at most.
  private static let promptRows = 12
  /// How many lines code and values keep before anything stands below them.
  private static let leastRows = 7

  // MARK: - Heading

  /// `step 3  overflowing-add`, with the keys where there is room for them.
  package var heading: StyledLine {
    var line = StyledLine(stepName, .strong)
    let room = max(12, columns - line.displayWidth - 2)
    var name = reply.function.function.escapingTerminalControls
    if !showsKeys { name += " on \(reply.instance.escapingTerminalControls)" }
    line.append("  " + name.elidedInTheMiddle(columns: min(room, 40)))
    guard showsKeys else { return line }
    for (index, (key, meaning)) in Self.keys.enumerated() {
      var piece = StyledLine(index == 0 ? "   " : "  ")
      piece.append(key, .key)
      piece.append(" " + meaning)
      guard line.displayWidth + piece.displayWidth <= columns else { break }
      line.runs += piece.runs
    }
    return line
  }

  private static let keys = [
    ("i/I", "step"), ("o/O", "over"), ("f/F", "out"), ("c/C", "run"), ("[ ]", "overflow"),
  ]

  /// `step 3`, `step 3 of 41`, `after step 3 of 41`.
  private var stepName: String {
    let count = reply.stepCount.map { " of \($0)" } ?? ""
    switch reply.moment {
    case .instruction: return "step \(reply.step)\(count)"
    case .canonical: return reply.step == 0 ? "before step 1" : "after step \(reply.step)\(count)"
    case .returned: return "end, \(counted(reply.step, "step"))"
    case .trapped: return "trap, step \(reply.step)"
    }
  }

  /// The step in one line: `step 3: i32.add at 0x2e (add+0x9) !V`.
  package var summary: StyledLine {
    var line = StyledLine(stepName, .strong)
    switch reply.moment {
    case .instruction(let text, let location):
      line.append(": " + String(text.prefix(200)).escapingTerminalControls)
      line.append(" at 0x\(String(location.offset, radix: 16)) (\(location.place()))", .dim)
      if let event = reply.event { line.append(" " + event.marks.joined(separator: " "), .overflow) }
    case .canonical(let step):
      line.append(": \(step.kind.rawValue) " + step.text.escapingTerminalControls)
    case .returned(let value):
      line.append(": returned " + (value?.waveText(limit: 200) ?? "()").escapingTerminalControls, .value)
    case .trapped(let trap): line.append(": " + trap.code.wording.escapingTerminalControls, .error)
    }
    return line
  }

  // MARK: - Code and values

  /// Code, stack and locals beside each other.
  func body(rows: Int) -> Drawing {
    guard rows > 0 else { return Drawing() }
    let widths = self.widths
    let code = codeLines(rows: rows, columns: widths.code)
    guard !omitsValues else { return Drawing(lines: code) }
    let stack = valueColumn.fitted(rows)
    let locals = localColumn.fitted(rows)
    var drawing = Drawing()
    for row in 0..<max(code.count, stack.count, locals.count) {
      var line = row < code.count ? code[row] : StyledLine()
      for (column, entries) in [(widths.stack, stack), (widths.locals, locals)] {
        line.pad(to: column.lowerBound)
        line.append("| ", .border)
        guard row < entries.count else { continue }
        let entry = entries[row]
        let text = entry.text(columns: column.count - 2)
        let isInHand = entry.item != nil && entry.item == inHand
        line.append(text, isInHand ? .current : entry.style)
        if let item = entry.item {
          drawing.cells.append(
            Cell(item: item, row: row, columns: (column.lowerBound + 2)..<(column.lowerBound + 2 + text.displayWidth)))
        }
      }
      drawing.lines.append(line.withoutTrailingBlanks())
    }
    return drawing
  }

  /// Where the columns stand: the same for every step, so that nothing jumps.
  private var widths: (code: Int, stack: Range<Int>, locals: Range<Int>) {
    guard !omitsValues else { return (columns, columns..<columns, columns..<columns) }
    let stack = columns >= 76 ? 24 : 19
    let locals = max(16, min(34, (columns - stack) * 2 / 5))
    let code = max(20, columns - stack - locals)
    return (code, code..<(code + stack), (code + stack)..<columns)
  }

  private func codeLines(rows: Int, columns: Int) -> [StyledLine] {
    guard let code = reply.code else { return [] }
    let top = topLine(rows: rows)
    let shown = code.lines[top..<min(top + rows, code.lines.count)]
    let digits = shown.reduce(0) { max($0, String($1.offset, radix: 16).utf8.count) }
    let losses = reply.event?.marks.joined(separator: " ") ?? ""
    return shown.map { line in
      let isStep = line.isEvent && reply.isAtInstruction
      let stop = reply.breakpoints[line.offset].map { "b\($0)" }
      let marks = [isStep && !losses.isEmpty ? losses : nil, stop].compactMap(\.self).joined(separator: " ")
      var drawn = StyledLine(isStep ? "=> " : line.isEvent ? " > " : "   ", isStep ? .current : .plain)
      let offset = String(line.offset, radix: 16)
      drawn.append(
        String(repeating: " ", count: digits - offset.utf8.count) + "0x" + offset,
        line.offset == lineInHand ? .current : .dim)
      drawn.append(" ")
      drawn.append(String(repeating: "  ", count: min(line.depth, 6)))
      let room = max(6, columns - drawn.displayWidth - 1 - (marks.isEmpty ? 0 : marks.utf8.count + 1))
      let text = String(line.text.prefix(200)).escapingTerminalControls.elidedInTheMiddle(columns: room)
      drawn.append(text, isStep ? .strong : .plain)
      if !marks.isEmpty {
        drawn.pad(to: max(drawn.displayWidth + 1, min(columns - marks.utf8.count - 1, 20)))
        if isStep, !losses.isEmpty { drawn.append(losses + (stop == nil ? "" : " "), .overflow) }
        if let stop { drawn.append(stop, .key) }
      }
      return drawn
    }
  }

  /// The first line of code that is shown where there are so many rows: the step in the middle, moved by what was
  /// scrolled.
  package func topLine(rows: Int) -> Int {
    guard let code = reply.code else { return 0 }
    let middle = code.lines.firstIndex(where: \.isEvent) ?? 0
    return min(max(0, middle - rows / 2 + scrolled), max(0, code.lines.count - rows))
  }
}

extension StepReply {
  /// Whether an instruction is in hand.
  var isAtInstruction: Bool {
    switch moment {
    case .instruction, .trapped: true
    case .canonical, .returned: false
    }
  }
}
