import CInterpreter
import CoreModule

// The marks of faithful code.

extension Translator {
  /// Puts a mark before an operator's code: there a run can stop, with every operand in its canonical slot.
  mutating func mark(_ instruction: Instruction) {
    guard instruction.opcode.isCounted else { return }
    code.noteMark()
    if let loss = Loss.loss(of: instruction.opcode), stack.height > 0 {
      let top = stack[stack.height - 1].slot
      code.emit(wi_op_mark_loss, a: UInt16(truncatingIfNeeded: loss.rawValue), wide: UInt32(truncatingIfNeeded: top))
    } else {
      code.emit(wi_op_mark)
    }
    markLabel()
  }

  /// Takes the mark that suits the operator's first operation, now that it is there, and lets nothing that follows be
  /// fused with it.
  mutating func chooseMark(_ instruction: Instruction) {
    defer { markLabel() }
    guard instruction.opcode.isCounted, let mark = code.marks.last.map(Int.init), mark + 1 < code.count else { return }
    let operation = UInt16(truncatingIfNeeded: OperationWord(code.words[mark + 1]).operation)
    let isLoss = OperationWord(code.words[mark]).operation == wi_op_mark_loss
    code.setOperation(of: mark, to: isLoss ? wi_loss_mark_before(operation) : wi_mark_before(operation))
  }
}

extension Opcode {
  /// Whether fuel and step numbers count it: all but block structure.
  var isCounted: Bool {
    switch self {
    case .block, .loop, .else, .end, .tryTable: false
    default: true
    }
  }
}
