import Session
import StyledText
package import Terminal

/// The explorer on a terminal: events become messages, and what they change is drawn.
package final class ExplorerLoop {
  private let terminal: Terminal
  private let program: ExplorerProgram
  /// What went wrong with the terminal while an input ran.
  private var failure: TerminalError?
  private var endingSignal: Int32?
  private var isStale = false
  private var lastProgress = ContinuousClock.now
  private var mouseIsOn = false

  /// How the explorer ended.
  package enum Outcome: Hashable, Sendable {
    /// With an exit code.
    case ended(Int32)
    /// `:tui`: on to the line REPL.
    case lineREPL
  }

  package init(on terminal: Terminal, _ program: ExplorerProgram) {
    self.terminal = terminal
    self.program = program
    program.whileRunning = { [weak self] in self?.pollWhileRunning($0) ?? true }
  }

  /// Takes the whole screen until the program is over, and gives it back.
  /// - Throws: `TerminalError` where the terminal cannot be drawn on; nothing was shown then.
  package func run() throws(TerminalError) -> Outcome {
    mouseIsOn = program.usesMouse
    try terminal.beginFullScreen(mouse: mouseIsOn)
    defer { try? terminal.endFullScreen() }
    // The window may have changed since the program was made: only from here on the terminal says so.
    program.resize(to: terminal.size)
    do {
      return try loop()
    } catch {
      if let signal = endingSignal ?? terminal.terminationSignal { return .ended(128 + signal) }
      // A terminal that is gone ends the program as the end of input does.
      return .ended(error.kind == .outputClosed ? 0 : 3)
    }
  }

  private func loop() throws(TerminalError) -> Outcome {
    try terminal.show(program.screen)
    while true {
      let event = try terminal.nextEvent(timeout: Self.idle)
      if let outcome = take(event) { return outcome }
      try serveRequests()
      if let failure { throw failure }
      if let endingSignal { return .ended(128 + endingSignal) }
      switch program.ending {
      case .quit: return .ended(0)
      case .lineREPL: return .lineREPL
      case nil: break
      }
      // Keys that came together are drawn together.
      if isStale, !terminal.hasKeysWaiting { try draw() }
    }
  }

  /// How long nothing happens before loaded files are looked at, in milliseconds.
  private static let idle: Int32 = 1_000

  /// - Returns: how the program ends, if the event ends it.
  private func take(_ event: TerminalEvent) -> Outcome? {
    // An input may run in here and draw how far it has come: what it ended with is still to be drawn then.
    defer { isStale = true }
    switch event {
    case .key(let key): program.press(key)
    case .resized(let size): program.resize(to: size)
    case .resumed: program.resize(to: terminal.size)
    case .timeout:
      program.checkFiles()
    case .terminated(let signal): return .ended(128 + signal)
    case .endOfInput: return .ended(0)
    }
    return nil
  }

  private func draw() throws(TerminalError) {
    isStale = false
    try terminal.show(program.screen)
  }

  private func serveRequests() throws(TerminalError) {
    let requests = program.requests
    program.requests = []
    if requests.contains(.bell) { try terminal.bell() }
    if requests.contains(.redraw) { terminal.forgetScreen() }
    if requests.contains(.suspend) {
      try terminal.suspend()
      program.resize(to: terminal.size)
    }
    if program.usesMouse != mouseIsOn {
      mouseIsOn = program.usesMouse
      terminal.setMouse(mouseIsOn)
    }
  }

  /// Between two slices of a running input: keys are taken, and how far it has come is shown.
  /// - Returns: whether it is to end.
  private func pollWhileRunning(_ progress: Progress) -> Bool {
    do throws(TerminalError) {
      while true {
        let event = try terminal.nextEvent(timeout: 0)
        if event == .timeout { break }
        if case .terminated(let signal) = event {
          endingSignal = signal
          return true
        }
        if event == .endOfInput {
          failure = TerminalError(.outputClosed)
          return true
        }
        _ = take(event)
        try serveRequests()
      }
      let now = ContinuousClock.now
      if now - lastProgress >= .milliseconds(100) || isStale && progress.elapsed >= .milliseconds(50) {
        lastProgress = now
        program.show(progress)
        try draw()
      }
    } catch {
      failure = error
      return true
    }
    return program.wantsCancel || program.ending != nil
  }
}
