import BitArithmetic
import ComponentTypes
import Session
import StyledText

/// `:bits`, `:carry` with `:next` and `:back`, and `:wheel`.
extension ReplyView {
  func bitsLines(_ reply: BitsReply) -> [StyledLine] {
    var lines = [typedLine(reply.result)]
    if let scratch = reply.scratch { return lines + scratchLines(scratch) + formLines(scratch) }
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
    case .f32(let value): lines += floatLines(FloatFields(value))
    case .f64(let value): lines += floatLines(FloatFields(value))
    default: break
    }
    if let call = reply.call { lines += observationLines(call) }
    return lines
  }

  private func floatLines(_ fields: FloatFields) -> [StyledLine] {
    options.isPlain ? bits.floatInWords(fields) : bits.floatGrid(fields).lines
  }

  /// What was changed in a copy, and what that lost.
  private func scratchLines(_ scratch: ScratchBits) -> [StyledLine] {
    let names = scratch.form.operandCount > 1
    let changes = scratch.changes.map { change in
      switch change {
      case .flip(let bit, let operand): "bit \(bit)" + (names ? " of \(operand == 0 ? "x" : "y")" : "") + " flipped"
      case .convert(let type): "as \(type)"
      case .complement: "as x + ~y + 1"
      }
    }
    return bits.paragraph("a scratch copy, " + changes.joined(separator: ", ") + ":", .dim)
      + scratch.losses.flatMap { bits.paragraph($0, .warning) }
  }

  /// A changed copy, drawn or in words.
  private func formLines(_ scratch: ScratchBits) -> [StyledLine] {
    switch scratch.form {
    case .operation(let facts):
      guard options.isPlain else { return bits.operation(facts, asComplement: scratch.asComplement) }
      let complement = scratch.asComplement ? CarrySequence(facts, asComplement: true) : nil
      return bits.operationInWords(facts) + (complement.map(bits.complementInWords) ?? [])
    case .integer(let number, let type):
      return options.isPlain ? bits.integerInWords(number, type) : bits.integer(number, type)
    case .float(let fields): return floatLines(fields)
    }
  }

  func carryLines(_ reply: CarryReply) -> [StyledLine] {
    guard let steps = reply.steps else { return [] }
    return noteLines(reply.operation) + (reply.scratch.map(scratchLines) ?? [])
      + (options.isPlain ? bits.carryStepsInWords(steps) : bits.carrySteps(steps))
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
    if let scratch = reply.scratch {
      drawing = scratchLines(scratch) + wheelLines(of: scratch.form)
    } else if let operation = reply.operation {
      drawing =
        noteLines(operation)
        + wheelLines(of: .operation(operation.facts))
    } else {
      drawing = wheelLines(of: .integer(reply.integer.bits, reply.integer.type))
    }
    return [typedLine(reply.result)] + drawing
  }

  private func wheelLines(of form: BitsForm) -> [StyledLine] {
    switch form {
    case .operation(let facts): options.isPlain ? bits.wheelInWords(facts) : bits.wheel(facts)
    case .integer(let number, let type): options.isPlain ? bits.wheelInWords(number, type) : bits.wheel(number, type)
    case .float: []
    }
  }

  /// What has to be said of operands that nobody saw.
  private func basisNote(_ operation: ReportedOperation) -> String? {
    operation.basis == .computed ? "computed by witscope, not observed" : nil
  }

  private func noteLines(_ operation: ReportedOperation) -> [StyledLine] {
    basisNote(operation).map { [StyledLine($0, .dim)] } ?? []
  }
}
