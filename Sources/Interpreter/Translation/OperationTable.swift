import CInterpreter
import CoreModule

/// The number of an operation of the register code; see CInterpreter's operations.h.
typealias Operation = Int

/// How a plain wasm instruction becomes register code: one row an instruction.
enum OperationRow {
  /// Not a plain instruction: a case of its own in the translator.
  case special
  /// Two integer operands; the form with a constant follows at once. Constants on the left are not swapped, so that a
  /// watched operation's operands stay in the order the program has them.
  case integerBinary(Operation)
  /// Two integer operands that may be swapped.
  case commutative(Operation)
  /// A comparison, the comparison with swapped operands, its opposite, and its fused branches.
  case compare(Operation, branch: Operation, swapped: Operation, oppositeBranch: Operation)
  case binary(Operation)
  case unary(Operation)
  /// Bits that stay as they are.
  case reinterpret
  /// With a near offset; the form with a far one follows at once.
  case load(Operation)
  case store(Operation)
  case vector(VectorRow)
  case atomic(AtomicRow)
  /// Operands of 64 bits, two to an integer; two results.
  case wideArithmetic(Operation, operands: Int)
}

extension OperationRow {
  static func row(for opcode: Opcode) -> OperationRow { rows[opcode.place] }

  private static let rows: [OperationRow] = {
    var rows = [OperationRow](repeating: .special, count: Opcode.placeCount)
    for (opcode, row) in integers + comparisons + wide + floats + conversions + accesses { rows[opcode.place] = row }
    for (opcode, row) in VectorRow.all { rows[opcode.place] = .vector(row) }
    for (opcode, row) in AtomicRow.all { rows[opcode.place] = .atomic(row) }
    return rows
  }()

  private static let integers: [(Opcode, OperationRow)] = [
    (.i32Add, .integerBinary(wi_op_i32_add_rr)), (.i64Add, .integerBinary(wi_op_i64_add_rr)),
    (.i32Sub, .integerBinary(wi_op_i32_sub_rr)), (.i64Sub, .integerBinary(wi_op_i64_sub_rr)),
    (.i32Mul, .integerBinary(wi_op_i32_mul_rr)), (.i64Mul, .integerBinary(wi_op_i64_mul_rr)),
    (.i32DivS, .integerBinary(wi_op_i32_div_s_rr)), (.i64DivS, .integerBinary(wi_op_i64_div_s_rr)),
    (.i32DivU, .integerBinary(wi_op_i32_div_u_rr)), (.i64DivU, .integerBinary(wi_op_i64_div_u_rr)),
    (.i32RemS, .integerBinary(wi_op_i32_rem_s_rr)), (.i64RemS, .integerBinary(wi_op_i64_rem_s_rr)),
    (.i32RemU, .integerBinary(wi_op_i32_rem_u_rr)), (.i64RemU, .integerBinary(wi_op_i64_rem_u_rr)),
    (.i32And, .commutative(wi_op_i32_and_rr)), (.i64And, .commutative(wi_op_i64_and_rr)),
    (.i32Or, .commutative(wi_op_i32_or_rr)), (.i64Or, .commutative(wi_op_i64_or_rr)),
    (.i32Xor, .commutative(wi_op_i32_xor_rr)), (.i64Xor, .commutative(wi_op_i64_xor_rr)),
    (.i32Shl, .integerBinary(wi_op_i32_shl_rr)), (.i64Shl, .integerBinary(wi_op_i64_shl_rr)),
    (.i32ShrS, .integerBinary(wi_op_i32_shr_s_rr)), (.i64ShrS, .integerBinary(wi_op_i64_shr_s_rr)),
    (.i32ShrU, .integerBinary(wi_op_i32_shr_u_rr)), (.i64ShrU, .integerBinary(wi_op_i64_shr_u_rr)),
    (.i32Rotl, .integerBinary(wi_op_i32_rotl_rr)), (.i64Rotl, .integerBinary(wi_op_i64_rotl_rr)),
    (.i32Rotr, .integerBinary(wi_op_i32_rotr_rr)), (.i64Rotr, .integerBinary(wi_op_i64_rotr_rr)),
    (.i32Clz, .unary(wi_op_i32_clz)), (.i64Clz, .unary(wi_op_i64_clz)),
    (.i32Ctz, .unary(wi_op_i32_ctz)), (.i64Ctz, .unary(wi_op_i64_ctz)),
    (.i32Popcnt, .unary(wi_op_i32_popcnt)), (.i64Popcnt, .unary(wi_op_i64_popcnt)),
    (.i32Eqz, .unary(wi_op_i32_eqz)), (.i64Eqz, .unary(wi_op_i64_eqz)),
    (.i32Extend8S, .unary(wi_op_i32_extend8_s)), (.i64Extend8S, .unary(wi_op_i64_extend8_s)),
    (.i32Extend16S, .unary(wi_op_i32_extend16_s)), (.i64Extend16S, .unary(wi_op_i64_extend16_s)),
    (.i64Extend32S, .unary(wi_op_i64_extend32_s)),
  ]

  private static let wide: [(Opcode, OperationRow)] = [
    (.i64Add128, .wideArithmetic(wi_op_i64_add128, operands: 4)),
    (.i64Sub128, .wideArithmetic(wi_op_i64_sub128, operands: 4)),
    (.i64MulWideS, .wideArithmetic(wi_op_i64_mul_wide_s, operands: 2)),
    (.i64MulWideU, .wideArithmetic(wi_op_i64_mul_wide_u, operands: 2)),
  ]

  /// The order in which operations.h lists comparisons, two forms each.
  private enum Comparison: Int, CaseIterable {
    case equal, notEqual, lessSigned, lessUnsigned, greaterSigned, greaterUnsigned
    case lessOrEqualSigned, lessOrEqualUnsigned, greaterOrEqualSigned, greaterOrEqualUnsigned

    var swapped: Comparison {
      switch self {
      case .equal, .notEqual: self
      case .lessSigned: .greaterSigned
      case .lessUnsigned: .greaterUnsigned
      case .greaterSigned: .lessSigned
      case .greaterUnsigned: .lessUnsigned
      case .lessOrEqualSigned: .greaterOrEqualSigned
      case .lessOrEqualUnsigned: .greaterOrEqualUnsigned
      case .greaterOrEqualSigned: .lessOrEqualSigned
      case .greaterOrEqualUnsigned: .lessOrEqualUnsigned
      }
    }

    var opposite: Comparison {
      switch self {
      case .equal: .notEqual
      case .notEqual: .equal
      case .lessSigned: .greaterOrEqualSigned
      case .lessUnsigned: .greaterOrEqualUnsigned
      case .greaterSigned: .lessOrEqualSigned
      case .greaterUnsigned: .lessOrEqualUnsigned
      case .lessOrEqualSigned: .greaterSigned
      case .lessOrEqualUnsigned: .greaterUnsigned
      case .greaterOrEqualSigned: .lessSigned
      case .greaterOrEqualUnsigned: .lessUnsigned
      }
    }
  }

  private static let comparisons: [(Opcode, OperationRow)] = {
    let i32: [Opcode] = [
      .i32Eq, .i32Ne, .i32LtS, .i32LtU, .i32GtS, .i32GtU, .i32LeS, .i32LeU, .i32GeS, .i32GeU,
    ]
    let i64: [Opcode] = [
      .i64Eq, .i64Ne, .i64LtS, .i64LtU, .i64GtS, .i64GtU, .i64LeS, .i64LeU, .i64GeS, .i64GeU,
    ]
    func rows(_ opcodes: [Opcode], _ first: Operation, _ firstBranch: Operation) -> [(Opcode, OperationRow)] {
      zip(opcodes, Comparison.allCases).map { opcode, comparison in
        (
          opcode,
          .compare(
            first + 2 * comparison.rawValue, branch: firstBranch + 2 * comparison.rawValue,
            swapped: first + 2 * comparison.swapped.rawValue,
            oppositeBranch: firstBranch + 2 * comparison.opposite.rawValue)
        )
      }
    }
    return rows(i32, wi_op_i32_eq_rr, wi_op_branch_i32_eq_rr) + rows(i64, wi_op_i64_eq_rr, wi_op_branch_i64_eq_rr)
  }()

  private static let floats: [(Opcode, OperationRow)] = [
    (.f32Add, .binary(wi_op_f32_add)), (.f64Add, .binary(wi_op_f64_add)),
    (.f32Sub, .binary(wi_op_f32_sub)), (.f64Sub, .binary(wi_op_f64_sub)),
    (.f32Mul, .binary(wi_op_f32_mul)), (.f64Mul, .binary(wi_op_f64_mul)),
    (.f32Div, .binary(wi_op_f32_div)), (.f64Div, .binary(wi_op_f64_div)),
    (.f32Min, .binary(wi_op_f32_min)), (.f64Min, .binary(wi_op_f64_min)),
    (.f32Max, .binary(wi_op_f32_max)), (.f64Max, .binary(wi_op_f64_max)),
    (.f32Copysign, .binary(wi_op_f32_copysign)), (.f64Copysign, .binary(wi_op_f64_copysign)),
    (.f32Eq, .binary(wi_op_f32_eq)), (.f64Eq, .binary(wi_op_f64_eq)),
    (.f32Ne, .binary(wi_op_f32_ne)), (.f64Ne, .binary(wi_op_f64_ne)),
    (.f32Lt, .binary(wi_op_f32_lt)), (.f64Lt, .binary(wi_op_f64_lt)),
    (.f32Gt, .binary(wi_op_f32_gt)), (.f64Gt, .binary(wi_op_f64_gt)),
    (.f32Le, .binary(wi_op_f32_le)), (.f64Le, .binary(wi_op_f64_le)),
    (.f32Ge, .binary(wi_op_f32_ge)), (.f64Ge, .binary(wi_op_f64_ge)),
    (.f32Abs, .unary(wi_op_f32_abs)), (.f64Abs, .unary(wi_op_f64_abs)),
    (.f32Neg, .unary(wi_op_f32_neg)), (.f64Neg, .unary(wi_op_f64_neg)),
    (.f32Ceil, .unary(wi_op_f32_ceil)), (.f64Ceil, .unary(wi_op_f64_ceil)),
    (.f32Floor, .unary(wi_op_f32_floor)), (.f64Floor, .unary(wi_op_f64_floor)),
    (.f32Trunc, .unary(wi_op_f32_trunc)), (.f64Trunc, .unary(wi_op_f64_trunc)),
    (.f32Nearest, .unary(wi_op_f32_nearest)), (.f64Nearest, .unary(wi_op_f64_nearest)),
    (.f32Sqrt, .unary(wi_op_f32_sqrt)), (.f64Sqrt, .unary(wi_op_f64_sqrt)),
  ]

  private static let conversions: [(Opcode, OperationRow)] = [
    (.i32WrapI64, .unary(wi_op_i32_wrap_i64)),
    (.i64ExtendI32S, .unary(wi_op_i64_extend_i32_s)), (.i64ExtendI32U, .unary(wi_op_i64_extend_i32_u)),
    (.i32TruncF32S, .unary(wi_op_i32_trunc_f32_s)), (.i32TruncF32U, .unary(wi_op_i32_trunc_f32_u)),
    (.i32TruncF64S, .unary(wi_op_i32_trunc_f64_s)), (.i32TruncF64U, .unary(wi_op_i32_trunc_f64_u)),
    (.i64TruncF32S, .unary(wi_op_i64_trunc_f32_s)), (.i64TruncF32U, .unary(wi_op_i64_trunc_f32_u)),
    (.i64TruncF64S, .unary(wi_op_i64_trunc_f64_s)), (.i64TruncF64U, .unary(wi_op_i64_trunc_f64_u)),
    (.i32TruncSatF32S, .unary(wi_op_i32_trunc_sat_f32_s)), (.i32TruncSatF32U, .unary(wi_op_i32_trunc_sat_f32_u)),
    (.i32TruncSatF64S, .unary(wi_op_i32_trunc_sat_f64_s)), (.i32TruncSatF64U, .unary(wi_op_i32_trunc_sat_f64_u)),
    (.i64TruncSatF32S, .unary(wi_op_i64_trunc_sat_f32_s)), (.i64TruncSatF32U, .unary(wi_op_i64_trunc_sat_f32_u)),
    (.i64TruncSatF64S, .unary(wi_op_i64_trunc_sat_f64_s)), (.i64TruncSatF64U, .unary(wi_op_i64_trunc_sat_f64_u)),
    (.f32ConvertI32S, .unary(wi_op_f32_convert_i32_s)), (.f32ConvertI32U, .unary(wi_op_f32_convert_i32_u)),
    (.f32ConvertI64S, .unary(wi_op_f32_convert_i64_s)), (.f32ConvertI64U, .unary(wi_op_f32_convert_i64_u)),
    (.f32DemoteF64, .unary(wi_op_f32_demote_f64)),
    (.f64ConvertI32S, .unary(wi_op_f64_convert_i32_s)), (.f64ConvertI32U, .unary(wi_op_f64_convert_i32_u)),
    (.f64ConvertI64S, .unary(wi_op_f64_convert_i64_s)), (.f64ConvertI64U, .unary(wi_op_f64_convert_i64_u)),
    (.f64PromoteF32, .unary(wi_op_f64_promote_f32)),
    (.i32ReinterpretF32, .reinterpret), (.i64ReinterpretF64, .reinterpret),
    (.f32ReinterpretI32, .reinterpret), (.f64ReinterpretI64, .reinterpret),
  ]

  private static let accesses: [(Opcode, OperationRow)] = [
    (.i32Load, .load(wi_op_i32_load_near)), (.f32Load, .load(wi_op_i32_load_near)),
    (.i64Load, .load(wi_op_i64_load_near)), (.f64Load, .load(wi_op_i64_load_near)),
    (.i32Load8S, .load(wi_op_i32_load8_s_near)), (.i32Load8U, .load(wi_op_i32_load8_u_near)),
    (.i32Load16S, .load(wi_op_i32_load16_s_near)), (.i32Load16U, .load(wi_op_i32_load16_u_near)),
    (.i64Load8S, .load(wi_op_i64_load8_s_near)), (.i64Load8U, .load(wi_op_i32_load8_u_near)),
    (.i64Load16S, .load(wi_op_i64_load16_s_near)), (.i64Load16U, .load(wi_op_i32_load16_u_near)),
    (.i64Load32S, .load(wi_op_i64_load32_s_near)), (.i64Load32U, .load(wi_op_i32_load_near)),
    (.i32Store, .store(wi_op_store32_near)), (.f32Store, .store(wi_op_store32_near)),
    (.i64Store, .store(wi_op_store64_near)), (.f64Store, .store(wi_op_store64_near)),
    (.i32Store8, .store(wi_op_store8_near)), (.i64Store8, .store(wi_op_i64_store8_near)),
    (.i32Store16, .store(wi_op_store16_near)), (.i64Store16, .store(wi_op_i64_store16_near)),
    (.i64Store32, .store(wi_op_i64_store32_near)),
  ]
}
