package import BitArithmetic
package import StyledText

extension BitView {
  /// A value cut to its low bits: which were dropped, which were kept, and whether the value survived.
  ///
  /// - Parameters:
  ///   - instruction: What did it, such as `i32.wrap_i64`.
  ///   - note: How the facts are known.
  package func narrowing(_ facts: NarrowingFacts, instruction: String, note: String? = nil) -> [StyledLine] {
    narrowingHeading(facts, instruction: instruction, note: note) + narrowingGrid(facts)
      + [true, false].flatMap { narrowingReading(facts, asSigned: $0) }
  }

  /// The line above: whether the value survived in each reading.
  package func narrowingHeading(_ facts: NarrowingFacts, instruction: String, note: String? = nil) -> [StyledLine] {
    let loses = !facts.fits(asSigned: true) || !facts.fits(asSigned: false)
    var first = StyledLine()
    if loses { first.extend("!LOST ", .overflow) }
    first.extend("\(instruction) keeps the low \(facts.resultWidth) bits")
    let verdicts = [true, false].map { isSigned in
      let type = facts.resultType(asSigned: isSigned)
      return StyledLine(facts.fits(asSigned: isSigned) ? "fits \(type)" : "does not fit \(type)")
    }
    return flow([first] + verdicts + (note.map { [StyledLine($0, .dim)] } ?? []), columns: columns)
  }

  private func narrowingGrid(_ facts: NarrowingFacts) -> [StyledLine] {
    let kept = facts.resultType(asSigned: true)
    var row = BitTable.Row(label: "  bits", bits: facts.bits)
    row.hexadecimal = facts.sourceType(asSigned: true).hexadecimal(facts.bits)
    var result = BitTable.Row(label: "  kept", bits: facts.result, shownBits: facts.resultWidth)
    result.hexadecimal = kept.hexadecimal(facts.result)
    return BitTable(view: self, width: facts.sourceWidth, rows: [row, result]).lines
  }

  private func narrowingReading(_ facts: NarrowingFacts, asSigned isSigned: Bool) -> [StyledLine] {
    let type = facts.resultType(asSigned: isSigned)
    var first = StyledLine("as \(facts.sourceType(asSigned: isSigned)):")
    let pieces = wrapPieces(
      facts.exact(asSigned: isSigned), facts.wraps(asSigned: isSigned), width: facts.resultWidth,
      result: "\(type.decimal(facts.result))")
    if let exact = pieces.first { first.extend(" " + exact.plainText) }
    let fits = facts.fits(asSigned: isSigned) ? [StyledLine("fits \(type)")] : []
    return flow([first] + pieces.dropFirst() + fits, separator: " ", columns: columns)
  }

  /// What `EXPR as TYPE` did, in one sentence; nothing where the value stayed what it was.
  package func conversion(_ facts: ConversionFacts) -> [StyledLine] {
    guard !facts.keepsValue else { return [] }
    let verb =
      facts.target.width < facts.source.width
      ? "kept the low \(facts.target.width) bits of \(facts.source)"
      : facts.target.width == facts.source.width
        ? "kept all \(facts.target.width) bits of \(facts.source)" : "extended the sign of \(facts.source)"
    let pieces = wrapPieces(
      facts.exact, facts.wraps, width: facts.target.width, result: facts.target.decimal(facts.result))
    return flow([StyledLine("as \(facts.target): \(verb):")] + pieces, separator: " ", columns: columns)
  }
}
