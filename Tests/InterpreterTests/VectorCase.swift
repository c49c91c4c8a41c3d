import CoreModule
import CoreTypes

/// A vector instruction with what the specification says it gives.
struct VectorCase {
  let opcode: Opcode
  var operands: [CoreValueType] = [.v128]
  var result: CoreValueType = .v128
  var immediates: [Int] = []
  /// Lanes where any quiet NaN is as good as another.
  var floatWidth: Int?
  let expected: ([CoreValue]) -> CoreValue

  /// Any quiet NaN becomes the canonical one.
  func normalized(_ value: CoreValue?) -> CoreValue? {
    guard let vector = Vector(value) else { return value }
    switch floatWidth {
    case 32: return Vector(vector.lanes(UInt32.self).map { $0 & 0x7FC0_0000 == 0x7FC0_0000 ? 0x7FC0_0000 : $0 }).value
    case 64:
      let quiet: UInt64 = 0x7FF8 << 48
      return Vector(vector.lanes(UInt64.self).map { $0 & quiet == quiet ? quiet : $0 }).value
    default: return value
    }
  }
}

extension VectorCase {
  private static func vector(_ value: CoreValue) -> Vector { Vector(value) ?? Vector(low: 0, high: 0) }

  static func unary(_ opcode: Opcode, floats: Int? = nil, _ body: @escaping (Vector) -> Vector) -> Self {
    VectorCase(opcode: opcode, floatWidth: floats) { body(vector($0[0])).value }
  }

  static func binary(
    _ opcode: Opcode, floats: Int? = nil, immediates: [Int] = [],
    _ body: @escaping (Vector, Vector) -> Vector
  ) -> Self {
    VectorCase(opcode: opcode, operands: [.v128, .v128], immediates: immediates, floatWidth: floats) {
      body(vector($0[0]), vector($0[1])).value
    }
  }

  static func ternary(
    _ opcode: Opcode, floats: Int? = nil, _ body: @escaping (Vector, Vector, Vector) -> Vector
  ) -> Self {
    VectorCase(opcode: opcode, operands: [.v128, .v128, .v128], floatWidth: floats) {
      body(vector($0[0]), vector($0[1]), vector($0[2])).value
    }
  }

  static func test(_ opcode: Opcode, _ body: @escaping (Vector) -> UInt32) -> Self {
    VectorCase(opcode: opcode, result: .i32) { .i32(body(vector($0[0]))) }
  }

  static func shift(_ opcode: Opcode, _ body: @escaping (Vector, Int) -> Vector) -> Self {
    VectorCase(opcode: opcode, operands: [.v128, .i32]) { values in
      body(vector(values[0]), Int(values[1].slots.first)).value
    }
  }

  /// Each lane by itself.
  static func lanes<Lane: FixedWidthInteger, Result: FixedWidthInteger>(
    _ opcode: Opcode, _: Lane.Type, _ body: @escaping (Lane) -> Result
  ) -> Self {
    unary(opcode) { x in Vector(x.lanes(Lane.self).map(body)) }
  }

  /// Each pair of lanes by itself; a truth is all ones.
  static func lanes<Lane: FixedWidthInteger, Result: FixedWidthInteger>(
    _ opcode: Opcode, _: Lane.Type, _ body: @escaping (Lane, Lane) -> Result
  ) -> Self {
    binary(opcode) { x, y in Vector(zip(x.lanes(Lane.self), y.lanes(Lane.self)).map(body)) }
  }

  static func compare<Lane: FixedWidthInteger>(
    _ opcode: Opcode, _: Lane.Type, _ body: @escaping (Lane, Lane) -> Bool
  ) -> Self {
    lanes(opcode, Lane.self) { x, y in body(x, y) ? Lane.max | Lane.min : 0 }
  }
}
