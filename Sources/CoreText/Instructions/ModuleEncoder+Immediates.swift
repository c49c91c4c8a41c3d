import CoreModule
import Diagnostics

// What follows an instruction's word.
//
// Source: core specification, "Instructions" (text format) and "Instructions" (binary format).
extension ModuleEncoder {
  /// Encodes an instruction that is no block; the cursor is behind its word.
  mutating func encode(_ instruction: Operator, to bytes: inout EncodedBytes) throws(CoreTextError) {
    switch instruction.opcode {
    case .select where cursor.isAt(opening: "result"):
      bytes.append(.selectTyped)
      try encodeResultTypes(to: &bytes)
    case .select, .selectTyped: bytes.append(.select)
    case .refTest, .refTestNull: try encodeCast(.refTest, .refTestNull, to: &bytes)
    case .refCast, .refCastNull: try encodeCast(.refCast, .refCastNull, to: &bytes)
    default:
      bytes.append(instruction.opcode)
      try encodeImmediates(of: instruction, to: &bytes)
    }
  }

  private mutating func encodeImmediates(
    of instruction: Operator, to bytes: inout EncodedBytes
  ) throws(CoreTextError) {
    switch instruction.immediates {
    case .none: break
    case .zeroByte: bytes.append(0)
    case .i32: bytes.append(signed: Int64(Int32(truncatingIfNeeded: try cursor.readInteger(bits: 32))))
    case .i64: bytes.append(signed: Int64(bitPattern: try cursor.readInteger(bits: 64)))
    case .f32: bytes.append(littleEndian: try cursor.readFloat(bits: 32), count: 4)
    case .f64: bytes.append(littleEndian: try cursor.readFloat(bits: 64), count: 8)
    case .v128: try encodeVector(to: &bytes)
    case .lanes: for _ in 0..<16 { try encodeLaneIndex(of: 16, to: &bytes) }
    case .lane: try encodeLaneIndex(of: 1, to: &bytes)
    case .local: bytes.append(unsigned: try readIndex(locals))
    case .global: bytes.append(unsigned: try readIndex(globals))
    case .function: bytes.append(unsigned: try readIndex(functions))
    case .tag: bytes.append(unsigned: try readIndex(tags))
    case .element: bytes.append(unsigned: try readIndex(elements))
    case .type: bytes.append(unsigned: try readIndex(types.space))
    case .label: bytes.append(unsigned: try readLabel())
    case .branchTable: try encodeBranchTable(to: &bytes)
    case .table: bytes.append(unsigned: try readIndexOrZero(tables))
    case .memory: bytes.append(unsigned: try readIndexOrZero(memories))
    case .twoTables: try encodeTwo(tables, to: &bytes)
    case .twoMemories: try encodeTwo(memories, to: &bytes)
    case .elementAndTable: try encodeSegment(elements, into: tables, to: &bytes)
    case .data:
      usesDataSegments = true
      bytes.append(unsigned: try readIndex(data))
    case .dataAndMemory:
      usesDataSegments = true
      try encodeSegment(data, into: memories, to: &bytes)
    case .typeAndTable:
      let table = try readIndexOrZero(tables)
      bytes.append(unsigned: try readTypeUse(bindsParameters: false).index)
      bytes.append(unsigned: table)
    case .memoryArgument: try encodeMemoryArgument(instruction, memory: try takeIndex(memories), to: &bytes)
    case .memoryArgumentAndLane:
      // A number is a memory's index only if the lane follows it.
      let hasMemory = cursor.isAt(.identifier) || cursor.isAt(.number) && !isLast(cursor.token(ahead: 1))
      try encodeMemoryArgument(
        instruction, memory: hasMemory ? try readIndex(memories) : nil, to: &bytes)
      try encodeLaneIndex(of: 1, to: &bytes)
    case .heapType: try readHeapType().encode(to: &bytes)
    case .typeAndField:
      let type = try readIndex(types.space)
      bytes.append(unsigned: type)
      bytes.append(unsigned: try readIndex(types.fields[type] ?? IndexSpace(.field)))
    case .typeAndCount:
      bytes.append(unsigned: try readIndex(types.space))
      bytes.append(unsigned: try cursor.readUnsigned(bits: 32))
    case .typeAndData:
      usesDataSegments = true
      bytes.append(unsigned: try readIndex(types.space))
      bytes.append(unsigned: try readIndex(data))
    case .typeAndElement:
      bytes.append(unsigned: try readIndex(types.space))
      bytes.append(unsigned: try readIndex(elements))
    case .twoTypes:
      bytes.append(unsigned: try readIndex(types.space))
      bytes.append(unsigned: try readIndex(types.space))
    case .branchCast: try encodeBranchCast(to: &bytes)
    case .castType, .resultTypes, .blockType, .tryTable: throw cursor.unexpected("an instruction")
    }
  }

  // MARK: Indices

  private mutating func takeIndex(_ space: IndexSpace) throws(CoreTextError) -> UInt32? {
    isAtIndex ? try readIndex(space) : nil
  }

  private mutating func readIndexOrZero(_ space: IndexSpace) throws(CoreTextError) -> UInt32 {
    try takeIndex(space) ?? 0
  }

  private mutating func encodeTwo(_ space: IndexSpace, to bytes: inout EncodedBytes) throws(CoreTextError) {
    guard isAtIndex else {
      bytes.append(contentsOf: [0, 0])
      return
    }
    bytes.append(unsigned: try readIndex(space))
    bytes.append(unsigned: try readIndex(space))
  }

  /// A segment's index, which comes last in the text and first in the bytes; what it is written to may be left out.
  private mutating func encodeSegment(
    _ segments: IndexSpace, into space: IndexSpace, to bytes: inout EncodedBytes
  ) throws(CoreTextError) {
    var target: UInt32 = 0
    if isAtIndex, let after = cursor.token(ahead: 1), after.kind == .identifier || after.kind == .number {
      target = try readIndex(space)
    }
    bytes.append(unsigned: try readIndex(segments))
    bytes.append(unsigned: target)
  }

  private mutating func readLabel() throws(CoreTextError) -> UInt32 {
    let span = cursor.span
    if let identifier = try cursor.takeIdentifier() { return try labels.depth(of: identifier, at: span) }
    guard cursor.isAt(.number) else { throw cursor.unexpected("a label") }
    return UInt32(truncatingIfNeeded: try cursor.readUnsigned(bits: 32))
  }

  private mutating func encodeBranchTable(to bytes: inout EncodedBytes) throws(CoreTextError) {
    var targets = [try readLabel()]
    while isAtIndex { targets.append(try readLabel()) }
    bytes.append(unsigned: UInt64(targets.count - 1))
    for target in targets { bytes.append(unsigned: target) }
  }

  mutating func encodeCatches(to bytes: inout EncodedBytes) throws(CoreTextError) {
    var clauses = EncodedBytes()
    var count: UInt64 = 0
    while true {
      if cursor.take(opening: "catch") {
        clauses.append(0)
        clauses.append(unsigned: try readIndex(tags))
      } else if cursor.take(opening: "catch_ref") {
        clauses.append(1)
        clauses.append(unsigned: try readIndex(tags))
      } else if cursor.take(opening: "catch_all") {
        clauses.append(2)
      } else if cursor.take(opening: "catch_all_ref") {
        clauses.append(3)
      } else {
        break
      }
      clauses.append(unsigned: try readLabel())
      try cursor.expectClose()
      count += 1
    }
    bytes.append(unsigned: count)
    bytes.append(clauses)
  }

  // MARK: Types

  private mutating func encodeResultTypes(to bytes: inout EncodedBytes) throws(CoreTextError) {
    var types = EncodedBytes()
    var count: UInt64 = 0
    while cursor.take(opening: "result") {
      while !cursor.isAt(.close) {
        try encodeValueType(to: &types)
        count += 1
      }
      try cursor.expectClose()
    }
    bytes.append(unsigned: count)
    bytes.append(types)
  }

  private mutating func encodeCast(
    _ opcode: Opcode, _ nullable: Opcode, to bytes: inout EncodedBytes
  ) throws(CoreTextError) {
    let type = try readReferenceType()
    bytes.append(type.isNullable ? nullable : opcode)
    type.heap.encode(to: &bytes)
  }

  private mutating func encodeBranchCast(to bytes: inout EncodedBytes) throws(CoreTextError) {
    let label = try readLabel()
    let source = try readReferenceType()
    let target = try readReferenceType()
    bytes.append((source.isNullable ? 1 : 0) | (target.isNullable ? 2 : 0))
    bytes.append(unsigned: label)
    source.heap.encode(to: &bytes)
    target.heap.encode(to: &bytes)
  }

  // MARK: Memory arguments

  /// Whether a token cannot be a part of a memory argument or a lane.
  private func isLast(_ token: Token?) -> Bool {
    guard let token else { return true }
    if token.kind == .number { return false }
    return token.kind != .keyword || !isMemoryWord(token, "offset=") && !isMemoryWord(token, "align=")
  }

  private func isMemoryWord(_ token: Token, _ word: String) -> Bool {
    token.kind == .keyword && cursor.text.spelling(token).starts(with: word.utf8)
  }

  private mutating func encodeMemoryArgument(
    _ instruction: Operator, memory: UInt32?, to bytes: inout EncodedBytes
  ) throws(CoreTextError) {
    let offset = try takeMemoryWord("offset=") ?? 0
    var alignment = UInt64(instruction.naturalAlignment)
    let span = cursor.span
    if let written = try takeMemoryWord("align=") {
      guard written.nonzeroBitCount == 1 else { throw CoreTextError(.alignmentNotPowerOfTwo, at: span) }
      alignment = UInt64(written.trailingZeroBitCount)
    }
    // Bit 6 says that a memory's index follows.
    if let memory, memory != 0 {
      bytes.append(unsigned: alignment | 0x40)
      bytes.append(unsigned: memory)
    } else {
      bytes.append(unsigned: alignment)
    }
    bytes.append(unsigned: offset)
  }

  private mutating func takeMemoryWord(_ word: String) throws(CoreTextError) -> UInt64? {
    guard let token = cursor.current, isMemoryWord(token, word) else { return nil }
    let expected = "an unsigned integer of 64 bits after `\(word)`"
    do {
      let value = try IntegerLiteral.unsigned(cursor.text.spelling(token).dropFirst(word.utf8.count), bits: 64)
      cursor.advance()
      return value
    } catch {
      throw CoreTextError(
        error == .malformed ? .malformedNumber(expected: expected) : .outOfRange(expected: expected), at: cursor.span)
    }
  }

  // MARK: Vectors

  private mutating func encodeVector(to bytes: inout EncodedBytes) throws(CoreTextError) {
    let shape = try cursor.readVectorShape()
    for _ in 0..<shape.laneCount {
      bytes.append(littleEndian: try cursor.readLane(shape), count: shape.laneBits / 8)
    }
  }

  private mutating func encodeLaneIndex(of count: Int, to bytes: inout EncodedBytes) throws(CoreTextError) {
    guard cursor.isAt(.number) else { throw CoreTextError(.laneCount(expected: count), at: cursor.span) }
    bytes.append(UInt8(truncatingIfNeeded: try cursor.readUnsigned(bits: 8)))
  }
}
