import Diagnostics

// Values and what is expected of them.
extension ScriptReader {
  /// How deep `either` stands in `either`.
  private static let maximumDepth = 16

  mutating func readPattern(depth: Int) throws(CoreTextError) -> ScriptPattern {
    guard cursor.isAt(.open), let word = cursor.token(ahead: 1), word.kind == .keyword else {
      throw cursor.unexpected("a value such as `(i32.const 1)`")
    }
    let span = cursor.span
    cursor.advance()
    let pattern: ScriptPattern
    switch String(decoding: cursor.text.spelling(word).prefix(20), as: UTF8.self) {
    case "i32.const":
      cursor.advance()
      pattern = .value(.i32(UInt32(truncatingIfNeeded: try cursor.readInteger(bits: 32))))
    case "i64.const":
      cursor.advance()
      pattern = .value(.i64(try cursor.readInteger(bits: 64)))
    case "f32.const":
      cursor.advance()
      if let nan = takeNaNClass() {
        pattern = .f32(nan)
      } else {
        pattern = .value(.f32(UInt32(truncatingIfNeeded: try cursor.readFloat(bits: 32))))
      }
    case "f64.const":
      cursor.advance()
      if let nan = takeNaNClass() {
        pattern = .f64(nan)
      } else {
        pattern = .value(.f64(try cursor.readFloat(bits: 64)))
      }
    case "v128.const":
      cursor.advance()
      pattern = try readVector()
    case "ref.null":
      cursor.advance()
      pattern = .value(.refNull(takeKeyword()))
    case "ref.extern":
      cursor.advance()
      pattern = cursor.isAt(.number) ? .value(.refExtern(try readNumber())) : .reference("extern")
    case "ref.host":
      cursor.advance()
      pattern = .value(.refHost(try readNumber()))
    case "ref.func":
      cursor.advance()
      // Which function is not said by the reference that comes out.
      if cursor.isAt(.number) { _ = try readNumber() } else { _ = try cursor.takeIdentifier() }
      pattern = .reference("func")
    case "ref.any", "ref.eq", "ref.i31", "ref.struct", "ref.array", "ref.exn":
      cursor.advance()
      pattern = .reference(String(decoding: cursor.text.spelling(word).dropFirst(4), as: UTF8.self))
    case "either":
      guard depth < Self.maximumDepth else {
        throw CoreTextError(.limit("`either` within `either`", maximum: Self.maximumDepth), at: span)
      }
      cursor.advance()
      var patterns: [ScriptPattern] = []
      while cursor.isAt(.open) { patterns.append(try readPattern(depth: depth + 1)) }
      pattern = .either(patterns)
    case "bool.const", "s8.const", "u8.const", "s16.const", "u16.const", "s32.const", "u32.const", "s64.const",
      "u64.const", "char.const", "str.const", "list.const", "record.const", "tuple.const", "variant.const",
      "enum.const", "flags.const", "option.none", "option.some", "result.ok", "result.err":
      cursor.move(to: cursor.index - 1)
      let group = cursor.group ?? cursor.index..<cursor.index
      cursor.move(to: group.upperBound)
      return .value(.component(group))
    default: throw cursor.unexpected("a value such as `(i32.const 1)`")
    }
    try cursor.expectClose()
    return pattern
  }

  private mutating func readNumber() throws(CoreTextError) -> UInt32 {
    UInt32(truncatingIfNeeded: try cursor.readUnsigned(bits: 32))
  }

  private mutating func takeKeyword() -> String? {
    guard let word = cursor.current, word.kind == .keyword else { return nil }
    cursor.advance()
    return String(decoding: cursor.text.spelling(word).prefix(20), as: UTF8.self)
  }

  private mutating func takeNaNClass() -> ScriptPattern.NaNClass? {
    if cursor.take(keyword: "nan:canonical") { return .canonical }
    if cursor.take(keyword: "nan:arithmetic") { return .arithmetic }
    return nil
  }

  private mutating func readVector() throws(CoreTextError) -> ScriptPattern {
    let shape = try cursor.readVectorShape()
    var lanes: [ScriptPattern.LanePattern] = []
    var isExact = true
    for _ in 0..<shape.laneCount {
      if shape.isFloat, let nan = takeNaNClass() {
        isExact = false
        lanes.append(.nan(nan))
      } else {
        lanes.append(.bits(try cursor.readLane(shape)))
      }
    }
    guard isExact else { return .vector(shape, lanes) }
    var halves: [UInt64] = [0, 0]
    for (index, lane) in lanes.enumerated() {
      guard case .bits(let bits) = lane else { continue }
      let place = index * shape.laneBits
      halves[place / 64] |= bits << UInt64(place % 64)
    }
    return .value(.v128(low: halves[0], high: halves[1]))
  }
}
