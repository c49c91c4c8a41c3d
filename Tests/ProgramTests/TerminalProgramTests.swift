import Testing

/// The real program in a real terminal: it answers, and gives the terminal back as it was.
@Suite(.serialized) struct TerminalProgramTests {
  /// A terminal with the program at its prompt; nil, with the reason printed, where there is none to be had.
  private func started(columns: Int = 80, rows: Int = 24, _ variables: String = "") -> TmuxTerminal? {
    guard TmuxTerminal.isAvailable else {
      print("skipped: tmux is not installed")
      return nil
    }
    guard let program = Program.path else {
      print("skipped: the program is not beside the tests")
      return nil
    }
    let terminal = TmuxTerminal(columns: columns, rows: rows)
    terminal.enter("stty -g > /tmp/$$.modes; clear")
    _ = terminal.waitFor { !$0.contains("stty") }
    terminal.enter("\(variables) \(program) repl")
    #expect(terminal.waitFor { $0.contains("interpreted 1>") }.contains("interpreted 1>"))
    return terminal
  }

  /// Whether the shell waits for a command.
  private func isAtShell(_ screen: String) -> Bool {
    screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }.map { $0.filter { $0 != " " } } == "ready>"
  }

  /// Whether the shell's terminal modes are what they were before.
  private func expectModesRestored(_ terminal: TmuxTerminal, code: Int32? = nil) {
    // What is typed while the program still has the terminal would be lost.
    #expect(isAtShell(terminal.waitFor(isAtShell)))
    if let code {
      terminal.enter("echo code:$?"); #expect(terminal.waitFor { $0.contains("code:\(code)") }.contains("code:\(code)"))
    }
    terminal.enter("stty -g | cmp - /tmp/$$.modes && echo same:modes")
    #expect(terminal.waitFor { $0.contains("\nsame:modes") }.contains("\nsame:modes"))
    terminal.enter("rm /tmp/$$.modes")
  }

  @Test func theArticlesOverflowIsShownInItsBits() {
    guard let terminal = started() else { return }
    terminal.enter("overflowing-add <x:2147483647,y:1>")
    let screen = terminal.waitFor { $0.contains("declared: true") }
    #expect(screen.contains("(-2147483648, true) : tuple<s32, bool>"))
    #expect(screen.contains("!V OVERFLOW s32"))
    #expect(screen.contains("i32.add at 0x85 (overflowing_add+0x9)"))
    terminal.enter(":quit")
    expectModesRestored(terminal, code: 0)
  }

  @Test func tabCompletesAFunctionAndACommand() {
    guard let terminal = started() else { return }
    terminal.type("overf")
    terminal.press("Tab")
    #expect(terminal.waitFor { $0.contains("overflowing-add(") }.contains("overflowing-add("))
    terminal.press("C-u")
    terminal.type(":hist")
    terminal.press("Tab")
    #expect(terminal.waitFor { $0.contains(":history") }.contains(":history"))
    terminal.press("C-c")
    terminal.press("C-d")
    expectModesRestored(terminal)
  }

  @Test func aTerminationSignalGivesTheTerminalBack() {
    guard let terminal = started() else { return }
    terminal.type("half a line")
    _ = Program.shell("pkill -TERM -t \(terminal.device) -x witscope")
    _ = terminal.waitFor { $0.contains("ready>") }
    expectModesRestored(terminal, code: 143)
  }

  @Test func suspendingGivesTheTerminalBackAndTheLineReturns() {
    guard let terminal = started() else { return }
    terminal.type("s8 100 + 5")
    terminal.press("C-z")
    #expect(terminal.waitFor { $0.contains("Stopped") && isAtShell($0) }.contains("Stopped"))
    terminal.enter("stty -g | cmp - /tmp/$$.modes && echo same:stopped")
    #expect(terminal.waitFor { $0.contains("\nsame:stopped") }.contains("\nsame:stopped"))
    terminal.enter("fg")
    _ = terminal.waitFor { $0.split(separator: "\n").last?.hasSuffix("s8 100 + 5") == true }
    terminal.enter("0")
    #expect(terminal.waitFor { $0.contains("-106 : s8") }.contains("-106 : s8"))
    terminal.enter(":quit")
    expectModesRestored(terminal)
  }

  @Test func controlCEndsARunningCallAndNotTheProgram() throws {
    guard let terminal = started() else { return }
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    terminal.enter(":load /\(folder)/Fixtures/ComponentRuntime/endless.wasm")
    #expect(terminal.waitFor { $0.contains("loaded endless") }.contains("loaded endless"))
    terminal.enter("spin()")
    _ = terminal.waitFor { $0.contains("spin()\n") }
    terminal.press("C-c")
    #expect(terminal.waitFor { $0.contains("W0604") }.contains("interrupted"))
    terminal.enter("1 + 1")
    #expect(terminal.waitFor { $0.contains("2 : s32") }.contains("2 : s32"))
    terminal.press("C-d")
    expectModesRestored(terminal)
  }

  @Test func plainLinesSayHowFarALongCallHasComeAndEndItOnControlC() {
    guard let terminal = started("ACCESSIBLE=1") else { return }
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    terminal.enter(":load /\(folder)/Fixtures/ComponentRuntime/endless.wasm")
    _ = terminal.waitFor { $0.contains("loaded endless") }
    terminal.enter("spin()")
    #expect(terminal.waitFor { $0.contains("Ctrl-C cancels") }.contains("running: 1."))
    terminal.press("C-c")
    #expect(terminal.waitFor { $0.contains("W0604") }.contains("\nerror[W0604]: interrupted"))
    terminal.enter(":quit")
    expectModesRestored(terminal)
  }

  @Test func aDumbTerminalGetsLinesWithoutEscapes() {
    guard let terminal = started("TERM=dumb") else { return }
    terminal.enter("5 - 7")
    #expect(terminal.waitFor { $0.contains("-2 : s32") }.contains("-2 : s32"))
    terminal.enter(":quit")
    expectModesRestored(terminal)
  }

  private func started(_ variables: String) -> TmuxTerminal? { started(columns: 80, rows: 24, variables) }
}
