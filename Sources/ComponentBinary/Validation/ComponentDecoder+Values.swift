import ComponentTypes

/// Values and start functions.
///
/// Source: Binary.md, "Start Definitions", "Value Definitions".
extension ComponentDecoder {
  func addStart(_ start: StartDefinition) throws(ComponentBinaryError.Kind) {
    try require(.values, "values and start functions")
    let function = store[try function(start.function)]
    guard function.parameters.count == start.arguments.count else {
      throw .typeMismatch(
        path: [], expected: "\(function.parameters.count) arguments", found: "\(start.arguments.count)")
    }
    for (parameter, argument) in zip(function.parameters, start.arguments) {
      let type = try useValue(argument)
      guard store[type].canonical == store[parameter.type].canonical else {
        throw .typeMismatch(
          path: [parameter.name], expected: store.describe(parameter.type), found: store.describe(type))
      }
    }
    let resultCount = function.result == nil ? 0 : 1
    guard start.resultCount == resultCount else {
      throw .typeMismatch(path: [], expected: "\(resultCount) results", found: "\(start.resultCount)")
    }
    if let result = function.result { try push(Scope.Value(type: result)) }
  }

  /// Makes sure that a finished component has used all its values.
  func checkValuesAreUsed(_ scope: Scope) throws(ComponentBinaryError.Kind) {
    if let index = scope.values.firstIndex(where: { !$0.isUsed }) {
      throw .valueUse(UInt32(truncatingIfNeeded: index), isUsed: false)
    }
  }

  /// Reads a value definition.
  func readValueDefinition() throws(ComponentBinaryError.Kind) -> ComponentValue {
    try require(.values, "values and start functions")
    let type = try valueType(try reader.readValueType())
    let size = Int(try reader.readU32())
    guard size <= reader.limit - reader.position else { throw .unexpectedEnd }
    let end = reader.position + size
    let value = try readValue(of: type)
    guard reader.position == end else { throw .sectionSizeMismatch }
    try push(Scope.Value(type: type))
    return value
  }

  // Recursion is bounded by the depth of types. Each value takes a byte at least.
  private func readValue(of type: ValueID) throws(ComponentBinaryError.Kind) -> ComponentValue {
    switch store[type].shape {
    case .primitive(let primitive): return try readPrimitive(primitive)
    case .record(let fields):
      var values: [ComponentValue] = []
      for field in fields { values.append(try readValue(of: field.type)) }
      return .record(values)
    case .tuple(let elements):
      var values: [ComponentValue] = []
      for element in elements { values.append(try readValue(of: element)) }
      return .tuple(values)
    case .list(let element):
      let count = Int(try reader.readU32())
      var values: [ComponentValue] = []
      values.reserveCapacity(reader.capacity(count))
      for _ in 0..<count { values.append(try readValue(of: element)) }
      return .list(values)
    case .variant(let cases):
      let index = try reader.readU32()
      guard Int(index) < cases.count else { throw .unknownIndex(space: "case", index: index, count: cases.count) }
      return .variant(index, try readPayload(cases[Int(index)].payload))
    case .enumeration(let labels):
      let index = try reader.readU32()
      guard Int(index) < labels.count else { throw .unknownIndex(space: "case", index: index, count: labels.count) }
      return .enumeration(index)
    case .flags(let labels):
      let bits = try reader.readLittleEndian((labels.count + 7) / 8)
      return .flags(labels.indices.map { bits >> UInt64($0) & 1 == 1 })
    case .option(let payload): return .option(try reader.readFlag("option") ? try readValue(of: payload) : nil)
    case .result(let ok, let error):
      return try reader.readFlag("result") ? .err(try readPayload(error)) : .ok(try readPayload(ok))
    case .own, .borrow, .stream, .future: throw .invalidType("a value definition of a \(store[type].shape.word)")
    case .fixedLengthList, .map: throw .unsupported("value definitions of a \(store[type].shape.word)")
    }
  }

  private func readPayload(_ type: ValueID?) throws(ComponentBinaryError.Kind) -> ComponentValue? {
    guard let type else { return nil }
    return try readValue(of: type)
  }

  private func readPrimitive(_ primitive: Primitive) throws(ComponentBinaryError.Kind) -> ComponentValue {
    switch primitive {
    case .bool: return .bool(try reader.readFlag("bool"))
    case .u8: return .u8(try reader.readByte())
    case .s8: return .s8(Int8(bitPattern: try reader.readByte()))
    case .u16: return .u16(UInt16(truncatingIfNeeded: try reader.readUnsigned(bits: 16)))
    case .s16: return .s16(Int16(truncatingIfNeeded: try reader.readSigned(bits: 16)))
    case .u32: return .u32(UInt32(truncatingIfNeeded: try reader.readUnsigned(bits: 32)))
    case .s32: return .s32(Int32(truncatingIfNeeded: try reader.readSigned(bits: 32)))
    case .u64: return .u64(try reader.readUnsigned(bits: 64))
    case .s64: return .s64(try reader.readSigned(bits: 64))
    case .f32:
      let bits = UInt32(truncatingIfNeeded: try reader.readLittleEndian(4))
      let value = Float(bitPattern: bits)
      guard !value.isNaN || bits == 0x7FC0_0000 else { throw .invalidType("a NaN that is not the canonical one") }
      return .f32(value)
    case .f64:
      let bits = try reader.readLittleEndian(8)
      let value = Double(bitPattern: bits)
      guard !value.isNaN || bits == 0x7FF8_0000_0000_0000 else {
        throw .invalidType("a NaN that is not the canonical one")
      }
      return .f64(value)
    case .char: return .char(try reader.readCharacter())
    case .string: return .string(try reader.readName())
    case .errorContext: throw .invalidType("a value definition of an error-context")
    }
  }
}
