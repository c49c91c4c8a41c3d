extension ByteReader {
  /// The byte at an offset that the caller has compared with `end`.
  @inline(__always)
  func uncheckedByte(at offset: Int) -> UInt8 {
    // SAFETY: every caller has just checked start <= offset < end, `end` is clamped to `bytes.count` when the reader is
    // made and never changes, and the pointer does not leave the closure while `self` holds the array.
    bytes.withUnsafeBufferPointer { $0[offset] }
  }
}
