/// Copies bytes from one linear memory to another as they are, or to another place of the same.
///
/// - Returns: whether both ranges lie in their memories; otherwise nothing is copied.
package func copyBytes(
  _ count: Int, from source: any LinearMemory, at start: UInt64, to target: any LinearMemory, at targetStart: UInt64
) -> Bool {
  // SAFETY: both types check their ranges; what is copied lies outside of either memory on its way.
  guard let bytes = source.withBytes({ UnsafeGuestBytes($0).bytes(at: start, count: count) }) else { return false }
  return target.withMutableBytes { UnsafeMutableGuestBytes($0).store(bytes, at: targetStart) }
}
