extension ByteReader {
  /// A list's count, which must not exceed a limit. Every entry takes a byte at least, so a count past the bytes left is
  /// refused before anything is allocated for it.
  mutating func readCount(limit: Int, _ what: StaticString) throws(CoreModuleError) -> Int {
    let offset = offset
    let count = Int(try readU32())
    guard count <= remaining else { throw unexpectedEnd() }
    guard count <= limit else {
      throw CoreModuleError(.limit("\(what)", found: count, maximum: limit), at: offset)
    }
    return count
  }

  /// A name: a count of bytes, and that much UTF-8.
  mutating func readName() throws(CoreModuleError) -> String {
    let offset = offset
    let range = try readNameRange()
    guard let name = String(validating: bytes[range], as: UTF8.self) else {
      throw CoreModuleError(.malformedUTF8, at: offset)
    }
    return name
  }

  /// Goes past a name without looking whether it is UTF-8; where its bytes stand.
  mutating func readNameRange() throws(CoreModuleError) -> Range<Int> {
    let offset = offset
    let count = Int(try readU32())
    guard count <= remaining else { throw unexpectedEnd() }
    guard count <= CoreLimit.nameBytes else {
      throw CoreModuleError(.limit("bytes in a name", found: count, maximum: CoreLimit.nameBytes), at: offset)
    }
    let start = self.offset
    try skip(count)
    return start..<self.offset
  }
}
