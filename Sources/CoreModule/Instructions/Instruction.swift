/// One decoded instruction: plain data, nothing allocated.
package struct Instruction: Sendable {
  package var opcode: Opcode
  /// The first immediate: a constant's bits, an index, a memory argument's offset; see ``ImmediateKind``.
  package var immediate: UInt64
  /// The second immediate: an index, or a memory argument's memory.
  package var second: UInt32
  /// A memory argument's alignment, as the logarithm to base 2 of a number of bytes.
  package var alignment: UInt8
  /// The file offset of its first byte.
  package var offset: Int
  /// The file offset of its immediates.
  package var immediateOffset: Int

  /// A block, loop or if's type.
  package var blockType: BlockType {
    guard immediate >> 32 == 0 else {
      return immediate == BlockType.emptyBits
        ? .empty : .value(PackedValueType(rawValue: UInt32(truncatingIfNeeded: immediate)))
    }
    return .type(UInt32(truncatingIfNeeded: immediate))
  }

  /// The first immediate as an index. Readers only make instructions whose indices fit.
  package var index: UInt32 { UInt32(truncatingIfNeeded: immediate) }

  /// A `select`'s or `ref.null`'s type.
  package var packedType: PackedValueType { PackedValueType(rawValue: UInt32(truncatingIfNeeded: immediate)) }

  /// A `br_table`'s labels, the default last. `bytes` is the file that it was read from.
  package func targets(in bytes: [UInt8]) -> BranchTargets {
    guard opcode == .brTable else { return BranchTargets(remaining: 0, reader: ByteReader([], in: 0..<0)) }
    // The reader skipped the count and every label once, so they are there and well formed.
    var reader = ByteReader(bytes, in: min(immediateOffset, bytes.count)..<bytes.count)
    _ = try? reader.readU32()
    return BranchTargets(remaining: Int(index) + 1, reader: reader)
  }
}

/// What a block, loop or if takes and gives.
///
/// Source: core specification, "Control Instructions" (binary format).
package enum BlockType: Hashable, Sendable {
  case empty
  /// Nothing to one value.
  case value(PackedValueType)
  /// A function type by its index.
  case type(UInt32)

  // How `Instruction.immediate` holds it:
  //   type index         the index
  //   value              1 << 32 | packed type
  //   empty              1 << 33
  static let emptyBits: UInt64 = 1 << 33
  static func valueBits(_ type: PackedValueType) -> UInt64 { 1 << 32 | UInt64(type.rawValue) }
}

/// The labels of one `br_table`, read from its bytes as they are asked for; the default comes last.
package struct BranchTargets: Sequence, IteratorProtocol {
  var remaining: Int
  var reader: ByteReader

  /// The next label's depth.
  package mutating func next() -> UInt32? {
    guard remaining > 0, let depth = try? reader.readU32() else { return nil }
    remaining -= 1
    return depth
  }
}
