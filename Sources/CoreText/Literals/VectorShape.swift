/// How a v128 constant's lanes are written.
///
/// Source: core specification, "Vector Instructions" (text format).
package enum VectorShape: String, Hashable, Sendable, CaseIterable {
  case i8x16, i16x8, i32x4, i64x2, f32x4, f64x2

  /// How many lanes.
  package var laneCount: Int { 128 / laneBits }

  /// A lane's size in bits.
  package var laneBits: Int {
    switch self {
    case .i8x16: 8
    case .i16x8: 16
    case .i32x4, .f32x4: 32
    case .i64x2, .f64x2: 64
    }
  }

  /// Whether the lanes are floating-point numbers.
  package var isFloat: Bool { self == .f32x4 || self == .f64x2 }
}

extension TokenCursor {
  /// Reads a shape.
  mutating func readVectorShape() throws(CoreTextError) -> VectorShape {
    guard let token = current, token.kind == .keyword,
      let shape = VectorShape(rawValue: String(decoding: text.spelling(token).prefix(6), as: UTF8.self)),
      token.end - token.start == 5
    else { throw unexpected("the shape of a vector, such as `i32x4`") }
    advance()
    return shape
  }

  /// Reads one lane of a vector: its bits.
  mutating func readLane(_ shape: VectorShape) throws(CoreTextError) -> UInt64 {
    guard isAt(.number) || isAt(.keyword) else { throw laneMissing(shape) }
    return shape.isFloat ? try readFloat(bits: shape.laneBits) : try readInteger(bits: shape.laneBits)
  }

  private func laneMissing(_ shape: VectorShape) -> CoreTextError {
    CoreTextError(.laneCount(expected: shape.laneCount), at: span)
  }
}
