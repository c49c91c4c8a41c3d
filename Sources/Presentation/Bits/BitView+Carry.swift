package import BitArithmetic
package import StyledText

extension BitView {
  /// The keys of the carry view as its first line names them: carries run left, so Left is next.
  package static let carryKeys = "Left next  Right back  q"

  /// One step of an addition or subtraction: what is known after it, and the current bit in brackets.
  ///
  /// What later steps will find is hidden: their sums, and the carries that they make.
  /// - Parameters:
  ///   - bit: The step, from 0 through the type's width less 1.
  ///   - keys: What the first line ends with, where keys do something.
  ///   - rows: How many lines there is room for. Where they are too few, the table is first and the heading left out, and
  ///     what the last carries mean stands directly below the table.
  package func carryStep(
    _ steps: CarrySequence, at bit: Int, keys: String? = nil, rows: Int = .max
  ) -> [StyledLine] {
    let step = steps[bit]
    let heading = carryHeading(steps, "bit \(bit), step \(bit + 1) of \(steps.count)", keys: keys)
    let table = carryTable(steps, at: bit)
    let words = paragraph(sentence(step, steps))
    let low = lowPart(step, steps)
    let end = bit == steps.count - 1 ? conclusion(steps) : []
    if heading.count + table.count + words.count + low.count + end.count <= rows {
      return heading + table + words + low + end
    }
    if heading.count + table.count + words.count + end.count <= rows { return heading + table + words + end }
    return table + end + words + low
  }

  /// Every step in its order, one line a bit, then the finished table and what came out.
  package func carrySteps(_ steps: CarrySequence) -> [StyledLine] {
    carryHeading(steps, "\(steps.count) steps, bit 0 first", keys: nil)
      + steps.flatMap { paragraph(sentence($0, steps)) }
      + grid(steps.facts, asComplement: steps.method == .complement) + equation(steps.facts) + otherReading(steps.facts)
  }

  /// The same as `carrySteps(_:)` in sentences, for `--plain`: no grid at the end.
  package func carryStepsInWords(_ steps: CarrySequence) -> [StyledLine] {
    carryHeading(steps, "\(steps.count) steps, bit 0 first", keys: nil)
      + steps.flatMap { paragraph(sentence($0, steps)) } + operationInWords(steps.facts)
  }

  // MARK: - Heading

  private func carryHeading(_ steps: CarrySequence, _ place: String, keys: String?) -> [StyledLine] {
    let facts = steps.facts
    var title = "\(facts.type)  \(expression(facts))"
    if steps.method == .complement { title += " as x + ~y + 1" }
    // The place and the keys begin in fixed columns where the pieces before them leave room.
    var lines = flow([StyledLine(title, .strong)], indent: 2, columns: columns)
    var line = lines.popLast() ?? StyledLine()
    for (text, column, style) in [(place, 25, Style.plain), (keys ?? "", 53, .dim)] where !text.isEmpty {
      let start = max(column, line.displayWidth + 2)
      if start + text.utf8.count > columns {
        lines.append(line)
        line = StyledLine("  ")
      } else {
        line.pad(to: start)
      }
      line.extend(text, style)
    }
    return lines + [line]
  }

  // MARK: - Table

  /// The columns of a carry table's labels.
  private static let carryLabelColumns = 11

  /// The bits that the carry table of a step shows, from the left, and how many columns each takes.
  private func carryWindow(_ steps: CarrySequence, at bit: Int) -> (bits: [Int], cell: Int) {
    let room = columns - Self.carryLabelColumns
    let cell = steps.count * 5 <= room + 1 ? 5 : 4
    // A wide type scrolls: as many bits as fit, the current one in the middle of them.
    let shown = min(steps.count, max(2, room / cell))
    let highest = min(steps.count - 1, max(shown - 1, bit + shown / 2))
    return (Array((highest - shown + 1...highest).reversed()), cell)
  }

  /// The bit of a carry table's column; nil where the column belongs to none.
  package func carryBit(atColumn column: Int, _ steps: CarrySequence, at bit: Int) -> Int? {
    let (window, cell) = carryWindow(steps, at: bit)
    let index = (column - Self.carryLabelColumns) / cell
    return column >= Self.carryLabelColumns && window.indices.contains(index) ? window[index] : nil
  }

  private func carryTable(_ steps: CarrySequence, at bit: Int) -> [StyledLine] {
    let (window, cell) = carryWindow(steps, at: bit)

    let names = operandNames(steps)
    var lines: [StyledLine] = []
    lines.append(tableLine("bit", window, bit, cell) { (String($0), .dim) })
    lines.append(
      tableLine(steps.method == .borrow ? "borrow in" : "carry in", window, bit, cell) {
        guard $0 <= bit + 1 else { return (".", .dim) }
        return steps.carries[$0] ? ("1", .carry) : ("0", .plain)
      })
    lines.append(tableLine(names.x, window, bit, cell) { (steps.x >> UInt64($0) & 1 == 1 ? "1" : "0", .plain) })
    lines.append(tableLine(names.y, window, bit, cell) { (steps.y >> UInt64($0) & 1 == 1 ? "1" : "0", .plain) })
    lines.append(
      tableLine(steps.method == .borrow ? "result" : "sum", window, bit, cell) {
        $0 <= bit ? (steps.facts.result >> UInt64($0) & 1 == 1 ? "1" : "0", .value) : (".", .dim)
      })
    return lines
  }

  private func tableLine(
    _ label: String, _ window: [Int], _ bit: Int, _ cell: Int, _ content: (Int) -> (text: String, style: Style)
  ) -> StyledLine {
    var line = StyledLine(label)
    line.pad(to: Self.carryLabelColumns)
    for i in window {
      let (text, style) = content(i)
      if i == bit {
        line.extend(String(repeating: " ", count: max(0, 2 - text.utf8.count)))
        line.extend("[\(text)]", .current)
      } else {
        line.extend(String(repeating: " ", count: max(0, 3 - text.utf8.count)))
        line.extend(text, style)
        line.extend(" ")
      }
      line.extend(String(repeating: " ", count: cell - 4))
    }
    return line.withoutTrailingBlanks()
  }

  /// The operands' labels: with their values where those are short enough, in columns that agree.
  private func operandNames(_ steps: CarrySequence) -> (x: String, y: String) {
    let type = steps.facts.type
    let (x, y) =
      switch (steps.facts.operation, steps.method) {
      case (.neg, .complement): ("0", "~x")
      case (.neg, _): ("0", "x")
      case (_, .complement): ("x", "~y")
      default: ("x", "y")
      }
    let (a, b) = (type.decimal(steps.x), type.decimal(steps.y))
    let columns = max(a.utf8.count, b.utf8.count)
    let names = max(x.utf8.count, y.utf8.count)
    guard names + 3 + columns < Self.carryLabelColumns else { return (x, y) }
    func label(_ name: String, _ value: String) -> String {
      let blanks = String(repeating: " ", count: columns - value.utf8.count)
      return String(repeating: " ", count: names - name.utf8.count) + "\(name) = \(blanks)\(value)"
    }
    return (label(x, a), label(y, b))
  }

  // MARK: - Sentences

  /// `bit 5: 1 + 1 + carry 0 = 2: write 0, carry 1 into bit 6`.
  func sentence(_ step: CarryStep, _ steps: CarrySequence) -> String {
    let (x, y, c, s, out) = (
      step.x ? 1 : 0, step.y ? 1 : 0, step.carryIn ? 1 : 0, step.sum ? 1 : 0, step.carryOut ? 1 : 0
    )
    let isTop = step.bit == steps.count - 1
    if steps.method == .borrow {
      let from = isTop ? "from above the top" : "from bit \(step.bit + 1)"
      return "bit \(step.bit): \(x) - \(y) - borrow \(c) = \(x - y - c): write \(s), borrow \(out) \(from)"
    }
    let into = isTop ? "out of the top" : "into bit \(step.bit + 1)"
    return "bit \(step.bit): \(x) + \(y) + carry \(c) = \(x + y + c): write \(s), carry \(out) \(into)"
  }

  /// `low 6 bits: 36 + 50 = 86 = 22 + carry 64`: the same so far, as numbers.
  func lowPart(_ step: CarryStep, _ steps: CarrySequence) -> [StyledLine] {
    let bits = step.bit == 0 ? "low bit" : "low \(step.bit + 1) bits"
    let (x, y) = (Int128(step.lowX), Int128(step.lowY))
    let worth = step.carryWorth
    let (first, total, last): (String, Int128, String) =
      switch steps.method {
      case .addition: ("\(x) + \(y)", x + y, "\(step.lowSum) + carry \(worth)")
      case .borrow: ("\(x) - \(y)", x - y, "\(step.lowSum) - borrow \(worth)")
      case .complement: ("\(x) + \(y) + 1", x + y + 1, "\(step.lowSum) + carry \(worth)")
      }
    return flow(
      [StyledLine("\(bits): \(first)"), StyledLine("= \(total)"), StyledLine("= \(last)")], separator: " ",
      columns: columns)
  }

  /// What the last carries mean, and the result.
  func conclusion(_ steps: CarrySequence) -> [StyledLine] {
    let facts = steps.facts
    let (into, out) = (steps.carries.intoTop ? 1 : 0, steps.carries.out ? 1 : 0)
    let what = steps.method == .borrow ? "borrow" : "carry"
    var text: String
    if facts.type.isSigned {
      text = signComparison(what, into: into, out: out)
      if facts.hasNormalCarryOut && out == 1 { text += "; carrying out is normal for \(facts.type)" }
    } else if steps.method == .complement {
      text = "carry out of the top \(out): the borrow is its inverse, so B=\(1 - out)"
    } else {
      text = "\(what) out of the top \(out), so \(facts.operation.borrows ? "B" : "C")=\(out)"
    }
    return paragraph(text, facts.overflowed ? .overflow : .plain) + equation(facts)
  }
}
