import CoreTypes

// Source: core specification, "Types" (binary format).
extension ByteReader {
  /// A value type.
  mutating func readValueType(_ features: CoreFeatures) throws(CoreModuleError) -> PackedValueType {
    let offset = offset
    let byte = try readByte()
    switch byte {
    case 0x7F: return .i32
    case 0x7E: return .i64
    case 0x7D: return .f32
    case 0x7C: return .f64
    case 0x7B:
      guard features.contains(.simd) else { throw CoreModuleError(.unsupported(.simd), at: offset) }
      return .v128
    case 0x70, 0x6F:
      guard features.contains(.referenceTypes) else { throw CoreModuleError(.unsupported(.referenceTypes), at: offset) }
      return byte == 0x70 ? .funcref : .externref
    default: throw Self.refusal(ofTypeByte: byte, otherwise: .malformedValueType(byte), at: offset)
    }
  }

  /// A reference type, as tables and segments have it.
  mutating func readReferenceType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreReferenceType {
    let offset = offset
    let byte = try readByte()
    switch byte {
    case 0x70: return .funcref
    case 0x6F:
      guard features.contains(.referenceTypes) else { throw CoreModuleError(.unsupported(.referenceTypes), at: offset) }
      return .externref
    default: throw Self.refusal(ofTypeByte: byte, otherwise: .malformedReferenceType(byte), at: offset)
    }
  }

  /// A heap type, as the nullable reference to it.
  mutating func readNullableHeapType() throws(CoreModuleError) -> PackedValueType {
    let offset = offset
    let byte = try peekByte()
    if byte == 0x70 || byte == 0x6F {
      try skip(1)
      return byte == 0x70 ? .funcref : .externref
    }
    let number = try readS33()
    if number >= 0 { throw CoreModuleError(.unsupported(.functionReferences), at: offset) }
    throw Self.refusal(ofTypeByte: byte, otherwise: .malformedReferenceType(byte), at: offset)
  }

  /// A function type after its first byte, 0x60.
  mutating func readFunctionType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreFunctionType {
    let parameters = try readValueTypes(features, limit: CoreLimit.functionParameters, "function parameters")
    let offset = offset
    let results = try readValueTypes(features, limit: CoreLimit.functionResults, "function results")
    guard results.count < 2 || features.contains(.multiValue) else {
      throw CoreModuleError(.unsupported(.multiValue), at: offset)
    }
    return CoreFunctionType(parameters, results)
  }

  private mutating func readValueTypes(
    _ features: CoreFeatures, limit: Int, _ what: StaticString
  ) throws(CoreModuleError) -> [CoreValueType] {
    let count = try readCount(limit: limit, what)
    var types: [CoreValueType] = []
    types.reserveCapacity(count)
    for _ in 0..<count {
      if let type = try readValueType(features).valueType { types.append(type) }
    }
    return types
  }

  /// A table's type.
  mutating func readTableType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreTableType {
    let element = try readReferenceType(features)
    let offset = offset
    let flags = try readByte()
    switch flags {
    case 0x00, 0x01: break
    case 0x04, 0x05: throw CoreModuleError(.unsupported(.memory64), at: offset)
    default: throw CoreModuleError(.malformedLimits(flags), at: offset)
    }
    return CoreTableType(element: element, limits: try readLimits(hasMaximum: flags & 1 != 0))
  }

  /// A memory's type.
  mutating func readMemoryType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreMemoryType {
    let offset = offset
    let flags = try readByte()
    switch flags {
    case 0x00, 0x01: break
    case 0x02, 0x03: throw CoreModuleError(.unsupported(.threads), at: offset)
    case 0x04...0x07: throw CoreModuleError(.unsupported(.memory64), at: offset)
    case 0x08...0x0F: throw CoreModuleError(.unsupported(.customPageSizes), at: offset)
    default: throw CoreModuleError(.malformedLimits(flags), at: offset)
    }
    return CoreMemoryType(limits: try readLimits(hasMaximum: flags & 1 != 0))
  }

  private mutating func readLimits(hasMaximum: Bool) throws(CoreModuleError) -> CoreLimits {
    let minimum = UInt64(try readU32())
    return CoreLimits(minimum: minimum, maximum: hasMaximum ? UInt64(try readU32()) : nil)
  }

  /// A global's type.
  mutating func readGlobalType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreGlobalType {
    let type = try readValueType(features)
    let offset = offset
    let mutability = try readByte()
    guard mutability <= 1, let value = type.valueType else {
      throw CoreModuleError(.malformedMutability(mutability), at: offset)
    }
    return CoreGlobalType(value, isMutable: mutability == 1)
  }

  /// The proposal that a type's byte belongs to, where it is one that is not read yet; otherwise that it is malformed.
  private static func refusal(
    ofTypeByte byte: UInt8, otherwise kind: CoreModuleError.Kind, at offset: Int
  ) -> CoreModuleError {
    switch byte {
    case 0x63, 0x64: CoreModuleError(.unsupported(.functionReferences), at: offset)
    case 0x69, 0x74: CoreModuleError(.unsupported(.exceptions), at: offset)
    case 0x6A...0x6E, 0x71...0x73: CoreModuleError(.unsupported(.gc), at: offset)
    default: CoreModuleError(kind, at: offset)
    }
  }
}
