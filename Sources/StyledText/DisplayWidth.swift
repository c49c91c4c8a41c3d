extension Unicode.Scalar {
  /// The columns this scalar takes on a terminal when it stands alone: 0, 1 or 2.
  ///
  /// Control characters count 0: they are to be escaped before they are measured.
  /// Source: UAX #11, "East Asian Width" (W and F are 2, ambiguous is 1); marks and format characters are 0.
  package var displayWidth: Int {
    if value < 0x300 {
      // ASCII and Latin. The soft hyphen is a format character that terminals draw.
      return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1
    }
    // Medial vowels and final consonants join the leading consonant's cell pair.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: return WideScalars.contains(value) ? 2 : 1
    }
  }
}

extension Character {
  /// The columns this character takes on a terminal.
  ///
  /// A cluster is as wide as its scalars together, except that emoji sequences (joined, with a skin tone, with the
  /// emoji variation selector, or flags) are drawn as one picture two columns wide.
  package var displayWidth: Int {
    let bytes = utf8
    if bytes.count == 1, let ascii = bytes.first { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    let scalars = unicodeScalars
    guard let first = scalars.first, first != "\r" else { return 0 }
    if UTF8.width(first) == bytes.count { return first.displayWidth }
    var width = 0
    for scalar in scalars {
      switch scalar.value {
      case 0xFE0F where first.properties.isEmoji && !first.isASCII: return 2
      case 0x200D where first.properties.isEmoji: return 2
      case 0x20E3 where first.isASCII: return 2
      case 0x1F3FB...0x1F3FF where first.properties.isEmojiModifierBase: return 2
      case 0x1F1E6...0x1F1FF: return 2
      default: width += scalar.displayWidth
      }
    }
    return width
  }
}

extension StringProtocol {
  /// The columns this text takes on a terminal, on one line and with control characters already escaped.
  package var displayWidth: Int {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }
}

extension StyledLine {
  /// The columns this line takes on a terminal.
  package var displayWidth: Int { runs.reduce(0) { $0 + $1.text.displayWidth } }
}

/// The scalars that take two columns.
private enum WideScalars {
  static func contains(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].first <= value
  }

  /// First and last scalar of each range, ascending; unassigned code points between two wide ones are taken in.
  /// Source: EastAsianWidth.txt, classes W and F.
  private static let ranges: [(first: UInt32, last: UInt32)] = [
    (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3),
    (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1),
    (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA),
    (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B),
    (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797),
    (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E),
    (0x3041, 0x3247), (0x3250, 0x4DBF), (0x4E00, 0xA4C6), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
    (0xFE10, 0xFE19), (0xFE30, 0xFE6B), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x1B2FB), (0x1F004, 0x1F004),
    (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F320), (0x1F32D, 0x1F335),
    (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0),
    (0x1F3F4, 0x1F3F4), (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D),
    (0x1F54B, 0x1F54E), (0x1F550, 0x1F567), (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4),
    (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC), (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6DF),
    (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945),
    (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAF8), (0x20000, 0x3FFFD),
  ]
}
