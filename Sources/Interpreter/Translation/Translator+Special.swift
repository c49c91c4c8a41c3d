import CInterpreter
import CoreModule
import CoreTypes

extension Translator {
  /// Instructions with a case of their own.
  mutating func special(_ instruction: Instruction) throws(Trap) {
    let index = instruction.index
    let immediate = instruction.immediate
    switch instruction.opcode {
    case .unreachable:
      countOperator()
      charge()
      emit(wi_op_unreachable)
      leaveReachable()
    case .nop, .atomicFence: countOperator()
    case .block: open(.block, instruction.blockType)
    case .loop: loop(instruction.blockType)
    case .if: ifPart(instruction.blockType)
    case .else: elsePart()
    case .end: end()
    case .br: branch(to: index)
    case .brIf: branchIf(to: index)
    case .brTable: try branchTable(instruction)
    case .return: returnFromFunction()
    case .call: call(index)
    case .callIndirect: callIndirect(type: index, table: instruction.second)
    case .callRef: callReference(type: index)
    case .returnCall: returnCall(index)
    case .returnCallIndirect: returnCallIndirect(type: index, table: instruction.second)
    case .returnCallRef: returnCallReference(type: index)
    case .drop:
      countOperator()
      _ = stack.pop()
    case .select, .selectTyped: select()
    case .localGet: localGet(index)
    case .localSet: localSet(index, keepsValue: false)
    case .localTee: localSet(index, keepsValue: true)
    case .globalGet: globalGet(index)
    case .globalSet: globalSet(index)
    case .i32Const, .i64Const, .f32Const, .f64Const: pushConstant(immediate)
    case .v128Const: vectorConstant(instruction)
    case .memorySize: memorySize(index)
    case .memoryGrow: hostResult(wi_op_memory_grow, operands: 1, immediate)
    case .memoryCopy: memoryCopy(to: index, from: instruction.second)
    case .memoryFill: memoryFill(index)
    case .memoryInit: hostEffect(wi_op_memory_init, operands: 3, immediate, instruction.second)
    case .dataDrop: hostEffect(wi_op_data_drop, operands: 0, immediate)
    case .tableGet: tableGet(index)
    case .tableSet: tableSet(index)
    case .tableSize: tableSize(index)
    case .tableGrow: hostResult(wi_op_table_grow, operands: 2, immediate)
    case .tableFill: hostEffect(wi_op_table_fill, operands: 3, immediate)
    case .tableCopy: hostEffect(wi_op_table_copy, operands: 3, immediate, instruction.second)
    case .tableInit: hostEffect(wi_op_table_init, operands: 3, immediate, instruction.second)
    case .elemDrop: hostEffect(wi_op_elem_drop, operands: 0, immediate)
    case .tryTable: tryTable(instruction)
    case .throw: throwException(tag: index)
    case .throwRef: throwReference()
    default: try reference(instruction)
    }
  }
}
