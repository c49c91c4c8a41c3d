package import StyledText

/// What happened at the terminal.
package enum TerminalEvent: Hashable, Sendable {
  /// A key. SIGINT from elsewhere arrives as Ctrl-C.
  case key(Key)
  /// The window has another size: draw again.
  case resized(ScreenSize)
  /// The program goes on after a stop and the terminal is taken again: draw again, below what the shell wrote or on the
  /// full screen. Where the window's size changed meanwhile, `resized` follows.
  case resumed
  /// SIGTERM or SIGHUP, by its number: give the terminal back and end with 128 and that number.
  case terminated(signal: Int32)
  /// Nobody types any more.
  case endOfInput
  /// The time is over.
  case timeout
}
