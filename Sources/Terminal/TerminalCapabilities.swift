package import StyledText

/// What a terminal can do, as data: the byte strings to send and the ones its keys send.
package struct TerminalCapabilities: Hashable, Sendable {
  /// Moving the cursor by several cells.
  enum Motion: Hashable, Sendable {
    /// `ESC [ n final`.
    case ansi(final: UInt8)
    /// The same bytes for each cell.
    case repeated([UInt8])

    func bytes(_ count: Int) -> [UInt8] {
      guard count > 0 else { return [] }
      switch self {
      case .ansi(let final): return [0x1B, 0x5B] + Array(String(count).utf8) + [final]
      case .repeated(let once): return Array(repeatElement(once, count: count).joined())
      }
    }
  }

  var cursorUp: Motion
  var cursorRight: Motion
  /// Clears from the cursor to the screen's end.
  var clearToScreenEnd: [UInt8]
  /// Clears from the cursor to the line's end; empty if it cannot.
  var clearToLineEnd: [UInt8]
  /// Clears the screen and puts the cursor in its first cell; empty if it cannot.
  var clearScreen: [UInt8]
  /// Whether a character in the last column leaves the cursor there until the next one comes.
  var wrapsLate: Bool
  /// Makes the terminal mark pastes, and stop it; empty if it cannot.
  var pasteMarkingOn: [UInt8]
  var pasteMarkingOff: [UInt8]
  /// The styles in the terminal's colours.
  package var palette: StylePalette
  /// What its special keys send, beyond what `KeyDecoder` knows of itself.
  package var keySequences: [[UInt8]: Key]
  /// What it takes to draw on the whole screen; nil where that cannot be.
  var fullScreen: FullScreenCapabilities?

  /// A terminal like most of today's, with eight colours.
  package static let ansi = TerminalCapabilities(
    cursorUp: .ansi(final: UInt8(ascii: "A")), cursorRight: .ansi(final: UInt8(ascii: "C")),
    clearToScreenEnd: Array("\u{1b}[J".utf8), clearToLineEnd: Array("\u{1b}[K".utf8),
    clearScreen: Array("\u{1b}[H\u{1b}[2J".utf8), wrapsLate: true, pasteMarkingOn: Array("\u{1b}[?2004h".utf8),
    pasteMarkingOff: Array("\u{1b}[?2004l".utf8), palette: .ansi, keySequences: [:])
}

/// What it takes to draw on the whole screen. Drawing itself is ncurses' work; these are for giving the screen back.
struct FullScreenCapabilities: Hashable, Sendable {
  /// The terminal type's name in terminfo.
  var type: String
  /// Goes to the alternate screen, and back to what was there before; empty where there is one screen only.
  var enter: [UInt8]
  var leave: [UInt8]
  /// Makes the cursor visible; empty if it cannot be hidden.
  var showCursor: [UInt8]
  /// Ends all attributes and colours.
  var reset: [UInt8]
  /// Makes the terminal report the mouse, and stop it; empty if it has none.
  var mouseOn: [UInt8]
  var mouseOff: [UInt8]
}
