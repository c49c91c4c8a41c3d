package import BitArithmetic
package import StyledText

extension BitView {
  /// The same as `operation(_:note:)` in sentences, for `--plain`: nothing depends on what stands above what.
  package func operationInWords(_ facts: OperationFacts, note: String? = nil) -> [StyledLine] {
    let (type, other) = (facts.type, facts.type.counterpart)
    var sentences: [String] = []
    for mark in facts.marks { sentences.append(meaning(of: mark, facts)) }
    sentences.append(
      "\(expression(facts)) in \(type) gives \(type.decimal(facts.result)), hexadecimal \(type.hexadecimal(facts.result))."
    )
    if facts.overflowed {
      sentences.append(
        "The exact result \(facts.exact) is outside \(type.minimum) to \(type.maximum); "
          + "\(difference(facts.wraps, width: type.width)) to make it fit.")
    } else {
      sentences.append("It fits \(type).")
    }
    if let carries = facts.carries {
      let what = facts.operation.borrows ? "borrow" : "carry"
      let (into, out) = (carries.intoTop ? 1 : 0, carries.out ? 1 : 0)
      let top = type.width - 1
      if type.isSigned {
        sentences.append(
          "The \(what) into bit \(top), the sign, is \(into) and the \(what) out of it is \(out): they "
            + (into == out ? "agree, so there is no signed overflow, V is 0." : "differ, so V is 1."))
        if facts.hasNormalCarryOut { sentences.append("A \(what) out of 1 is normal for \(type) and no overflow.") }
      } else {
        sentences.append(
          "The \(what) out of bit \(top), the topmost, is \(out): \(facts.operation.borrows ? "B" : "C") is \(out).")
      }
    }
    if let high = facts.highHalf {
      let pure = type.isSigned ? "copies of its low half's sign" : "zeros"
      sentences.append(
        "The product's high \(type.width) bits are \(type.hexadecimal(high)): "
          + (facts.overflowed ? "not \(pure), so it does not fit." : "\(pure), so it fits."))
    }
    if let lost = facts.lostBits, facts.shiftCount > 0 {
      let digits = IntegerType.u64.binary(lost).suffix(facts.shiftCount)
      sentences.append("The bits shifted out are \(groups(String(digits))).")
    }
    if type.isSigned {
      let before = facts.operation == .neg ? "0" : facts.x & type.signBit == 0 ? "0" : "1"
      let after = facts.result & type.signBit == 0 ? "0" : "1"
      let top = "Bit \(type.width - 1), the sign,"
      sentences.append(before == after ? "\(top) stayed \(after)." : "\(top) changed \(before) to \(after).")
    }
    let otherExact = facts.exact(asSigned: other.isSigned)
    let reading = "Read as \(other), \(expression(facts.counterpart)) = \(otherExact)"
    sentences.append(
      facts.overflowed(asSigned: other.isSigned)
        ? "\(reading), which wraps to \(other.decimal(facts.result))." : "\(reading), which fits.")
    if let note { sentences.append(note.prefix(1).uppercased() + note.dropFirst() + ".") }
    return sentences.flatMap { paragraph($0) }
  }

  /// A subtraction as the addition x + ~y + 1 in sentences.
  package func complementInWords(_ steps: CarrySequence) -> [StyledLine] {
    let type = steps.facts.type
    let out = steps.carries.out ? 1 : 0
    return [
      "As an addition it is \(type.decimal(steps.x)) + \(type.decimal(steps.y)) + 1 = \(type.decimal(steps.facts.result)).",
      "Every bit of \(type.decimal(~steps.y & type.mask)) inverted is \(type.decimal(steps.y)): "
        + "\(groups(type.binary(steps.y))).",
      "Every carry is the inverse of the borrow in its place: the carry out of bit \(type.width - 1) is \(out), the borrow "
        + "\(1 - out).",
    ].flatMap { paragraph($0) }
  }

  /// The same as `integer(_:_:)` in sentences.
  package func integerInWords(_ bits: UInt64, _ type: IntegerType) -> [StyledLine] {
    let other = type.counterpart
    var sentences = [
      "\(type) \(type.decimal(bits)), hexadecimal \(type.hexadecimal(bits)), octal \(type.octal(bits)).",
      "Binary, bit \(type.width - 1) first: \(groups(type.binary(bits))).",
      "The same bits as \(other): \(other.decimal(bits)).",
    ]
    if type.isSigned {
      sentences.append("Bit \(type.width - 1), the sign, is \(bits & type.signBit == 0 ? 0 : 1).")
    }
    return sentences.flatMap { paragraph($0) }
  }

  /// The same as `floatGrid(_:inHand:)` in sentences.
  package func floatInWords(_ fields: FloatFields) -> [StyledLine] {
    var sentences = [
      "f\(fields.width) \(fields.shortestDecimal), hexadecimal \(hexadecimal(fields)), \(className(fields.class)).",
      "Bit \(fields.width - 1), the sign, is \(fields.isNegative ? "1: negative" : "0: positive").",
      "The exponent's \(fields.exponentWidth) bits, \(digits(fields.exponent, fields.exponentWidth)), mean "
        + "\(meaningOfExponent(fields)).",
      "The fraction's \(fields.fractionWidth) bits, its top first, are "
        + "\(digits(fields.fraction, fields.fractionWidth)), as an integer \(fields.fraction).",
    ]
    if let product = product(fields) { sentences.append("The value is \(product).") }
    return sentences.flatMap { paragraph($0) }
  }

  /// A field's bits in groups of four counted from the right.
  private func digits(_ field: UInt64, _ width: Int) -> String {
    let text = String(field, radix: 2)
    return groups(String(repeating: "0", count: max(0, width - text.utf8.count)) + text)
  }

  /// The same as `narrowing(_:instruction:note:)` in sentences.
  package func narrowingInWords(_ facts: NarrowingFacts, instruction: String, note: String? = nil) -> [StyledLine] {
    var sentences = [
      "\(instruction) kept the low \(facts.resultWidth) of \(facts.sourceWidth) bits.",
      "The bits dropped are \(facts.resultType(asSigned: true).hexadecimal(facts.droppedBits)), "
        + "the bits kept \(facts.resultType(asSigned: true).hexadecimal(facts.result)).",
    ]
    for isSigned in [true, false] {
      let (source, result) = (facts.sourceType(asSigned: isSigned), facts.resultType(asSigned: isSigned))
      let verdict =
        facts.fits(asSigned: isSigned)
        ? "fits \(result)." : "does not fit \(result); \(result.decimal(facts.result)) is left."
      sentences.append("As \(source) the value is \(facts.exact(asSigned: isSigned)), which \(verdict)")
    }
    if let note { sentences.append(note.prefix(1).uppercased() + note.dropFirst() + ".") }
    return sentences.flatMap { paragraph($0) }
  }

  /// What a mark says, with the mark.
  private func meaning(of mark: OverflowMark, _ facts: OperationFacts) -> String {
    let type = facts.type
    return switch mark {
    case .v: "\(mark.rawValue) OVERFLOW \(type): signed overflow."
    case .c: "\(mark.rawValue) OVERFLOW \(type): carry out of the topmost bit."
    case .b: "\(mark.rawValue) OVERFLOW \(type): borrow out of the topmost bit."
    case .high: "\(mark.rawValue) OVERFLOW \(type): the product needs more than \(type.width) bits."
    case .lost: "\(mark.rawValue) OVERFLOW \(type): the shift lost part of the value."
    case .count: "\(mark.rawValue) The count \(facts.y) was taken modulo \(type.width), as \(facts.shiftCount)."
    }
  }

  /// `1 times 2^32 was subtracted`.
  private func difference(_ wraps: ExactInteger, width: Int) -> String {
    "\(wraps.magnitude) times 2^\(width) was \(wraps.isNegative ? "added" : "subtracted")"
  }
}
