package import CoreTypes

/// A linear memory. Its bytes may move whenever it grows, so they are lent only for the length of a closure.
///
/// Source: core specification, "Memory Instances".
package final class CoreMemory {
  /// The declared type.
  package let type: CoreMemoryType
  let cell: MemoryCell
  private unowned let store: Store

  /// - Throws: a trap where the minimum is beyond the store's limit.
  package init(_ type: CoreMemoryType, in store: Store) throws(Trap) {
    self.type = type
    self.store = store
    cell = MemoryCell(pageShift: UInt32(type.pageSizeLog2))
    guard grow(byPages: type.limits.minimum) != nil else {
      throw Trap(.resourceLimit("a memory of \(type.limits.minimum) pages is beyond the memory limit"))
    }
  }

  /// Its size in bytes.
  package var byteCount: Int { cell.byteCount }
  /// Its size in pages of its type's size.
  package var pageCount: Int { cell.byteCount / type.pageSize }

  /// Adds pages of zeros.
  ///
  /// - Returns: the size in pages before, or nil where the declared maximum, the store's limit or the system refuses.
  package func grow(byPages delta: UInt64) -> UInt64? {
    let old = UInt64(pageCount)
    let (new, overflow) = old.addingReportingOverflow(delta)
    guard !overflow, new <= type.limits.maximum ?? UInt64.max, new <= addressablePages else { return nil }
    let (added, isTooMuch) = delta.multipliedReportingOverflow(by: UInt64(type.pageSize))
    guard !isTooMuch, added <= store.limits.memoryBytes,
      store.memoryBytesInUse <= store.limits.memoryBytes - added
    else { return nil }
    guard cell.resize(to: new * UInt64(type.pageSize)) else { return nil }
    store.memoryBytesInUse += added
    return old
  }

  /// How many pages addresses reach, up to what fits a pointer.
  private var addressablePages: UInt64 {
    (type.addressType == .i32 ? 1 << 32 : 1 << 62) >> UInt64(type.pageSizeLog2)
  }

  /// Lends the bytes for reading. Growing the memory meanwhile is a mistake.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try cell.withBytes { try body(UnsafeRawBufferPointer($0)) }
  }

  /// Lends the bytes for writing. Growing the memory meanwhile is a mistake.
  package func withMutableBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try cell.withBytes(body)
  }
}
