package import ComponentTypes

/// Makes types that values can be written of, and values of them.
package struct RandomValue {
  package var random: SplitMix64
  /// Whether types that need a declaration may be made.
  package let hasDeclaredTypes: Bool

  package init(seed: UInt64, hasDeclaredTypes: Bool = true) {
    random = SplitMix64(seed: seed)
    self.hasDeclaredTypes = hasDeclaredTypes
  }

  // MARK: Types

  private static let primitives: [ValueType] = [
    .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string,
  ]
  private static let keys: [ValueType] = [
    .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .char, .string,
  ]

  /// A type of values that have a notation: no handles, streams or futures.
  package mutating func type() -> ValueType {
    // Now and then one that nests far deeper than others.
    if random.chance(2) {
      var type = primitive()
      for _ in 0..<random.below(60) {
        type = ValueType([.list(type), .option(type), .tuple([type]), .result(ok: type, error: nil)][random.below(4)])
      }
      return type
    }
    return type(depth: 0)
  }

  private mutating func primitive() -> ValueType { random.pick(Self.primitives) ?? .u8 }

  private mutating func type(depth: Int) -> ValueType {
    guard depth < 5, random.chance(depth == 0 ? 85 : 50) else { return primitive() }
    switch random.below(hasDeclaredTypes ? 10 : 6) {
    case 0: return ValueType(.list(type(depth: depth + 1)))
    case 1: return ValueType(.fixedLengthList(type(depth: depth + 1), length: UInt32(1 + random.below(5))))
    case 2: return ValueType(.map(key: random.pick(Self.keys) ?? .u8, value: type(depth: depth + 1)))
    case 3: return ValueType(.option(type(depth: depth + 1)))
    case 4:
      var elements: [ValueType] = []
      for _ in 0...random.below(4) { elements.append(type(depth: depth + 1)) }
      return ValueType(.tuple(elements))
    case 5:
      let ok = random.chance(60) ? type(depth: depth + 1) : nil
      return ValueType(.result(ok: ok, error: random.chance(60) ? type(depth: depth + 1) : nil))
    case 6:
      let fields = names().map { ValueType.Field($0, type(depth: depth + 1)) }
      return ValueType(.record(fields))
    case 7:
      let cases = names().map { ValueType.Case($0, random.chance(50) ? type(depth: depth + 1) : nil) }
      return ValueType(.variant(cases))
    case 8: return ValueType(.enumeration(names().map { ValueType.Label($0) }))
    default: return ValueType(.flags(names().map { ValueType.Label($0) }))
    }
  }

  private static let names = [
    "a", "b", "x", "point", "true", "false", "some", "none", "ok", "err", "inf", "nan", "min", "max", "it", "type",
    "record", "A-B", "read-only", "u8", "as", "x1", "http2-id",
  ]

  /// Different names, at least one.
  private mutating func names() -> [String] {
    Array(Self.names.shuffled(using: &random).prefix(1 + random.below(6)))
  }

  // MARK: Values

  /// A value of a type. A NaN is the one that the text `nan` stands for.
  package mutating func value(of type: ValueType) -> ComponentValue {
    value(of: type, depth: 0)
  }

  private mutating func value(of type: ValueType, depth: Int) -> ComponentValue {
    switch type.shape {
    case .bool: return .bool(random.chance(50))
    case .s8: return .s8(integer())
    case .u8: return .u8(integer())
    case .s16: return .s16(integer())
    case .u16: return .u16(integer())
    case .s32: return .s32(integer())
    case .u32: return .u32(integer())
    case .s64: return .s64(integer())
    case .u64: return .u64(integer())
    case .f32: return .f32(float32())
    case .f64: return .f64(float64())
    case .char: return .char(scalar())
    case .string: return .string(string())
    case .list(let element): return .list(elements(of: element, count: random.below(depth < 3 ? 5 : 2), depth))
    case .fixedLengthList(let element, let length): return .list(elements(of: element, count: Int(length), depth))
    case .map(let key, let payload):
      var entries: [ComponentValue.MapEntry] = []
      var seen: Set<ComponentValue> = []
      for _ in 0..<random.below(4) {
        let key = value(of: key, depth: depth + 1)
        guard seen.insert(key).inserted else { continue }
        entries.append(.init(key: key, value: value(of: payload, depth: depth + 1)))
      }
      return .map(entries)
    case .record(let fields): return .record(fields.map { value(of: $0.type, depth: depth + 1) })
    case .tuple(let types): return .tuple(types.map { value(of: $0, depth: depth + 1) })
    case .variant(let cases):
      let index = random.below(cases.count)
      return .variant(UInt32(index), cases[index].payload.map { value(of: $0, depth: depth + 1) })
    case .enumeration(let labels): return .enumeration(UInt32(random.below(labels.count)))
    case .flags(let labels): return .flags(labels.map { _ in random.chance(40) })
    case .option(let inner): return .option(random.chance(60) ? value(of: inner, depth: depth + 1) : nil)
    case .result(let ok, let error):
      return random.chance(50)
        ? .ok(ok.map { value(of: $0, depth: depth + 1) }) : .err(error.map { value(of: $0, depth: depth + 1) })
    case .own, .borrow, .stream, .future, .errorContext: return .handle(UInt32(random.below(100)))
    }
  }

  private mutating func elements(of type: ValueType, count: Int, _ depth: Int) -> [ComponentValue] {
    var elements: [ComponentValue] = []
    for _ in 0..<count { elements.append(value(of: type, depth: depth + 1)) }
    return elements
  }

  /// Often one near an end of the type.
  private mutating func integer<Integer: FixedWidthInteger>() -> Integer {
    switch random.below(4) {
    case 0: Integer.max &- Integer(random.below(3))
    case 1: Integer.min &+ Integer(random.below(3))
    case 2: Integer(random.below(10))
    default: Integer(truncatingIfNeeded: random.next())
    }
  }

  private mutating func float64() -> Double {
    if random.chance(40) {
      return random.pick([0, -0.0, 1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1.7976931348623157e308, 0.1])
        ?? 0
    }
    let value = Double(bitPattern: random.next())
    return value.isNaN ? .nan : value
  }

  private mutating func float32() -> Float {
    if random.chance(40) {
      return random.pick([0, -0.0, 1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 3.4028235e38, 0.1]) ?? 0
    }
    let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
    return value.isNaN ? .nan : value
  }

  /// Any scalar; often one that a text has to escape.
  private mutating func scalar() -> Unicode.Scalar {
    switch random.below(4) {
    case 0: random.pick(Array("\"'\\\n\r\t{}u\u{0}\u{7F}\u{301}\u{2028}\u{202E}".unicodeScalars)) ?? "a"
    case 1: Unicode.Scalar(UInt32(random.below(0x110000))) ?? "\u{FFFD}"
    default: Unicode.Scalar(UInt8(0x20 + random.below(0x5F)))
    }
  }

  private mutating func string() -> String {
    var text = ""
    for _ in 0..<random.below(random.chance(5) ? 200 : 8) { text.unicodeScalars.append(scalar()) }
    return text
  }
}
