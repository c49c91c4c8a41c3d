import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText
import WAVE

/// `:sweep`: what was tried, the map where there is one, and what was found with its smallest example.
extension ReplyView {
  func sweepLines(_ sweep: SweepReply) -> [StyledLine] {
    var lines = bits.paragraph(tried(sweep), .strong)
    if let map = sweep.map, !options.isPlain {
      lines.append(StyledLine(reading(sweep)))
      lines += SweepMapView(map, asSigned: sweep.isReadSigned, columns: options.width).lines
    }
    let findings = sweep.findings.filter { $0.isTold(in: sweep) }
    for finding in findings { lines += findingLines(finding, in: sweep) }
    if findings.isEmpty { lines.append(StyledLine("nothing overflowed")) }
    return lines + flagLines(sweep)
  }

  /// `overflowing-add-s8 on integers: 65536 calls, every x: s8, every y: s8`.
  private func tried(_ sweep: SweepReply) -> String {
    var text = "\(sweep.function.function) on \(sweep.instance): "
    text += counted(sweep.callCount, "call")
    if sweep.callCount < sweep.plannedCount { text += " of \(sweep.plannedCount)" }
    if let all = sweep.combinations, all > UInt64(sweep.plannedCount) {
      text += ", spread over \(all) combinations"
    } else if sweep.combinations == nil {
      text += ", spread over more than 2^64 combinations"
    }
    let operands = sweep.operands.map { operand -> String in
      let type = operand.type.typeText
      return operand.isExhaustive
        ? "every \(operand.name): \(type)" : "\(counted(operand.values.count, "value")) of \(operand.name): \(type)"
    }
    let limit = 6
    let shown = operands.prefix(limit) + (operands.count > limit ? ["and \(operands.count - limit) more"] : [])
    return ([text] + shown).joined(separator: ", ").escapingTerminalControls
  }

  /// How the map is read: `as s8: !V where the exact sum does not fit`.
  private func reading(_ sweep: SweepReply) -> String {
    guard let known = sweep.known else {
      return "read as \(sweep.isReadSigned ? "signed" : "unsigned"): where an instruction was seen to lose something"
    }
    let type = known.type.withSign(sweep.isReadSigned)
    return "read as \(type): \(known.operation.mark(asSigned: sweep.isReadSigned)) where the exact result does not fit"
  }

  private func findingLines(_ finding: SweepFinding, in sweep: SweepReply) -> [StyledLine] {
    var head: String
    switch finding.kind {
    case .flagMismatch, .valueMismatch: head = "MISMATCH"
    case .overflow(let isSigned):
      let known = sweep.known
      let type = known.map { "\($0.type.withSign(isSigned))" } ?? (isSigned ? "signed" : "unsigned")
      head = "\(known?.operation.mark(asSigned: isSigned) ?? "") OVERFLOW \(type)"
      // The other reading of a function's own sign is no overflow of its result.
      if let known, known.type.isSigned != isSigned {
        head = "\(known.operation.mark(asSigned: isSigned)) wraps as \(type)"
      }
    case .event(let instruction, let isSigned): head = "\(instruction) wrapped, \(isSigned ? "signed" : "unsigned")"
    case .trap(let code): head = "TRAP \(code.wording)"
    }
    head += ": \(counted(finding.count, "call"))"
    var pieces = [
      StyledLine(head.escapingTerminalControls, finding.kind.isEvent ? .plain : .overflow),
      StyledLine("smallest: \(example(finding.smallest))".escapingTerminalControls),
    ]
    if let location = finding.smallest.event?.event.location {
      pieces.append(StyledLine("at \(location.description)".escapingTerminalControls))
    }
    return block(pieces, hanging: 2)
  }

  /// What is to be said of the flag and the value.
  private func flagLines(_ sweep: SweepReply) -> [StyledLine] {
    guard sweep.mismatchCount > 0 else {
      guard sweep.known != nil else {
        return sweep.declares ? [StyledLine("declared: true in \(counted(sweep.declaredCount, "call"))")] : []
      }
      return [
        StyledLine(
          sweep.declares
            ? "the flag told the truth: true in \(sweep.declaredCount) of \(counted(sweep.callCount, "call"))"
            : "every value is the one computed")
      ]
    }
    var lines = bits.paragraph("MISMATCH in \(counted(sweep.mismatchCount, "call")), the smallest first:", .overflow)
    for mismatch in sweep.mismatches {
      var text = example(mismatch)
      if let declared = mismatch.declared, let flag = mismatch.computedFlag, declared != flag {
        text += "; declared \(declared), computed \(flag)"
      }
      if let facts = mismatch.facts { text += "; the exact result is \(facts.exact)" }
      lines += flow([StyledLine("  " + text.escapingTerminalControls)], indent: 4, columns: options.width)
    }
    if sweep.mismatchCount > sweep.mismatches.count {
      lines.append(StyledLine("  and \(sweep.mismatchCount - sweep.mismatches.count) more", .dim))
    }
    return lines
  }

  /// `overflowing-add-s8(127, 1) = (-128, true)`.
  private func example(_ example: SweepExample) -> String {
    example.call + (example.result.map { " = \($0.waveText(limit: 200))" } ?? "")
  }
}

extension SweepFinding {
  /// Whether it has a line of its own: mismatches are listed apart, and a native operation's event is the operation.
  fileprivate func isTold(in sweep: SweepReply) -> Bool {
    switch kind {
    case .flagMismatch, .valueMismatch: false
    case .event: sweep.known == nil || smallest.event?.event.location != nil
    case .overflow, .trap: true
    }
  }
}

extension SweepFinding.Kind {
  fileprivate var isEvent: Bool { if case .event = self { true } else { false } }
}

extension IntegerOperation {
  /// How a result of it that does not fit is marked.
  fileprivate func mark(asSigned isSigned: Bool) -> String {
    let mark: OverflowMark =
      switch self {
      case .add: isSigned ? .v : .c
      case .sub, .neg: isSigned ? .v : .b
      case .mul: .high
      case .shl: .lost
      }
    return mark.rawValue
  }
}
