import BitArithmetic
import ComponentTypes
import Session
import StyledText
import WAVE

/// `:why`: a short numbered story from the value to the bit. It says no more than is known.
extension ReplyView {
  func whyLines(_ why: WhyReply) -> [StyledLine] {
    var lines: [StyledLine] = []
    for (index, sentence) in whySentences(why).enumerated() {
      lines += flow(
        [StyledLine("\(index + 1). " + sentence.escapingTerminalControls)], indent: 3, columns: options.width)
    }
    return lines + (why.listing.map(listingLines) ?? []) + whyDrawing(why)
  }

  /// The instructions around the place, which `=>` marks, or words.
  private func listingLines(_ listing: InstructionListing) -> [StyledLine] {
    block([StyledLine("in " + listing.heading.escapingTerminalControls, .dim)])
      + listing.lines.map { line in
        let text = "0x" + String(line.offset, radix: 16) + " " + line.text.escapingTerminalControls
        let marked =
          options.isPlain
          ? StyledLine(text + (line.isEvent ? ", the place" : ""))
          : StyledLine((line.isEvent ? "=> " : "   ") + text, line.isEvent ? .current : .plain)
        return marked.elidedAtTheEnd(columns: options.width)
      }
  }

  private func whySentences(_ why: WhyReply) -> [String] {
    [valueSentence(why)] + operationSentences(why) + provenanceSentences(why) + declaredSentences(why)
      + [partingSentence(why)].compactMap { $0 }
  }

  private func valueSentence(_ why: WhyReply) -> String {
    let input = why.input.elidedInTheMiddle(columns: why.isStep ? 160 : 60)
    let verb = why.isStep ? "gave" : why.value.call == nil ? "is" : "returned"
    guard let result = why.value.result else { return "\(input) \(verb) ()" }
    return "\(input) \(verb) \(result.waveText(limit: 120))"
  }

  // MARK: - What was lost

  private func operationSentences(_ why: WhyReply) -> [String] {
    guard let operation = why.operation else {
      if case .narrowing(let facts)? = why.event?.facts {
        let isSigned = why.event?.isReadSigned ?? true
        let type = facts.resultType(asSigned: isSigned)
        return ["\(facts.exact(asSigned: isSigned)) was cut to \(type.decimal(facts.result)) to fit \(type)"]
      }
      switch why.event?.facts {
      case .wideSum(let facts)?: return [words(facts, asSigned: why.event?.isReadSigned ?? true, did: "became")]
      case .lanes(let facts)?: return [words(facts, asSigned: why.event?.isReadSigned ?? true, did: "became")]
      case .quotient(let facts)?: return [words(facts)]
      case .truncation(let facts)?: return [words(facts)]
      default: break
      }
      let silence = why.call?.wasWatched == false ? "; the call was not watched" : ""
      return ["no integer operation is known behind it" + silence]
    }
    let facts = operation.facts
    let type = facts.type
    let place = why.isResult ? "" : "on the way, "
    let sum = "\(place)\(bits.expression(facts)) = \(facts.exact)"
    guard facts.overflowed else {
      let other = type.counterpart
      guard facts.overflowed(asSigned: other.isSigned) else { return ["\(sum), which fits \(type): nothing was lost"] }
      return [
        "\(sum), which fits \(type): nothing was lost (read as \(other) it would be: "
          + "\(facts.exact(asSigned: other.isSigned)) became \(other.decimal(facts.result)))"
      ]
    }
    return [
      "\(sum), which is outside \(type), \(type.minimum)..\(type.maximum): \(facts.marks.map(\.rawValue).joined(separator: " ")) "
        + "OVERFLOW \(type)",
      bits.equation(facts).map(\.plainText).joined(separator: " "),
    ]
  }

  // MARK: - How it is known

  private func provenanceSentences(_ why: WhyReply) -> [String] {
    guard let operation = why.operation else {
      if why.isStep { return ["observed: it is the step in hand"] }
      guard let event = why.event, let call = why.call else { return [] }
      return eventSentences(event, in: call)
    }
    switch operation.basis {
    case .step: return ["observed: it is the step in hand, and these are its operands"]
    case .expression: return ["the operation is the input's own; no component did it"]
    case .native, .observed:
      guard let event = why.event, let call = why.call else {
        return why.didLose ? ["the operation is the native component's own"] : []
      }
      return eventSentences(event, in: call)
    case .computed:
      guard why.didLose || why.event != nil else { return ["computed by witscope from the arguments"] }
      var sentences = ["computed by witscope from the arguments, not observed"]
      if let event = why.event, let call = why.call {
        if event.source == nil {
          sentences.append("observed instead: " + sentence(event, in: call))
        } else {
          sentences += eventSentences(event, in: call)
        }
      } else if why.call?.wasWatched == false {
        sentences.append("the call was not watched")
      } else {
        sentences.append("no wrap was observed (it may compare first or add wider)")
      }
      return sentences
    }
  }

  /// Where it was lost, and why nobody can say whether it came to the result.
  private func eventSentences(_ event: ReportedEvent, in call: CallReport) -> [String] {
    [provenance(event) + ": " + sentence(event, in: call)]
      + (call.notFollowed.map { ["not followed to the result: \($0.words)"] } ?? [])
  }

  private func declaredSentences(_ why: WhyReply) -> [String] {
    guard let call = why.call, let declared = call.declared else { return [] }
    let verdict = declared ? "the component itself declared overflow" : "the component itself declared no overflow"
    return ["declared: \(declared): \(verdict)"] + mismatchLines(call).map(\.plainText)
  }

  // MARK: - The bit

  private func partingSentence(_ why: WhyReply) -> String? {
    guard why.didLose || why.operation != nil, let parting = why.parting else { return nil }
    let type = why.operation?.facts.type
    switch parting {
    case .carry(let step):
      guard let facts = why.operation?.facts, let type else { return nil }
      let what = facts.operation.borrows ? "borrow" : "carry"
      guard type.isSigned else {
        return facts.overflowed
          ? "bit \(step.bit), the topmost, is where it goes: a \(what) leaves it, and there is no bit \(step.bit + 1)"
          : "no \(what) leaves bit \(step.bit), the topmost"
      }
      return facts.overflowed
        ? "bit \(step.bit), the sign, is where it goes: the \(what) into it and the one out of it differ"
        : "at bit \(step.bit), the sign, the \(what) into it and the one out of it agree"
    case .highHalf(let high):
      guard let facts = why.operation?.facts, let type else { return nil }
      let pure = type.isSigned ? "copies of the low half's sign" : "zeros"
      return "the product's high \(type.width) bits are \(type.hexadecimal(high)): "
        + (facts.overflowed ? "they are not \(pure), and the result does not hold them" : "only \(pure)")
    case .shiftedOut(let lost, let count):
      guard count > 0 else { return "no bit was shifted out" }
      let digits = IntegerType.u64.binary(lost).suffix(count)
      return "the \(counted(count, "bit")) shifted out at the top: \(bits.groups(String(digits)))"
    case .dropped(let facts):
      let result = facts.resultType(asSigned: true)
      return "the bits above bit \(facts.resultWidth - 1) were dropped: \(result.hexadecimal(facts.droppedBits)); "
        + "\(result.hexadecimal(facts.result)) was kept"
    }
  }

  /// The bits that the story ends at.
  private func whyDrawing(_ why: WhyReply) -> [StyledLine] {
    guard options.showsBits, let facts = why.operation?.facts else { return [] }
    if let steps = CarrySequence(facts), case .carry(let step)? = why.parting {
      return carryStepLines(steps, at: step.bit)
    }
    return options.isPlain ? [] : bits.grid(facts)
  }
}
