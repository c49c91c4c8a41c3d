// The one table of instructions that the reader, the validator, the translator and the disassembler share. A proposal
// joins by adding cases to `Opcode` and rows here.

extension OpcodeRow {
  /// Every row, one a case of ``Opcode``, in the order of the opcodes.
  static let all: [OpcodeRow] =
    control + parametric + variable + memory + constant + comparison
    + arithmetic + conversion + reference + saturating + bulk

  private static let control: [OpcodeRow] = [
    OpcodeRow(.unreachable, "unreachable"),
    OpcodeRow(.nop, "nop"),
    OpcodeRow(.block, "block", immediates: .blockType),
    OpcodeRow(.loop, "loop", immediates: .blockType),
    OpcodeRow(.if, "if", immediates: .blockType),
    OpcodeRow(.else, "else"),
    OpcodeRow(.end, "end"),
    OpcodeRow(.br, "br", immediates: .label),
    OpcodeRow(.brIf, "br_if", immediates: .label),
    OpcodeRow(.brTable, "br_table", immediates: .branchTable),
    OpcodeRow(.return, "return"),
    OpcodeRow(.call, "call", immediates: .function),
    OpcodeRow(.callIndirect, "call_indirect", immediates: .typeAndTable),
  ]

  private static let parametric: [OpcodeRow] = [
    OpcodeRow(.drop, "drop"),
    OpcodeRow(.select, "select"),
    OpcodeRow(.selectTyped, "select", immediates: .resultTypes, feature: .referenceTypes),
  ]

  private static let variable: [OpcodeRow] = [
    OpcodeRow(.localGet, "local.get", immediates: .local),
    OpcodeRow(.localSet, "local.set", immediates: .local),
    OpcodeRow(.localTee, "local.tee", immediates: .local),
    OpcodeRow(.globalGet, "global.get", immediates: .global),
    OpcodeRow(.globalSet, "global.set", immediates: .global),
    OpcodeRow(.tableGet, "table.get", immediates: .table, feature: .referenceTypes),
    OpcodeRow(.tableSet, "table.set", immediates: .table, feature: .referenceTypes),
  ]

  private static let memory: [OpcodeRow] = [
    OpcodeRow(.i32Load, "i32.load", immediates: .memoryArgument, signature: .load(.i32, 2)),
    OpcodeRow(.i64Load, "i64.load", immediates: .memoryArgument, signature: .load(.i64, 3)),
    OpcodeRow(.f32Load, "f32.load", immediates: .memoryArgument, signature: .load(.f32, 2)),
    OpcodeRow(.f64Load, "f64.load", immediates: .memoryArgument, signature: .load(.f64, 3)),
    OpcodeRow(.i32Load8S, "i32.load8_s", immediates: .memoryArgument, signature: .load(.i32, 0)),
    OpcodeRow(.i32Load8U, "i32.load8_u", immediates: .memoryArgument, signature: .load(.i32, 0)),
    OpcodeRow(.i32Load16S, "i32.load16_s", immediates: .memoryArgument, signature: .load(.i32, 1)),
    OpcodeRow(.i32Load16U, "i32.load16_u", immediates: .memoryArgument, signature: .load(.i32, 1)),
    OpcodeRow(.i64Load8S, "i64.load8_s", immediates: .memoryArgument, signature: .load(.i64, 0)),
    OpcodeRow(.i64Load8U, "i64.load8_u", immediates: .memoryArgument, signature: .load(.i64, 0)),
    OpcodeRow(.i64Load16S, "i64.load16_s", immediates: .memoryArgument, signature: .load(.i64, 1)),
    OpcodeRow(.i64Load16U, "i64.load16_u", immediates: .memoryArgument, signature: .load(.i64, 1)),
    OpcodeRow(.i64Load32S, "i64.load32_s", immediates: .memoryArgument, signature: .load(.i64, 2)),
    OpcodeRow(.i64Load32U, "i64.load32_u", immediates: .memoryArgument, signature: .load(.i64, 2)),
    OpcodeRow(.i32Store, "i32.store", immediates: .memoryArgument, signature: .store(.i32, 2)),
    OpcodeRow(.i64Store, "i64.store", immediates: .memoryArgument, signature: .store(.i64, 3)),
    OpcodeRow(.f32Store, "f32.store", immediates: .memoryArgument, signature: .store(.f32, 2)),
    OpcodeRow(.f64Store, "f64.store", immediates: .memoryArgument, signature: .store(.f64, 3)),
    OpcodeRow(.i32Store8, "i32.store8", immediates: .memoryArgument, signature: .store(.i32, 0)),
    OpcodeRow(.i32Store16, "i32.store16", immediates: .memoryArgument, signature: .store(.i32, 1)),
    OpcodeRow(.i64Store8, "i64.store8", immediates: .memoryArgument, signature: .store(.i64, 0)),
    OpcodeRow(.i64Store16, "i64.store16", immediates: .memoryArgument, signature: .store(.i64, 1)),
    OpcodeRow(.i64Store32, "i64.store32", immediates: .memoryArgument, signature: .store(.i64, 2)),
    OpcodeRow(.memorySize, "memory.size", immediates: .memory),
    OpcodeRow(.memoryGrow, "memory.grow", immediates: .memory),
  ]

  private static let constant: [OpcodeRow] = [
    OpcodeRow(.i32Const, "i32.const", immediates: .i32, signature: .constant(.i32)),
    OpcodeRow(.i64Const, "i64.const", immediates: .i64, signature: .constant(.i64)),
    OpcodeRow(.f32Const, "f32.const", immediates: .f32, signature: .constant(.f32)),
    OpcodeRow(.f64Const, "f64.const", immediates: .f64, signature: .constant(.f64)),
  ]

  private static let comparison: [OpcodeRow] = [
    OpcodeRow(.i32Eqz, "i32.eqz", signature: .unary(.i32, to: .i32)),
    OpcodeRow(.i32Eq, "i32.eq", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Ne, "i32.ne", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32LtS, "i32.lt_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32LtU, "i32.lt_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32GtS, "i32.gt_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32GtU, "i32.gt_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32LeS, "i32.le_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32LeU, "i32.le_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32GeS, "i32.ge_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32GeU, "i32.ge_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i64Eqz, "i64.eqz", signature: .unary(.i64, to: .i32)),
    OpcodeRow(.i64Eq, "i64.eq", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64Ne, "i64.ne", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64LtS, "i64.lt_s", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64LtU, "i64.lt_u", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64GtS, "i64.gt_s", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64GtU, "i64.gt_u", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64LeS, "i64.le_s", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64LeU, "i64.le_u", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64GeS, "i64.ge_s", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.i64GeU, "i64.ge_u", signature: .binary(.i64, to: .i32)),
    OpcodeRow(.f32Eq, "f32.eq", signature: .binary(.f32, to: .i32)),
    OpcodeRow(.f32Ne, "f32.ne", signature: .binary(.f32, to: .i32)),
    OpcodeRow(.f32Lt, "f32.lt", signature: .binary(.f32, to: .i32)),
    OpcodeRow(.f32Gt, "f32.gt", signature: .binary(.f32, to: .i32)),
    OpcodeRow(.f32Le, "f32.le", signature: .binary(.f32, to: .i32)),
    OpcodeRow(.f32Ge, "f32.ge", signature: .binary(.f32, to: .i32)),
    OpcodeRow(.f64Eq, "f64.eq", signature: .binary(.f64, to: .i32)),
    OpcodeRow(.f64Ne, "f64.ne", signature: .binary(.f64, to: .i32)),
    OpcodeRow(.f64Lt, "f64.lt", signature: .binary(.f64, to: .i32)),
    OpcodeRow(.f64Gt, "f64.gt", signature: .binary(.f64, to: .i32)),
    OpcodeRow(.f64Le, "f64.le", signature: .binary(.f64, to: .i32)),
    OpcodeRow(.f64Ge, "f64.ge", signature: .binary(.f64, to: .i32)),
  ]

  private static let arithmetic: [OpcodeRow] = [
    OpcodeRow(.i32Clz, "i32.clz", signature: .unary(.i32, to: .i32)),
    OpcodeRow(.i32Ctz, "i32.ctz", signature: .unary(.i32, to: .i32)),
    OpcodeRow(.i32Popcnt, "i32.popcnt", signature: .unary(.i32, to: .i32)),
    OpcodeRow(.i32Add, "i32.add", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Sub, "i32.sub", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Mul, "i32.mul", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32DivS, "i32.div_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32DivU, "i32.div_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32RemS, "i32.rem_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32RemU, "i32.rem_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32And, "i32.and", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Or, "i32.or", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Xor, "i32.xor", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Shl, "i32.shl", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32ShrS, "i32.shr_s", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32ShrU, "i32.shr_u", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Rotl, "i32.rotl", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i32Rotr, "i32.rotr", signature: .binary(.i32, to: .i32)),
    OpcodeRow(.i64Clz, "i64.clz", signature: .unary(.i64, to: .i64)),
    OpcodeRow(.i64Ctz, "i64.ctz", signature: .unary(.i64, to: .i64)),
    OpcodeRow(.i64Popcnt, "i64.popcnt", signature: .unary(.i64, to: .i64)),
    OpcodeRow(.i64Add, "i64.add", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Sub, "i64.sub", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Mul, "i64.mul", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64DivS, "i64.div_s", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64DivU, "i64.div_u", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64RemS, "i64.rem_s", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64RemU, "i64.rem_u", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64And, "i64.and", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Or, "i64.or", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Xor, "i64.xor", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Shl, "i64.shl", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64ShrS, "i64.shr_s", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64ShrU, "i64.shr_u", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Rotl, "i64.rotl", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.i64Rotr, "i64.rotr", signature: .binary(.i64, to: .i64)),
    OpcodeRow(.f32Abs, "f32.abs", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Neg, "f32.neg", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Ceil, "f32.ceil", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Floor, "f32.floor", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Trunc, "f32.trunc", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Nearest, "f32.nearest", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Sqrt, "f32.sqrt", signature: .unary(.f32, to: .f32)),
    OpcodeRow(.f32Add, "f32.add", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f32Sub, "f32.sub", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f32Mul, "f32.mul", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f32Div, "f32.div", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f32Min, "f32.min", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f32Max, "f32.max", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f32Copysign, "f32.copysign", signature: .binary(.f32, to: .f32)),
    OpcodeRow(.f64Abs, "f64.abs", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Neg, "f64.neg", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Ceil, "f64.ceil", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Floor, "f64.floor", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Trunc, "f64.trunc", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Nearest, "f64.nearest", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Sqrt, "f64.sqrt", signature: .unary(.f64, to: .f64)),
    OpcodeRow(.f64Add, "f64.add", signature: .binary(.f64, to: .f64)),
    OpcodeRow(.f64Sub, "f64.sub", signature: .binary(.f64, to: .f64)),
    OpcodeRow(.f64Mul, "f64.mul", signature: .binary(.f64, to: .f64)),
    OpcodeRow(.f64Div, "f64.div", signature: .binary(.f64, to: .f64)),
    OpcodeRow(.f64Min, "f64.min", signature: .binary(.f64, to: .f64)),
    OpcodeRow(.f64Max, "f64.max", signature: .binary(.f64, to: .f64)),
    OpcodeRow(.f64Copysign, "f64.copysign", signature: .binary(.f64, to: .f64)),
  ]

  private static let conversion: [OpcodeRow] = [
    OpcodeRow(.i32WrapI64, "i32.wrap_i64", signature: .unary(.i64, to: .i32)),
    OpcodeRow(.i32TruncF32S, "i32.trunc_f32_s", signature: .unary(.f32, to: .i32)),
    OpcodeRow(.i32TruncF32U, "i32.trunc_f32_u", signature: .unary(.f32, to: .i32)),
    OpcodeRow(.i32TruncF64S, "i32.trunc_f64_s", signature: .unary(.f64, to: .i32)),
    OpcodeRow(.i32TruncF64U, "i32.trunc_f64_u", signature: .unary(.f64, to: .i32)),
    OpcodeRow(.i64ExtendI32S, "i64.extend_i32_s", signature: .unary(.i32, to: .i64)),
    OpcodeRow(.i64ExtendI32U, "i64.extend_i32_u", signature: .unary(.i32, to: .i64)),
    OpcodeRow(.i64TruncF32S, "i64.trunc_f32_s", signature: .unary(.f32, to: .i64)),
    OpcodeRow(.i64TruncF32U, "i64.trunc_f32_u", signature: .unary(.f32, to: .i64)),
    OpcodeRow(.i64TruncF64S, "i64.trunc_f64_s", signature: .unary(.f64, to: .i64)),
    OpcodeRow(.i64TruncF64U, "i64.trunc_f64_u", signature: .unary(.f64, to: .i64)),
    OpcodeRow(.f32ConvertI32S, "f32.convert_i32_s", signature: .unary(.i32, to: .f32)),
    OpcodeRow(.f32ConvertI32U, "f32.convert_i32_u", signature: .unary(.i32, to: .f32)),
    OpcodeRow(.f32ConvertI64S, "f32.convert_i64_s", signature: .unary(.i64, to: .f32)),
    OpcodeRow(.f32ConvertI64U, "f32.convert_i64_u", signature: .unary(.i64, to: .f32)),
    OpcodeRow(.f32DemoteF64, "f32.demote_f64", signature: .unary(.f64, to: .f32)),
    OpcodeRow(.f64ConvertI32S, "f64.convert_i32_s", signature: .unary(.i32, to: .f64)),
    OpcodeRow(.f64ConvertI32U, "f64.convert_i32_u", signature: .unary(.i32, to: .f64)),
    OpcodeRow(.f64ConvertI64S, "f64.convert_i64_s", signature: .unary(.i64, to: .f64)),
    OpcodeRow(.f64ConvertI64U, "f64.convert_i64_u", signature: .unary(.i64, to: .f64)),
    OpcodeRow(.f64PromoteF32, "f64.promote_f32", signature: .unary(.f32, to: .f64)),
    OpcodeRow(.i32ReinterpretF32, "i32.reinterpret_f32", signature: .unary(.f32, to: .i32)),
    OpcodeRow(.i64ReinterpretF64, "i64.reinterpret_f64", signature: .unary(.f64, to: .i64)),
    OpcodeRow(.f32ReinterpretI32, "f32.reinterpret_i32", signature: .unary(.i32, to: .f32)),
    OpcodeRow(.f64ReinterpretI64, "f64.reinterpret_i64", signature: .unary(.i64, to: .f64)),
    OpcodeRow(.i32Extend8S, "i32.extend8_s", signature: .unary(.i32, to: .i32), feature: .signExtension),
    OpcodeRow(.i32Extend16S, "i32.extend16_s", signature: .unary(.i32, to: .i32), feature: .signExtension),
    OpcodeRow(.i64Extend8S, "i64.extend8_s", signature: .unary(.i64, to: .i64), feature: .signExtension),
    OpcodeRow(.i64Extend16S, "i64.extend16_s", signature: .unary(.i64, to: .i64), feature: .signExtension),
    OpcodeRow(.i64Extend32S, "i64.extend32_s", signature: .unary(.i64, to: .i64), feature: .signExtension),
  ]

  private static let reference: [OpcodeRow] = [
    OpcodeRow(.refNull, "ref.null", immediates: .heapType, feature: .referenceTypes),
    OpcodeRow(.refIsNull, "ref.is_null", feature: .referenceTypes),
    OpcodeRow(.refFunc, "ref.func", immediates: .function, feature: .referenceTypes),
  ]

  private static let saturating: [OpcodeRow] = [
    OpcodeRow(
      .i32TruncSatF32S, "i32.trunc_sat_f32_s", signature: .unary(.f32, to: .i32), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i32TruncSatF32U, "i32.trunc_sat_f32_u", signature: .unary(.f32, to: .i32), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i32TruncSatF64S, "i32.trunc_sat_f64_s", signature: .unary(.f64, to: .i32), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i32TruncSatF64U, "i32.trunc_sat_f64_u", signature: .unary(.f64, to: .i32), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i64TruncSatF32S, "i64.trunc_sat_f32_s", signature: .unary(.f32, to: .i64), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i64TruncSatF32U, "i64.trunc_sat_f32_u", signature: .unary(.f32, to: .i64), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i64TruncSatF64S, "i64.trunc_sat_f64_s", signature: .unary(.f64, to: .i64), feature: .saturatingFloatToInt),
    OpcodeRow(
      .i64TruncSatF64U, "i64.trunc_sat_f64_u", signature: .unary(.f64, to: .i64), feature: .saturatingFloatToInt),
  ]

  private static let bulk: [OpcodeRow] = [
    OpcodeRow(.memoryInit, "memory.init", immediates: .dataAndMemory, feature: .bulkMemory),
    OpcodeRow(.dataDrop, "data.drop", immediates: .data, feature: .bulkMemory),
    OpcodeRow(.memoryCopy, "memory.copy", immediates: .twoMemories, feature: .bulkMemory),
    OpcodeRow(.memoryFill, "memory.fill", immediates: .memory, feature: .bulkMemory),
    OpcodeRow(.tableInit, "table.init", immediates: .elementAndTable, feature: .bulkMemory),
    OpcodeRow(.elemDrop, "elem.drop", immediates: .element, feature: .bulkMemory),
    OpcodeRow(.tableCopy, "table.copy", immediates: .twoTables, feature: .bulkMemory),
    OpcodeRow(.tableGrow, "table.grow", immediates: .table, feature: .referenceTypes),
    OpcodeRow(.tableSize, "table.size", immediates: .table, feature: .referenceTypes),
    OpcodeRow(.tableFill, "table.fill", immediates: .table, feature: .referenceTypes),
  ]
}
