import BitArithmetic
import ComponentRuntime
import ComponentTypes
import Diagnostics
import Session
import StyledText
import WAVE

/// `:compare`: a table of values with the first difference marked.
extension ReplyView {
  func comparisonLines(_ comparison: ComparisonReply) -> [StyledLine] {
    let texts = comparison.rows.map(answerText)
    let reports = comparison.rows.map { row in
      [row.code.makeup, row.report.map(words) ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
    }
    if options.isPlain {
      return comparison.rows.indices.flatMap { index in
        let (text, report) = (texts[index], reports[index].escapingTerminalControls)
        let sentence =
          "\(comparison.rows[index].instance.escapingTerminalControls): \(text.text)"
          + (report.isEmpty ? "" : "; " + report)
        return bits.paragraph(sentence)
      } + verdictLines(comparison)
    }
    let names = comparison.rows.map { $0.instance.escapingTerminalControls }
    let margin = min(24, names.map(\.displayWidth).max() ?? 0) + 2
    let difference = Self.firstDifference(texts.map { $0.isValue ? $0.text : nil })
    let window = TextWindow(columns: max(10, options.width - margin), around: difference?.offset)
    var lines: [StyledLine] = []
    for index in comparison.rows.indices {
      let label = StyledLine(names[index].elidedInTheMiddle(columns: margin - 2), .strong)
      let words = StyledLine(reports[index].escapingTerminalControls, .dim)
      guard texts[index].isValue else {
        lines += labelled(label, StyledLine(texts[index].text, .error), at: margin)
        continue
      }
      var line = label
      line.pad(to: margin)
      line.extend(window.cut(texts[index].text), .value)
      let fits = line.displayWidth + 2 + words.displayWidth <= options.width
      if fits, words.displayWidth > 0 {
        line.extend("  ")
        line.extend(words)
      }
      lines.append(line)
      if let difference, difference.row == index {
        let column = window.column(of: difference.offset, in: texts[index].text)
        lines.append(StyledLine(String(repeating: " ", count: margin + column) + "^", .overflow))
      }
      if !fits, words.displayWidth > 0 { lines += block([words], margin: margin, hanging: 0) }
    }
    return lines + verdictLines(comparison)
  }

  private func verdictLines(_ comparison: ComparisonReply) -> [StyledLine] {
    guard comparison.rows.count > 1 else {
      return bits.paragraph("no other instance has \(comparison.function)".escapingTerminalControls, .dim)
    }
    if comparison.allAgree { return [StyledLine("all agree")] }
    guard let difference = comparison.firstDifference, comparison.rows.indices.contains(difference.row),
      let first = comparison.rows.first
    else { return [StyledLine("none answered", .overflow)] }
    let other = comparison.rows[difference.row]
    guard let value = difference.value else {
      return bits.paragraph(
        "DIFFERENT: \(other.instance) did not end as \(first.instance) did".escapingTerminalControls, .overflow)
    }
    let place = value.path.isEmpty ? "" : " at \(value.path.elidedInTheMiddle(columns: 40))"
    func part(_ part: TypedValue?) -> String { part.map { $0.waveText(limit: 60) } ?? "nothing" }
    let text =
      "DIFFERENT\(place): \(part(value.second)) on \(other.instance), \(part(value.first)) on \(first.instance)"
    return flow([StyledLine(text.escapingTerminalControls, .overflow)], columns: options.width)
  }

  /// An answer in one line, and whether it is a value.
  private func answerText(_ row: ComparisonReply.Row) -> (text: String, isValue: Bool) {
    switch row.outcome {
    case .value(let value):
      (value.map { $0.waveText(limit: options.valueLimit).escapingTerminalControls } ?? "()", true)
    case .failed(let failure): ((failure.diagnostics.first?.message ?? "failed").escapingTerminalControls, false)
    }
  }

  /// The first place in which a text differs from the first of them: the row, and the offset in Unicode scalars.
  ///
  /// Of several rows that differ, the one that does so earliest.
  static func firstDifference(_ texts: [String?]) -> (row: Int, offset: Int)? {
    guard let first = texts.first.flatMap({ $0 }) else { return nil }
    var found: (row: Int, offset: Int)?
    for (row, text) in texts.enumerated().dropFirst() {
      guard let text, text != first else { continue }
      var offset = 0
      for (a, b) in zip(first.unicodeScalars, text.unicodeScalars) {
        if a != b { break }
        offset += 1
      }
      if found.map({ offset < $0.offset }) ?? true { found = (row, offset) }
    }
    return found
  }

  /// A report in a few words.
  private func words(_ report: CallReport) -> String {
    var pieces: [String] = []
    if let computed = report.computed {
      pieces.append(computed.facts.overflowed ? "overflow \(computed.facts.type)" : "fits \(computed.facts.type)")
    }
    if let declared = report.declared { pieces.append("declared: \(declared)") }
    if let event = report.notableEvents.first {
      pieces.append(
        report.eventCount == 1
          ? "\(event.source == nil ? "observed" : "source"): \(event.event.instruction)"
          : "\(counted(report.eventCount, "wrap")) observed")
    }
    if report.flagMismatch || report.valueMismatch { pieces.append("MISMATCH") }
    return pieces.joined(separator: "; ")
  }
}
