import CInterpreter
import CoreModule
import CoreTypes

// Instructions that compute, move and access memory.

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
    cost += 1
    let right = stack.pop()
    let rightHeight = stack.height
    let left = stack.pop()
    let leftHeight = stack.height
    if case .constant(let bits) = right, emit(operation, left, at: leftHeight, constant: bits, forms: constants) {
      return
    }
    if let swapped, case .constant(let bits) = left,
      emit(swapped, right, at: rightHeight, constant: bits, forms: constants)
    {
      return
    }
    let b = source(left, at: leftHeight)
    let c = source(right, at: rightHeight)
    emit(operation, a: slot(at: leftHeight), b: b, c: c)
    pushResult()
  }

  /// Emits the form of an operation that holds its second operand; false where there is none.
  private mutating func emit(
    _ operation: Operation, _ operand: Operand, at height: Int, constant bits: UInt64, forms: ConstantForms
  ) -> Bool {
    if forms != .none, let near = nearConstant(bits, isNarrow: isNarrow(operation)) {
      let b = source(operand, at: height)
      emit(operation + 1, a: slot(at: stack.height), b: b, c: near)
      pushResult()
      return true
    }
    guard forms == .nearAndWide else { return false }
    let b = source(operand, at: height)
    emit(operation + 2, a: slot(at: stack.height), b: b)
    code.append(bits)
    pushResult(ofWords: 2)
    return true
  }

  mutating func unary(_ operation: Operation) {
    cost += 1
    let b = popSource()
    emit(operation, a: slot(at: stack.height), b: b)
    pushResult()
  }

  mutating func load(_ operation: Operation, offset: UInt64) {
    cost += 1
    let address = popSource()
    if let near = UInt16(exactly: offset) {
      emit(operation, a: slot(at: stack.height), b: address, c: near)
      pushResult()
    } else {
      emit(operation + 1, a: slot(at: stack.height), b: address)
      code.append(offset)
      pushResult(ofWords: 2)
    }
  }

  mutating func store(_ operation: Operation, offset: UInt64) {
    cost += 1
    let value = popSource()
    let address = popSource()
    if let near = UInt16(exactly: offset) {
      emit(operation, a: address, b: value, c: near)
    } else {
      emit(operation + 1, a: address, b: value)
      code.append(offset)
    }
  }

  mutating func localGet(_ index: UInt32) {
    cost += 1
    stack.push(.local(UInt16(truncatingIfNeeded: index)))
  }

  /// `local.set`, or `local.tee` where the value stays on the stack.
  mutating func localSet(_ index: UInt32, keepsValue: Bool) {
    cost += 1
    let local = UInt16(truncatingIfNeeded: index)
    let operand = stack.pop()
    let height = stack.height
    if operand == .local(local) {
      if keepsValue { stack.push(operand) }
      return
    }
    if case .slot = operand, let last = lastResult, last.slot == slot(at: height), !stack.isUsed(local) {
      code.setA(of: last.index, to: local)
      lastResult = nil
    } else {
      for used in stack.heights(in: local) { settle(used) }
      switch operand {
      case .slot: emit(wi_op_copy, a: local, b: slot(at: height))
      case .local(let other): emit(wi_op_copy, a: local, b: other)
      case .constant(let bits): emitConstant(bits, to: local)
      }
    }
    if keepsValue { stack.push(.local(local)) }
  }

  mutating func select() {
    cost += 1
    let condition = popSource()
    let otherwise = popSource()
    let value = popSource()
    emit(wi_op_select, a: slot(at: stack.height), b: value, c: otherwise)
    code.append(UInt64(condition))
    pushResult(ofWords: 2)
  }

  mutating func globalGet(_ index: UInt32) {
    cost += 1
    emit(wi_op_global_get, a: slot(at: stack.height))
    code.append(instance.globals[Int(index)].cell.word)
    pushResult(ofWords: 2)
  }

  mutating func globalSet(_ index: UInt32) {
    cost += 1
    emit(wi_op_global_set, a: popSource())
    code.append(instance.globals[Int(index)].cell.word)
  }

  mutating func refIsNull() {
    unary(wi_op_ref_is_null)
  }

  // MARK: Memories and tables

  mutating func memorySize(_ index: UInt64) {
    cost += 1
    emit(wi_op_memory_size, a: slot(at: stack.height))
    code.append(instance.memories[Int(index)].cell.cell.word)
    pushResult(ofWords: 2)
  }

  /// An operation of three operands and no result, in A, B and C.
  mutating func ternary(_ operation: Operation, word: UInt64? = nil) {
    cost += 1
    let c = popSource()
    let b = popSource()
    let a = popSource()
    emit(operation, a: a, b: b, c: c)
    if let word { code.append(word) }
  }

  mutating func memoryGrow(_ index: UInt64) {
    cost += 1
    let delta = popSource()
    emit(wi_op_memory_grow, a: slot(at: stack.height), b: delta)
    code.append(index)
    pushResult(ofWords: 2)
  }

  mutating func tableGet(_ index: UInt32) {
    cost += 1
    let element = popSource()
    emit(wi_op_table_get, a: slot(at: stack.height), b: element)
    code.append(instance.tables[Int(index)].cell.word)
    pushResult(ofWords: 2)
  }

  mutating func tableSet(_ index: UInt32) {
    cost += 1
    let value = popSource()
    let element = popSource()
    emit(wi_op_table_set, a: element, b: value)
    code.append(instance.tables[Int(index)].cell.word)
  }

  mutating func tableSize(_ index: UInt32) {
    cost += 1
    emit(wi_op_table_size, a: slot(at: stack.height))
    code.append(instance.tables[Int(index)].cell.word)
    pushResult(ofWords: 2)
  }

  mutating func tableGrow(_ index: UInt64) {
    cost += 1
    let delta = popSource()
    let value = popSource()
    emit(wi_op_table_grow, a: slot(at: stack.height), b: value, c: delta)
    code.append(index)
    pushResult(ofWords: 2)
  }

  /// An operation on a segment alone.
  mutating func drop(_ operation: Operation, segment: UInt64) {
    cost += 1
    emit(operation)
    code.append(segment)
  }
}
