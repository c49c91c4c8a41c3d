import Glibc
import StyledText

@testable import Terminal

/// A screen in the program's hands, and what a user sees of it.
final class FullScreenStage {
  let ends: PseudoTerminal
  let terminal: Terminal
  var screen: SmallScreen
  let size: ScreenSize

  init?(_ type: String, size: ScreenSize = ScreenSize(rows: 24, columns: 80), hasColors: Bool = true) throws {
    guard let ends = PseudoTerminal(rows: UInt16(size.rows), columns: UInt16(size.columns)),
      var capabilities = TerminalCapabilities.terminfo(type: type, descriptor: ends.program)
    else {
      print("skipped: no pseudo-terminals, or no description of \(type)")
      return nil
    }
    // Wide characters are shown only where the locale is UTF-8.
    _ = Terminal.isUTF8
    setlocale(LC_CTYPE, "C.UTF-8")
    if !hasColors { capabilities.palette = .none }
    self.size = size
    terminal = try Terminal(input: ends.program, output: ends.program, capabilities: capabilities)
    screen = SmallScreen(rows: size.rows, columns: size.columns)
    self.ends = ends
  }

  deinit { terminal.close() }

  func look(quiet milliseconds: Int32 = 20) { screen.receive(ends.outputBytes(quiet: milliseconds)) }

  func show(_ buffer: ScreenBuffer) throws {
    try terminal.show(buffer)
    look()
  }

  func buffer(_ lines: [StyledLine], cursor: ScreenPosition? = nil) -> ScreenBuffer {
    var buffer = ScreenBuffer(size: size)
    for (row, line) in lines.enumerated() { buffer.put(line, row: row, column: 0) }
    buffer.cursor = cursor
    return buffer
  }
}
