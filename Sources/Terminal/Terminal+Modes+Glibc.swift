import CNcurses
import Glibc
package import StyledText
import Synchronization

/// The modes the terminal had before it was taken.
struct SavedModes {
  var modes: termios
}

extension Terminal {
  /// The largest window that is drawn on; what is beyond stays blank. A window says any size that it was told.
  static let maximumSize = ScreenSize(rows: 500, columns: 1_000)

  /// The window's size, at most `maximumSize`; 80 columns and 24 rows where it is unknown.
  package var size: ScreenSize {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard witscope_window_size(output, &rows, &columns) != 0 else { return ScreenSize(rows: 24, columns: 80) }
    return ScreenSize(
      rows: min(Int(rows), Self.maximumSize.rows), columns: min(Int(columns), Self.maximumSize.columns))
  }

  /// Takes the terminal: raw mode, pastes marked.
  /// - Throws: `modesRefused`, `outputClosed`.
  package func beginEditing() throws(TerminalError) {
    guard savedModes == nil else { return }
    var modes = termios()
    guard tcgetattr(input, &modes) == 0 else { throw TerminalError(.modesRefused, errorNumber: errno) }
    savedModes = SavedModes(modes: modes)
    lastSize = size
    RestorePoint.arm(input: input, output: output, modes: modes, farewell: capabilities.pasteMarkingOff + [0x0D, 0x0A])
    SignalRelay.handleStop(true)
    try setRawModes()
    try DescriptorOutput.write(capabilities.pasteMarkingOn, to: output)
  }

  /// Gives the terminal back with the modes it had. What was typed ahead stays for whoever reads next.
  package func endEditing() throws(TerminalError) {
    guard screen == nil, let saved = savedModes else { return }
    defer { giveModesBack(saved) }
    try DescriptorOutput.write(painter.finish() + capabilities.pasteMarkingOff, to: output)
  }

  /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when it goes on.
  ///
  /// The full screen has to be shown again then. Where the window's size changed meanwhile, `resized` is the next event.
  package func suspend() throws(TerminalError) { try suspend(stopping: SignalRelay.stopGroup) }

  func suspend(stopping stop: () -> Void) throws(TerminalError) {
    let (wasFullScreen, wasEditing) = (screen != nil, savedModes != nil)
    let size = lastSize
    try endFullScreen()
    try endEditing()
    stop()
    SignalRelay.stop.store(false, ordering: .relaxed)
    if wasFullScreen {
      try beginFullScreen(mouse: isMouseWanted)
    } else if wasEditing {
      try beginEditing()
    }
    if self.size != size {
      lastSize = size
      SignalRelay.resize.store(true, ordering: .relaxed)
    }
  }

  /// Takes the terminal again after a stop that could not be caught.
  func resumeEditing() throws(TerminalError) {
    painter.forget()
    try setRawModes()
    if screen != nil {
      try resumeFullScreen()
    } else {
      try DescriptorOutput.write(capabilities.pasteMarkingOn, to: output)
    }
  }

  /// Puts the modes back that the terminal had.
  func giveModesBack(_ saved: SavedModes) {
    var saved = saved
    savedModes = nil
    while tcsetattr(input, TCSADRAIN, &saved.modes) != 0, errno == EINTR {}
    RestorePoint.disarm()
    SignalRelay.handleStop(false)
  }

  func setRawModes() throws(TerminalError) {
    guard var raw = savedModes?.modes else { return }
    witscope_make_raw(&raw)
    if screen != nil { witscope_make_raw_for_screen(&raw) }
    // In the background this stops the process until it is brought back.
    while tcsetattr(input, TCSADRAIN, &raw) != 0 {
      guard errno == EINTR else { throw TerminalError(.modesRefused, errorNumber: errno) }
    }
  }
}
