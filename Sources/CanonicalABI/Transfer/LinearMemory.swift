/// A linear memory as the canonical ABI sees it.
///
/// The buffers are valid only inside the closure: guest code that runs between two steps may grow and move the memory.
package protocol LinearMemory: AnyObject {
  /// Calls a closure with the whole memory.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
  /// Calls a closure with the whole memory, to be written.
  func withMutableBytes<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) rethrows -> Result
}
