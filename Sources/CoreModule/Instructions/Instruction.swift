/// One decoded instruction: plain data, nothing allocated.
package struct Instruction: Sendable {
  package var opcode: Opcode
  /// The first immediate: a constant's bits, an index, a memory argument's offset; see ``ImmediateKind``.
  package var immediate: UInt64
  /// The second immediate: an index, or a memory argument's memory.
  package var second: UInt32
  /// A memory argument's alignment, as the logarithm to base 2 of a number of bytes.
  package var alignment: UInt8
  /// A vector's lane.
  package var lane: UInt8
  /// The file offset of its first byte.
  package var offset: Int
  /// The file offset of its immediates.
  package var immediateOffset: Int

  /// The type of a block, loop, if or try_table.
  package var blockType: BlockType {
    guard immediate >> 32 == 0 else {
      return immediate == BlockType.emptyBits
        ? .empty : .value(PackedValueType(rawValue: UInt32(truncatingIfNeeded: immediate)))
    }
    return .type(UInt32(truncatingIfNeeded: immediate))
  }

  /// The first immediate as an index. Readers only make instructions whose indices fit.
  package var index: UInt32 { UInt32(truncatingIfNeeded: immediate) }

  /// The type of a `select`, `ref.null`, `ref.test` or `ref.cast`. A defined type is the module's type index.
  package var packedType: PackedValueType { PackedValueType(rawValue: UInt32(truncatingIfNeeded: immediate)) }

  /// The type that a `br_on_cast` or `br_on_cast_fail` takes.
  package var castSource: PackedValueType { packedType }

  /// The type that a `br_on_cast` or `br_on_cast_fail` casts to.
  package var castTarget: PackedValueType { PackedValueType(rawValue: UInt32(truncatingIfNeeded: immediate >> 32)) }

  /// A `v128.const`'s bits, or an `i8x16.shuffle`'s lanes, one a byte. `bytes` is the file that it was read from.
  package func vector(in bytes: [UInt8]) -> (low: UInt64, high: UInt64) {
    guard opcode.immediates == .v128 || opcode.immediates == .lanes else { return (0, 0) }
    var reader = ByteReader(bytes, in: min(immediateOffset, bytes.count)..<bytes.count)
    // The reader read them once, so they are there.
    guard let low = try? reader.readFixed64(), let high = try? reader.readFixed64() else { return (0, 0) }
    return (low, high)
  }

  /// A `try_table`'s catch clauses in order. `bytes` is the file that it was read from.
  package func catchClauses(in bytes: [UInt8]) -> CatchClauses {
    guard opcode == .tryTable else { return CatchClauses(remaining: 0, reader: ByteReader([], in: 0..<0)) }
    var reader = ByteReader(bytes, in: min(immediateOffset, bytes.count)..<bytes.count)
    _ = try? reader.skipBlockType()
    _ = try? reader.readU32()
    return CatchClauses(remaining: Int(second), reader: reader)
  }

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

/// One clause of a `try_table`.
///
/// Source: core specification, "Control Instructions".
package struct CatchClause: Hashable, Sendable {
  /// The tag of the exceptions that it catches; nil for all.
  package let tag: UInt32?
  /// Whether it gives the exception itself after what the exception carries.
  package let givesReference: Bool
  /// The depth of the label that it branches to, counted from outside of the `try_table`.
  package let label: UInt32
}

/// The clauses of one `try_table`, read from its bytes as they are asked for.
package struct CatchClauses: Sequence, IteratorProtocol {
  var remaining: Int
  var reader: ByteReader

  package mutating func next() -> CatchClause? {
    guard remaining > 0, let clause = try? reader.readCatchClause() else { return nil }
    remaining -= 1
    return clause
  }
}
