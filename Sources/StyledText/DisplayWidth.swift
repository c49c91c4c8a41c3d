extension Unicode.Scalar {
  /// How many terminal columns the scalar takes: 0 for what combines or is not shown, 2 for wide ones, otherwise 1.
  ///
  /// Source: UAX #11, "East Asian Width" (the W and F ranges, merged where nothing is assigned between them), and UTS #51.
  package var displayWidth: Int {
    if value >= 0x20 && value < 0x7f { return 1 }
    if value < 0xa0 || value == 0xad { return 0 }
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if (0x1160...0x11ff).contains(value) { return 0 }
    if value < 0x1100 { return 1 }
    if properties.isEmojiPresentation { return 2 }
    return Self.isWide(value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x1f200...0x1f2ff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}

extension Character {
  /// How many terminal columns the character takes: that of its widest scalar, and 2 where one asks to be shown as an emoji.
  package var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      if scalar.value == 0xfe0f && width == 1 { return 2 }
      width = max(width, scalar.displayWidth)
    }
    return width
  }
}

extension StringProtocol {
  /// How many terminal columns the text takes, without its control characters.
  package var displayWidth: Int {
    var width = 0
    for character in self { width += character.displayWidth }
    return width
  }
}
