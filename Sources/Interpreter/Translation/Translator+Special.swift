import CInterpreter
import CoreModule
import CoreTypes

extension Translator {
  /// Instructions with a case of their own.
  mutating func special(_ instruction: Instruction) throws(Trap) {
    let immediate = instruction.immediate
    switch instruction.opcode {
    case .unreachable:
      cost += 1
      charge()
      emit(wi_op_unreachable)
      leaveReachable()
    case .nop: cost += 1
    case .block: block(instruction.blockType)
    case .loop: loop(instruction.blockType)
    case .if: ifPart(instruction.blockType)
    case .else: elsePart()
    case .end: end()
    case .br: branch(to: instruction.index)
    case .brIf: branchIf(to: instruction.index)
    case .brTable: try branchTable(instruction)
    case .return: returnFromFunction()
    case .call: call(instruction.index)
    case .callIndirect: callIndirect(type: instruction.index, table: instruction.second)
    case .drop:
      cost += 1
      _ = stack.pop()
    case .select, .selectTyped: select()
    case .localGet: localGet(instruction.index)
    case .localSet: localSet(instruction.index, keepsValue: false)
    case .localTee: localSet(instruction.index, keepsValue: true)
    case .globalGet: globalGet(instruction.index)
    case .globalSet: globalSet(instruction.index)
    case .i32Const, .i64Const, .f32Const, .f64Const: pushConstant(immediate)
    case .refNull: pushConstant(0)
    case .refFunc: pushConstant(instance.functions[Int(instruction.index)].reference)
    case .refIsNull: refIsNull()
    case .memorySize: memorySize(immediate)
    case .memoryGrow: memoryGrow(immediate)
    case .memoryCopy: ternary(wi_op_memory_copy)
    case .memoryFill: ternary(wi_op_memory_fill)
    case .memoryInit: ternary(wi_op_memory_init, word: immediate | UInt64(instruction.second) << 32)
    case .dataDrop: drop(wi_op_data_drop, segment: immediate)
    case .tableGet: tableGet(instruction.index)
    case .tableSet: tableSet(instruction.index)
    case .tableSize: tableSize(instruction.index)
    case .tableGrow: tableGrow(immediate)
    case .tableFill: ternary(wi_op_table_fill, word: immediate)
    case .tableCopy: ternary(wi_op_table_copy, word: immediate | UInt64(instruction.second) << 32)
    case .tableInit: ternary(wi_op_table_init, word: immediate | UInt64(instruction.second) << 32)
    case .elemDrop: drop(wi_op_elem_drop, segment: immediate)
    default: throw Trap(.implementationLimit("the instruction \(instruction.opcode.mnemonic)"))
    }
  }

  private mutating func pushConstant(_ bits: UInt64) {
    cost += 1
    stack.push(.constant(bits))
  }
}
