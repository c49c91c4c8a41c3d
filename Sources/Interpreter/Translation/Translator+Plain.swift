import CInterpreter
import CoreModule
import CoreTypes

// Instructions that compute and move values.

extension Translator {
  /// A constant that fits the 16 bits of an operation's C, read as an integer of either width.
  private func nearConstant(_ bits: UInt64, isNarrow: Bool) -> UInt16? {
    let value = isNarrow ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
    return Int16(exactly: value).map { UInt16(bitPattern: $0) }
  }

  /// Integer operations of 32 bits come in one run in operations.h; so do those of 64 bits.
  private func isNarrow(_ operation: Operation) -> Bool {
    (wi_op_i32_add_rr..<wi_op_i64_add_rr).contains(operation)
      || (wi_op_i32_eq_rr..<wi_op_i64_eq_rr).contains(operation)
  }

  /// Where an integer operation's second operand is a constant, the forms that hold it in the code.
  enum ConstantForms {
    /// None: a constant goes to a slot first.
    case none
    /// `_ri`, 16 bits.
    case near
    /// `_ri`, and `_rw` with 64 bits.
    case nearAndWide
  }

  /// - Parameter swapped: the operation that gives the same with its operands swapped, where that is allowed.
  mutating func binary(_ operation: Operation, swapped: Operation? = nil, constants: ConstantForms = .none) {
    countOperator()
    let right = stack.pop()
    let left = stack.pop()
    if fuse(operation, left, right) { return }
    if case .constant(let bits) = right.operand, emit(operation, left, constant: bits, forms: constants) { return }
    if let swapped, case .constant(let bits) = left.operand,
      emit(swapped, right, constant: bits, forms: constants)
    {
      return
    }
    let b = near(source(left), .b)
    let c = near(source(right), .c)
    emitResult(operation, b: b, c: c)
  }

  /// Emits the form of an operation that holds its second operand; false where there is none.
  private mutating func emit(
    _ operation: Operation, _ entry: StackEntry, constant bits: UInt64, forms: ConstantForms
  ) -> Bool {
    if forms != .none, let constant = nearConstant(bits, isNarrow: isNarrow(operation)) {
      let b = near(source(entry), .b)
      emitResult(operation + 1, b: b, c: constant)
      return true
    }
    guard forms == .nearAndWide else { return false }
    let b = near(source(entry), .b)
    emitResult(operation + 2, b: b, words: [bits])
    return true
  }

  mutating func unary(_ operation: Operation) {
    countOperator()
    let b = popField(.b)
    emitResult(operation, b: b)
  }

  mutating func localGet(_ index: UInt32) {
    countOperator()
    stack.push(.local(frame.slot(of: index)), isWide: frame.isWide(index))
    if isFaithful { settleTop(1) }
  }

  /// `local.set`, or `local.tee` where the value stays on the stack.
  mutating func localSet(_ index: UInt32, keepsValue: Bool) {
    countOperator()
    let local = frame.slot(of: index)
    let entry = stack.pop()
    if entry.operand == .local(local) {
      if keepsValue { stack.push(entry.operand, isWide: entry.isWide) }
      return
    }
    if case .slot = entry.operand, let last = lastResult, last.slot == entry.slot, !stack.isUsed(local),
      max(last.slot, local) < FrameLayout.nearSlots
    {
      code.setA(of: last.index, to: UInt16(truncatingIfNeeded: local))
      lastResult = nil
    } else {
      for used in stack.heights(in: local) { settle(used) }
      move(entry, to: local)
    }
    if keepsValue { stack.push(isFaithful ? .slot : .local(local), isWide: entry.isWide) }
  }

  mutating func select() {
    countOperator()
    let condition = popSource()
    let otherwise = stack.pop()
    let value = stack.pop()
    let b = near(source(value), isWide: value.isWide, .b)
    let c = near(source(otherwise), isWide: otherwise.isWide, .c)
    emitResult(
      value.isWide ? wi_op_select_128 : wi_op_select, b: b, c: c, words: [UInt64(condition)], isWide: value.isWide)
  }

  mutating func globalGet(_ index: UInt32) {
    countOperator()
    let global = instance.globals[Int(index)]
    let isWide = global.type.value == .v128
    emitResult(isWide ? wi_op_global_get_128 : wi_op_global_get, words: [global.word], isWide: isWide)
  }

  mutating func globalSet(_ index: UInt32) {
    countOperator()
    let global = instance.globals[Int(index)]
    emit(global.type.value == .v128 ? wi_op_global_set_128 : wi_op_global_set, a: popField(.a))
    code.append(global.word)
  }

  mutating func pushConstant(_ bits: UInt64) {
    countOperator()
    stack.push(.constant(bits))
    if isFaithful { settleTop(1) }
  }

  mutating func vectorConstant(_ instruction: Instruction) {
    countOperator()
    let bits = instruction.vector(in: module.bytes)
    emitResult(wi_op_const_128, words: [bits.low, bits.high], isWide: true)
  }
}
