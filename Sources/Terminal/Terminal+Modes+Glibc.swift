import CNcurses
import Glibc
package import StyledText
import Synchronization

/// The modes the terminal had before it was taken.
struct SavedModes {
  var modes: termios
}

extension Terminal {
  /// The window's size; 80 columns and 24 rows where it is unknown.
  package var size: ScreenSize {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard witscope_window_size(output, &rows, &columns) != 0 else { return ScreenSize(rows: 24, columns: 80) }
    return ScreenSize(rows: Int(rows), columns: Int(columns))
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
  }

  /// Gives the terminal back with the modes it had. What was typed ahead stays for whoever reads next.
  package func endEditing() throws(TerminalError) {
    guard var saved = savedModes else { return }
    savedModes = nil
    defer {
      while tcsetattr(input, TCSADRAIN, &saved.modes) != 0, errno == EINTR {}
      RestorePoint.disarm()
      SignalRelay.handleStop(false)
    }
    try DescriptorOutput.write(painter.finish() + capabilities.pasteMarkingOff, to: output)
  }

  /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when it goes on.
  package func suspend() throws(TerminalError) {
    let wasEditing = savedModes != nil
    try endEditing()
    SignalRelay.stopGroup()
    SignalRelay.stop.store(false, ordering: .relaxed)
    if wasEditing { try beginEditing() }
  }

  /// Sets raw mode again after a stop that could not be caught.
  func resumeEditing() throws(TerminalError) {
    painter.forget()
    try setRawModes()
  }

  private func setRawModes() throws(TerminalError) {
    guard var raw = savedModes?.modes else { return }
    witscope_make_raw(&raw)
    // In the background this stops the process until it is brought back.
    while tcsetattr(input, TCSADRAIN, &raw) != 0 {
      guard errno == EINTR else { throw TerminalError(.modesRefused, errorNumber: errno) }
    }
    try DescriptorOutput.write(capabilities.pasteMarkingOn, to: output)
  }
}
