import BitArithmetic
import ComponentRuntime
import Presentation
import Session
import StyledText

/// Why: from a result to what is known of it, and on to the bit where it parted from the exact one.
extension BitsPane {
  /// What there is to be explained.
  private enum Cause {
    case operation(OperationFacts)
    case narrowing(NarrowingFacts, instruction: String)
  }

  /// The first step: what is claimed of the overflow, and how it is known.
  mutating func why() -> BitsEffect {
    guard hasCause else {
      return .message(
        form?.facts?.carries == nil ? "nothing wrapped here" : "nothing wrapped here; c steps through its carries")
    }
    let event = causeEvent
    push(.reason(event: event))
    return event.map { .showEvent($0) } ?? .none
  }

  /// Whether the number looked at wrapped, or anything on the way to it did.
  var hasCause: Bool {
    if let facts = form?.facts, facts.overflowed { return true }
    return scratch == nil && causeEvent != nil
  }

  /// The event that explains what was shown: the one whose operands are drawn, or the first that is no noise.
  private var causeEvent: Int? {
    guard scratch == nil, let report else { return nil }
    if case .observed(let index)? = item?.basis, report.events.indices.contains(index) { return index }
    // A step of the input's own expression has no event of a call.
    if item?.basis == .expression { return nil }
    let events = report.events
    if let facts = form?.facts,
      let same = events.indices.first(where: { events[$0].facts == .arithmetic(OperationFacts(facts, asSigned: true)) })
    {
      return same
    }
    return events.indices.first { !events[$0].isNoise }
  }

  private func event(_ index: Int?) -> ReportedEvent? {
    guard let index, let report, report.events.indices.contains(index) else { return nil }
    return report.events[index]
  }

  /// What the last step shows: the operation drawn, if it wrapped, otherwise the event's.
  private func cause(_ index: Int?) -> Cause? {
    // An instruction that was chosen by hand explains itself, not the result.
    if let facts = form?.facts, facts.overflowed, index == nil || index == causeEvent { return .operation(facts) }
    guard let event = event(index) else { return nil }
    switch event.facts {
    case .arithmetic(let facts): return .operation(event.isReadSigned ? facts : facts.counterpart)
    case .narrowing(let facts): return .narrowing(facts, instruction: event.event.instruction)
    // No bits were cut off that could be drawn.
    case .lanes, .wideSum, .quotient, .truncation: return nil
    }
  }

  /// The second step: the carry view at the bit where the carries part, or what else was lost.
  mutating func showWhere(_ index: Int?) -> BitsEffect {
    switch cause(index) {
    case .operation(let facts):
      guard facts.carries != nil else {
        push(.loss(facts))
        return .showBits
      }
      // V is the xor of the carries into and out of the topmost bit, C and B are what leaves it: all part there.
      push(.carry(facts, bit: facts.type.width - 1))
      return .carryMoved(to: facts.type.width - 1)
    case .narrowing:
      guard let index else { return .bell }
      push(.narrowing(event: index))
      return .showBits
    case nil: return .bell
    }
  }

  // MARK: - Drawing

  func reasonContent(_ index: Int?, _ view: BitView) -> Content {
    var content = Content()
    content.lines = headLines(view)
    func say(_ label: String, _ text: String, _ style: Style = .plain) {
      var line = StyledLine(label, .strong)
      line.pad(to: 10)
      let words = flow([StyledLine(text, style)], indent: 0, columns: max(10, view.columns - 10))
      for (number, part) in words.enumerated() {
        var whole = number == 0 ? line : StyledLine(String(repeating: " ", count: 10))
        whole.extend(part)
        content.lines.append(whole)
      }
    }
    if let facts = form?.facts {
      let exact = "\(BitView.expression(facts)) = \(facts.exact)"
      if facts.overflowed {
        say("result", "\(exact) does not fit \(facts.type): \(facts.type.decimal(facts.result)) is left", .overflow)
      } else {
        say("result", "\(exact) fits \(facts.type); something on the way wrapped")
      }
    } else {
      say("result", "no known operation; something on the way to it wrapped, which need not make it wrong")
    }
    if let report, scratch == nil {
      if let event = event(index) {
        let view = ReplyView(Reply(input: "", content: .nothing))
        say(event.source == nil ? "observed" : "source", view.eventSentence(event, in: report))
        let others = max(report.placeCount, report.events.count) - 1
        if others > 0 { say("", "and \(others) more \(others == 1 ? "place" : "places"), in the Step tab", .dim) }
      } else {
        say(
          "observed",
          report.wasWatched
            ? "nothing that wrapped: it may compare first or add wider"
            : "nothing: the call was not watched")
      }
      if let declared = report.declared { say("declared", "\(declared), by the component's own flag") }
      if let computed = report.computed {
        say("computed", "witscope did it again: \(computed.facts.overflowed ? "overflow" : "no overflow")")
        if report.flagMismatch || report.valueMismatch {
          say("MISMATCH", report.flagMismatch ? "the flag differs" : "the value differs", .overflow)
        }
      }
    } else if scratch != nil {
      say("computed", "by witscope from the scratch copy; nothing was called")
    } else {
      say("computed", "by witscope from the input's own expression")
    }
    say("", "y goes on to " + destination(index), .help)
    return content
  }

  /// What the second step shows, in a few words.
  private func destination(_ index: Int?) -> String {
    switch cause(index) {
    case .operation(let facts):
      switch facts.operation {
      case .add, .sub, .neg:
        return "bit \(facts.type.width - 1), where the \(facts.operation.borrows ? "borrows" : "carries") part"
      case .mul: return "the product's high half"
      case .shl: return "the bits that were lost"
      }
    case .narrowing: return "the bits that were dropped"
    case nil: return "nothing more"
    }
  }

  func lossContent(_ facts: OperationFacts, _ view: BitView) -> Content {
    var content = Content()
    content.lines = view.heading(facts) + view.grid(facts) + view.equation(facts)
    var text = ""
    switch facts.operation {
    case .mul:
      text =
        "The product needs up to \(2 * facts.type.width) bits. The result keeps the low \(facts.type.width); the high half, "
        + "drawn above it, must be " + (facts.type.isSigned ? "copies of the result's sign" : "all zeros")
        + " to lose nothing."
    case .shl:
      text =
        "The bits in the row `lost` left at the top. Shifting by \(facts.shiftCount) is multiplying by "
        + "2^\(facts.shiftCount): it loses nothing only if they are "
        + (facts.type.isSigned ? "copies of the result's sign." : "all zeros.")
    case .add, .sub, .neg: break
    }
    if !text.isEmpty { content.lines += flow([StyledLine(text)], indent: 0, columns: view.columns) }
    if let row = content.lines.firstIndex(where: { $0.plainText.contains("^ ") }) {
      content.cursor = ScreenPosition(row: row, column: BitViewColumns.bits)
    }
    return content
  }

  func narrowingContent(_ index: Int, _ view: BitView) -> Content {
    var content = Content()
    guard case .narrowing(let facts, let instruction)? = cause(index) else { return content }
    content.lines = view.narrowing(facts, instruction: instruction)
    return content
  }
}

/// Where drawings have their bits.
private enum BitViewColumns {
  /// The first column of bits, behind the rows' labels.
  static let bits = 10
}

extension OperationFacts {
  /// The same operation on the same bits in a reading.
  fileprivate init(_ facts: OperationFacts, asSigned isSigned: Bool) {
    self.init(facts.operation, facts.type.withSign(isSigned), facts.x, facts.y)
  }
}
