import BitArithmetic
import Presentation
import Session
import StyledText

extension BitsPane {
  /// A view's lines, all of them, with the cells of its bits and the place of the cursor.
  struct Content {
    var grid = BitGrid()
    /// The line that the grid's first line is.
    var gridRow = 0
    var lines: [StyledLine] = []
    var cursor: ScreenPosition?
  }

  /// The pane drawn for an area of this size, the cursor on the bit in hand.
  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame {
    guard columns > 0, rows > 0 else { return PaneFrame() }
    let content = content(columns: columns, rows: rows)
    let first = firstLine(of: content, rows: rows)
    let lines = content.lines.dropFirst(first).prefix(rows).map { $0.prefix(columns: columns) }
    let below = max(0, content.lines.count - first - lines.count)
    guard hasFocus else { return PaneFrame(lines: Array(lines), linesBelow: below) }
    // Scrolled out of sight, the cursor waits at the edge that it is behind.
    var cursor = content.cursor ?? ScreenPosition(row: first, column: 0)
    cursor.row = min(max(0, cursor.row - first), rows - 1)
    cursor.column = min(max(0, cursor.column), columns - 1)
    return PaneFrame(lines: Array(lines), cursor: cursor, linesBelow: below)
  }

  /// The line that stands first in an area of so many rows.
  func firstLine(of content: Content, rows: Int) -> Int {
    var first = min(max(0, top), max(0, content.lines.count - rows))
    if followsCursor, let row = content.cursor?.row {
      if row < first { first = row }
      if row >= first + rows { first = row - rows + 1 }
    }
    return first
  }

  /// Everything that the innermost view has to say.
  func content(columns: Int, rows: Int) -> Content {
    let view = BitView(columns: columns)
    guard let form else { return emptyContent(columns: columns) }
    switch levels.last {
    case .carry(let facts, let bit): return carryContent(facts, bit, view, rows: rows)
    case .wheel: return wheelContent(form, view, rows: rows)
    case .reason(let event): return reasonContent(event, view)
    case .loss(let facts): return lossContent(facts, view)
    case .narrowing(let event): return narrowingContent(event, view)
    case nil: return bitsContent(form, view)
    }
  }

  private func emptyContent(columns: Int) -> Content {
    var content = Content()
    if let resultLine { content.lines = [resultLine] }
    content.lines += flow(
      [StyledLine("no numbers to show in bits: call a function, or type 100:s8 + 50:s8", .dim)], indent: 0,
      columns: max(20, columns))
    return content
  }

  // MARK: - Bits

  private func bitsContent(_ form: BitsForm, _ view: BitView) -> Content {
    var content = Content()
    content.lines = headLines(view)
    switch form {
    case .operation(let facts):
      content.lines += view.heading(facts, note: note)
      content.grid = view.operationGrid(facts, asComplement: asComplement, inHand: inHand)
    case .integer(let bits, let type): content.grid = view.integerGrid(bits, type, inHand: inHand)
    case .float(let fields): content.grid = view.floatGrid(fields, inHand: inHand)
    }
    content.gridRow = content.lines.count
    content.lines += content.grid.lines
    if let position = content.grid.position(of: inHand) {
      content.cursor = ScreenPosition(row: content.gridRow + position.row, column: position.column)
    }
    switch form {
    case .operation(let facts): content.lines += view.equation(facts)
    case .integer: break
    case .float(let fields): content.lines += decimalLines(fields, columns: view.columns)
    }
    content.lines += flow([StyledLine(inHandSentence(form), .current)], indent: 2, columns: view.columns)
    if case .operation(let facts) = form { content.lines += view.otherReading(facts) }
    if scratch == nil, let report { content.lines += provenance(report, view) }
    return content
  }

  /// Every digit of a float, in as many lines as they need.
  private func decimalLines(_ fields: FloatFields, columns: Int) -> [StyledLine] {
    guard let digits = fields.exactDecimal else { return [] }
    let text = Array("exactly " + digits)
    guard text.count > 8 * columns else {
      return stride(from: 0, to: text.count, by: columns).map {
        StyledLine(String(text[$0..<min($0 + columns, text.count)]))
      }
    }
    return flow(
      [
        StyledLine("exactly " + digits.elidedInTheMiddle(columns: max(12, columns - 8))),
        StyledLine("(\(digits.utf8.count) characters)", .dim),
      ], columns: columns)
  }

  /// `bit 31 of x, the sign: 0, worth -2^31`.
  private func inHandSentence(_ form: BitsForm) -> String {
    let isSet = form.bits(ofOperand: inHand.operand) >> UInt64(inHand.bit) & 1 == 1
    var owner = ""
    var name = ""
    var worth = ""
    switch form {
    case .operation(let facts):
      owner = inHand.operand == 0 ? " of x" : " of y"
      (name, worth) = integerBit(facts.type)
    case .integer(_, let type): (name, worth) = integerBit(type)
    case .float(let fields):
      let power = inHand.bit - fields.fractionWidth
      if inHand.bit == fields.width - 1 {
        name = ", the sign"
      } else if power >= 0 {
        (name, worth) = (", in the exponent", ", worth \(UInt64(1) << UInt64(min(power, 62))) there")
      } else {
        (name, worth) = (", in the fraction", ", worth 2^\(power)")
      }
    }
    return "bit \(inHand.bit)\(owner)\(name): \(isSet ? 1 : 0)\(worth); Space flips it"
  }

  private func integerBit(_ type: IntegerType) -> (name: String, worth: String) {
    let bit = inHand.bit
    let isSign = type.isSigned && bit == type.width - 1
    let power = bit < 10 ? "\(1 << bit)" : "2^\(bit)"
    return (isSign ? ", the sign" : "", ", worth \(isSign ? "-" : "")\(power)")
  }

  // MARK: - Lines above

  /// One line of what was called and returned, or of what the scratch copy was, and of which of its numbers this is.
  ///
  /// It is one line in either case, so that the bits stay where they are when one is flipped.
  func headLines(_ view: BitView) -> [StyledLine] {
    let columns = view.columns
    var place = StyledLine()
    if items.count > 1, let item {
      let name = item.name.escapingTerminalControls.elidedInTheMiddle(columns: min(30, columns / 3))
      place.extend("\(itemIndex + 1) of \(items.count): \(name)")
      place.extend("  < >", .dim)
    }
    var head = scratch == nil ? callLine(columns: columns) : scratchLine
    // Which number it is stands at the line's end where the rest leaves room, otherwise below.
    let room = place.runs.isEmpty ? columns : columns - place.displayWidth - 3
    let isBeside = room >= min(30, head.displayWidth)
    if head.displayWidth > (isBeside ? room : columns) {
      // The end holds the type, which is worth as much as the beginning.
      let text = head.plainText.elidedInTheMiddle(columns: isBeside ? room : columns)
      head = StyledLine(text, scratch == nil ? .value : .warning)
    }
    var lines: [StyledLine] = [head]
    if isBeside, !place.runs.isEmpty {
      lines[0].pad(to: columns - place.displayWidth)
      lines[0].extend(place)
    } else if !place.runs.isEmpty {
      lines.append(place)
    }
    if let remark { lines += flow([StyledLine(remark, .warning)], columns: columns) }
    return lines
  }

  /// The instance, and the value with its type; the input too where there is room for it.
  private func callLine(columns: Int) -> StyledLine {
    var line = StyledLine()
    if let report { line.extend(report.instance.escapingTerminalControls + "  ", .strong) }
    guard let resultLine else {
      line.extend(item?.form.summary ?? "", .value)
      return line
    }
    if !input.isEmpty, input.displayWidth + 3 + resultLine.displayWidth + line.displayWidth <= columns {
      line.extend(input + " = ")
    }
    line.extend(resultLine)
    return line
  }

  private var scratchLine: StyledLine {
    StyledLine("scratch copy, was \(item?.form.summary ?? "")   r restores", .warning)
  }

  /// How the facts that are shown are known.
  var note: String? {
    if scratch != nil { return nil }
    return item?.basis == .computed ? "computed by witscope, not observed" : nil
  }

  private func provenance(_ report: CallReport, _ view: BitView) -> [StyledLine] {
    var options = PresentationOptions(width: view.columns)
    options.breaksSentences = true
    let lines = ReplyView(Reply(input: "", content: .nothing), options: options).provenanceLines(report)
    return lines.flatMap { $0.displayWidth > view.columns ? flow([$0], columns: view.columns) : [$0] }
  }

  // MARK: - Carry and wheel

  private func carryContent(_ facts: OperationFacts, _ bit: Int, _ view: BitView, rows: Int) -> Content {
    var content = Content()
    guard let steps = CarrySequence(facts, asComplement: asComplement), steps.indices.contains(bit) else {
      return content
    }
    // The value is hidden until the last bit, so nothing above may tell it.
    if scratch != nil {
      content.lines = [StyledLine("scratch copy", .warning)]
    } else if note != nil, item?.form == .operation(facts) {
      content.lines = [StyledLine("computed by witscope, not observed", .dim)]
    }
    content.gridRow = content.lines.count
    let lines = view.carryStep(steps, at: bit, rows: max(0, rows - content.lines.count))
    content.lines += lines
    for (row, line) in lines.enumerated() where line.runs.contains(where: { $0.style == .current }) {
      guard let bracket = line.plainText.utf8.firstIndex(of: UInt8(ascii: "[")) else { continue }
      // In the row of what is written at this bit, the last one with a bracket.
      let column = line.plainText.utf8.distance(from: line.plainText.utf8.startIndex, to: bracket)
      content.cursor = ScreenPosition(row: content.gridRow + row, column: column + 1)
    }
    return content
  }

  private func wheelContent(_ form: BitsForm, _ view: BitView, rows: Int) -> Content {
    var content = Content()
    // The wheel takes what there is; the title says that it is a scratch copy.
    if scratch != nil, rows > 9, let item {
      content.lines = [StyledLine("scratch copy, was \(item.form.summary)", .warning)]
    }
    let room = max(3, rows - content.lines.count)
    switch form {
    case .operation(let facts): content.lines += view.wheel(facts, rows: room)
    case .integer(let bits, let type): content.lines += view.wheel(bits, type, rows: room)
    case .float: break
    }
    return content
  }
}
