extension Unicode.Scalar {
  /// Whether a terminal could obey this scalar instead of showing it: control characters, and the format characters
  /// that reorder what is read (bidirectional overrides and isolates) or end a line.
  package var isTerminalControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x61C: true
    default: false
    }
  }

  /// The escape this scalar is shown as, in WAVE's form: `\t`, `\n`, `\r` or `\u{1b}`.
  package var controlEscape: String {
    switch value {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: "\\u{" + String(value, radix: 16) + "}"
    }
  }
}

extension StringProtocol {
  /// The same text with every scalar that a terminal could obey written as an escape, such as `\u{1b}`.
  package var escapingTerminalControls: String {
    let isClean =
      utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } || unicodeScalars.allSatisfy { !$0.isTerminalControl }
    if isClean { return String(self) }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isTerminalControl {
        text += scalar.controlEscape
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
