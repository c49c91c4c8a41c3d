/// A cursor over a component's bytes, bounded by the section that it stands in.
///
/// Source: Binary.md; core specification, "Values" (binary format).
struct ComponentReader {
  let bytes: [UInt8]
  /// The next byte's offset in the file.
  private(set) var position: Int
  /// One past the last byte that may be read.
  var limit: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    limit = bytes.count
  }

  var isAtEnd: Bool { position >= limit }

  mutating func readByte() throws(ComponentBinaryError.Kind) -> UInt8 {
    guard position < limit, position < bytes.count else { throw .unexpectedEnd }
    defer { position += 1 }
    return bytes[position]
  }

  func peekByte() throws(ComponentBinaryError.Kind) -> UInt8 {
    guard position < limit, position < bytes.count else { throw .unexpectedEnd }
    return bytes[position]
  }

  /// Moves on by a count of bytes; the range that was passed over.
  mutating func skip(_ count: Int) throws(ComponentBinaryError.Kind) -> Range<Int> {
    guard count >= 0, limit - position >= count else { throw .unexpectedEnd }
    defer { position += count }
    return position..<position + count
  }

  /// An unsigned LEB128 integer of 32 bits.
  mutating func readU32() throws(ComponentBinaryError.Kind) -> UInt32 {
    var result: UInt32 = 0
    var shift: UInt32 = 0
    while true {
      let byte = try readByte()
      if shift == 28, byte & 0xF0 != 0 { throw .malformedInteger }
      result |= UInt32(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return result }
      shift += 7
    }
  }

  /// An unsigned LEB128 integer of 64 bits.
  mutating func readU64() throws(ComponentBinaryError.Kind) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try readByte()
      if shift == 63, byte & 0xFE != 0 { throw .malformedInteger }
      result |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return result }
      shift += 7
    }
  }

  /// A signed LEB128 integer of 33 bits that is not negative: a type index.
  mutating func readTypeIndex() throws(ComponentBinaryError.Kind) -> UInt32 {
    var result: Int64 = 0
    var shift: Int64 = 0
    while true {
      let byte = try readByte()
      result |= Int64(byte & 0x7F) << shift
      shift += 7
      if shift == 35 {
        guard byte & 0x80 == 0, byte & 0x7F <= 0x0F || byte & 0x7F >= 0x70 else { throw .malformedInteger }
      }
      if byte & 0x80 == 0 {
        guard byte & 0x40 == 0, let index = UInt32(exactly: result) else { throw .malformedInteger }
        return index
      }
    }
  }

  /// The count of a vector, each element of which takes at least a byte.
  mutating func readCount(_ what: String, limit: Int) throws(ComponentBinaryError.Kind) -> Int {
    let count = Int(try readU32())
    guard count <= limit else { throw .tooMany(what, limit: limit) }
    return count
  }

  /// Room to reserve for a vector: its count, or as many elements as bytes are left.
  func capacity(_ count: Int) -> Int { min(count, max(0, limit - position)) }

  /// A UTF-8 string with its length in bytes before it.
  mutating func readName() throws(ComponentBinaryError.Kind) -> String {
    let count = Int(try readU32())
    guard count <= ComponentLimits.nameBytes else {
      throw .tooMany("bytes of a name", limit: ComponentLimits.nameBytes)
    }
    let range = try skip(count)
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw .malformedUTF8 }
    return text
  }

  /// A byte that says whether something follows.
  mutating func readFlag(_ production: String) throws(ComponentBinaryError.Kind) -> Bool {
    switch try readByte() {
    case 0: return false
    case 1: return true
    case let byte: throw .unknownByte(byte, production: production)
    }
  }

  /// A vector of a production's elements.
  mutating func readVector<Element>(
    _ what: String, limit: Int,
    _ element: (inout ComponentReader) throws(ComponentBinaryError.Kind) -> Element
  ) throws(ComponentBinaryError.Kind) -> [Element] {
    let count = try readCount(what, limit: limit)
    var elements: [Element] = []
    elements.reserveCapacity(capacity(count))
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }
}
