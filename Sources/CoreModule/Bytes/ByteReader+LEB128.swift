// Source: core specification, "Integers" (binary format): at most ceil(bits / 7) bytes, unused bits of the last one zero
// or copies of the sign.
extension ByteReader {
  /// An unsigned 32-bit LEB128 number.
  @inline(__always)
  mutating func readU32() throws(CoreModuleError) -> UInt32 {
    let byte = try readByte()
    if byte < 0x80 { return UInt32(byte) }
    return UInt32(truncatingIfNeeded: try readUnsigned(first: byte, bits: 32))
  }

  /// An unsigned 64-bit LEB128 number.
  mutating func readU64() throws(CoreModuleError) -> UInt64 {
    let byte = try readByte()
    if byte < 0x80 { return UInt64(byte) }
    return try readUnsigned(first: byte, bits: 64)
  }

  /// A signed 32-bit LEB128 number.
  @inline(__always)
  mutating func readS32() throws(CoreModuleError) -> Int32 {
    Int32(truncatingIfNeeded: try readSigned(bits: 32))
  }

  /// A signed 33-bit LEB128 number, as block types and heap types are written.
  mutating func readS33() throws(CoreModuleError) -> Int64 {
    try readSigned(bits: 33)
  }

  /// A signed 64-bit LEB128 number.
  mutating func readS64() throws(CoreModuleError) -> Int64 {
    try readSigned(bits: 64)
  }

  /// Four bytes, the lowest first.
  mutating func readFixed32() throws(CoreModuleError) -> UInt32 {
    var value: UInt32 = 0
    for shift in 0..<4 { value |= UInt32(try readByte()) << UInt32(shift * 8) }
    return value
  }

  /// Eight bytes, the lowest first.
  mutating func readFixed64() throws(CoreModuleError) -> UInt64 {
    var value: UInt64 = 0
    for shift in 0..<8 { value |= UInt64(try readByte()) << UInt64(shift * 8) }
    return value
  }

  private mutating func readUnsigned(first: UInt8, bits: UInt64) throws(CoreModuleError) -> UInt64 {
    let start = offset - 1
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let byte = try readByte()
      value |= UInt64(byte & 0x7F) << shift
      // The last byte that may be there holds fewer than 7 bits of the number.
      if bits - shift < 7 {
        guard byte < 0x80 else { throw CoreModuleError(.integerTooLong(bits: Int(bits)), at: start) }
        guard byte >> UInt8(bits - shift) == 0 else {
          throw CoreModuleError(.integerTooLarge(bits: Int(bits)), at: start)
        }
      }
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  @inline(__always)
  private mutating func readSigned(bits: UInt64) throws(CoreModuleError) -> Int64 {
    let byte = try readByte()
    // Seven bits, the top one the sign: to bit 63 and back.
    if byte < 0x80 { return Int64(truncatingIfNeeded: UInt64(byte) << 57) >> 57 }
    return try readLongSigned(first: byte, bits: bits)
  }

  private mutating func readLongSigned(first: UInt8, bits: UInt64) throws(CoreModuleError) -> Int64 {
    let start = offset - 1
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let byte = try readByte()
      value |= UInt64(byte & 0x7F) << shift
      if bits - shift <= 7 {
        guard byte < 0x80 else { throw CoreModuleError(.integerTooLong(bits: Int(bits)), at: start) }
        // The number's sign bit and all the unused bits above it (of the seven) must be alike.
        let signAndUnused = Int8(truncatingIfNeeded: byte << 1) >> Int8(bits - shift)
        guard signAndUnused == 0 || signAndUnused == -1 else {
          throw CoreModuleError(.integerTooLarge(bits: Int(bits)), at: start)
        }
      }
      shift += 7
      if byte < 0x80 {
        guard shift < 64 else { return Int64(bitPattern: value) }
        return Int64(bitPattern: value << (64 - shift)) >> Int64(64 - shift)
      }
    }
  }
}
