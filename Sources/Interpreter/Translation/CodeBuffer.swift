import CInterpreter

/// Register code while it is written: its words, and the file offset of the instruction that each came from.
struct CodeBuffer {
  private(set) var words: [UInt64] = []
  /// One a word.
  private(set) var offsets: [UInt32] = []
  /// Where the instruction in hand stands in the file.
  var sourceOffset: UInt32 = 0
  /// Where the operations begin that were emitted since the last label: those that may be fused with what follows.
  private(set) var starts: [Int] = []
  /// Where exceptions are caught, inner ranges first.
  var handlers: [HandlerRange] = []
  /// Where faithful code keeps the locals; nil for optimised code.
  var frame: FrameLayout?
  /// The words with the marks of operators, in faithful code.
  private(set) var marks: [UInt32] = []

  var count: Int { words.count }

  // An operation's first word:  bits 0-15 operation | 16-31 A | 32-47 B | 48-63 C

  mutating func emit(_ operation: Operation, a: UInt16 = 0, b: UInt16 = 0, c: UInt16 = 0) {
    starts.append(words.count)
    append(
      UInt64(UInt16(truncatingIfNeeded: operation)) | UInt64(a) << 16 | UInt64(b) << 32 | UInt64(c) << 48)
  }

  /// Says that the operation that is emitted next is an operator's mark.
  mutating func noteMark() {
    marks.append(UInt32(truncatingIfNeeded: words.count))
  }

  /// An operation whose first word ends in 32 bits instead of B and C.
  mutating func emit(_ operation: Operation, a: UInt16 = 0, wide: UInt32) {
    starts.append(words.count)
    append(UInt64(UInt16(truncatingIfNeeded: operation)) | UInt64(a) << 16 | UInt64(wide) << 32)
  }

  mutating func append(_ word: UInt64) {
    words.append(word)
    offsets.append(sourceOffset)
  }

  /// Two halves of a word.
  mutating func append(low: Int, high: Int) {
    append(UInt64(UInt32(truncatingIfNeeded: low)) | UInt64(UInt32(truncatingIfNeeded: high)) << 32)
  }

  /// Says that a label is here, so that nothing before it is fused with what follows.
  mutating func markLabel() {
    starts.removeAll(keepingCapacity: true)
  }

  /// The last operation since the last label.
  var lastOperation: (index: Int, word: OperationWord)? {
    starts.last.map { ($0, OperationWord(words[$0])) }
  }

  /// Takes back the last operation.
  ///
  /// - Returns: the file offset of the instruction that it came from.
  mutating func removeLastOperation() -> UInt32 {
    guard let start = starts.popLast() else { return sourceOffset }
    let offset = offsets[start]
    words.removeLast(words.count - start)
    offsets.removeLast(offsets.count - start)
    return offset
  }

  /// Says which instruction a word came from.
  mutating func setOffset(of index: Int, to offset: UInt32) {
    offsets[index] = offset
  }

  mutating func setOperation(of index: Int, to operation: UInt16) {
    words[index] = words[index] & ~0xFFFF | UInt64(operation)
  }

  mutating func setA(of index: Int, to slot: UInt16) {
    words[index] = words[index] & ~(0xFFFF << 16) | UInt64(slot) << 16
  }

  mutating func setWord(_ index: Int, to word: UInt64) {
    words[index] = word
  }

  /// Fills in a branch's distance: `target` counts from the branch's first word at `base`, the cost stays.
  mutating func setBranch(_ index: Int, from base: Int, to target: Int) {
    let distance = UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: target - base)))
    words[index] = words[index] & ~0xFFFF_FFFF | distance
  }
}

/// The fields of an operation's first word.
struct OperationWord {
  let word: UInt64

  init(_ word: UInt64) { self.word = word }

  var operation: Operation { Operation(word & 0xFFFF) }
  var a: UInt16 { UInt16(truncatingIfNeeded: word >> 16) }
  var b: UInt16 { UInt16(truncatingIfNeeded: word >> 32) }
  var c: UInt16 { UInt16(truncatingIfNeeded: word >> 48) }
  /// B and C as one.
  var wide: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
}
