import CInterpreter
import CoreTypes

/// `memory.atomic.wait32` or `wait64`, whose alignment and bounds the dispatch loop has checked.
struct AtomicWait {
  /// The four words of the operation: slots; the offset; the memory's structure; the timeout's slot and the memory's index.
  let words: UnsafePointer<UInt64>
  let slots: UnsafeMutablePointer<UInt64>
  let instance: CoreInstance

  static let wordCount = 4

  /// Writes 1, since the value is not the expected one, or 2, since the time ran out: nobody else could wake the only
  /// thread, so it need not really wait.
  ///
  /// - Throws: a trap where the memory is not shared, or the wait would never end.
  ///
  /// Source: threads proposal, "Wait and Notify Operators".
  func perform() throws(Trap) {
    // SAFETY: the slots are of the running frame, and the operation has `wordCount` words.
    let word = OperationWord(words[0])
    let memory = instance.memories[Int(words[3] >> 32)]
    guard memory.type.isShared else { throw Trap(.expectedSharedMemory) }
    let expected = slots[Int(word.c)]
    let timeout = Int64(bitPattern: slots[Int(words[3] & 0xFFFF_FFFF)])
    let (address, overflow) = slots[Int(word.b)].addingReportingOverflow(words[1])
    let byteCount = word.operation == wi_op_atomic_wait32 ? 4 : 8
    guard !overflow, let found = memory.littleEndian(at: address, byteCount: byteCount) else {
      throw Trap(.memoryOutOfBounds)
    }
    guard found == expected else {
      slots[Int(word.a)] = 1
      return
    }
    guard timeout >= 0 else { throw Trap(.implementationLimit("a wait without a timeout, which no thread could end")) }
    slots[Int(word.a)] = 2
  }
}

extension CoreMemory {
  /// The unsigned integer of some bytes; nil if any is outside.
  fileprivate func littleEndian(at address: UInt64, byteCount: Int) -> UInt64? {
    guard byteCount <= self.byteCount, address <= UInt64(self.byteCount - byteCount) else { return nil }
    return withBytes { bytes in
      (0..<byteCount).reduce(0) { $0 | UInt64(bytes[Int(address) + $1]) << UInt64(8 * $1) }
    }
  }
}
