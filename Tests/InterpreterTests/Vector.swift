import CoreTypes

/// 128 bits, as lanes of any type, for tests.
struct Vector: Hashable, CustomStringConvertible {
  var low: UInt64
  var high: UInt64

  /// The lanes from the lowest on; fewer than all leave zeros.
  init<Lane: FixedWidthInteger>(_ lanes: [Lane]) {
    var halves: [UInt64] = [0, 0]
    for (index, lane) in lanes.enumerated() {
      let bits = UInt64(truncatingIfNeeded: lane) & (UInt64.max >> UInt64(64 - Lane.bitWidth))
      halves[index * Lane.bitWidth / 64] |= bits << UInt64(index * Lane.bitWidth % 64)
    }
    (low, high) = (halves[0], halves[1])
  }

  init(_ lanes: [Float]) { self.init(lanes.map(\.bitPattern)) }
  init(_ lanes: [Double]) { self.init(lanes.map(\.bitPattern)) }

  init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  func lanes<Lane: FixedWidthInteger>(_: Lane.Type) -> [Lane] {
    (0..<128 / Lane.bitWidth).map { index in
      let half = index * Lane.bitWidth < 64 ? low : high
      return Lane(truncatingIfNeeded: half >> UInt64(index * Lane.bitWidth % 64))
    }
  }

  var floats: [Float] { lanes(UInt32.self).map(Float.init(bitPattern:)) }
  var doubles: [Double] { lanes(UInt64.self).map(Double.init(bitPattern:)) }

  var value: CoreValue { .v128(low: low, high: high) }

  init?(_ value: CoreValue?) {
    guard case .v128(let low, let high)? = value else { return nil }
    self.init(low: low, high: high)
  }

  var description: String { "0x" + String(high, radix: 16) + "_" + String(low, radix: 16) }
}
