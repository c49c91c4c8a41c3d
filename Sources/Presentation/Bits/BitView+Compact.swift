package import BitArithmetic
internal import ComponentTypes
package import Session
package import StyledText

/// Bits in a few lines, as they stand under a prompt while an expression is typed.
///
/// None of them has more than four lines, and each is cut at the columns.
extension BitView {
  /// An operation: what it gives and whether that fits, then as many of its rows as there is room for.
  package func compact(_ facts: OperationFacts, rows: Int = 4) -> [StyledLine] {
    let type = facts.type
    // What matters most stands first: of the rest as much as one line holds.
    let equation = StyledLine("\(expression(facts)) = \(type.decimal(facts.result)) : \(type)", .value)
    let head = flow([equation] + headingPieces(facts), columns: columns).prefix(1)
    let result = bitRows("result", facts.result, type, style: .value)
    let wanted = min(4, rows) - 1
    var lines: [StyledLine] = []
    if wanted >= 3, result.count == 1 {
      lines = bitRows(facts.operation == .neg ? "- x" : "x", facts.x, type)
      if facts.operation != .neg && facts.operation != .shl {
        lines += bitRows("\(facts.operation.symbol) y", facts.y, type)
      }
    }
    return fitted(head + lines + result, rows: rows)
  }

  /// An integer: both readings, hexadecimal, its bits.
  package func compact(_ bits: UInt64, _ type: IntegerType, rows: Int = 4) -> [StyledLine] {
    let other = type.counterpart
    var head = StyledLine("\(type) \(type.decimal(bits))", .value)
    head.extend("   \(type.hexadecimal(bits))   as \(other): \(other.decimal(bits))")
    return fitted([head] + bitRows("bits", bits & type.mask, type), rows: rows)
  }

  /// A float: what it is, its fields.
  package func compact(_ fields: FloatFields, rows: Int = 4) -> [StyledLine] {
    fitted(floatGrid(fields).lines, rows: rows)
  }

  /// A value: the operation whose result it is, or the number that it is; none where it is neither.
  package func compact(_ value: ValueReply, rows: Int = 4) -> [StyledLine] {
    guard let result = value.result else { return [] }
    func integer(_ bits: some FixedWidthInteger, _ type: IntegerType) -> [StyledLine] {
      let bits = UInt64(truncatingIfNeeded: bits) & type.mask
      // An operation whose result went on into another is an internal one.
      if value.call == nil, let last = value.operations.last, last.type == type, last.result == bits {
        return compact(last, rows: rows)
      }
      return compact(bits, type, rows: rows)
    }
    switch result.value {
    case .s8(let x): return integer(x, .s8)
    case .u8(let x): return integer(x, .u8)
    case .s16(let x): return integer(x, .s16)
    case .u16(let x): return integer(x, .u16)
    case .s32(let x): return integer(x, .s32)
    case .u32(let x): return integer(x, .u32)
    case .s64(let x): return integer(x, .s64)
    case .u64(let x): return integer(x, .u64)
    case .f32(let x): return compact(FloatFields(x), rows: rows)
    case .f64(let x): return compact(FloatFields(x), rows: rows)
    default: return []
    }
  }

  /// A number's bits in one line, or in two of 32; in hexadecimal where not even 32 fit.
  private func bitRows(_ label: String, _ bits: UInt64, _ type: IntegerType, style: Style = .plain) -> [StyledLine] {
    var line = StyledLine(String(repeating: " ", count: max(0, 6 - label.utf8.count)) + label + "  ")
    let digits = Array(type.binary(bits))
    let perRow = min(digits.count, 32)
    guard line.displayWidth + Self.columns(ofBits: perRow) <= columns else {
      line.extend(type.hexadecimal(bits), style)
      return [line]
    }
    let indent = String(repeating: " ", count: line.displayWidth)
    return stride(from: 0, to: digits.count, by: perRow).map { start in
      var row = start == 0 ? line : StyledLine(indent)
      for index in start..<min(start + perRow, digits.count) {
        if index > start && index.isMultiple(of: 4) { row.extend(" ") }
        row.extend(String(digits[index]), type.isSigned && index == 0 ? .sign : style)
      }
      if start + perRow >= digits.count {
        let number = "  " + type.hexadecimal(bits)
        if row.displayWidth + number.utf8.count <= columns { row.extend(number, .dim) }
      }
      return row
    }
  }

  private func fitted(_ lines: [StyledLine], rows: Int) -> [StyledLine] {
    lines.prefix(max(0, min(4, rows))).map { $0.prefix(columns: columns).withoutTrailingBlanks() }
  }
}
