// What WAVE escapes follows the reference: quotes of both kinds, backslashes, control characters, and whatever has no glyph
// of its own, so that printed text can be read and is safe on a terminal.
extension Unicode.Scalar {
  /// The escape that must stand for the scalar between quotes; nil where it stands for itself.
  package var waveEscape: String? {
    switch value {
    case 0x09: return "\\t"
    case 0x0a: return "\\n"
    case 0x0d: return "\\r"
    case 0x22: return "\\\""
    case 0x27: return "\\'"
    case 0x5c: return "\\\\"
    case 0x20..<0x7f: return nil
    default: break
    }
    if value >= 0x80, !properties.isGraphemeExtend, hasGlyph { return nil }
    return "\\u{\(String(value, radix: 16))}"
  }

  /// Whether the scalar shows as something: no control, format, surrogate, private-use or unassigned one, and no
  /// separator but the space.
  private var hasGlyph: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }
}

extension String {
  /// The text fit to be shown in a message: what could disturb a terminal is escaped, and a long text is cut.
  /// - Parameter limit: in scalars.
  package func shown(limit: Int = 60) -> String {
    var shown = ""
    for (count, scalar) in unicodeScalars.enumerated() {
      if count == limit { return shown + "..." }
      if scalar == "\"" || scalar == "'" || scalar == "\\" {
        shown.unicodeScalars.append(scalar)
      } else if let escape = scalar.waveEscape {
        shown += escape
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
