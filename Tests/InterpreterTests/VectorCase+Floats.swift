import CoreModule

extension VectorCase {
  static var floats: [Self] {
    every(
      32, \.floats, { Vector($0) },
      [
        .f32x4Ceil, .f32x4Floor, .f32x4Trunc, .f32x4Nearest, .f32x4Sqrt, .f32x4Add, .f32x4Sub, .f32x4Mul, .f32x4Div,
        .f32x4Min, .f32x4Max, .f32x4RelaxedMin, .f32x4RelaxedMax,
      ])
      + every(
        64, \.doubles, { Vector($0) },
        [
          .f64x2Ceil, .f64x2Floor, .f64x2Trunc, .f64x2Nearest, .f64x2Sqrt, .f64x2Add, .f64x2Sub, .f64x2Mul, .f64x2Div,
          .f64x2Min, .f64x2Max, .f64x2RelaxedMin, .f64x2RelaxedMax,
        ])
      + exact(
        \.floats, { Vector($0) }, { Vector($0.map { $0 ? UInt32.max : 0 }) },
        [
          .f32x4Eq, .f32x4Ne, .f32x4Lt, .f32x4Gt, .f32x4Le, .f32x4Ge, .f32x4Abs, .f32x4Neg, .f32x4Pmin, .f32x4Pmax,
        ])
      + exact(
        \.doubles, { Vector($0) }, { Vector($0.map { $0 ? UInt64.max : 0 }) },
        [
          .f64x2Eq, .f64x2Ne, .f64x2Lt, .f64x2Gt, .f64x2Le, .f64x2Ge, .f64x2Abs, .f64x2Neg, .f64x2Pmin, .f64x2Pmax,
        ])
      + fused(32, \.floats, { Vector($0) }, .f32x4RelaxedMadd, .f32x4RelaxedNmadd)
      + fused(64, \.doubles, { Vector($0) }, .f64x2RelaxedMadd, .f64x2RelaxedNmadd)
      + conversions
  }

  /// NaN wins, and -0 is less than 0.
  private static func least<F: FloatingPoint & SendableMetatype>(_ x: F, _ y: F) -> F {
    if x.isNaN || y.isNaN { return .nan }
    return x < y || (x == y && x.sign == .minus) ? x : y
  }

  private static func every<F: FloatingPoint & SendableMetatype>(
    _ width: Int, _ lanes: @escaping (Vector) -> [F], _ vector: @escaping ([F]) -> Vector,
    _ opcodes: [Opcode]
  ) -> [Self] {
    func one(_ opcode: Opcode, _ body: @escaping (F) -> F) -> Self {
      unary(opcode, floats: width) { vector(lanes($0).map(body)) }
    }
    func two(_ opcode: Opcode, _ body: @escaping (F, F) -> F) -> Self {
      binary(opcode, floats: width) { vector(zip(lanes($0), lanes($1)).map(body)) }
    }
    return [
      one(opcodes[0]) { $0.rounded(.up) }, one(opcodes[1]) { $0.rounded(.down) },
      one(opcodes[2]) { $0.rounded(.towardZero) }, one(opcodes[3]) { $0.rounded(.toNearestOrEven) },
      one(opcodes[4]) { $0.squareRoot() },
      two(opcodes[5]) { $0 + $1 }, two(opcodes[6]) { $0 - $1 }, two(opcodes[7]) { $0 * $1 },
      two(opcodes[8]) { $0 / $1 },
      two(opcodes[9], least), two(opcodes[10]) { -least(-$0, -$1) },
      two(opcodes[11], least), two(opcodes[12]) { -least(-$0, -$1) },
    ]
  }

  /// Those that hand NaNs through bit for bit.
  private static func exact<F: FloatingPoint & SendableMetatype>(
    _ lanes: @escaping (Vector) -> [F], _ vector: @escaping ([F]) -> Vector,
    _ truths: @escaping ([Bool]) -> Vector, _ opcodes: [Opcode]
  ) -> [Self] {
    func compare(_ opcode: Opcode, _ body: @escaping (F, F) -> Bool) -> Self {
      binary(opcode) { truths(zip(lanes($0), lanes($1)).map(body)) }
    }
    func two(_ opcode: Opcode, _ body: @escaping (F, F) -> F) -> Self {
      binary(opcode) { vector(zip(lanes($0), lanes($1)).map(body)) }
    }
    let sign = vector(lanes(Vector(low: 0, high: 0)).map { -$0 })
    return [
      compare(opcodes[0]) { $0 == $1 }, compare(opcodes[1]) { $0 != $1 }, compare(opcodes[2]) { $0 < $1 },
      compare(opcodes[3]) { $0 > $1 }, compare(opcodes[4]) { $0 <= $1 }, compare(opcodes[5]) { $0 >= $1 },
      unary(opcodes[6]) { Vector(low: $0.low & ~sign.low, high: $0.high & ~sign.high) },
      unary(opcodes[7]) { Vector(low: $0.low ^ sign.low, high: $0.high ^ sign.high) },
      two(opcodes[8]) { $1 < $0 ? $1 : $0 }, two(opcodes[9]) { $0 < $1 ? $1 : $0 },
    ]
  }

  private static func fused<F: FloatingPoint & SendableMetatype>(
    _ width: Int, _ lanes: @escaping (Vector) -> [F], _ vector: @escaping ([F]) -> Vector,
    _ add: Opcode, _ subtract: Opcode
  ) -> [Self] {
    [
      ternary(add, floats: width) { x, y, z in
        vector(zip(zip(lanes(x), lanes(y)), lanes(z)).map { $1.addingProduct($0.0, $0.1) })
      },
      ternary(subtract, floats: width) { x, y, z in
        vector(zip(zip(lanes(x), lanes(y)), lanes(z)).map { $1.addingProduct(-$0.0, $0.1) })
      },
    ]
  }

  /// Towards zero, to the nearer bound where that does not fit, 0 for a NaN.
  private static func saturated<F: BinaryFloatingPoint, I: FixedWidthInteger>(_ x: F, _: I.Type) -> I {
    if x.isNaN { return 0 }
    let whole = Double(x).rounded(.towardZero)
    return whole < Double(I.min) ? .min : whole > Double(I.max) ? .max : I(whole)
  }

  private static var conversions: [Self] {
    [
      unary(.f32x4DemoteF64x2Zero, floats: 32) { Vector($0.doubles.map { Float($0) }) },
      unary(.f64x2PromoteLowF32x4, floats: 64) { Vector($0.floats[..<2].map { Double($0) }) },
      unary(.f32x4ConvertI32x4S) { Vector($0.lanes(Int32.self).map { Float($0) }) },
      unary(.f32x4ConvertI32x4U) { Vector($0.lanes(UInt32.self).map { Float($0) }) },
      unary(.f64x2ConvertLowI32x4S) { Vector($0.lanes(Int32.self)[..<2].map { Double($0) }) },
      unary(.f64x2ConvertLowI32x4U) { Vector($0.lanes(UInt32.self)[..<2].map { Double($0) }) },
      unary(.i32x4TruncSatF32x4S) { Vector($0.floats.map { saturated($0, Int32.self) }) },
      unary(.i32x4TruncSatF32x4U) { Vector($0.floats.map { saturated($0, UInt32.self) }) },
      unary(.i32x4TruncSatF64x2SZero) { Vector($0.doubles.map { saturated($0, Int32.self) }) },
      unary(.i32x4TruncSatF64x2UZero) { Vector($0.doubles.map { saturated($0, UInt32.self) }) },
      unary(.i32x4RelaxedTruncF32x4S) { Vector($0.floats.map { saturated($0, Int32.self) }) },
      unary(.i32x4RelaxedTruncF32x4U) { Vector($0.floats.map { saturated($0, UInt32.self) }) },
      unary(.i32x4RelaxedTruncF64x2SZero) { Vector($0.doubles.map { saturated($0, Int32.self) }) },
      unary(.i32x4RelaxedTruncF64x2UZero) { Vector($0.doubles.map { saturated($0, UInt32.self) }) },
    ]
  }
}
