import CInterpreter
import CoreModule
import CoreTypes

// Calls and returns.

extension Translator {
  mutating func returnFromFunction() {
    countOperator()
    emitReturn()
    leaveReachable()
  }

  /// Puts the topmost values where the caller reads them, the frame's first slots, and returns.
  mutating func emitReturn() {
    if results.count == 1, !results.isWide(0) {
      let entry = stack[stack.height - 1]
      let result = near(source(entry), .a)
      code.emit(wi_op_return_one, a: result, wide: cost)
    } else {
      settleTop(results.count)
      // Canonical slots are behind the locals, so ascending order overwrites nothing that is still needed.
      var destination = 0
      for height in (stack.height - results.count)..<stack.height {
        move(stack[height], to: destination)
        destination += stack[height].isWide ? 2 : 1
      }
      code.emit(wi_op_return_none, wide: cost)
    }
    lastResult = nil
    cost = 0
  }

  mutating func call(_ index: UInt32) {
    countOperator()
    let function = instance.functions[Int(index)]
    let base = prepareArguments(function.type)
    let isLocal = function.cell.pointer.pointee.instance == instance.cell.pointer
    if base < FrameLayout.nearSlots {
      code.emit(isLocal ? wi_op_call : wi_op_call_foreign, a: UInt16(truncatingIfNeeded: base), wide: cost)
      code.append(function.cell.word)
    } else {
      code.emit(isLocal ? wi_op_call_at : wi_op_call_foreign_at, wide: cost)
      code.append(function.cell.word)
      code.append(UInt64(base))
    }
    finishCall(function.type)
  }

  mutating func callIndirect(type index: UInt32, table: UInt32) {
    guard let type = module.functionType(at: index) else { return }
    countOperator()
    let selector = popField(.b)
    let base = prepareArguments(type)
    if base < FrameLayout.nearSlots {
      code.emit(wi_op_call_indirect, a: UInt16(truncatingIfNeeded: base), b: selector)
      appendTarget(type: index, table: table)
    } else {
      code.emit(wi_op_call_indirect_at, b: selector)
      appendTarget(type: index, table: table)
      code.append(UInt64(base))
    }
    finishCall(type)
  }

  /// The table, the type's number and the cost of an indirect call.
  private mutating func appendTarget(type index: UInt32, table: UInt32) {
    code.append(instance.tables[Int(table)].cell.word)
    code.append(UInt64(cost) << 32 | UInt64(instance.typeNumbers[Int(index)]))
  }

  mutating func callReference(type index: UInt32) {
    guard let type = module.functionType(at: index) else { return }
    countOperator()
    let reference = popField(.b)
    let base = prepareArguments(type)
    code.emit(wi_op_call_ref, b: reference)
    code.append(low: base, high: Int(cost))
    finishCall(type)
  }

  // MARK: Tail calls

  mutating func returnCall(_ index: UInt32) {
    countOperator()
    let function = instance.functions[Int(index)]
    let base = prepareArguments(function.type)
    code.emit(wi_op_return_call, wide: cost)
    code.append(function.cell.word)
    finishTailCall(function.type, from: base)
  }

  mutating func returnCallIndirect(type index: UInt32, table: UInt32) {
    guard let type = module.functionType(at: index) else { return }
    countOperator()
    let selector = popField(.b)
    let base = prepareArguments(type)
    code.emit(wi_op_return_call_indirect, b: selector)
    appendTarget(type: index, table: table)
    finishTailCall(type, from: base)
  }

  mutating func returnCallReference(type index: UInt32) {
    guard let type = module.functionType(at: index) else { return }
    countOperator()
    let reference = popField(.b)
    let base = prepareArguments(type)
    code.emit(wi_op_return_call_ref, b: reference)
    code.append(low: 0, high: Int(cost))
    finishTailCall(type, from: base)
  }

  private mutating func finishTailCall(_ type: CoreFunctionType, from base: Int) {
    code.append(low: base, high: ValueShape(type.parameters).slotCount)
    leaveReachable()
    lastResult = nil
  }

  // MARK: Arguments and results

  /// Arguments go to their canonical slots, where the callee's frame begins.
  private mutating func prepareArguments(_ type: CoreFunctionType) -> Int {
    settleTop(type.parameters.count)
    return stack.slot(at: stack.height - type.parameters.count)
  }

  private mutating func finishCall(_ type: CoreFunctionType) {
    stack.truncate(to: stack.height - type.parameters.count)
    pushSlots(ValueShape(type.results))
    lastResult = nil
    cost = 0
  }
}
