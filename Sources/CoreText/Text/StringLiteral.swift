import Diagnostics

/// What a string token means: its bytes with the escapes replaced.
///
/// - Parameter literal: the token's bytes, quotes included; the lexer has checked them.
///
/// Source: core specification, "Strings" (text format).
func unescapedString(_ literal: ArraySlice<UInt8>) throws(CoreTextError) -> [UInt8] {
  let inner = literal.dropFirst().dropLast()
  guard inner.contains(UInt8(ascii: "\\")) else { return Array(inner) }
  var result: [UInt8] = []
  result.reserveCapacity(inner.count)
  var index = inner.startIndex
  while index < inner.endIndex {
    guard inner[index] == UInt8(ascii: "\\") else {
      result.append(inner[index])
      index += 1
      continue
    }
    let fault = CoreTextError(.malformedEscape, at: SourceSpan(index, index + 1))
    guard index + 1 < inner.endIndex else { throw fault }
    switch inner[index + 1] {
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): result.append(inner[index + 1])
    case UInt8(ascii: "u"):
      guard let close = inner[index...].firstIndex(of: UInt8(ascii: "}")),
        let scalar = scalarEscape(inner[(index + 2)..<close])
      else { throw fault }
      result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      index = close + 1
      continue
    default:
      guard index + 2 < inner.endIndex, let high = hexDigit(inner[index + 1]), let low = hexDigit(inner[index + 2])
      else { throw fault }
      result.append(high << 4 | low)
      index += 3
      continue
    }
    index += 2
  }
  return result
}

/// The scalar of `{hex}` in an escape; `braced` begins with the brace and stops before the closing one.
func scalarEscape(_ braced: ArraySlice<UInt8>) -> Unicode.Scalar? {
  guard braced.first == UInt8(ascii: "{"),
    let value = unsignedMagnitude(hexDigits: braced.dropFirst()), value <= 0x10_FFFF
  else { return nil }
  return Unicode.Scalar(UInt32(value))
}

/// A hexadecimal digit's value.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// The place of the first byte that is not UTF-8; nil if all are.
func malformedUTF8(in bytes: ArraySlice<UInt8>) -> Int? {
  let isASCII = bytes.withUnsafeBufferPointer { buffer in buffer.allSatisfy { $0 < 0x80 } }
  if isASCII { return nil }
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return bytes.startIndex + error.byteOffsets.lowerBound
  }
}
