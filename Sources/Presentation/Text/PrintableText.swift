/// Text that others wrote, made fit for a terminal: nothing in it can move the cursor, change a colour or hide itself.
package enum PrintableText {
  /// The text with every control character, line or paragraph separator and direction override written as `\u{…}`;
  /// a line break becomes `\n`, a tab `\t`. Everything else stays.
  package static func escaping(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// How an unsafe scalar is written.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }

  /// Whether a scalar could do something to a terminal other than to show itself.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL and C1: escapes and cursor movement
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction marks, embeddings and overrides
    case 0x2028, 0x2029: true  // separators that break lines
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true  // annotations and tags, which do not show
    default: false
    }
  }
}
