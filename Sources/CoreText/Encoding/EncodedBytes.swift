package import Diagnostics

/// Bytes of the binary format as they grow, with the spans of text that they came from.
package struct EncodedBytes {
  /// The bytes so far.
  package private(set) var bytes: [UInt8] = []
  private(set) var marks: [SourceMap.Mark] = []

  /// None yet.
  package init() {}

  /// How many bytes there are.
  package var count: Int { bytes.count }

  /// One byte.
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Bytes as they are.
  package mutating func append(contentsOf other: some Sequence<UInt8>) { bytes.append(contentsOf: other) }

  /// An unsigned LEB128 number.
  package mutating func append(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// An unsigned LEB128 number.
  package mutating func append(unsigned value: UInt32) { append(unsigned: UInt64(value)) }

  /// A signed LEB128 number.
  package mutating func append(signed value: Int64) {
    var rest = value
    while !(-64..<64).contains(rest) {
      bytes.append(UInt8(truncatingIfNeeded: rest) & 0x7F | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest) & 0x7F)
  }

  /// The low bytes of a number, least significant first.
  package mutating func append(littleEndian value: UInt64, count: Int) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8))) }
  }

  /// A vector of bytes: its length, then the bytes.
  package mutating func append(name: [UInt8]) {
    append(unsigned: UInt64(name.count))
    bytes.append(contentsOf: name)
  }

  /// Bytes made apart, with their marks.
  package mutating func append(_ other: EncodedBytes) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    marks.append(contentsOf: other.marks.lazy.map { SourceMap.Mark(offset: $0.offset + base, span: $0.span) })
  }

  /// Bytes made apart, with their length before them.
  package mutating func append(sized other: EncodedBytes) {
    append(unsigned: UInt64(other.count))
    append(other)
  }

  /// Says where the bytes that are appended next come from.
  package mutating func mark(_ span: SourceSpan) {
    marks.append(SourceMap.Mark(offset: bytes.count, span: span))
  }

  /// Takes the last bytes away, from `start` on.
  mutating func removeTail(from start: Int) -> ArraySlice<UInt8> {
    let tail = bytes[start...]
    bytes.removeSubrange(start...)
    return tail
  }

  /// From the bytes so far back to the text.
  package var sourceMap: SourceMap { SourceMap(marks) }
}
