import ComponentBinary
import CoreText
import Diagnostics

// Values.
//
// Source: Explainer.md, "Value Definitions"; Binary.md, the same.
extension ComponentEncoder {
  /// Reads `(value $id? type literal)`, where the literal is one of a primitive type, or `(binary "bytes"*)` of any.
  mutating func encodeValue() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "value")
    let identifier = try takeDefinedIdentifier()
    var value = try readValueType()
    var literal = EncodedBytes()
    if cursor.take(opening: "binary") {
      while let part = try cursor.takeString() { literal.append(contentsOf: part) }
      try cursor.expectClose()
    } else if value.bytes.count == 1, let byte = value.bytes.first, let primitive = Primitive(rawValue: byte) {
      try readLiteral(of: primitive, into: &literal)
    } else {
      throw cursor.unexpected("`(binary` and the value's bytes")
    }
    value.append(sized: literal)
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(value, as: .value, at: span)
    try add(.value, identifier, at: span)
  }

  private mutating func readLiteral(of type: Primitive, into bytes: inout EncodedBytes) throws(CoreTextError) {
    func signed(_ bits: Int) throws(CoreTextError) -> Int64 {
      let start = cursor.index
      let value = Int64(bitPattern: try cursor.readInteger(bits: 64))
      let limit = Int64.max >> Int64(64 - bits)
      guard (-limit - 1...limit).contains(value) else {
        cursor.move(to: start)
        throw cursor.unexpected("a signed integer of \(bits) bits")
      }
      return value
    }
    switch type {
    case .bool:
      let isTrue = cursor.take(keyword: "true")
      guard isTrue || cursor.take(keyword: "false") else { throw cursor.unexpected("`true` or `false`") }
      bytes.append(isTrue ? 1 : 0)
    case .u8: bytes.append(UInt8(truncatingIfNeeded: try cursor.readUnsigned(bits: 8)))
    case .s8: bytes.append(UInt8(truncatingIfNeeded: try signed(8)))
    case .u16: bytes.append(unsigned: try cursor.readUnsigned(bits: 16))
    case .u32: bytes.append(unsigned: try cursor.readUnsigned(bits: 32))
    case .u64: bytes.append(unsigned: try cursor.readUnsigned(bits: 64))
    case .s16: bytes.append(signed: try signed(16))
    case .s32: bytes.append(signed: try signed(32))
    case .s64: bytes.append(signed: try signed(64))
    case .f32: bytes.append(littleEndian: try cursor.readFloat(bits: 32), count: 4)
    case .f64: bytes.append(littleEndian: try cursor.readFloat(bits: 64), count: 8)
    case .string: bytes.append(name: try cursor.expectName())
    case .char, .errorContext: throw cursor.unexpected("`(binary` and the value's bytes")
    }
  }
}
