import ComponentTypes
import CoreText
import Diagnostics

extension ScriptValue {
  /// The value as one of a component's type.
  ///
  /// - Throws: where it is none.
  func componentValue(as type: ValueType, in text: TokenizedText) throws(Failure) -> ComponentValue {
    switch (self, type.shape) {
    case (.f32(let bits), .f32): return .f32(Float(bitPattern: bits))
    case (.f64(let bits), .f64): return .f64(Double(bitPattern: bits))
    case (.component(let range), _):
      var reader = ComponentValueReader(TokenCursor(text, in: range))
      return try reader.read(as: type)
    default: throw Failure("the value is not of the type \(type)")
    }
  }
}

extension ScriptPattern {
  /// Whether a component's result is what the script expects.
  ///
  /// - Throws: where the pattern is none of the result's type.
  func matches(_ result: TypedValue, in text: TokenizedText) throws(Failure) -> Bool {
    switch self {
    case .value(let value): return try value.componentValue(as: result.type, in: text) == result.value
    // A component never sees which NaN it is.
    case .f32:
      guard case .f32(let number) = result.value else { return false }
      return number.isNaN
    case .f64:
      guard case .f64(let number) = result.value else { return false }
      return number.isNaN
    case .either(let patterns):
      for pattern in patterns where try pattern.matches(result, in: text) { return true }
      return false
    case .vector, .reference: throw Failure("a component's function returns no such value")
    }
  }
}

/// Reads `(u32.const 1)` and the like as values of known types. Recursion follows the types, which their reader limits.
struct ComponentValueReader {
  private var cursor: TokenCursor

  init(_ cursor: TokenCursor) { self.cursor = cursor }

  mutating func read(as type: ValueType) throws(Failure) -> ComponentValue {
    // Older texts leave out the brackets inside fields.
    let isBracketed = cursor.isAt(.open)
    if isBracketed { cursor.advance() }
    let value: ComponentValue
    do throws(CoreTextError) {
      value = try readBare(as: type)
      if isBracketed { try cursor.expectClose() }
    } catch {
      throw Failure("the value does not fit: \(error.diagnostics.first?.message ?? "")")
    }
    return value
  }

  private mutating func readBare(as type: ValueType) throws(CoreTextError) -> ComponentValue {
    switch type.shape {
    case .bool:
      try expect("bool.const")
      if cursor.take(keyword: "true") { return .bool(true) }
      guard cursor.take(keyword: "false") else { throw cursor.unexpected("`true` or `false`") }
      return .bool(false)
    case .s8: return .s8(Int8(truncatingIfNeeded: try readInteger("s8.const", bits: 8)))
    case .u8: return .u8(UInt8(truncatingIfNeeded: try readInteger("u8.const", bits: 8)))
    case .s16: return .s16(Int16(truncatingIfNeeded: try readInteger("s16.const", bits: 16)))
    case .u16: return .u16(UInt16(truncatingIfNeeded: try readInteger("u16.const", bits: 16)))
    case .s32: return .s32(Int32(truncatingIfNeeded: try readInteger("s32.const", bits: 32)))
    case .u32: return .u32(UInt32(truncatingIfNeeded: try readInteger("u32.const", bits: 32)))
    case .s64: return .s64(Int64(bitPattern: try readInteger("s64.const", bits: 64)))
    case .u64: return .u64(try readInteger("u64.const", bits: 64))
    case .f32:
      try expect("f32.const")
      return .f32(Float(bitPattern: UInt32(truncatingIfNeeded: try cursor.readFloat(bits: 32))))
    case .f64:
      try expect("f64.const")
      return .f64(Double(bitPattern: try cursor.readFloat(bits: 64)))
    case .char:
      try expect("char.const")
      let scalars = String(decoding: try cursor.expectName(), as: UTF8.self).unicodeScalars
      guard scalars.count == 1, let scalar = scalars.first else { throw cursor.unexpected("one character") }
      return .char(scalar)
    case .string:
      try expect("str.const")
      return .string(String(decoding: try cursor.expectName(), as: UTF8.self))
    default: return try readCompound(as: type)
    }
  }

  private mutating func readCompound(as type: ValueType) throws(CoreTextError) -> ComponentValue {
    switch type.shape {
    case .list(let element), .fixedLengthList(let element, _):
      try expect("list.const")
      var elements: [ComponentValue] = []
      while cursor.isAt(.open) { elements.append(try readNested(as: element)) }
      if case .fixedLengthList(_, let length) = type.shape, elements.count != Int(length) {
        throw cursor.unexpected("\(length) elements")
      }
      return .list(elements)
    case .tuple(let types):
      try expect("tuple.const")
      var elements: [ComponentValue] = []
      for type in types { elements.append(try readNested(as: type)) }
      return .tuple(elements)
    case .record(let fields):
      try expect("record.const")
      var values: [ComponentValue] = []
      for field in fields {
        try cursor.expect(opening: "field")
        try expect(name: field.name)
        values.append(try readNested(as: field.type))
        try cursor.expectClose()
      }
      return .record(values)
    case .variant(let cases):
      try expect("variant.const")
      let index = try readIndex(among: cases.map(\.name))
      return .variant(UInt32(index), try readPayload(as: cases[index].payload))
    case .enumeration(let labels):
      try expect("enum.const")
      return .enumeration(UInt32(try readIndex(among: labels.map(\.name))))
    case .flags(let labels):
      try expect("flags.const")
      var flags = Array(repeating: false, count: labels.count)
      while cursor.isAt(.string) { flags[try readIndex(among: labels.map(\.name))] = true }
      return .flags(flags)
    case .option(let payload):
      if cursor.take(keyword: "option.none") { return .option(nil) }
      try expect("option.some")
      return .option(try readNested(as: payload))
    case .result(let ok, let error):
      if cursor.take(keyword: "result.ok") { return .ok(try readPayload(as: ok)) }
      try expect("result.err")
      return .err(try readPayload(as: error))
    default: throw cursor.unexpected("a value of a type that scripts can write")
    }
  }

  private mutating func readNested(as type: ValueType) throws(CoreTextError) -> ComponentValue {
    let isBracketed = cursor.isAt(.open)
    if isBracketed { cursor.advance() }
    let value = try readBare(as: type)
    if isBracketed { try cursor.expectClose() }
    return value
  }

  private mutating func readPayload(as type: ValueType?) throws(CoreTextError) -> ComponentValue? {
    guard let type else { return nil }
    return try readNested(as: type)
  }

  private mutating func readInteger(_ keyword: StaticString, bits: Int) throws(CoreTextError) -> UInt64 {
    try expect(keyword)
    return try cursor.readInteger(bits: bits)
  }

  private mutating func expect(_ keyword: StaticString) throws(CoreTextError) {
    guard cursor.take(keyword: keyword) else { throw cursor.unexpected("`\(keyword)`") }
  }

  private mutating func expect(name: String) throws(CoreTextError) {
    let error = cursor.unexpected("\"\(name)\"")
    guard try cursor.expectName() == Array(name.utf8) else { throw error }
  }

  private mutating func readIndex(among names: [String]) throws(CoreTextError) -> Int {
    let error = cursor.unexpected("one of \(names.joined(separator: ", "))")
    let name = String(decoding: try cursor.expectName(), as: UTF8.self)
    guard let index = names.firstIndex(of: name) else { throw error }
    return index
  }
}
