import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText

/// Bits and provenance: what is claimed of a result, and how it is known.
extension ReplyView {
  /// What stands under a value.
  func evidenceLines(_ value: ValueReply) -> [StyledLine] {
    guard options.showsBits else { return [] }
    if let call = value.call { return reportLines(call) }
    return operationLines(value) + value.innerCalls.flatMap(innerCallLines)
  }

  // MARK: - The input's own operations

  /// The last operation in full if it overflowed, those before it that overflowed in one line each.
  private func operationLines(_ value: ValueReply) -> [StyledLine] {
    guard let last = value.operations.last else { return [] }
    let earlier = value.operations.dropLast().filter(\.overflowed).prefix(CallReport.eventLimit)
    let lines = earlier.flatMap { facts -> [StyledLine] in
      let result = facts.type.decimal(facts.result)
      return bits.heading(facts, note: "\(bits.expression(facts)) = \(facts.exact) became \(result)")
    }
    return lines + (last.overflowed ? drawing(last) : bits.heading(last))
  }

  /// The whole drawing, or its words: heading, grid, equation.
  func drawing(_ facts: OperationFacts, note: String? = nil) -> [StyledLine] {
    options.isPlain
      ? bits.operationInWords(facts, note: note)
      : bits.heading(facts, note: note) + bits.grid(facts) + bits.equation(facts)
  }

  // MARK: - Calls

  /// What is known of a call.
  private func reportLines(_ report: CallReport) -> [StyledLine] {
    guard let operation = report.operation, report.computed != nil else {
      // Not a known operation: what was observed, and the flag if one was named.
      return observationLines(report)
    }
    let note = operation.basis == .computed ? "computed by witscope, not observed" : nil
    var lines: [StyledLine]
    if operation.facts.overflowed {
      lines = drawing(operation.facts, note: note) + observationLines(report)
    } else {
      // Nothing was lost, so there is nothing to be seen.
      lines = bits.heading(operation.facts, note: report.declared.map { "declared: \($0)" })
      if !report.notableEvents.isEmpty { lines += observationLines(report) }
    }
    return lines + mismatchLines(report)
  }

  func mismatchLines(_ report: CallReport) -> [StyledLine] {
    guard let computed = report.computed else { return [] }
    var lines: [StyledLine] = []
    if report.flagMismatch, let declared = report.declared {
      lines.append(StyledLine("MISMATCH: declared \(declared), computed \(computed.flag)", .overflow))
    }
    if report.valueMismatch {
      let result = computed.facts.type.decimal(computed.facts.result)
      lines.append(
        StyledLine(
          "MISMATCH: the value returned is not the one computed, \(result)"
            + (computed.facts.overflowed ? " wrapped" : ""), .overflow))
    }
    return lines
  }

  /// The line that says what was observed and declared, and a line a place where there are several.
  func observationLines(_ report: CallReport) -> [StyledLine] {
    let events = report.notableEvents
    var pieces: [String] = []
    var details: [StyledLine] = []
    if events.count == 1, let event = events.first, report.eventCount == event.event.count {
      pieces.append(provenance(event) + ": " + sentence(event, in: report))
    } else if report.eventCount > 0 {
      let places = max(report.placeCount, events.count)
      pieces.append(
        "\(counted(report.eventCount, "wrap")) observed at \(counted(places, "place"))"
          + (report.computed != nil ? "" : " (an internal wrap need not mean a wrong result)"))
      details = events.map { event in
        let mark = event.source == nil ? "" : "source: "
        return StyledLine("  " + (mark + sentence(event, in: report, isAlone: false)).escapingTerminalControls)
      }
      if places > events.count { details.append(StyledLine("  and \(places - events.count) more places", .dim)) }
    } else if report.computed?.facts.overflowed == true || report.declared == true {
      let silence =
        report.wasWatched
        ? "no wrap observed (it may compare first or add wider)" : "not watched"
      if report.declared == true {
        return [StyledLine("declared: true; \(silence)")]
      }
      pieces.append(silence)
    }
    if let declared = report.declared { pieces.append("declared: \(declared)") }
    guard !pieces.isEmpty else { return setApartLines(report) }
    return sentenceLines(pieces.joined(separator: "; ").escapingTerminalControls) + details
      + setApartLines(report)
  }

  /// `set apart: 640 wraps by hashes, 3 by addresses`.
  func setApartLines(_ report: CallReport) -> [StyledLine] {
    guard let first = report.setApart.first, report.tellsSetApart || report.eventCount == 0 else { return [] }
    let parts =
      ["set apart: \(counted(first.eventCount, "wrap")) by \(first.rule.rawValue)"]
      + report.setApart.dropFirst().map { "\($0.eventCount) by \($0.rule.rawValue)" }
    return flow(parts.map { StyledLine($0, .dim) }, separator: ", ", indent: 2, columns: options.width)
  }

  /// One sentence: in one line however wide, or broken between its parts for whoever reads along.
  private func sentenceLines(_ sentence: String) -> [StyledLine] {
    guard options.breaksSentences, sentence.displayWidth > options.width else { return [StyledLine(sentence)] }
    let parts = sentence.split(separator: ";").map { StyledLine(String($0.drop { $0 == " " })) }
    return flow(parts, separator: "; ", indent: 2, columns: options.width)
  }

  /// What one place lost. A known operation that one place alone lost stands in bits above and is not told again.
  func sentence(_ reported: ReportedEvent, in report: CallReport, isAlone: Bool = true) -> String {
    let event = reported.event
    var text = event.location == nil ? "native \(event.instruction)" : event.instruction
    if let location = event.location { text += " at \(location.description)" }
    if event.count > 1 { text += ", \(event.count) times" }
    let place = text
    switch reported.facts {
    case .narrowing(let facts):
      let isSigned = reported.isReadSigned
      let type = facts.resultType(asSigned: isSigned)
      text +=
        event.didRun
        ? " dropped bits of \(facts.exact(asSigned: isSigned)), leaving \(type.decimal(facts.result))"
        : " would drop bits of \(facts.exact(asSigned: isSigned)), leaving \(type.decimal(facts.result))"
      if let known = report.computed?.facts {
        let word = known.operation.rawValue
        if !report.sawWrap(of: known.operation, asSigned: nil) {
          text += "; no \(word) wrapped"
        } else if !report.sawWrap(of: known.operation, asSigned: known.type.isSigned) {
          text += "; no \(word) wrapped as \(known.type.isSigned ? "signed" : "unsigned")"
        }
      }
    case .wideSum(let facts):
      text += ": " + words(facts, asSigned: reported.isReadSigned, did: event.didRun ? "became" : "would become")
    case .lanes(let facts):
      text += ": " + words(facts, asSigned: reported.isReadSigned, did: event.didRun ? "became" : "would become")
    case .quotient(let facts): text += ": " + words(facts)
    case .truncation(let facts): text += ": " + words(facts)
    case .arithmetic(let facts):
      if !isAlone || report.computed == nil {
        let own = reported.isReadSigned ? facts : facts.counterpart
        let exact = own.exact
        text +=
          ": \(bits.expression(own)) = \(exact) \(event.didRun ? "became" : "would become") \(own.type.decimal(own.result)) in \(own.type)"
      }
    }
    if let source = reported.source {
      // Behind nothing but the place it goes on with it.
      return text + (text == place ? ", " : "; ") + words(source, of: event)
    }
    switch reported.equalsResult {
    case true?: text += "; its result equals the value returned"
    case false?: text += "; its result is not the value returned"
    case nil: break
    }
    return text
  }

  /// `1 + 2 = 3 became 0 in u128`, with numbers of 128 bits.
  func words(_ facts: WideSumFacts, asSigned isSigned: Bool, did verb: String) -> String {
    let operands = facts.operands.map { WideSumFacts.decimal($0, asSigned: isSigned) }
    let sum = operands.joined(separator: " \(facts.operation.symbol) ")
    return "\(sum) = \(facts.exact(asSigned: isSigned)) \(verb) "
      + "\(WideSumFacts.decimal(facts.result, asSigned: isSigned)) in \(WideSumFacts.typeName(asSigned: isSigned))"
  }

  /// `127 + 1 = 128 became -128 in s8, in lane 3 and 2 more of 16`.
  func words(_ facts: LaneFacts, asSigned isSigned: Bool, did verb: String) -> String {
    let (lane, first) = facts.first(asSigned: isSigned)
    let others = facts.losses(asSigned: isSigned).count - 1
    return "\(bits.expression(first)) = \(first.exact) \(verb) \(first.type.decimal(first.result)) in \(first.type), "
      + "in lane \(lane)\(others > 0 ? " and \(others) more" : "") of \(facts.lanes.count)"
  }

  /// How an event is known.
  func provenance(_ reported: ReportedEvent) -> String {
    guard reported.event.didRun else { return "stopped before" }
    return reported.source == nil ? "observed" : "source"
  }

  /// `followed to .0 through memory and truncation`.
  func words(_ source: SourceClaim, of event: ObservedEvent) -> String {
    let parts = source.parts.map { $0.isEmpty ? "the value returned" : $0.escapingTerminalControls }
    let passages = source.passages.map(\.words)
    let time = event.count > 1 ? "the \(ordinal(source.occurrence)) time " : ""
    let others = source.otherParts.map(\.escapingTerminalControls)
    return "\(time)followed to \(listed(parts))" + (passages.isEmpty ? "" : " through \(listed(passages))")
      + (others.isEmpty ? "" : ", other times to \(listed(others))")
  }

  /// `a, b and c`.
  private func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private func ordinal(_ number: UInt64) -> String {
    switch (number % 10, number % 100) {
    case (1, let rest) where rest != 11: "\(number)st"
    case (2, let rest) where rest != 12: "\(number)nd"
    case (3, let rest) where rest != 13: "\(number)rd"
    default: "\(number)th"
    }
  }

  /// `-2147483648 / -1 = 2147483648 does not fit s32, so it trapped`.
  func words(_ facts: QuotientFacts) -> String {
    let type = facts.type
    let divided = "\(type.minimum) \(facts.isRemainder ? "%" : "/") -1"
    return facts.isRemainder
      ? "\(divided) = 0 is exact, but the quotient, \(facts.exact), does not fit \(type)"
      : "\(divided) = \(facts.exact) does not fit \(type), so it trapped"
  }

  /// `1e+10 does not fit s32: the nearest value, 2147483647, was given`.
  func words(_ facts: TruncationFacts) -> String {
    let loss = "\(facts.decimal) does not fit \(facts.target)"
    return facts.isSaturating
      ? "\(loss): the nearest value, \(facts.target.decimal(facts.saturated)), was given" : "\(loss), so it trapped"
  }

  /// What calls inside an expression did, where something is worth saying.
  private func innerCallLines(_ report: CallReport) -> [StyledLine] {
    guard report.didOverflow || !report.notableEvents.isEmpty else { return [] }
    let name = "\(report.instance).\(report.function.function)".escapingTerminalControls
    let overflow = report.didOverflow ? report.computed.map { "overflow \($0.facts.type)" } ?? "overflow declared" : nil
    let wraps = report.eventCount > 0 ? "\(counted(report.eventCount, "wrap")) observed" : nil
    return [StyledLine("in \(name): " + [overflow, wraps].compactMap { $0 }.joined(separator: "; "))]
  }
}

extension SourceClaim.Passage {
  fileprivate var words: String {
    switch self {
    case .memory: "memory"
    case .extension: "extension"
    case .truncation: "truncation"
    case .border: "a component's border"
    }
  }
}

extension NotFollowed {
  /// `it ran 2000000 instructions, more than :set follow-limit`.
  var words: String {
    switch self {
    case .tooLong(let instructions): "it ran \(instructions) instructions, which is more than :set follow-limit"
    case .tooLarge(let bytes): "its instance has \(bytes) bytes of memory, too many to keep"
    case .tooManyAnswers: "what its imports answered was too large to keep"
    case .interrupted: "it was interrupted"
    case .failed: "running it again did not come to the same"
    }
  }
}

extension CallReport {
  /// Whether an instruction of this operation lost something that is listed.
  fileprivate func sawWrap(of operation: IntegerOperation, asSigned isSigned: Bool?) -> Bool {
    events.contains { event in
      guard case .arithmetic(let facts) = event.facts, facts.operation == operation else { return false }
      return isSigned.map { event.loses(asSigned: $0) } ?? true
    }
  }
}
