import CInterpreter
import CoreTypes

/// `memory.atomic.notify`, whose alignment and bounds the dispatch loop has checked.
struct AtomicNotify {
  /// The three words of the operation: slots; the offset; the memory's structure.
  let words: UnsafePointer<UInt64>
  let slots: UnsafeMutablePointer<UInt64>

  static let wordCount = 3

  /// Wakes as many as the count says of those who wait at the address, and writes how many that were.
  ///
  /// Source: threads proposal, "Wait and Notify Operators".
  func perform(in store: Store) {
    // SAFETY: the slots are of the running frame, and the operation has `wordCount` words.
    let word = OperationWord(words[0])
    let place = Waiter.Place(memory: words[2], address: slots[Int(word.b)] &+ words[1])
    let count = UInt32(truncatingIfNeeded: slots[Int(word.c)])
    slots[Int(word.a)] = UInt64(store.wakeWaiters(at: place, atMost: count))
  }
}

/// `memory.atomic.wait32` or `wait64`, whose alignment and bounds the dispatch loop has checked.
struct AtomicWait {
  /// The four words of the operation: slots; the offset; the memory's structure; the timeout's slot and the memory's index.
  let words: UnsafePointer<UInt64>
  let slots: UnsafeMutablePointer<UInt64>
  let instance: CoreInstance

  static let wordCount = 4

  /// Writes 1, since the value is not the expected one, or 2, since the time ran out: where nobody else could wake the
  /// only thread, it need not really wait.
  ///
  /// - Returns: who waits from now on, where the store has others that could wake it.
  /// - Throws: a trap where the memory is not shared, or the wait would never end.
  ///
  /// Source: threads proposal, "Wait and Notify Operators".
  func begin(in store: Store) throws(Trap) -> Waiter? {
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
      return nil
    }
    if store.suspendsWaits {
      return store.addWaiter(
        at: Waiter.Place(memory: words[2], address: address), timeout: timeout < 0 ? nil : UInt64(timeout))
    }
    guard timeout >= 0 else { throw Trap(.implementationLimit("a wait without a timeout, which no thread could end")) }
    slots[Int(word.a)] = 2
    return nil
  }

  /// Writes how a wait ended.
  func finish(_ waiter: Waiter) {
    // SAFETY: as above.
    slots[Int(OperationWord(words[0]).a)] = waiter.state == .woken ? 0 : 2
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
