/// The bytes of a debugging section, read from the lowest byte up.
///
/// Nothing in such a section makes a module invalid, so what cannot be read is nil and ends the reading of its unit.
///
/// Source: DWARF 5, section 7 ("Data Representation").
struct DebugSection: Sendable {
  let bytes: [UInt8]
  /// Where the section stands in `bytes`, which is the whole file.
  let range: Range<Int>
  /// The file offset of the next byte.
  private(set) var offset: Int

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    self.range = range.clamped(to: 0..<bytes.count)
    offset = self.range.lowerBound
  }

  var remaining: Int { range.upperBound - offset }
  var isAtEnd: Bool { remaining <= 0 }

  /// The next `count` bytes as a section of their own; nil where fewer are left.
  mutating func slice(_ count: UInt64) -> DebugSection? {
    guard count <= UInt64(remaining) else { return nil }
    let start = offset
    offset += Int(count)
    return DebugSection(bytes, in: start..<offset)
  }

  mutating func skip(_ count: UInt64) -> Bool { slice(count) != nil }

  mutating func byte() -> UInt8? {
    guard offset < range.upperBound else { return nil }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// A number of 1 to 8 bytes.
  mutating func fixed(_ byteCount: Int) -> UInt64? {
    guard byteCount <= remaining else { return nil }
    var value: UInt64 = 0
    for index in 0..<byteCount { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    offset += byteCount
    return value
  }

  /// An unsigned LEB128 number; bits past the 64th are lost.
  mutating func unsigned() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let next = byte() {
      if shift < 64 { value |= UInt64(next & 0x7F) << shift }
      shift = min(shift + 7, 64)
      if next < 0x80 { return value }
    }
    return nil
  }

  /// A signed LEB128 number; bits past the 64th are lost.
  mutating func signed() -> Int64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let next = byte() {
      if shift < 64 { value |= UInt64(next & 0x7F) << shift }
      shift = min(shift + 7, 64)
      guard next >= 0x80 else {
        if next & 0x40 != 0, shift < 64 { value |= UInt64.max << shift }
        return Int64(bitPattern: value)
      }
    }
    return nil
  }

  /// Where the bytes of a string stand that ends in a zero byte.
  mutating func string() -> Range<Int>? {
    guard let end = bytes[offset..<range.upperBound].firstIndex(of: 0) else { return nil }
    defer { offset = end + 1 }
    return offset..<end
  }

  /// Where the bytes of the string stand that begins at a distance from the section's start.
  func string(at distance: UInt64) -> Range<Int>? {
    guard distance < UInt64(range.count) else { return nil }
    var reader = self
    reader.offset = range.lowerBound + Int(distance)
    return reader.string()
  }
}
