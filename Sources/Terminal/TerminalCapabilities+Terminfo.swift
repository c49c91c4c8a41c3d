import CNcurses
import StyledText

extension TerminalCapabilities {
  /// Reads a terminal type's description.
  ///
  /// ncurses keeps the description it reads in a global; this loads it, copies what is needed and frees it, so it
  /// must not run in two threads at once.
  /// - Parameter descriptor: the output's file descriptor.
  /// - Returns: nil if the type is unset, unknown, `dumb`, or cannot redraw a line in place.
  package static func terminfo(type: String?, descriptor: Int32) -> TerminalCapabilities? {
    guard let type, type != "dumb", !type.utf8.contains(0), type.utf8.count < 128 else { return nil }
    guard witscope_terminfo_load(type, descriptor) != 0 else { return nil }
    defer { witscope_terminfo_free() }

    // A hardcopy or generic type cannot go back to what it drew.
    guard witscope_terminfo_flag("hc") == 0, witscope_terminfo_flag("gn") == 0, let up = string("cuu1"),
      let clearToScreenEnd = string("ed"), let right = string("cuf1")
    else { return nil }
    let isANSI = up.first == 0x1B && clearToScreenEnd.starts(with: [0x1B, 0x5B])
    return TerminalCapabilities(
      cursorUp: motion("cuu", standard: "\u{1b}[%p1%dA", otherwise: up),
      cursorRight: motion("cuf", standard: "\u{1b}[%p1%dC", otherwise: right),
      clearToScreenEnd: clearToScreenEnd, clearToLineEnd: string("el") ?? [], clearScreen: string("clear") ?? [],
      wrapsLate: witscope_terminfo_flag("am") == 0 || witscope_terminfo_flag("xenl") != 0,
      // Terminals that follow ECMA-48 skip a private mode they do not have.
      pasteMarkingOn: string("BE") ?? (isANSI ? Array("\u{1b}[?2004h".utf8) : []),
      pasteMarkingOff: string("BD") ?? (isANSI ? Array("\u{1b}[?2004l".utf8) : []),
      palette: palette(), keySequences: keySequences(), fullScreen: fullScreen(type: type, isANSI: isANSI))
  }

  /// Nil where the cursor cannot be put in any cell, or the screen cannot be cleared.
  ///
  /// An alternate screen is not asked for: the Linux console and other terminals of one screen are drawn on, too.
  private static func fullScreen(type: String, isANSI: Bool) -> FullScreenCapabilities? {
    guard string("cup") != nil, string("clear") != nil else { return nil }
    // Presses and releases, motion with a button down, and positions as decimal numbers. Terminals that follow ECMA-48
    // skip a private mode they do not have.
    let hasMouse = isANSI || string("kmous") != nil || string("XM") != nil
    let modes = ["1000", "1002", "1006"]
    return FullScreenCapabilities(
      type: type, enter: string("smcup") ?? [], leave: string("rmcup") ?? [], showCursor: string("cnorm") ?? [],
      reset: string("sgr0") ?? [], mouseOn: hasMouse ? modes.flatMap { "\u{1b}[?\($0)h".utf8 } : [],
      mouseOff: hasMouse ? modes.reversed().flatMap { "\u{1b}[?\($0)l".utf8 } : [])
  }

  private static func palette() -> StylePalette {
    let attributes = StyleAttributes(
      bold: string("bold") ?? [], dim: string("dim") ?? [], reverse: string("rev") ?? [], reset: string("sgr0") ?? [])
    return StylePalette(attributes: attributes, colors: Int(witscope_terminfo_number("colors"))) { index in
      guard let setter = witscope_terminfo_string("setaf"),
        let bytes = witscope_terminfo_parameter(setter, Int32(index))
      else { return [] }
      return withoutPadding(bytes)
    }
  }

  private static func motion(_ name: String, standard: String, otherwise once: [UInt8]) -> Motion {
    // Filling in parameters needs ncurses' state; the form that nearly all terminals have needs only its last byte.
    guard let capability = string(name), capability == Array(standard.utf8), let final = capability.last else {
      return .repeated(once)
    }
    return .ansi(final: final)
  }

  private static func keySequences() -> [[UInt8]: Key] {
    var sequences: [[UInt8]: Key] = [:]
    for (name, key) in namedKeys {
      // One byte is a control character that the decoder knows; two could be Alt and a letter.
      if let sequence = string(name), sequence.count > 2, sequence.count < 32, sequence[0] == 0x1B {
        sequences[sequence] = key
      }
    }
    return sequences
  }

  /// The keys by their terminfo names.
  private static let namedKeys: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kich1", .insert), ("kdch1", .delete), ("kpp", .pageUp), ("knp", .pageDown), ("kcbt", .backTab),
      ("kLFT5", Key(.left, .control)), ("kRIT5", Key(.right, .control)), ("kLFT3", Key(.left, .alt)),
      ("kRIT3", Key(.right, .alt)), ("kLFT", Key(.left, .shift)), ("kRIT", Key(.right, .shift)),
    ] + (1...12).map { ("kf\($0)", Key(.function($0))) }

  /// A capability's bytes, or nil if it is absent or empty.
  private static func string(_ name: String) -> [UInt8]? {
    guard let value = witscope_terminfo_string(name) else { return nil }
    let bytes = withoutPadding(value)
    return bytes.isEmpty ? nil : bytes
  }

  /// Leaves out `$<5>` and its like: delays for hardware terminals.
  private static func withoutPadding(_ string: UnsafePointer<CChar>) -> [UInt8] {
    // SAFETY: ncurses returns a string that ends in a NUL; it is copied before anything else is asked.
    let bytes = Array(String(cString: string).utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "<"),
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
      {
        index = end + 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
