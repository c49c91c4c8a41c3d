import CoreModule

extension VectorCase {
  static var integers: [Self] {
    every(
      Int8.self, UInt8.self,
      [
        .i8x16Eq, .i8x16Ne, .i8x16LtS, .i8x16GtS, .i8x16LeS, .i8x16GeS, .i8x16Abs, .i8x16Neg, .i8x16AllTrue,
        .i8x16Bitmask, .i8x16Shl, .i8x16ShrS, .i8x16ShrU, .i8x16Add, .i8x16Sub,
      ])
      + every(
        Int16.self, UInt16.self,
        [
          .i16x8Eq, .i16x8Ne, .i16x8LtS, .i16x8GtS, .i16x8LeS, .i16x8GeS, .i16x8Abs, .i16x8Neg, .i16x8AllTrue,
          .i16x8Bitmask, .i16x8Shl, .i16x8ShrS, .i16x8ShrU, .i16x8Add, .i16x8Sub,
        ])
      + every(
        Int32.self, UInt32.self,
        [
          .i32x4Eq, .i32x4Ne, .i32x4LtS, .i32x4GtS, .i32x4LeS, .i32x4GeS, .i32x4Abs, .i32x4Neg, .i32x4AllTrue,
          .i32x4Bitmask, .i32x4Shl, .i32x4ShrS, .i32x4ShrU, .i32x4Add, .i32x4Sub,
        ])
      + every(
        Int64.self, UInt64.self,
        [
          .i64x2Eq, .i64x2Ne, .i64x2LtS, .i64x2GtS, .i64x2LeS, .i64x2GeS, .i64x2Abs, .i64x2Neg, .i64x2AllTrue,
          .i64x2Bitmask, .i64x2Shl, .i64x2ShrS, .i64x2ShrU, .i64x2Add, .i64x2Sub,
        ])
      + unsigned(
        Int8.self, UInt8.self,
        [.i8x16LtU, .i8x16GtU, .i8x16LeU, .i8x16GeU, .i8x16MinS, .i8x16MinU, .i8x16MaxS, .i8x16MaxU])
      + unsigned(
        Int16.self, UInt16.self,
        [.i16x8LtU, .i16x8GtU, .i16x8LeU, .i16x8GeU, .i16x8MinS, .i16x8MinU, .i16x8MaxS, .i16x8MaxU])
      + unsigned(
        Int32.self, UInt32.self,
        [.i32x4LtU, .i32x4GtU, .i32x4LeU, .i32x4GeU, .i32x4MinS, .i32x4MinU, .i32x4MaxS, .i32x4MaxU])
      + saturating(
        Int8.self, UInt8.self, from: Int16.self,
        [
          .i8x16AddSatS, .i8x16AddSatU, .i8x16SubSatS, .i8x16SubSatU, .i8x16AvgrU, .i8x16NarrowI16x8S,
          .i8x16NarrowI16x8U,
        ])
      + saturating(
        Int16.self, UInt16.self, from: Int32.self,
        [
          .i16x8AddSatS, .i16x8AddSatU, .i16x8SubSatS, .i16x8SubSatU, .i16x8AvgrU, .i16x8NarrowI32x4S,
          .i16x8NarrowI32x4U,
        ])
      + widened(
        Int8.self, UInt8.self, to: UInt16.self, mul: .i16x8Mul,
        extend: [.i16x8ExtendLowI8x16S, .i16x8ExtendHighI8x16S, .i16x8ExtendLowI8x16U, .i16x8ExtendHighI8x16U],
        extmul: [.i16x8ExtmulLowI8x16S, .i16x8ExtmulHighI8x16S, .i16x8ExtmulLowI8x16U, .i16x8ExtmulHighI8x16U])
      + widened(
        Int16.self, UInt16.self, to: UInt32.self, mul: .i32x4Mul,
        extend: [.i32x4ExtendLowI16x8S, .i32x4ExtendHighI16x8S, .i32x4ExtendLowI16x8U, .i32x4ExtendHighI16x8U],
        extmul: [.i32x4ExtmulLowI16x8S, .i32x4ExtmulHighI16x8S, .i32x4ExtmulLowI16x8U, .i32x4ExtmulHighI16x8U])
      + widened(
        Int32.self, UInt32.self, to: UInt64.self, mul: .i64x2Mul,
        extend: [.i64x2ExtendLowI32x4S, .i64x2ExtendHighI32x4S, .i64x2ExtendLowI32x4U, .i64x2ExtendHighI32x4U],
        extmul: [.i64x2ExtmulLowI32x4S, .i64x2ExtmulHighI32x4S, .i64x2ExtmulLowI32x4U, .i64x2ExtmulHighI32x4U])
      + pairwise
  }

  private static func every<S, U>(_: S.Type, _: U.Type, _ opcodes: [Opcode]) -> [Self]
  where S: FixedWidthInteger, U: FixedWidthInteger {
    [
      compare(opcodes[0], S.self) { $0 == $1 }, compare(opcodes[1], S.self) { $0 != $1 },
      compare(opcodes[2], S.self) { $0 < $1 }, compare(opcodes[3], S.self) { $0 > $1 },
      compare(opcodes[4], S.self) { $0 <= $1 }, compare(opcodes[5], S.self) { $0 >= $1 },
      lanes(opcodes[6], S.self) { x in x < 0 ? 0 &- x : x }, lanes(opcodes[7], S.self) { x in 0 &- x },
      test(opcodes[8]) { $0.lanes(S.self).contains(0) ? 0 : 1 },
      test(opcodes[9]) { x in
        x.lanes(S.self).enumerated().reduce(0) { $0 | ($1.element < 0 ? 1 << UInt32($1.offset) : 0) }
      },
      shift(opcodes[10]) { x, count in Vector(x.lanes(U.self).map { $0 << (count % U.bitWidth) }) },
      shift(opcodes[11]) { x, count in Vector(x.lanes(S.self).map { $0 >> (count % S.bitWidth) }) },
      shift(opcodes[12]) { x, count in Vector(x.lanes(U.self).map { $0 >> (count % U.bitWidth) }) },
      lanes(opcodes[13], S.self) { $0 &+ $1 }, lanes(opcodes[14], S.self) { $0 &- $1 },
    ]
  }

  private static func unsigned<S, U>(_: S.Type, _: U.Type, _ opcodes: [Opcode]) -> [Self]
  where S: FixedWidthInteger, U: FixedWidthInteger {
    [
      compare(opcodes[0], U.self) { $0 < $1 }, compare(opcodes[1], U.self) { $0 > $1 },
      compare(opcodes[2], U.self) { $0 <= $1 }, compare(opcodes[3], U.self) { $0 >= $1 },
      lanes(opcodes[4], S.self) { min($0, $1) }, lanes(opcodes[5], U.self) { min($0, $1) },
      lanes(opcodes[6], S.self) { max($0, $1) }, lanes(opcodes[7], U.self) { max($0, $1) },
    ]
  }

  private static func saturating<S, U, Wide>(_: S.Type, _: U.Type, from _: Wide.Type, _ opcodes: [Opcode]) -> [Self]
  where
    S: FixedWidthInteger, U: FixedWidthInteger,
    Wide: FixedWidthInteger
  {
    [
      lanes(opcodes[0], S.self) { S(clamping: Int($0) + Int($1)) },
      lanes(opcodes[1], U.self) { U(clamping: Int($0) + Int($1)) },
      lanes(opcodes[2], S.self) { S(clamping: Int($0) - Int($1)) },
      lanes(opcodes[3], U.self) { U(clamping: Int($0) - Int($1)) },
      lanes(opcodes[4], U.self) { U((Int($0) + Int($1) + 1) / 2) },
      binary(opcodes[5]) { x, y in Vector((x.lanes(Wide.self) + y.lanes(Wide.self)).map { S(clamping: $0) }) },
      binary(opcodes[6]) { x, y in Vector((x.lanes(Wide.self) + y.lanes(Wide.self)).map { U(clamping: $0) }) },
    ]
  }

  private static func widened<S, U, Wide>(
    _: S.Type, _: U.Type, to _: Wide.Type, mul: Opcode, extend: [Opcode], extmul: [Opcode]
  ) -> [Self]
  where
    S: FixedWidthInteger, U: FixedWidthInteger,
    Wide: FixedWidthInteger
  {
    let half = 64 / S.bitWidth
    func signed(_ x: Vector, _ start: Int) -> [Wide] {
      x.lanes(S.self)[start..<start + half].map { Wide(truncatingIfNeeded: $0) }
    }
    func unsigned(_ x: Vector, _ start: Int) -> [Wide] {
      x.lanes(U.self)[start..<start + half].map { Wide($0) }
    }
    return [
      lanes(mul, Wide.self) { $0 &* $1 },
      unary(extend[0]) { Vector(signed($0, 0)) }, unary(extend[1]) { Vector(signed($0, half)) },
      unary(extend[2]) { Vector(unsigned($0, 0)) }, unary(extend[3]) { Vector(unsigned($0, half)) },
      binary(extmul[0]) { Vector(zip(signed($0, 0), signed($1, 0)).map(&*)) },
      binary(extmul[1]) { Vector(zip(signed($0, half), signed($1, half)).map(&*)) },
      binary(extmul[2]) { Vector(zip(unsigned($0, 0), unsigned($1, 0)).map(&*)) },
      binary(extmul[3]) { Vector(zip(unsigned($0, half), unsigned($1, half)).map(&*)) },
    ]
  }

  /// Sums of each `count` neighbours.
  private static func sums(_ lanes: [Int], of count: Int = 2) -> [Int] {
    stride(from: 0, to: lanes.count, by: count).map { start in lanes[start..<start + count].reduce(0, +) }
  }

  private static func products<Lane: FixedWidthInteger>(_ x: Vector, _ y: Vector, _: Lane.Type) -> [Int] {
    zip(x.lanes(Lane.self), y.lanes(Lane.self)).map { Int($0) * Int($1) }
  }

  private static var pairwise: [Self] {
    [
      lanes(.i8x16Popcnt, UInt8.self) { UInt8($0.nonzeroBitCount) },
      unary(.i16x8ExtaddPairwiseI8x16S) { x in Vector(sums(x.lanes(Int8.self).map(Int.init)).map { Int16($0) }) },
      unary(.i16x8ExtaddPairwiseI8x16U) { x in Vector(sums(x.lanes(UInt8.self).map(Int.init)).map { Int16($0) }) },
      unary(.i32x4ExtaddPairwiseI16x8S) { x in Vector(sums(x.lanes(Int16.self).map(Int.init)).map { Int32($0) }) },
      unary(.i32x4ExtaddPairwiseI16x8U) { x in Vector(sums(x.lanes(UInt16.self).map(Int.init)).map { Int32($0) }) },
      binary(.i32x4DotI16x8S) { x, y in
        Vector(sums(products(x, y, Int16.self)).map { Int32(truncatingIfNeeded: $0) })
      },
      lanes(.i16x8Q15mulrSatS, Int16.self) { Int16(clamping: (Int($0) * Int($1) + 0x4000) >> 15) },
      lanes(.i16x8RelaxedQ15mulrS, Int16.self) { Int16(clamping: (Int($0) * Int($1) + 0x4000) >> 15) },
      binary(.i16x8RelaxedDotI8x16I7x16S) { x, y in
        Vector(sums(products(x, y, Int8.self)).map { Int16(truncatingIfNeeded: $0) })
      },
      ternary(.i32x4RelaxedDotI8x16I7x16AddS) { x, y, z in
        let sums = sums(products(x, y, Int8.self), of: 4)
        return Vector(zip(sums, z.lanes(Int32.self)).map { Int32($0) &+ $1 })
      },
    ]
  }
}
