/// The numbers and text of literal values.
///
/// Source: Binary.md, "Value Definitions"; core specification, "Values" (binary format).
extension ComponentReader {
  /// An unsigned LEB128 integer of 16, 32 or 64 bits.
  mutating func readUnsigned(bits: Int) throws(ComponentBinaryError.Kind) -> UInt64 {
    let value = try readU64()
    guard bits >= 64 || value >> UInt64(bits) == 0 else { throw .malformedInteger }
    return value
  }

  /// A signed LEB128 integer of 16, 32 or 64 bits.
  mutating func readSigned(bits: Int) throws(ComponentBinaryError.Kind) -> Int64 {
    var result: UInt64 = 0
    var shift = 0
    while true {
      let byte = try readByte()
      let left = bits - shift
      guard left > 0 else { throw .malformedInteger }
      if left < 7 {
        // What is past the last bit repeats the sign.
        let rest = Int8(bitPattern: byte << 1) >> left
        guard byte & 0x80 == 0, rest == 0 || rest == -1 else { throw .malformedInteger }
      }
      result |= UInt64(byte & 0x7F) << UInt64(shift)
      shift += 7
      if byte & 0x80 == 0 {
        if shift < 64, byte & 0x40 != 0 { result |= UInt64.max << UInt64(shift) }
        return Int64(bitPattern: result)
      }
    }
  }

  /// So many bytes, the lowest first.
  mutating func readLittleEndian(_ count: Int) throws(ComponentBinaryError.Kind) -> UInt64 {
    var result: UInt64 = 0
    for index in 0..<count { result |= UInt64(try readByte()) << UInt64(8 * index) }
    return result
  }

  /// One character in UTF-8.
  mutating func readCharacter() throws(ComponentBinaryError.Kind) -> Unicode.Scalar {
    let first = try peekByte()
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let range = try skip(count)
    guard let text = String(validating: bytes[range], as: UTF8.self), let scalar = text.unicodeScalars.first,
      text.unicodeScalars.count == 1
    else { throw .malformedUTF8 }
    return scalar
  }
}
