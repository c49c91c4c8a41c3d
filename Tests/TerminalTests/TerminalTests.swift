import Glibc
import StyledText
import Terminal
import Testing

/// Signals belong to the process, and ncurses has one terminal, so what uses either runs one at a time.
@Suite(.serialized) struct OneTerminal {}

extension OneTerminal {
  @Suite struct TerminalTests {
    private func withTerminal(_ body: (borrowing PseudoTerminal, Terminal) throws -> Void) throws {
      guard let ends = PseudoTerminal(rows: 10, columns: 40) else {
        print("skipped: no pseudo-terminals here")
        return
      }
      let terminal = try Terminal(input: ends.program, output: ends.program, capabilities: .ansi)
      defer { terminal.close() }
      try body(ends, terminal)
    }

    /// Sends to the process, since the threads that tests run on block signals.
    private func send(_ signal: Int32) { kill(getpid(), signal) }

    @Test func givesTheModesBack() throws {
      try withTerminal { ends, terminal in
        let before = ends.modes()
        try terminal.beginEditing()
        #expect(ends.modes() != before)
        #expect(ends.output() == "\u{1b}[?2004h")
        try terminal.endEditing()
        #expect(ends.modes() == before)
        #expect(ends.output() == "\u{1b}[?2004l")
      }
    }

    @Test func givesTheModesBackWhenItGoesAway() throws {
      guard let ends = PseudoTerminal() else { return }
      let before = ends.modes()
      do {
        let terminal = try Terminal(input: ends.program, output: ends.program, capabilities: .ansi)
        try terminal.beginEditing()
        #expect(ends.modes() != before)
      }
      #expect(ends.modes() == before)
    }

    @Test func readsKeysUnechoed() throws {
      try withTerminal { ends, terminal in
        try terminal.beginEditing()
        _ = ends.output()
        ends.type("a\u{3}\u{1a}\r\u{1b}[A\u{1b}[200~x\ny\u{1b}[201~")
        let expected: [Key] = [.character("a"), .control("c"), .control("z"), .enter, .up, .paste("x\ny")]
        for key in expected { #expect(try terminal.nextEvent(timeout: 1_000) == .key(key)) }
        #expect(try terminal.nextEvent(timeout: 10) == .timeout)
        ends.type("\u{1b}")
        #expect(try terminal.nextEvent(timeout: 1_000) == .key(.escape))
        #expect(ends.output() == "")
      }
    }

    @Test func drawsInPlace() throws {
      try withTerminal { ends, terminal in
        try terminal.beginEditing()
        _ = ends.output()
        var screen = SmallScreen(rows: 10, columns: 40)
        try terminal.draw(["> one", "two"], cursorRow: 0, cursorColumn: 3)
        try terminal.draw(["> three"], cursorRow: 0, cursorColumn: 7)
        try terminal.print(["four"])
        screen.receive(Array(ends.output().utf8))
        #expect(screen.text == ["> three", "four"])
        try terminal.clearScreen()
        try terminal.draw(["> five"], cursorRow: 0, cursorColumn: 6)
        screen.receive(Array(ends.output().utf8))
        #expect(screen.text == ["> five"])
      }
    }

    @Test func tellsOfSignals() throws {
      try withTerminal { ends, terminal in
        try terminal.beginEditing()
        let before = ends.modes()
        ends.resize(rows: 20, columns: 50)
        send(SIGWINCH)
        #expect(try terminal.nextEvent(timeout: 1_000) == .resized(ScreenSize(rows: 20, columns: 50)))
        send(SIGINT)
        #expect(try terminal.nextEvent(timeout: 1_000) == .key(.control("c")))
        send(SIGCONT)
        #expect(try terminal.nextEvent(timeout: 1_000) == .resumed)
        #expect(ends.modes() == before)
        #expect(terminal.terminationSignal == nil)
        send(SIGTERM)
        #expect(try terminal.nextEvent(timeout: 1_000) == .terminated(signal: SIGTERM))
        #expect(terminal.terminationSignal == SIGTERM && terminal.isInterruptRequested)
      }
    }

    @Test func anInterruptIsPolledWhileTheTerminalIsGivenBack() throws {
      try withTerminal { ends, terminal in
        #expect(!terminal.isInterruptRequested)
        send(SIGINT)
        for _ in 0..<200 where !terminal.isInterruptRequested { usleep(5_000) }
        #expect(terminal.isInterruptRequested)
        #expect(terminal.clearInterrupt())
        #expect(!terminal.isInterruptRequested)
        try terminal.beginEditing()
        #expect(try terminal.nextEvent(timeout: 10) == .timeout)
      }
    }

    @Test func endsWhenTheUserHangsUp() throws {
      guard let (user, program) = PseudoTerminal.open() else { return }
      defer { close(program) }
      let terminal = try Terminal(input: program, output: program, capabilities: .ansi)
      defer { terminal.close() }
      try terminal.beginEditing()
      close(user)
      #expect(try terminal.nextEvent(timeout: 1_000) == .endOfInput)
      #expect(throws: TerminalError(.outputClosed, errorNumber: EIO)) { try terminal.print(["x"]) }
    }

    @Test func refusesWhatIsNoTerminal() {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return }
      defer { ends.forEach { close($0) } }
      #expect(throws: TerminalError(.notATerminal)) {
        _ = try Terminal(input: ends[0], output: ends[1], capabilities: .ansi)
      }
    }

    @Test func aClosedPipeIsAnError() {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return }
      DescriptorOutput.ignoreBrokenPipe()
      close(ends[0])
      #expect(throws: TerminalError(.outputClosed, errorNumber: EPIPE)) {
        try DescriptorOutput.write([0x78], to: ends[1])
      }
      close(ends[1])
      #expect(throws: TerminalError(.outputFailed, errorNumber: EBADF)) {
        try DescriptorOutput.write([0x78], to: ends[1])
      }
    }
  }
}
