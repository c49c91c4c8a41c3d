import Diagnostics

extension Lexer {
  /// The first character that may stand nowhere in WIT, comments included.
  ///
  /// Source: WIT.md, "Lexical structure".
  func firstForbiddenCharacter() -> (scalar: Unicode.Scalar, span: SourceSpan)? {
    if isPlain { return nil }
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x20, byte < 0x7F {
        at += 1
        continue
      }
      if byte < 0x80 {
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t") {
          at += 1
          continue
        }
        return (Unicode.Scalar(byte), SourceSpan(at, at + 1))
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let end = min(at + length, bytes.count)
      if let scalar = scalar(in: at..<end), isForbidden(scalar) { return (scalar, SourceSpan(at, end)) }
      at = end
    }
    return nil
  }

  /// Whether everything is printable ASCII, line breaks and tabs. Most texts are, and a loop without branches tells.
  private var isPlain: Bool {
    var others: UInt8 = 0
    for byte in bytes {
      let isUnprintable: UInt8 = byte &- 0x20 < 0x5F ? 0 : 1
      let isNoBreak: UInt8 = byte == UInt8(ascii: "\n") ? 0 : byte == UInt8(ascii: "\r") ? 0 : 1
      let isNoTab: UInt8 = byte == UInt8(ascii: "\t") ? 0 : 1
      others |= isUnprintable & isNoBreak & isNoTab
    }
    return others == 0
  }

  /// The character whose bytes these are.
  func scalar(in range: Range<Int>) -> Unicode.Scalar? {
    guard let first = range.first else { return nil }
    var value = UInt32(bytes[first]) & (range.count == 4 ? 0x07 : range.count == 3 ? 0x0F : 0x1F)
    for index in range.dropFirst() { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return Unicode.Scalar(value)
  }

  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // C1 controls.
    case 0x80...0x9F: true
    // Bidirectional embeddings, overrides and isolates: a text could look like another one.
    case 0x202A...0x202E, 0x2066...0x2069: true
    // Deprecated, or discouraged, by the Unicode Standard, chapters 7, 9, 13 and 16.
    case 0x149, 0x673, 0xF77, 0xF79, 0x17A3, 0x17A4, 0x17B4, 0x17B5: true
    default: false
    }
  }
}
