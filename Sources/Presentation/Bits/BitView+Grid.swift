package import BitArithmetic
package import StyledText

extension BitView {
  /// All that is shown of an operation: the heading, the grid, the equation and the other sign's reading.
  ///
  /// - Parameter note: How the facts are known, such as `computed by witscope, not observed`.
  package func operation(
    _ facts: OperationFacts, note: String? = nil, asComplement: Bool = false
  ) -> [StyledLine] {
    heading(facts, note: note) + grid(facts, asComplement: asComplement) + equation(facts) + otherReading(facts)
  }

  /// What stands under a result: everything where it overflowed in its type's own sign, otherwise one line of facts.
  package func result(_ facts: OperationFacts, note: String? = nil) -> [StyledLine] {
    facts.overflowed ? operation(facts, note: note) : heading(facts, note: note)
  }

  /// The operands and the result in binary, with the row that explains how one came from the other.
  ///
  /// - Parameter asComplement: Shows a subtraction or negation as x + ~y + 1, with the carries that this has.
  package func grid(_ facts: OperationFacts, asComplement: Bool = false) -> [StyledLine] {
    operationGrid(facts, asComplement: asComplement).lines
  }

  /// The same as `grid(_:asComplement:)`, with the cells of the operands' bits.
  ///
  /// - Parameter inHand: The bit that is drawn as the current one.
  package func operationGrid(_ facts: OperationFacts, asComplement: Bool = false, inHand: BitPlace? = nil) -> BitGrid {
    var table = table(facts, asComplement: asComplement)
    table.inHand = inHand
    return table.grid
  }

  private func table(_ facts: OperationFacts, asComplement: Bool) -> BitTable {
    let type = facts.type
    if asComplement, facts.operation.borrows, let steps = CarrySequence(facts, asComplement: true) {
      return complementTable(steps)
    }
    func value(_ label: String, _ bits: UInt64, operand: Int? = nil) -> BitTable.Row {
      BitTable.Row(
        label: label, bits: bits, decimal: type.decimal(bits), hexadecimal: type.hexadecimal(bits),
        hasSign: type.isSigned, operand: operand)
    }
    var rows: [BitTable.Row] = []
    if let carries = facts.carries {
      let label = facts.operation.borrows ? " borrow" : " carry"
      rows.append(
        BitTable.Row(
          label: label, bits: UInt64(truncatingIfNeeded: carries.bits) & type.mask, extraDigit: carries.out,
          style: .carry))
    }
    switch facts.operation {
    case .add, .sub, .mul:
      rows += [value("     x", facts.x, operand: 0), value("   \(facts.operation.symbol) y", facts.y, operand: 1)]
    case .neg:
      rows += [value("     0", 0), value("   - x", facts.x, operand: 0)]
    case .shl:
      rows += [value("     x", facts.x, operand: 0), BitTable.Row(label: shiftLabel(facts))]
    }
    if let high = facts.highHalf {
      rows.append(
        BitTable.Row(
          label: "  high", bits: high, hexadecimal: type.hexadecimal(high), style: facts.overflowed ? .overflow : .carry
        ))
    }
    if let lost = facts.lostBits, facts.shiftCount > 0 {
      rows.append(
        BitTable.Row(
          label: "  lost", bits: lost, shownBits: facts.shiftCount, style: facts.overflowed ? .overflow : .carry))
    }
    rows.append(value("  result", facts.result))
    return BitTable(view: self, width: type.width, rows: rows, remark: remark(facts))
  }

  /// A subtraction as an addition: the carry into bit 0 is the 1 that is added.
  private func complementTable(_ steps: CarrySequence) -> BitTable {
    let (facts, type) = (steps.facts, steps.facts.type)
    let isNegation = facts.operation == .neg
    func value(_ label: String, _ bits: UInt64, operand: Int? = nil) -> BitTable.Row {
      BitTable.Row(
        label: label, bits: bits, decimal: type.decimal(bits), hexadecimal: type.hexadecimal(bits),
        hasSign: type.isSigned, operand: operand)
    }
    let carries = BitTable.Row(
      label: " carry", bits: UInt64(truncatingIfNeeded: steps.carries.bits) & type.mask, extraDigit: steps.carries.out,
      style: .carry)
    let rows = [
      carries, value(isNegation ? "     0" : "     x", steps.x, operand: isNegation ? nil : 0),
      value(isNegation ? "  + ~x" : "  + ~y", steps.y, operand: isNegation ? 0 : 1),
      BitTable.Row(label: "   + 1    the carry into bit 0"), value("  result", facts.result),
    ]
    let (into, out) = (steps.carries.intoTop ? 1 : 0, steps.carries.out ? 1 : 0)
    let text =
      type.isSigned
      ? signComparison("carry", into: into, out: out)
      : "carry out of the top bit \(out): the borrow is its inverse, so B=\(1 - out)"
    let column = type.isSigned ? Self.labelColumns : Self.carryOutColumn
    return BitTable(
      view: self, width: type.width, rows: rows, remark: caretLines(text, column: column, isOverflow: facts.overflowed))
  }

  private func shiftLabel(_ facts: OperationFacts) -> String {
    "  << \(facts.shiftCount)" + (facts.countWasReduced ? "   count \(facts.y) modulo \(facts.type.width)" : "")
  }

  /// The line that points at where an overflow can be seen, and says why it is one.
  private func remark(_ facts: OperationFacts) -> [StyledLine] {
    let (width, isSigned) = (facts.type.width, facts.type.isSigned)
    let top = facts.result & facts.type.signBit == 0 ? 0 : 1
    var column = Self.labelColumns
    var text: String
    switch facts.operation {
    case .add, .sub, .neg:
      guard let carries = facts.carries else { return [] }
      let what = facts.operation.borrows ? "borrow" : "carry"
      let (into, out) = (carries.intoTop ? 1 : 0, carries.out ? 1 : 0)
      if isSigned {
        text = signComparison(what, into: into, out: out)
      } else {
        column = Self.carryOutColumn
        text = "\(what) out of the top bit \(out), so \(facts.operation.borrows ? "B" : "C")=\(out)"
      }
    case .mul:
      if isSigned {
        text = "the high half is \(facts.overflowed ? "not " : "")\(width) copies of this bit, \(top): "
      } else {
        text = "the high half is \(facts.overflowed ? "not " : "")0: "
      }
      text += facts.overflowed ? "!HI" : "it fits"
    case .shl:
      if facts.shiftCount == 0 {
        text = "nothing was shifted out: "
      } else if isSigned {
        text = "the bits lost are \(facts.overflowed ? "not all" : "all") copies of this bit, \(top): "
      } else {
        text = facts.overflowed ? "a 1 was lost: " : "only zeros were lost: "
      }
      text += facts.overflowed ? "!LOST" : "it fits"
    }
    return caretLines(text, column: column, isOverflow: facts.overflowed)
  }

  /// What the carries into and out of the sign bit say.
  func signComparison(_ what: String, into: Int, out: Int) -> String {
    "\(what) into the sign bit \(into), out of it \(out): "
      + (into == out ? "they agree, so V=0" : "they differ, so V=1")
  }

  /// `^` under a column, and behind it what is to be seen there.
  private func caretLines(_ text: String, column: Int, isOverflow: Bool) -> [StyledLine] {
    var caret = StyledLine(String(repeating: " ", count: column))
    caret.extend("^", isOverflow ? .overflow : .dim)
    let words = flow([StyledLine(text)], indent: 0, columns: columns - column - 2)
    return words.enumerated().map { index, line in
      var whole = index == 0 ? caret : StyledLine(String(repeating: " ", count: column + 1))
      whole.extend(" ")
      whole.extend(line)
      return whole
    }
  }

  /// `exact - k*2^n = result` in the type's own sign; the operation and its exact result where it fits.
  package func equation(_ facts: OperationFacts) -> [StyledLine] {
    guard facts.overflowed else { return flow([StyledLine("\(expression(facts)) = \(facts.exact)")], columns: columns) }
    return flow(wrapPieces(facts, asSigned: facts.type.isSigned), separator: " ", columns: columns)
  }

  /// The whole operation in the other sign's reading of the same bits.
  package func otherReading(_ facts: OperationFacts) -> [StyledLine] {
    let other = facts.counterpart
    var pieces = [StyledLine("as \(other.type): \(expression(other))")]
    let wrap = wrapPieces(other, asSigned: other.type.isSigned)
    if let first = wrap.first {
      var exact = StyledLine("= ")
      exact.extend(first)
      pieces.append(exact)
    }
    return flow(pieces + wrap.dropFirst(), separator: " ", columns: columns)
  }

  /// The operation on its operands in decimal, as the type reads them.
  func expression(_ facts: OperationFacts) -> String { Self.expression(facts) }

  /// The operation on its operands in decimal, as the type reads them.
  package static func expression(_ facts: OperationFacts) -> String {
    let (type, x) = (facts.type, facts.type.decimal(facts.x))
    switch facts.operation {
    case .add, .sub, .mul: return "\(x) \(facts.operation.symbol) \(type.decimal(facts.y))"
    case .neg: return "0 - \(x)"
    case .shl: return "\(x) << \(facts.shiftCount)"
    }
  }

  /// `exact - k*2^n`, then `= result`; only the exact value where nothing wrapped.
  private func wrapPieces(_ facts: OperationFacts, asSigned isSigned: Bool) -> [StyledLine] {
    let exact = facts.exact(asSigned: isSigned)
    let wraps = facts.wraps(asSigned: isSigned)
    return wrapPieces(
      exact, wraps, width: facts.type.width, result: facts.type.withSign(isSigned).decimal(facts.result))
  }

  /// The pieces of `exact - k*2^n = result`, to be flowed.
  func wrapPieces(_ exact: ExactInteger, _ wraps: ExactInteger, width: Int, result: String) -> [StyledLine] {
    guard wraps != .zero else { return [StyledLine(exact.description)] }
    let sign = wraps.isNegative ? "+" : "-"
    return [StyledLine("\(exact)"), StyledLine("\(sign) \(wraps.magnitude)*2^\(width)"), StyledLine("= \(result)")]
  }
}
