import CoreTypes

// Source: core specification, "Types" (binary format).
extension ByteReader {
  /// A value type. A defined type in it is the module's type index, which is not checked here.
  @inline(__always)
  mutating func readValueType(_ features: CoreFeatures) throws(CoreModuleError) -> PackedValueType {
    switch try peekByte() {
    case 0x7F:
      try skip(1)
      return .i32
    case 0x7E:
      try skip(1)
      return .i64
    default: return try readOtherValueType(features)
    }
  }

  private mutating func readOtherValueType(_ features: CoreFeatures) throws(CoreModuleError) -> PackedValueType {
    let offset = offset
    let byte = try readByte()
    switch byte {
    case 0x7D: return .f32
    case 0x7C: return .f64
    case 0x7B:
      guard features.contains(.simd) else { throw CoreModuleError(.unsupported(.simd), at: offset) }
      return .v128
    case 0x63, 0x64: return try readReference(isNullable: byte == 0x63, features)
    default:
      if let heap = Self.abstractHeapType(byte) {
        return PackedValueType(try Self.reference(heap, isNullable: true, features, at: offset))
      }
      throw CoreModuleError(.malformedValueType(byte), at: offset)
    }
  }

  /// A reference type, as tables and segments have it. `funcref` has been there from the beginning.
  mutating func readReferenceType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreReferenceType {
    let offset = offset
    let byte = try peekByte()
    if byte == 0x70 {
      try skip(1)
      return .funcref
    }
    guard byte == 0x63 || byte == 0x64 || Self.abstractHeapType(byte) != nil,
      let type = try readOtherValueType(features).referenceType
    else { throw CoreModuleError(.malformedReferenceType(byte), at: offset) }
    return type
  }

  /// A heap type, as a reference to it.
  ///
  ///     one byte 0x69...0x74     an abstract heap type
  ///     s33, not negative        a type index
  mutating func readReference(isNullable: Bool, _ features: CoreFeatures) throws(CoreModuleError) -> PackedValueType {
    let offset = offset
    let byte = try peekByte()
    if let heap = Self.abstractHeapType(byte) {
      try skip(1)
      return PackedValueType(try Self.reference(heap, isNullable: isNullable, features, at: offset))
    }
    let number = try readS33()
    guard number >= 0 else { throw CoreModuleError(.malformedHeapType(byte), at: offset) }
    guard features.contains(.referenceTypes) else { throw CoreModuleError(.unsupported(.referenceTypes), at: offset) }
    guard features.contains(.functionReferences) || features.contains(.gc) else {
      throw CoreModuleError(.unsupported(.functionReferences), at: offset)
    }
    // Nothing can have that many types, so what does not fit is as unknown as what stands for it.
    let index = UInt32(truncatingIfNeeded: min(number, Int64(PackedValueType.maxIndex)))
    return PackedValueType(CoreReferenceType(isNullable: isNullable, heap: .concrete(index)))
  }

  /// The heap type that a byte stands for; nil if it is none.
  private static func abstractHeapType(_ byte: UInt8) -> CoreHeapType? {
    PackedValueType.abstractHeapType(UInt32(byte))
  }

  /// Makes sure that the proposals allow a reference type.
  private static func reference(
    _ heap: CoreHeapType, isNullable: Bool, _ features: CoreFeatures, at offset: Int
  ) throws(CoreModuleError) -> CoreReferenceType {
    guard features.contains(.referenceTypes) else { throw CoreModuleError(.unsupported(.referenceTypes), at: offset) }
    let feature: CoreFeature
    switch heap {
    case .func, .extern: feature = isNullable ? .referenceTypes : .functionReferences
    case .exn, .noexn: feature = .exceptions
    default: feature = .gc
    }
    if heap != .func, heap != .exn, !features.contains(.gcTypes) {
      throw CoreModuleError(.unsupported(.gcTypes), at: offset)
    }
    guard features.contains(feature) else { throw CoreModuleError(.unsupported(feature), at: offset) }
    return CoreReferenceType(isNullable: isNullable, heap: heap)
  }

  /// A defined type with its place among the others.
  ///
  ///     0x50   open, supertypes, composite type
  ///     0x4F   final, supertypes, composite type
  ///     else   final, composite type
  mutating func readSubType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreSubType {
    let offset = offset
    let form = try peekByte()
    guard form == 0x50 || form == 0x4F else { return CoreSubType(try readCompositeType(features)) }
    guard features.contains(.gc) else { throw CoreModuleError(.unsupported(.gc), at: offset) }
    try skip(1)
    let count = try readU32()
    guard count <= 1 else { throw CoreModuleError(.tooManySupertypes(count), at: offset) }
    let supertype = count == 1 ? try readU32() : nil
    return CoreSubType(isFinal: form == 0x4F, supertype: supertype, try readCompositeType(features))
  }

  private mutating func readCompositeType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreCompositeType {
    let offset = offset
    let form = try readByte()
    switch form {
    case 0x60: return .function(try readFunctionType(features))
    case 0x5E, 0x5F:
      guard features.contains(.gc), features.contains(.gcTypes) else {
        throw CoreModuleError(.unsupported(features.contains(.gc) ? .gcTypes : .gc), at: offset)
      }
      if form == 0x5E { return .array(try readFieldType(features)) }
      let count = try readCount(limit: CoreLimit.structFields, "structure fields")
      var fields: [CoreFieldType] = []
      fields.reserveCapacity(count)
      for _ in 0..<count { fields.append(try readFieldType(features)) }
      return .struct(fields)
    default: throw CoreModuleError(.malformedTypeForm(form), at: offset)
    }
  }

  private mutating func readFieldType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreFieldType {
    let storage: CoreStorageType
    switch try peekByte() {
    case 0x78: storage = .i8
    case 0x77: storage = .i16
    default: storage = .value(try readValueType(features).spelledOut)
    }
    if storage.isPacked { try skip(1) }
    return CoreFieldType(storage, isMutable: try readMutability())
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
    for _ in 0..<count { types.append(try readValueType(features).spelledOut) }
    return types
  }

  // Limits begin with flags:
  //
  //     bit 0   a maximum follows the minimum
  //     bit 1   shared
  //     bit 2   64-bit addresses
  //     bit 3   a page size follows, as its logarithm to base 2

  /// A table's type.
  mutating func readTableType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreTableType {
    let element = try readReferenceType(features)
    let offset = offset
    let flags = try readByte()
    guard flags & ~0b101 == 0 else { throw CoreModuleError(.malformedLimits(flags), at: offset) }
    let addressType = try addressType(flags, features, at: offset)
    return CoreTableType(element: element, limits: try readLimits(flags, features), addressType: addressType)
  }

  /// A memory's type.
  mutating func readMemoryType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreMemoryType {
    let offset = offset
    let flags = try readByte()
    guard flags < 0x10 else { throw CoreModuleError(.malformedLimits(flags), at: offset) }
    if flags & 0b10 != 0, !features.contains(.threads) { throw CoreModuleError(.unsupported(.threads), at: offset) }
    if flags & 0b1000 != 0, !features.contains(.customPageSizes) {
      throw CoreModuleError(.unsupported(.customPageSizes), at: offset)
    }
    let addressType = try addressType(flags, features, at: offset)
    let limits = try readLimits(flags, features)
    var pageSizeLog2: UInt8 = 16
    if flags & 0b1000 != 0 {
      let offset = self.offset
      let exponent = try readU32()
      guard exponent < 64 else { throw CoreModuleError(.malformedPageSize(exponent), at: offset) }
      pageSizeLog2 = UInt8(truncatingIfNeeded: exponent)
    }
    return CoreMemoryType(
      limits: limits, isShared: flags & 0b10 != 0, addressType: addressType, pageSizeLog2: pageSizeLog2)
  }

  private func addressType(
    _ flags: UInt8, _ features: CoreFeatures, at offset: Int
  ) throws(CoreModuleError) -> CoreAddressType {
    guard flags & 0b100 != 0 else { return .i32 }
    guard features.contains(.memory64) else { throw CoreModuleError(.unsupported(.memory64), at: offset) }
    return .i64
  }

  /// With 64-bit memories, limits are numbers of 64 bits for any address type: one too large is invalid, not malformed.
  private mutating func readLimits(_ flags: UInt8, _ features: CoreFeatures) throws(CoreModuleError) -> CoreLimits {
    let isWide = features.contains(.memory64)
    let minimum = isWide ? try readU64() : UInt64(try readU32())
    guard flags & 1 != 0 else { return CoreLimits(minimum: minimum) }
    return CoreLimits(minimum: minimum, maximum: isWide ? try readU64() : UInt64(try readU32()))
  }

  /// A global's type.
  mutating func readGlobalType(_ features: CoreFeatures) throws(CoreModuleError) -> CoreGlobalType {
    let type = try readValueType(features).spelledOut
    return CoreGlobalType(type, isMutable: try readMutability())
  }

  private mutating func readMutability() throws(CoreModuleError) -> Bool {
    let offset = offset
    let byte = try readByte()
    guard byte <= 1 else { throw CoreModuleError(.malformedMutability(byte), at: offset) }
    return byte == 1
  }

  /// A tag's attribute, which must be 0, and its type index.
  mutating func readTagType() throws(CoreModuleError) -> UInt32 {
    let offset = offset
    let attribute = try readByte()
    guard attribute == 0 else { throw CoreModuleError(.malformedTagAttribute(attribute), at: offset) }
    return try readU32()
  }

  /// Goes past a block type that was read before.
  mutating func skipBlockType() throws(CoreModuleError) {
    switch try peekByte() {
    case 0x63, 0x64:
      try skip(1)
      _ = try readS33()
    default: _ = try readS33()
    }
  }

  /// One clause of a `try_table`.
  mutating func readCatchClause() throws(CoreModuleError) -> CatchClause {
    let offset = offset
    let kind = try readByte()
    guard kind < 4 else { throw CoreModuleError(.malformedCatchKind(kind), at: offset) }
    let tag = kind < 2 ? try readU32() : nil
    return CatchClause(tag: tag, givesReference: kind & 1 != 0, label: try readU32())
  }
}
