import CNcurses
import Glibc
package import StyledText

extension Terminal {
  /// Whether text is written in UTF-8, by the locale that the environment names; where not, show ASCII only.
  package static var isUTF8: Bool {
    _ = locale
    return witscope_locale_is_utf8() != 0
  }

  private static let locale: Void = witscope_locale_take()

  /// Takes the whole screen: the alternate one where there are two, raw mode, pastes marked. It shows nothing until
  /// `show`. Rows that were edited in place are left as they stand.
  /// - Parameter mouse: whether the mouse is reported, where the terminal has one.
  /// - Throws: `cannotPosition` if only lines can be drawn on this terminal, `modesRefused`, `outputClosed`.
  package func beginFullScreen(mouse: Bool) throws(TerminalError) {
    guard screen == nil else { return setMouse(mouse) }
    guard let full = capabilities.fullScreen else { throw TerminalError(.cannotPosition) }
    try endEditing()
    _ = Self.isUTF8
    var modes = termios()
    guard tcgetattr(input, &modes) == 0 else { throw TerminalError(.modesRefused, errorNumber: errno) }
    savedModes = SavedModes(modes: modes)
    RestorePoint.arm(
      input: input, output: output, modes: modes,
      farewell: full.mouseOff + capabilities.pasteMarkingOff + full.reset + full.showCursor + full.farewell)
    SignalRelay.handleStop(true)
    lastSize = size
    screen = CursesScreen(
      type: full.type, input: input, output: output, size: size, colors: capabilities.palette.colors)
    guard screen != nil else {
      giveModesBack(SavedModes(modes: modes))
      throw TerminalError(.cannotPosition)
    }
    try setRawModes()
    witscope_screen_take_modes()
    isMouseWanted = mouse
    try screen?.send(capabilities.pasteMarkingOn + (mouse ? full.mouseOn : []))
  }

  /// Gives the screen back as it was, and the modes. What was typed ahead stays for whoever reads next.
  package func endFullScreen() throws(TerminalError) {
    guard let screen, let saved = savedModes, let full = capabilities.fullScreen else { return }
    self.screen = nil
    defer { giveModesBack(saved) }
    screen.close()
    // On a terminal of one screen the last picture stays, and what comes next goes below it.
    try DescriptorOutput.write(
      full.mouseOff + capabilities.pasteMarkingOff + (full.leave.isEmpty ? full.farewell : []), to: output)
  }

  /// Shows a screen, sending what differs from the one shown before. Where the window is smaller, its upper left part.
  /// Does nothing outside the full screen.
  package func show(_ screen: ScreenBuffer) throws(TerminalError) { try self.screen?.show(screen) }

  /// Forgets what is shown: the next `show` sends every cell, over whatever another program wrote.
  package func forgetScreen() { screen?.forget() }

  /// Turns reports of the mouse on or off, at the latest with the next `show`.
  package func setMouse(_ isOn: Bool) {
    guard screen != nil, isOn != isMouseWanted, let full = capabilities.fullScreen else { return }
    isMouseWanted = isOn
    // If nobody reads any more, the next event says so.
    try? screen?.send(isOn ? full.mouseOn : full.mouseOff)
  }

  /// Takes the screen again that somebody else may have drawn on.
  func resumeFullScreen() throws(TerminalError) {
    guard let screen, let full = capabilities.fullScreen else { return }
    screen.forget()
    try screen.send(full.enter + capabilities.pasteMarkingOn + (isMouseWanted ? full.mouseOn : []))
  }
}

extension FullScreenCapabilities {
  /// Leaves the screen; where there is only one, goes to a line below.
  var farewell: [UInt8] { leave.isEmpty ? [0x0D, 0x0A] : leave }
}
