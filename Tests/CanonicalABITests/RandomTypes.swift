import ComponentTypes

/// Seeded random numbers, the same on every machine: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension SeededGenerator {
  mutating func type(depth: Int) -> ValueType {
    let scalars: [ValueType] = [
      .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string,
      ValueType(.flags(labels(Int.random(in: 1...32, using: &self)))),
      ValueType(.enumeration(labels(Int.random(in: 1...300, using: &self)))),
    ]
    guard depth > 0, Int.random(in: 0..<3, using: &self) > 0 else {
      return scalars[Int.random(in: 0..<scalars.count, using: &self)]
    }
    let depth = depth - 1
    switch Int.random(in: 0..<9, using: &self) {
    case 0: return ValueType(.list(type(depth: depth)))
    case 1:
      return ValueType(.fixedLengthList(type(depth: depth), length: UInt32.random(in: 1...3, using: &self)))
    case 2: return ValueType(.map(key: .string, value: type(depth: depth)))
    case 3: return ValueType(.record(types(depth).enumerated().map { .init("f\($0.offset)", $0.element) }))
    case 4: return ValueType(.tuple(types(depth)))
    case 5:
      let payloads = types(depth).map { Bool.random(using: &self) ? $0 : nil }
      return ValueType(.variant(payloads.enumerated().map { .init("c\($0.offset)", $0.element) }))
    case 6: return ValueType(.option(type(depth: depth)))
    case 7: return ValueType(.list(.u8))
    default:
      return ValueType(
        .result(
          ok: Bool.random(using: &self) ? type(depth: depth) : nil,
          error: Bool.random(using: &self) ? type(depth: depth) : nil))
    }
  }

  private mutating func types(_ depth: Int) -> [ValueType] {
    (0..<Int.random(in: 1...4, using: &self)).map { _ in type(depth: depth) }
  }

  mutating func scalar(_ range: ClosedRange<UInt32>? = nil) -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [0...0x7f, 0x80...0xff, 0x100...0xd7ff, 0xe000...0xffff, 0x10000...0x10ffff]
    let chosen = range ?? ranges[Int.random(in: 0..<ranges.count, using: &self)]
    return Unicode.Scalar(UInt32.random(in: chosen, using: &self)) ?? "?"
  }

  mutating func string() -> String {
    let range: ClosedRange<UInt32>? = [nil, 0...0x7f, 0...0xff][Int.random(in: 0..<3, using: &self)]
    var view = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &self) { view.append(scalar(range)) }
    return String(view)
  }

  mutating func value(of type: ValueType) -> ComponentValue {
    switch type.shape {
    case .bool: return .bool(.random(using: &self))
    case .s8: return .s8(.random(in: .min ... .max, using: &self))
    case .u8: return .u8(.random(in: .min ... .max, using: &self))
    case .s16: return .s16(.random(in: .min ... .max, using: &self))
    case .u16: return .u16(.random(in: .min ... .max, using: &self))
    case .s32: return .s32(.random(in: .min ... .max, using: &self))
    case .u32: return .u32(.random(in: .min ... .max, using: &self))
    case .s64: return .s64(.random(in: .min ... .max, using: &self))
    case .u64: return .u64(.random(in: .min ... .max, using: &self))
    case .f32:
      let x = Float(bitPattern: .random(in: .min ... .max, using: &self))
      return .f32(x.isNaN ? Float(bitPattern: 0x7fc0_0000) : x)
    case .f64:
      let x = Double(bitPattern: .random(in: .min ... .max, using: &self))
      return .f64(x.isNaN ? Double(bitPattern: 0x7ff8_0000_0000_0000) : x)
    case .char: return .char(scalar())
    case .string: return .string(string())
    case .list(let element):
      return .list((0..<Int.random(in: 0...4, using: &self)).map { _ in value(of: element) })
    case .fixedLengthList(let element, let length): return .list((0..<length).map { _ in value(of: element) })
    case .map(let key, let element):
      return .map(
        (0..<Int.random(in: 0...3, using: &self)).map { _ in .init(key: value(of: key), value: value(of: element)) })
    case .record(let fields): return .record(fields.map { value(of: $0.type) })
    case .tuple(let types): return .tuple(types.map { value(of: $0) })
    case .variant(let cases):
      let index = Int.random(in: 0..<cases.count, using: &self)
      return .variant(UInt32(index), cases[index].payload.map { value(of: $0) })
    case .enumeration(let labels): return .enumeration(UInt32.random(in: 0..<UInt32(labels.count), using: &self))
    case .flags(let labels): return .flags(labels.map { _ in .random(using: &self) })
    case .option(let payload): return .option(Bool.random(using: &self) ? value(of: payload) : nil)
    case .result(let ok, let error):
      return Bool.random(using: &self) ? .ok(ok.map { value(of: $0) }) : .err(error.map { value(of: $0) })
    case .own, .borrow, .stream, .future, .errorContext: return .handle(0)
    }
  }
}
