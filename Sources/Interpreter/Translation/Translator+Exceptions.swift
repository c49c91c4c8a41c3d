import CInterpreter
import CoreModule
import CoreTypes

// Exceptions. Code that is not thrown through pays nothing: what a try_table covers and catches stands in a table beside it.

extension Translator {
  mutating func tryTable(_ instruction: Instruction) {
    let catches = Array(instruction.catchClauses(in: module.bytes))
    // What ran before is charged outside, so that the range begins with the block.
    charge()
    open(.tryTable(start: code.count, catches: catches), instruction.blockType)
    markLabel()
  }

  /// Ends a try_table: behind its code stand the landing pads, which move what was caught to the labels.
  ///
  /// - Parameter control: the try_table's, which is off the stack of controls, as its labels count.
  mutating func land(_ catches: [CatchClause], from start: Int, in control: inout Control) {
    let end = code.count
    guard !catches.isEmpty, end > start else { return }
    if control.isReachable {
      settleTop(control.results.count)
      let base = code.count
      emit(wi_op_branch)
      code.append(UInt64(cost) << 32)
      control.branches.append(Control.Reference(word: base + 1, base: base))
      control.isReachable = false
    }
    cost = 0
    stack.truncate(to: control.height)
    var pads: [LandingPad] = []
    for clause in catches {
      markLabel()
      pads.append(
        LandingPad(
          tag: clause.tag, givesReference: clause.givesReference, word: code.count, slot: stack.nextSlot))
      if let tag = clause.tag, let type = module.type(ofTag: tag) { pushSlots(ValueShape(type.parameters)) }
      if clause.givesReference { stack.push(.slot) }
      jump(to: clause.label)
      stack.truncate(to: control.height)
    }
    code.handlers.append(HandlerRange(words: start..<end, catches: pads))
  }

  mutating func throwException(tag: UInt32) {
    countOperator()
    charge()
    let count = module.type(ofTag: tag)?.parameters.count ?? 0
    settleTop(count)
    let slot = stack.slot(at: stack.height - count)
    emit(wi_op_throw)
    code.append(low: slot, high: 0)
    code.append(low: Int(tag), high: 0)
    leaveReachable()
  }

  mutating func throwReference() {
    countOperator()
    charge()
    let reference = popSource()
    emit(wi_op_throw_ref)
    code.append(low: reference, high: 0)
    code.append(0)
    leaveReachable()
  }
}
