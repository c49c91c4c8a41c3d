/// Copies bytes from one linear memory to another, or to another place of the same.
///
/// - Returns: whether both ranges lie in their memories; otherwise nothing is copied.
package func copyBytes(
  _ count: Int, from source: any LinearMemory, at start: UInt64, to target: any LinearMemory, at targetStart: UInt64
) -> Bool {
  source.withBytes { from in
    target.withMutableBytes { to in
      guard let start = place(of: start, count, in: from.count), let end = place(of: targetStart, count, in: to.count)
      else { return false }
      // SAFETY: both ranges were proved to lie in their buffers; copyMemory takes ranges that overlap.
      UnsafeMutableRawBufferPointer(rebasing: to[end..<end + count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: from[start..<start + count]))
      return true
    }
  }
}

/// Makes every NaN among floats in a linear memory the one that crosses between components.
///
/// - Parameters:
///   - size: bytes of a float, 4 or 8.
///   - count: how many floats; they lie in the memory.
package func canonicalizeNaNs(_ count: Int, size: Int, in memory: any LinearMemory, at start: UInt64) {
  memory.withMutableBytes { bytes in
    guard let start = place(of: start, count * size, in: bytes.count) else { return }
    // SAFETY: the range was proved to lie in the buffer; unaligned accesses have no alignment to break.
    for offset in stride(from: start, to: start + count * size, by: size) {
      if size == 4 {
        let value = Float(
          bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        guard value.isNaN else { continue }
        bytes.storeBytes(of: canonicalNaN(value).bitPattern.littleEndian, toByteOffset: offset, as: UInt32.self)
      } else {
        let value = Double(
          bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        guard value.isNaN else { continue }
        bytes.storeBytes(of: canonicalNaN(value).bitPattern.littleEndian, toByteOffset: offset, as: UInt64.self)
      }
    }
  }
}

/// Where a range begins in a buffer; nil where it does not lie in it.
private func place(of address: UInt64, _ count: Int, in size: Int) -> Int? {
  guard let start = Int(exactly: address), count >= 0, start <= size, count <= size - start else { return nil }
  return start
}
