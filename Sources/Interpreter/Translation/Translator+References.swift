import CInterpreter
import CoreModule
import CoreTypes

// References, structures and arrays.

extension Translator {
  mutating func reference(_ instruction: Instruction) throws(Trap) {
    let index = instruction.index
    switch instruction.opcode {
    case .refNull: pushConstant(0)
    case .refFunc: pushConstant(instance.functions[Int(index)].reference)
    case .refIsNull: unary(wi_op_i64_eqz)
    case .refEq: binary(wi_op_i64_eq_rr, swapped: wi_op_i64_eq_rr, constants: .near)
    case .refAsNonNull:
      countOperator()
      checkTop(wi_op_ref_as_non_null)
    case .brOnNull: branchOnNull(to: index)
    case .brOnNonNull: branchOnNonNull(to: index)
    case .refI31: unary(wi_op_ref_i31)
    case .i31GetS: unary(wi_op_i31_get_s)
    case .i31GetU: unary(wi_op_i31_get_u)
    // A reference keeps its bits between the two hierarchies.
    case .anyConvertExtern, .externConvertAny: countOperator()
    case .refTest, .refTestNull:
      countOperator()
      let b = popField(.b)
      emitResult(wi_op_ref_test, b: b, words: [target(instruction.packedType)])
    case .refCast, .refCastNull:
      countOperator()
      checkTop(wi_op_ref_cast, word: target(instruction.packedType))
    case .brOnCast: branchOnCast(instruction, to: instruction.second, whenPasses: true)
    case .brOnCastFail: branchOnCast(instruction, to: instruction.second, whenPasses: false)
    case .structNew:
      hostObject(wi_op_struct_new, entries: layout(index).fields.count, number(index))
    case .structNewDefault: hostResult(wi_op_struct_new_default, operands: 0, number(index))
    case .structGet: structGet(index, instruction.second, .plain)
    case .structGetS: structGet(index, instruction.second, .signed)
    case .structGetU: structGet(index, instruction.second, .unsigned)
    case .structSet: structSet(index, instruction.second)
    case .arrayNew: hostResult(wi_op_array_new, operands: 2, number(index))
    case .arrayNewDefault: hostResult(wi_op_array_new_default, operands: 1, number(index))
    case .arrayNewFixed:
      hostObject(wi_op_array_new_fixed, entries: Int(instruction.second), number(index), instruction.second)
    case .arrayNewData: hostResult(wi_op_array_new_data, operands: 2, number(index), instruction.second)
    case .arrayNewElem: hostResult(wi_op_array_new_elem, operands: 2, number(index), instruction.second)
    case .arrayGet: arrayGet(index, .plain)
    case .arrayGetS: arrayGet(index, .signed)
    case .arrayGetU: arrayGet(index, .unsigned)
    case .arraySet: arraySet(index)
    case .arrayLen: unary(wi_op_array_len)
    case .arrayFill: hostEffect(wi_op_array_fill, operands: 4, number(index))
    case .arrayCopy: hostEffect(wi_op_array_copy, operands: 5, number(index))
    case .arrayInitData: hostEffect(wi_op_array_init_data, operands: 4, number(index), instruction.second)
    case .arrayInitElem: hostEffect(wi_op_array_init_elem, operands: 4, number(index), instruction.second)
    default: throw Trap(.implementationLimit("the instruction \(instruction.opcode.mnemonic)"))
    }
  }

  private func number(_ type: UInt32) -> UInt64 { UInt64(instance.typeNumbers[Int(type)]) }

  private func layout(_ type: UInt32) -> ObjectLayout {
    instance.store.heap.layout(of: instance.typeNumbers[Int(type)])
  }

  /// Checks the topmost entry, which stays as it is.
  private mutating func checkTop(_ operation: Operation, word: UInt64? = nil) {
    let entry = stack.pop()
    // A constant goes to its slot, and is there from now on.
    let slot = source(entry)
    emit(operation, a: near(slot, .a))
    if let word { code.append(word) }
    if case .constant = entry.operand { stack.push(.slot) } else { stack.push(entry.operand) }
  }

  // MARK: Casts

  // A target:  bits 0-31 the number of a defined type | 32-39 wi_target | 40 whether null passes

  private func target(_ packed: PackedValueType) -> UInt64 {
    guard let type = packed.referenceType else { return 0 }
    var number: UInt64 = 0
    let kind: wi_target
    switch type.heap {
    case .any, .func, .extern: kind = wi_target_any
    case .eq: kind = wi_target_eq
    case .i31: kind = wi_target_i31
    case .struct: kind = wi_target_struct
    case .array: kind = wi_target_array
    case .exn: kind = wi_target_exception
    case .none, .nofunc, .noextern, .noexn: kind = wi_target_none
    case .concrete(let index):
      number = UInt64(instance.typeNumbers[Int(index)])
      kind = module.functionType(at: index) == nil ? wi_target_defined_object : wi_target_defined_function
    }
    return number | UInt64(kind.rawValue) << 32 | (type.isNullable ? 1 << 40 : 0)
  }

  private mutating func branchOnNull(to label: UInt32) {
    countOperator()
    let entry = stack.pop()
    let a = near(source(entry), .a)
    branch(to: label, when: isNull(a), is: true)
    if case .local(let local) = entry.operand { stack.push(.local(local)) } else { stack.push(.slot) }
  }

  private mutating func branchOnNonNull(to label: UInt32) {
    countOperator()
    settleTop(1)
    let a = near(stack[stack.height - 1].slot, .a)
    branch(to: label, when: isNull(a), is: false)
    _ = stack.pop()
  }

  private func isNull(_ slot: UInt16) -> Condition {
    .comparison(branch: wi_op_branch_i64_eq_ri, opposite: wi_op_branch_i64_ne_ri, a: slot, b: 0, c: 0)
  }

  private mutating func branchOnCast(_ instruction: Instruction, to label: UInt32, whenPasses: Bool) {
    countOperator()
    settleTop(1)
    let b = near(stack[stack.height - 1].slot, .b)
    emitResult(wi_op_ref_test, b: b, words: [target(instruction.castTarget)])
    let condition = Condition.nonzero(popField(.a))
    branch(to: label, when: condition, is: whenPasses)
  }

  // MARK: Fields

  private enum Reading { case plain, signed, unsigned }

  private mutating func structGet(_ type: UInt32, _ field: UInt32, _ reading: Reading) {
    countOperator()
    let place = layout(type).fields[Int(field)]
    let b = popField(.b)
    let operation =
      switch (place.width, reading) {
      case (.one, .signed): wi_op_struct_get_8_s
      case (.one, _): wi_op_struct_get_8_u
      case (.two, .signed): wi_op_struct_get_16_s
      case (.two, _): wi_op_struct_get_16_u
      case (.four, _): wi_op_struct_get_32
      case (.eight, _): wi_op_struct_get_64
      case (.sixteen, _): wi_op_struct_get_128
      }
    emitResult(operation, b: b, words: [UInt64(place.offset)], isWide: place.width == .sixteen)
  }

  private mutating func structSet(_ type: UInt32, _ field: UInt32) {
    countOperator()
    let place = layout(type).fields[Int(field)]
    let b = popField(.b)
    let a = popField(.a)
    let operation =
      switch place.width {
      case .one: wi_op_struct_set_8
      case .two: wi_op_struct_set_16
      case .four: wi_op_struct_set_32
      case .eight: wi_op_struct_set_64
      case .sixteen: wi_op_struct_set_128
      }
    emit(operation, a: a, b: b)
    code.append(UInt64(place.offset))
  }

  private mutating func arrayGet(_ type: UInt32, _ reading: Reading) {
    countOperator()
    let width = layout(type).elementWidth
    let c = popField(.c)
    let b = popField(.b)
    let operation =
      switch (width, reading) {
      case (.one, .signed): wi_op_array_get_8_s
      case (.one, _): wi_op_array_get_8_u
      case (.two, .signed): wi_op_array_get_16_s
      case (.two, _): wi_op_array_get_16_u
      case (.four, _): wi_op_array_get_32
      case (.eight, _): wi_op_array_get_64
      case (.sixteen, _): wi_op_array_get_128
      }
    emitResult(operation, b: b, c: c, isWide: width == .sixteen)
  }

  private mutating func arraySet(_ type: UInt32) {
    countOperator()
    let c = popField(.c)
    let b = popField(.b)
    let a = popField(.a)
    let operation =
      switch layout(type).elementWidth {
      case .one: wi_op_array_set_8
      case .two: wi_op_array_set_16
      case .four: wi_op_array_set_32
      case .eight: wi_op_array_set_64
      case .sixteen: wi_op_array_set_128
      }
    emit(operation, a: a, b: b, c: c)
  }

}
