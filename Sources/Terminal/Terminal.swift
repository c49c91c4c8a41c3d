package import StyledText
import Synchronization

/// The terminal: it is taken, used, and given back as it was.
///
/// Between `beginEditing` and `endEditing` it is in raw mode: keys come as events and rows are drawn in place. Between
/// `beginFullScreen` and `endFullScreen` it is in raw mode, too, and whole screens are drawn. Outside of both, while something is evaluated, it is as the user had it, and Ctrl-C sets a flag (`isInterruptRequested`). However the
/// program ends, by returning, a signal, a stop or a crash, the modes are put back.
///
/// One terminal can be in use at a time, on one thread: signal handlers and terminal modes belong to the process.
package final class Terminal {
  /// How long a lone Escape is taken for the beginning of a sequence, in milliseconds.
  static let escapeTimeout: Int32 = 50

  package let input: Int32
  package let output: Int32
  /// What the terminal can do.
  package let capabilities: TerminalCapabilities

  var decoder: KeyDecoder
  var painter = InPlacePainter()
  var queue: [Key] = []
  var savedModes: SavedModes?
  var lastSize: ScreenSize?
  var hasHungUp = false
  /// The full screen, while it is ours.
  var screen: CursesScreen?
  var isMouseWanted = false

  /// Opens a terminal and listens to signals; it is not touched yet.
  /// - Throws: `notATerminal`, `noSignals`.
  package init(input: Int32 = 0, output: Int32 = 1, capabilities: TerminalCapabilities) throws(TerminalError) {
    guard DescriptorOutput.isTerminal(input), DescriptorOutput.isTerminal(output) else {
      throw TerminalError(.notATerminal)
    }
    self.input = input
    self.output = output
    self.capabilities = capabilities
    decoder = KeyDecoder(sequences: capabilities.keySequences)
    try SignalRelay.install()
  }

  /// Gives the terminal back for good.
  package func close() {
    try? endFullScreen()
    try? endEditing()
    SignalRelay.uninstall()
  }

  deinit { close() }

  /// Whether Ctrl-C was pressed, or termination asked for, since `clearInterrupt`: what a running evaluation polls.
  package var isInterruptRequested: Bool {
    SignalRelay.interrupt.load(ordering: .relaxed) || SignalRelay.termination.load(ordering: .relaxed) != 0
  }

  /// Takes note of an interrupt.
  /// - Returns: whether there was one.
  @discardableResult
  package func clearInterrupt() -> Bool { SignalRelay.interrupt.exchange(false, ordering: .relaxed) }

  /// Whether keys were read that nobody has asked for yet, so that drawing can wait.
  package var hasKeysWaiting: Bool { !queue.isEmpty }

  /// The signal that asked the program to end, or nil.
  package var terminationSignal: Int32? {
    let number = SignalRelay.termination.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}

extension Terminal {
  /// The columns that can be drawn in: one less where the last one would wrap at once.
  package var drawableSize: ScreenSize {
    var size = size
    if !capabilities.wrapsLate { size.columns = max(1, size.columns - 1) }
    return size
  }

  /// Draws rows in the place of the ones drawn before. They must fit `drawableSize.columns`.
  package func draw(_ rows: [StyledLine], cursorRow: Int, cursorColumn: Int) throws(TerminalError) {
    let bytes = painter.draw(
      rows, cursorRow: cursorRow, cursorColumn: cursorColumn, size: drawableSize, with: capabilities)
    try DescriptorOutput.write(bytes, to: output)
  }

  /// Leaves what is drawn as it stands and goes on below it.
  package func finishDrawing() throws(TerminalError) {
    try DescriptorOutput.write(painter.finish(), to: output)
  }

  /// Takes what is drawn off the screen; what is written next stands in its place.
  package func eraseDrawing() throws(TerminalError) {
    try DescriptorOutput.write(painter.erase(with: capabilities), to: output)
  }

  /// Writes lines: above nothing that is drawn, so `finishDrawing` comes first.
  package func print(_ lines: [StyledLine]) throws(TerminalError) {
    if painter.isActive { try finishDrawing() }
    try DescriptorOutput.write(capabilities.palette.encode(lines), to: output)
  }

  /// Clears the screen; the next drawing begins in its first row.
  package func clearScreen() throws(TerminalError) {
    if capabilities.clearScreen.isEmpty { return try finishDrawing() }
    painter.forget()
    try DescriptorOutput.write(capabilities.clearScreen, to: output)
  }

  /// Rings the bell.
  package func bell() throws(TerminalError) {
    try DescriptorOutput.write([0x07], to: output)
  }
}

extension Terminal {
  /// Writes a line as it stands: text for programs that was asked for, whose control characters are escaped already.
  package func printRaw(_ line: String) throws(TerminalError) {
    if painter.isActive { try finishDrawing() }
    try DescriptorOutput.write(Array((line + "\n").utf8), to: output)
  }
}
