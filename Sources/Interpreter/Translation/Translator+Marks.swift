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
    // Nothing is fused with what an operator before this one has emitted.
    markLabel()
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
