import CInterpreter
import CoreModule

/// The operators that can lose something: whose exact result may not be what they give. Numbered as wi_loss has it.
struct Loss {
  let rawValue: Int

  /// Nil for an operator that loses nothing.
  static func loss(of opcode: Opcode) -> Loss? {
    let number = numbers[opcode.place]
    return number < 0 ? nil : Loss(rawValue: Int(number))
  }

  /// By the opcodes' places; -1 where nothing can be lost.
  private static let numbers: [Int8] = {
    var numbers = [Int8](repeating: -1, count: Opcode.placeCount)
    for (opcode, loss) in all { numbers[opcode.place] = Int8(loss.rawValue) }
    return numbers
  }()

  private static let all: [(Opcode, wi_loss)] = [
    (.i32Add, wi_loss_i32_add), (.i64Add, wi_loss_i64_add), (.i32Sub, wi_loss_i32_sub), (.i64Sub, wi_loss_i64_sub),
    (.i32Mul, wi_loss_i32_mul), (.i64Mul, wi_loss_i64_mul), (.i32Shl, wi_loss_i32_shl), (.i64Shl, wi_loss_i64_shl),
    (.i32DivS, wi_loss_i32_div_s), (.i64DivS, wi_loss_i64_div_s),
    (.i32RemS, wi_loss_i32_rem_s), (.i64RemS, wi_loss_i64_rem_s),
    (.i32Extend8S, wi_loss_i32_extend8_s), (.i64Extend8S, wi_loss_i64_extend8_s),
    (.i32Extend16S, wi_loss_i32_extend16_s), (.i64Extend16S, wi_loss_i64_extend16_s),
    (.i64Extend32S, wi_loss_i64_extend32_s), (.i32WrapI64, wi_loss_i32_wrap_i64),
    (.i32Store8, wi_loss_i32_store8), (.i32Store16, wi_loss_i32_store16),
    (.i64Store8, wi_loss_i64_store8), (.i64Store16, wi_loss_i64_store16), (.i64Store32, wi_loss_i64_store32),
    (.i32TruncF32S, wi_loss_i32_trunc_f32_s), (.i32TruncF32U, wi_loss_i32_trunc_f32_u),
    (.i32TruncF64S, wi_loss_i32_trunc_f64_s), (.i32TruncF64U, wi_loss_i32_trunc_f64_u),
    (.i64TruncF32S, wi_loss_i64_trunc_f32_s), (.i64TruncF32U, wi_loss_i64_trunc_f32_u),
    (.i64TruncF64S, wi_loss_i64_trunc_f64_s), (.i64TruncF64U, wi_loss_i64_trunc_f64_u),
    (.i32TruncSatF32S, wi_loss_i32_trunc_f32_s), (.i32TruncSatF32U, wi_loss_i32_trunc_f32_u),
    (.i32TruncSatF64S, wi_loss_i32_trunc_f64_s), (.i32TruncSatF64U, wi_loss_i32_trunc_f64_u),
    (.i64TruncSatF32S, wi_loss_i64_trunc_f32_s), (.i64TruncSatF32U, wi_loss_i64_trunc_f32_u),
    (.i64TruncSatF64S, wi_loss_i64_trunc_f64_s), (.i64TruncSatF64U, wi_loss_i64_trunc_f64_u),
    (.i64Add128, wi_loss_i64_add128), (.i64Sub128, wi_loss_i64_sub128),
    (.i8x16Add, wi_loss_i8x16_add), (.i8x16Sub, wi_loss_i8x16_sub), (.i8x16Shl, wi_loss_i8x16_shl),
    (.i16x8Add, wi_loss_i16x8_add), (.i16x8Sub, wi_loss_i16x8_sub), (.i16x8Shl, wi_loss_i16x8_shl),
    (.i32x4Add, wi_loss_i32x4_add), (.i32x4Sub, wi_loss_i32x4_sub), (.i32x4Shl, wi_loss_i32x4_shl),
    (.i64x2Add, wi_loss_i64x2_add), (.i64x2Sub, wi_loss_i64x2_sub), (.i64x2Shl, wi_loss_i64x2_shl),
    (.i16x8Mul, wi_loss_i16x8_mul), (.i32x4Mul, wi_loss_i32x4_mul), (.i64x2Mul, wi_loss_i64x2_mul),
  ]

  /// How many words of operands count: an operand of 128 bits has two.
  static func operandCount(of opcode: Opcode) -> Int {
    switch opcode {
    case .i64Add128, .i64Sub128: 4
    case _ where opcode.isLanewise: opcode.isLanewiseShift ? 3 : 4
    case .i32Add, .i64Add, .i32Sub, .i64Sub, .i32Mul, .i64Mul, .i32Shl, .i64Shl, .i32DivS, .i64DivS, .i32RemS, .i64RemS:
      2
    default: 1
    }
  }
}

extension Opcode {
  /// Whether it computes with the lanes of vectors one by one, and can lose something in each.
  package var isLanewise: Bool {
    switch self {
    case .i8x16Add, .i8x16Sub, .i8x16Shl, .i16x8Add, .i16x8Sub, .i16x8Shl, .i16x8Mul, .i32x4Add, .i32x4Sub, .i32x4Shl,
      .i32x4Mul, .i64x2Add, .i64x2Sub, .i64x2Shl, .i64x2Mul:
      true
    default: false
    }
  }

  /// Whether it shifts lanes by a count that is no vector.
  var isLanewiseShift: Bool { [.i8x16Shl, .i16x8Shl, .i32x4Shl, .i64x2Shl].contains(self) }
}
