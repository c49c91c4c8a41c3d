/// A cursor over part of a file's bytes: LEB128 numbers, names and types, each checked against the end.
///
/// Offsets are file offsets throughout. The file's array is held, so a reader cannot outlive its bytes.
struct ByteReader: Sendable {
  let bytes: [UInt8]
  /// The file offset of the next byte: never before the range's start, never past `end`.
  private(set) var offset: Int
  /// One past the last byte, never past the file's end.
  let end: Int
  let start: Int

  /// - Parameter range: clamped to the file.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    let clamped = range.clamped(to: 0..<bytes.count)
    self.bytes = bytes
    start = clamped.lowerBound
    offset = clamped.lowerBound
    end = clamped.upperBound
  }

  var isAtEnd: Bool { offset >= end }

  /// How many bytes are left.
  var remaining: Int { end - offset }

  /// Goes to a file offset, clamped to the range.
  mutating func move(to newOffset: Int) {
    offset = min(max(newOffset, start), end)
  }

  /// Goes over a count of bytes.
  mutating func skip(_ count: Int) throws(CoreModuleError) {
    guard count >= 0, count <= remaining else { throw unexpectedEnd() }
    offset += count
  }

  @inline(__always)
  mutating func readByte() throws(CoreModuleError) -> UInt8 {
    guard offset < end else { throw unexpectedEnd() }
    let byte = uncheckedByte(at: offset)
    offset &+= 1
    return byte
  }

  @inline(__always)
  func peekByte() throws(CoreModuleError) -> UInt8 {
    guard offset < end else { throw unexpectedEnd() }
    return uncheckedByte(at: offset)
  }

  /// Takes a part of what is left as a reader of its own, and goes past it.
  mutating func slice(_ count: Int) throws(CoreModuleError) -> ByteReader {
    let start = offset
    try skip(count)
    return ByteReader(bytes, in: start..<offset)
  }

  @inline(never)
  func unexpectedEnd() -> CoreModuleError {
    CoreModuleError(.unexpectedEnd, at: end)
  }
}
