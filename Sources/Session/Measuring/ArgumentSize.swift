import ComponentTypes

/// What makes one call's arguments smaller than another's, so that everybody finds the same smallest example.
///
/// The smaller sum of all magnitudes comes first; then, from the last operand to the first, the smaller magnitude, and of
/// two that are opposite the positive one: 127 + 1 comes before 1 + 127 and -127 - 1. What is no number counts by its length or the
/// number of its case.
struct ArgumentSize: Comparable {
  private var magnitudes: [UInt128] = []
  private var isNegative: [Bool] = []
  private var sum: UInt128 = 0

  init(_ arguments: [ComponentValue]) {
    for argument in arguments { add(argument) }
    sum = magnitudes.reduce(0) { sum, next in
      let (sum, overflow) = sum.addingReportingOverflow(next)
      return overflow ? .max : sum
    }
  }

  static func < (a: ArgumentSize, b: ArgumentSize) -> Bool {
    if a.sum != b.sum { return a.sum < b.sum }
    if a.magnitudes.count != b.magnitudes.count { return a.magnitudes.count < b.magnitudes.count }
    for index in a.magnitudes.indices.reversed() {
      if a.magnitudes[index] != b.magnitudes[index] { return a.magnitudes[index] < b.magnitudes[index] }
      if a.isNegative[index] != b.isNegative[index] { return b.isNegative[index] }
    }
    return false
  }

  // Recursion is bounded by the depth of the types that the values were made for.
  private mutating func add(_ value: ComponentValue) {
    switch value {
    case .bool(let x): add(x ? 1 : 0)
    case .s8(let x): add(x)
    case .u8(let x): add(x)
    case .s16(let x): add(x)
    case .u16(let x): add(x)
    case .s32(let x): add(x)
    case .u32(let x): add(x)
    case .s64(let x): add(x)
    case .u64(let x): add(x)
    case .f32(let x): add(Double(x))
    case .f64(let x): add(x)
    case .char(let x): add(x.value)
    case .string(let x): add(x.utf8.count)
    case .bytes(let x): for byte in x { add(UInt128(byte) + 1) }
    case .list(let parts): for part in parts { add(part, within: 1) }
    case .record(let parts), .tuple(let parts): for part in parts { add(part) }
    case .map(let entries): add(entries.count)
    case .variant(let index, let payload): add(payload, within: Int(index))
    case .enumeration(let index): add(index)
    case .flags(let flags): add(flags.count { $0 })
    case .option(let payload): add(payload, within: payload == nil ? 0 : 1)
    case .ok(let payload): add(payload, within: 0)
    case .err(let payload): add(payload, within: 1)
    case .handle: add(0)
    }
  }

  private mutating func add(_ payload: ComponentValue?, within own: Int) {
    add(own)
    if let payload { add(payload) }
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    magnitudes.append(UInt128(number.magnitude))
    isNegative.append(number < 0)
  }

  /// Fractions do not count; what is beyond all integers counts as the greatest.
  private mutating func add(_ number: Double) {
    magnitudes.append(UInt128(exactly: number.magnitude.rounded(.down)) ?? .max)
    isNegative.append(number < 0)
  }
}
