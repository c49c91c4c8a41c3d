import CoreModule
import CoreTypes

extension VectorCase {
  static var bits: [Self] {
    let selections: [Opcode] = [
      .v128Bitselect, .i8x16RelaxedLaneselect, .i16x8RelaxedLaneselect, .i32x4RelaxedLaneselect,
      .i64x2RelaxedLaneselect,
    ]
    let swizzles: [Opcode] = [.i8x16Swizzle, .i8x16RelaxedSwizzle]
    let logic: [Self] = [
      lanes(.v128Not, UInt64.self) { ~$0 }, lanes(.v128And, UInt64.self) { $0 & $1 },
      lanes(.v128Andnot, UInt64.self) { $0 & ~$1 }, lanes(.v128Or, UInt64.self) { $0 | $1 },
      lanes(.v128Xor, UInt64.self) { $0 ^ $1 },
      test(.v128AnyTrue) { $0.low | $0.high == 0 ? 0 : 1 },
    ]
    return logic + selections.map(selecting) + swizzles.map(swizzling)
  }

  private static func swizzling(_ opcode: Opcode) -> Self {
    binary(opcode) { x, y in
      let bytes = x.lanes(UInt8.self)
      return Vector(y.lanes(UInt8.self).map { $0 < 16 ? bytes[Int($0)] : 0 })
    }
  }

  private static func selecting(_ opcode: Opcode) -> Self {
    ternary(opcode) { x, y, mask in
      Vector(low: x.low & mask.low | y.low & ~mask.low, high: x.high & mask.high | y.high & ~mask.high)
    }
  }

  static var lanes: [Self] {
    let shuffles = [
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
      [31, 30, 29, 28, 27, 26, 25, 24, 0, 0, 16, 16, 15, 7, 8, 23],
    ]
    var cases = shuffles.map { chosen in
      binary(.i8x16Shuffle, immediates: chosen) { x, y in
        let bytes = x.lanes(UInt8.self) + y.lanes(UInt8.self)
        return Vector(chosen.map { bytes[$0] })
      }
    }
    cases += moves(Int8.self, .i32, splat: .i8x16Splat, replace: .i8x16ReplaceLane)
    cases += moves(Int16.self, .i32, splat: .i16x8Splat, replace: .i16x8ReplaceLane)
    cases += moves(Int32.self, .i32, splat: .i32x4Splat, replace: .i32x4ReplaceLane)
    cases += moves(Int64.self, .i64, splat: .i64x2Splat, replace: .i64x2ReplaceLane)
    cases += moves(Int32.self, .f32, splat: .f32x4Splat, replace: .f32x4ReplaceLane)
    cases += moves(Int64.self, .f64, splat: .f64x2Splat, replace: .f64x2ReplaceLane)
    cases += extracts(Int8.self, .i8x16ExtractLaneS) { .i32(UInt32(truncatingIfNeeded: $0)) }
    cases += extracts(UInt8.self, .i8x16ExtractLaneU) { .i32(UInt32($0)) }
    cases += extracts(Int16.self, .i16x8ExtractLaneS) { .i32(UInt32(truncatingIfNeeded: $0)) }
    cases += extracts(UInt16.self, .i16x8ExtractLaneU) { .i32(UInt32($0)) }
    cases += extracts(UInt32.self, .i32x4ExtractLane) { .i32($0) }
    cases += extracts(UInt64.self, .i64x2ExtractLane) { .i64($0) }
    cases += extracts(UInt32.self, .f32x4ExtractLane) { .f32($0) }
    cases += extracts(UInt64.self, .f64x2ExtractLane) { .f64($0) }
    return cases
  }

  private static func moves<Lane: FixedWidthInteger>(
    _: Lane.Type, _ type: CoreValueType, splat: Opcode, replace: Opcode
  ) -> [Self] {
    let count = 128 / Lane.bitWidth
    return [
      VectorCase(opcode: splat, operands: [type]) { values in
        Vector([Lane](repeating: Lane(truncatingIfNeeded: values[0].slots.first), count: count)).value
      }
    ]
      + (0..<count).map { lane in
        VectorCase(opcode: replace, operands: [.v128, type], immediates: [lane]) { values in
          var lanes = Vector(values[0])?.lanes(Lane.self) ?? []
          lanes[lane] = Lane(truncatingIfNeeded: values[1].slots.first)
          return Vector(lanes).value
        }
      }
  }

  private static func extracts<Lane: FixedWidthInteger>(
    _: Lane.Type, _ opcode: Opcode, _ value: @escaping (Lane) -> CoreValue
  ) -> [Self] {
    (0..<128 / Lane.bitWidth).map { lane in
      VectorCase(opcode: opcode, result: opcode.resultType, immediates: [lane]) { values in
        value(Vector(values[0])?.lanes(Lane.self)[lane] ?? 0)
      }
    }
  }
}

extension Opcode {
  /// What taking a lane gives.
  fileprivate var resultType: CoreValueType {
    switch self {
    case .i64x2ExtractLane: .i64
    case .f32x4ExtractLane: .f32
    case .f64x2ExtractLane: .f64
    default: .i32
    }
  }
}
