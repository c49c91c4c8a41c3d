/// What was lost when a float was truncated towards zero to an integer type that cannot hold it.
///
/// Source: core specification, "Numerics", trunc and trunc_sat.
package struct TruncationFacts: Hashable, Sendable {
  /// 32 or 64 bits.
  package let sourceWidth: Int
  /// The float's bits, zero-extended.
  package let bits: UInt64
  package let target: IntegerType
  /// Whether the nearest value was given instead; otherwise it trapped.
  package let isSaturating: Bool

  /// Nil for a source's width other than 32 and 64 bits.
  package init?(_ bits: UInt64, from sourceWidth: Int, to target: IntegerType, isSaturating: Bool) {
    guard sourceWidth == 32 || sourceWidth == 64 else { return nil }
    self.sourceWidth = sourceWidth
    self.bits = sourceWidth == 32 ? bits & 0xFFFF_FFFF : bits
    self.target = target
    self.isSaturating = isSaturating
  }

  /// The float as a double, which holds every float.
  private var value: Double {
    sourceWidth == 32
      ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
  }

  /// The integer that the float truncates to; nil for NaN, infinities and what 128 bits do not hold.
  package var exact: ExactInteger? { Int128(exactly: value.rounded(.towardZero)).map { ExactInteger($0) } }

  /// Whether the type holds that integer.
  package var fits: Bool { exact.map(target.contains) ?? false }

  /// The float in decimal, as short as it can be told from its neighbours.
  package var decimal: String {
    sourceWidth == 32 ? Float(bitPattern: UInt32(truncatingIfNeeded: bits)).description : value.description
  }

  /// The nearest value of the type, 0 for NaN; zero-extended.
  package var saturated: UInt64 {
    if let exact, target.contains(exact) { return target.lowBits(of: exact) }
    if value.isNaN { return 0 }
    return value < 0 ? target.minimumBits : target.maximumBits
  }
}
