import BitArithmetic
import ComponentTypes
import Session
import StyledText

/// `:bits`, `:carry` with `:next` and `:back`, and `:wheel`.
extension ReplyView {
  func bitsLines(_ reply: BitsReply) -> [StyledLine] {
    var lines = [typedLine(reply.result)]
    if let operation = reply.operation {
      lines +=
        options.isPlain
        ? bits.operationInWords(operation.facts, note: basisNote(operation))
        : bits.operation(operation.facts, note: basisNote(operation))
      if let call = reply.call { lines += observationLines(call) + mismatchLines(call) }
      return lines
    }
    if let integer = reply.integer {
      lines +=
        options.isPlain
        ? bits.integerInWords(integer.bits, integer.type) : bits.integer(integer.bits, integer.type)
    }
    switch reply.result.value {
    case .f32(let value): lines += bits.float(value)
    case .f64(let value): lines += bits.float(value)
    default: break
    }
    if let call = reply.call { lines += observationLines(call) }
    return lines
  }

  func carryLines(_ reply: CarryReply) -> [StyledLine] {
    guard let steps = CarrySequence(reply.operation.facts) else { return [] }
    return noteLines(reply.operation) + (options.isPlain ? bits.carryStepsInWords(steps) : bits.carrySteps(steps))
  }

  func carryStepLines(_ reply: CarryStepReply) -> [StyledLine] {
    guard let steps = reply.steps, steps.indices.contains(reply.bit) else { return [] }
    return carryStepLines(steps, at: reply.bit)
  }

  /// One step as a drawing or in words; what later steps find is in neither.
  func carryStepLines(_ steps: CarrySequence, at bit: Int) -> [StyledLine] {
    guard options.isPlain else { return bits.carryStep(steps, at: bit) }
    let facts = steps.facts
    let last = steps.count - 1
    let heading = "\(facts.type) \(bits.expression(facts)), step \(bit + 1) of \(steps.count)."
    return bits.paragraph(heading) + bits.paragraph(bits.sentence(steps[bit], steps))
      + bits.lowPart(steps[bit], steps) + (bit == last ? bits.conclusion(steps) : [])
  }

  func wheelLines(_ reply: WheelReply) -> [StyledLine] {
    let drawing: [StyledLine]
    if let operation = reply.operation {
      drawing =
        noteLines(operation)
        + (options.isPlain ? bits.wheelInWords(operation.facts) : bits.wheel(operation.facts))
    } else {
      let (value, type) = (reply.integer.bits, reply.integer.type)
      drawing = options.isPlain ? bits.wheelInWords(value, type) : bits.wheel(value, type)
    }
    return [typedLine(reply.result)] + drawing
  }

  /// What has to be said of operands that nobody saw.
  private func basisNote(_ operation: ReportedOperation) -> String? {
    operation.basis == .computed ? "computed by witscope, not observed" : nil
  }

  private func noteLines(_ operation: ReportedOperation) -> [StyledLine] {
    basisNote(operation).map { [StyledLine($0, .dim)] } ?? []
  }
}
