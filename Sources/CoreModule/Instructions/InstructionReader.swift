/// Reads instructions one after the other from a function's body or a constant expression.
///
/// It knows the binary format only: indices are not checked, blocks are not matched. It reads to the end of its range,
/// which for a body is just past the last `end`.
package struct InstructionReader: Sendable {
  var reader: ByteReader
  let features: CoreFeatures
  private let lookup: [OpcodeLookup]

  /// - Parameters:
  ///   - bytes: the file.
  ///   - range: where the instructions stand in it, clamped to it.
  package init(_ bytes: [UInt8], in range: Range<Int>, features: CoreFeatures = .supported) {
    reader = ByteReader(bytes, in: range)
    self.features = features
    lookup = features.contains(.floats) ? OpcodeLookup.places : OpcodeLookup.placesWithoutFloats
  }

  /// The file offset of the next instruction.
  package var offset: Int {
    get { reader.offset }
    set { reader.move(to: newValue) }
  }

  /// Whether nothing is left to read.
  package var isAtEnd: Bool { reader.isAtEnd }

  /// The next instruction.
  ///
  /// - Throws: what is malformed, or which proposal is not supported, with its file offset.
  package mutating func next() throws(CoreModuleError) -> Instruction {
    let offset = reader.offset
    let byte = try reader.readByte()
    var place = Int(byte)
    if byte >= 0xFB, byte <= 0xFE {
      let number = try reader.readU32()
      guard number < 0x200 else { throw Self.unknown(prefix: byte, number, at: offset) }
      place = (Int(byte) &- 0xFA) << 9 | Int(number)
    }
    let entry = lookup[place]
    guard entry.isKnown, features.contains(entry.feature) else { throw refusal(of: byte, place, entry, at: offset) }
    var instruction = Instruction(
      opcode: entry.opcode, immediate: 0, second: 0, alignment: 0, lane: 0, offset: offset,
      immediateOffset: reader.offset)
    if entry.immediates != .none { try readImmediates(entry.immediates, into: &instruction) }
    return instruction
  }

  @inline(__always)
  private mutating func readImmediates(
    _ kind: ImmediateKind, into instruction: inout Instruction
  ) throws(CoreModuleError) {
    switch kind {
    case .none: break
    case .label, .function, .local, .global, .table, .element, .data, .tag, .type:
      instruction.immediate = UInt64(try reader.readU32())
    case .i32: instruction.immediate = UInt64(UInt32(bitPattern: try reader.readS32()))
    case .i64: instruction.immediate = UInt64(bitPattern: try reader.readS64())
    case .memoryArgument: try readMemoryArgument(into: &instruction)
    case .blockType: instruction.immediate = try readBlockType()
    case .f32: instruction.immediate = UInt64(try reader.readFixed32())
    case .f64: instruction.immediate = try reader.readFixed64()
    case .typeAndTable:
      instruction.immediate = UInt64(try reader.readU32())
      if features.contains(.callIndirectOverlong) {
        instruction.second = try reader.readU32()
      } else {
        try readZeroByte()
      }
    case .elementAndTable, .twoTables, .typeAndField, .typeAndCount, .typeAndData, .typeAndElement,
      .twoTypes:
      instruction.immediate = UInt64(try reader.readU32())
      instruction.second = try reader.readU32()
    case .memory: instruction.immediate = UInt64(try readMemoryIndex())
    case .twoMemories:
      instruction.immediate = UInt64(try readMemoryIndex())
      instruction.second = try readMemoryIndex()
    case .dataAndMemory:
      instruction.immediate = UInt64(try reader.readU32())
      instruction.second = try readMemoryIndex()
    case .branchTable: instruction.immediate = UInt64(try skipBranchTable())
    case .heapType:
      instruction.immediate = UInt64(try reader.readReference(isNullable: true, features).rawValue)
    case .resultTypes: try readResultTypes(into: &instruction)
    case .castType:
      let isNullable = instruction.opcode == .refTestNull || instruction.opcode == .refCastNull
      instruction.immediate = UInt64(try reader.readReference(isNullable: isNullable, features).rawValue)
    case .branchCast: try readBranchCast(into: &instruction)
    case .tryTable:
      instruction.immediate = try readBlockType()
      instruction.second = try skipCatchClauses()
    case .memoryArgumentAndLane:
      try readMemoryArgument(into: &instruction)
      instruction.lane = try reader.readByte()
    case .lane: instruction.lane = try reader.readByte()
    case .v128, .lanes:
      instruction.immediate = try reader.readFixed64()
      try reader.skip(8)
    case .zeroByte: try readZeroByte()
    }
  }

  private mutating func readMemoryArgument(into instruction: inout Instruction) throws(CoreModuleError) {
    let offset = reader.offset
    let flags = try reader.readU32()
    // Bit 6 says that a memory index follows; the bits above it mean nothing yet.
    if flags >= 0x40 {
      guard flags < 0x80 else { throw CoreModuleError(.malformedMemoryArgument(flags), at: offset) }
      guard features.contains(.multiMemory) else { throw CoreModuleError(.unsupported(.multiMemory), at: offset) }
      instruction.second = try reader.readU32()
    }
    instruction.alignment = UInt8(truncatingIfNeeded: flags & 0x3F)
    // Whether it fits the memory's addresses is for validation to say.
    instruction.immediate = try reader.readU64()
  }

  private mutating func readMemoryIndex() throws(CoreModuleError) -> UInt32 {
    if features.contains(.multiMemory) { return try reader.readU32() }
    try readZeroByte()
    return 0
  }

  private mutating func readZeroByte() throws(CoreModuleError) {
    let offset = reader.offset
    guard try reader.readByte() == 0 else { throw CoreModuleError(.zeroByteExpected, at: offset) }
  }

  /// Source: core specification, "Reference Instructions" (binary format): bit 0 says whether the type that is taken may be
  /// null, bit 1 whether that cast to may be.
  private mutating func readBranchCast(into instruction: inout Instruction) throws(CoreModuleError) {
    let offset = reader.offset
    let flags = try reader.readByte()
    guard flags < 4 else { throw CoreModuleError(.malformedCastFlags(flags), at: offset) }
    instruction.second = try reader.readU32()
    let source = try reader.readReference(isNullable: flags & 1 != 0, features)
    let target = try reader.readReference(isNullable: flags & 2 != 0, features)
    instruction.immediate = UInt64(target.rawValue) << 32 | UInt64(source.rawValue)
  }

  private mutating func skipCatchClauses() throws(CoreModuleError) -> UInt32 {
    let count = try reader.readCount(limit: CoreLimit.catchClauses, "catch clauses")
    for _ in 0..<count { _ = try reader.readCatchClause() }
    return UInt32(truncatingIfNeeded: count)
  }

  private mutating func readBlockType() throws(CoreModuleError) -> UInt64 {
    let offset = reader.offset
    let byte = try reader.peekByte()
    // One byte with bit 6 set and bit 7 clear is a negative s33: empty, or a value type.
    if byte & 0xC0 == 0x40 {
      if byte == 0x40 {
        _ = try reader.readByte()
        return BlockType.emptyBits
      }
      return BlockType.valueBits(try reader.readValueType(features))
    }
    let number = try reader.readS33()
    guard number >= 0 else { throw CoreModuleError(.malformedBlockType, at: offset) }
    guard features.contains(.multiValue) else { throw CoreModuleError(.unsupported(.multiValue), at: offset) }
    return UInt64(number)
  }

  private mutating func skipBranchTable() throws(CoreModuleError) -> UInt32 {
    let offset = reader.offset
    let count = try reader.readU32()
    // A label takes a byte at least, so this also bounds the loop.
    guard Int(count) < reader.remaining else { throw CoreModuleError(.unexpectedEnd, at: offset) }
    for _ in 0...count { _ = try reader.readU32() }
    return count
  }

  private mutating func readResultTypes(into instruction: inout Instruction) throws(CoreModuleError) {
    let offset = reader.offset
    let count = try reader.readU32()
    guard count <= CoreLimit.selectResults else {
      throw CoreModuleError(
        .limit("select result types", found: Int(count), maximum: CoreLimit.selectResults), at: offset)
    }
    instruction.second = count
    for index in 0..<count {
      let type = try reader.readValueType(features)
      if index == 0 { instruction.immediate = UInt64(type.rawValue) }
    }
  }

  // MARK: Refusals

  @inline(never)
  private func refusal(of byte: UInt8, _ place: Int, _ entry: OpcodeLookup, at offset: Int) -> CoreModuleError {
    if entry.isKnown { return CoreModuleError(.unsupported(entry.feature), at: offset) }
    if place >= 0x200 { return Self.unknown(prefix: byte, UInt32(place & 0x1FF), at: offset) }
    if let feature = Self.proposal(ofByte: byte) { return CoreModuleError(.unsupported(feature), at: offset) }
    return CoreModuleError(.unknownOpcode(UInt32(byte)), at: offset)
  }

  @inline(never)
  private static func unknown(prefix: UInt8, _ number: UInt32, at offset: Int) -> CoreModuleError {
    return CoreModuleError(.unknownPrefixedOpcode(prefix: prefix, number), at: offset)
  }

  /// The proposal that an opcode byte belongs to which has no row yet.
  private static func proposal(ofByte byte: UInt8) -> CoreFeature? {
    switch byte {
    case 0x06, 0x07, 0x09, 0x18, 0x19: .legacyExceptions
    default: nil
    }
  }
}

/// What the reader needs of an opcode's row, small enough to stay in the cache.
struct OpcodeLookup: Sendable {
  var opcode: Opcode
  var immediates: ImmediateKind
  var feature: CoreFeature
  var isKnown: Bool

  /// By ``Opcode/place``.
  static let places: [OpcodeLookup] = {
    let unknown = OpcodeLookup(opcode: .unreachable, immediates: .none, feature: .wasm1, isKnown: false)
    var places = [OpcodeLookup](repeating: unknown, count: Opcode.placeCount)
    for row in OpcodeRow.all {
      places[row.opcode.place] = OpcodeLookup(
        opcode: row.opcode, immediates: row.immediates, feature: row.feature, isKnown: true)
    }
    return places
  }()

  /// The same where floating-point numbers are off: what is about them belongs to them and to no other proposal.
  static let placesWithoutFloats: [OpcodeLookup] = {
    var places = Self.places
    for row in OpcodeRow.all where row.isAboutFloats { places[row.opcode.place].feature = .floats }
    return places
  }()
}
