/// What `i64.add128` and `i64.sub128` did: a sum or difference of 128 bits, in both readings of its bits.
package struct WideSumFacts: Hashable, Sendable {
  package let isDifference: Bool
  /// The operands' bits.
  package let x: UInt128
  package let y: UInt128
  /// The result's bits, wrapped.
  package let result: UInt128
  /// Whether the exact signed result does not fit.
  package let signedOverflow: Bool
  /// Whether the exact unsigned result does not fit.
  package let unsignedOverflow: Bool

  /// In bits.
  package static let width = 128

  package init(_ x: UInt128, _ y: UInt128, isDifference: Bool) {
    (self.x, self.y, self.isDifference) = (x, y, isDifference)
    let (a, b) = (Int128(truncatingIfNeeded: x), Int128(truncatingIfNeeded: y))
    let unsigned = isDifference ? x.subtractingReportingOverflow(y) : x.addingReportingOverflow(y)
    result = unsigned.partialValue
    unsignedOverflow = unsigned.overflow
    signedOverflow = (isDifference ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b)).overflow
  }

  /// The same with each operand in two halves, the low one first; nil where they are not four.
  package init?(halves: [UInt64], isDifference: Bool) {
    guard halves.count == 4 else { return nil }
    func whole(_ index: Int) -> UInt128 { UInt128(halves[index + 1]) << 64 | UInt128(halves[index]) }
    self.init(whole(0), whole(2), isDifference: isDifference)
  }

  package var operation: IntegerOperation { isDifference ? .sub : .add }
  package var operands: [UInt128] { [x, y] }

  /// Whether the exact result does not fit, in a reading.
  package func overflowed(asSigned isSigned: Bool) -> Bool { isSigned ? signedOverflow : unsignedOverflow }

  /// What would be s128 or u128 if WIT had types of that width.
  package static func typeName(asSigned isSigned: Bool) -> String { isSigned ? "s128" : "u128" }

  /// Bits in decimal, in a reading.
  package static func decimal(_ bits: UInt128, asSigned isSigned: Bool) -> String {
    isSigned ? String(Int128(truncatingIfNeeded: bits)) : String(bits)
  }

  /// The exact result in a reading, in decimal: it may take 129 bits and a sign.
  package func exact(asSigned isSigned: Bool) -> String {
    guard overflowed(asSigned: isSigned) else { return Self.decimal(result, asSigned: isSigned) }
    // An overflow is off by 2^128 once: upwards where the operands' sum is too large, downwards where it is too small.
    if isSigned {
      let isPositive = result >> 127 == 1
      return isPositive ? String(result) : "-" + Self.decimal(carry: result == 0, 0 &- result)
    }
    return isDifference ? "-" + String(y - x) : Self.decimal(carry: true, result)
  }

  /// `carry` times 2^128 and `low`, in decimal.
  private static func decimal(carry: Bool, _ low: UInt128) -> String {
    guard carry else { return String(low) }
    // 2^128 = 10 * 34028236692093846346337460743176821145 + 6
    let (tens, ones) = (low / 10, low % 10 + 6)
    return String(34_028_236_692_093_846_346_337_460_743_176_821_145 + tens + ones / 10) + String(ones % 10)
  }

  /// What did not fit in a reading: V, C or B, in the order in which they are shown.
  package func marks(asSigned isSigned: Bool) -> [OverflowMark] {
    guard overflowed(asSigned: isSigned) else { return [] }
    return [isSigned ? .v : isDifference ? .b : .c]
  }
}
