import Testing

/// The real program in a real terminal: it answers, and gives the terminal back as it was.
@Suite(.serialized) struct TerminalProgramTests {
  /// A terminal with the program at its prompt; nil, with the reason printed, where there is none to be had.
  private func started(_ variables: String = "") -> TmuxTerminal? {
    TmuxTerminal.running("repl", variables, until: "interpreted 1>")
  }

  @Test func theArticlesOverflowIsShownInItsBits() {
    guard let terminal = started() else { return }
    terminal.enter("overflowing-add <x:2147483647,y:1>")
    let screen = terminal.waitFor { $0.contains("declared: true") }
    #expect(screen.contains("(-2147483648, true) : tuple<s32, bool>"))
    #expect(screen.contains("!V OVERFLOW s32"))
    #expect(screen.contains("i32.add at 0x85 (overflowing_add+0x9)"))
    terminal.enter(":quit")
    terminal.expectModesRestored(code: 0)
  }

  @Test func tabCompletesAFunctionAndACommand() {
    guard let terminal = started() else { return }
    terminal.type("overf")
    terminal.press("Tab")
    terminal.expect("overflowing-add(")
    terminal.press("C-u")
    terminal.type(":hist")
    terminal.press("Tab")
    terminal.expect(":history")
    terminal.press("C-c")
    terminal.press("C-d")
    terminal.expectModesRestored()
  }

  @Test func aTerminationSignalGivesTheTerminalBack() {
    guard let terminal = started() else { return }
    terminal.type("half a line")
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }

  @Test func suspendingGivesTheTerminalBackAndTheLineReturns() {
    guard let terminal = started() else { return }
    terminal.type("s8 100 + 5")
    terminal.press("C-z")
    terminal.expect { $0.contains("Stopped") && TmuxTerminal.isAtShell($0) }
    terminal.expectSameModes()
    terminal.enter("fg")
    _ = terminal.waitFor { $0.split(separator: "\n").last?.hasSuffix("s8 100 + 5") == true }
    terminal.enter("0")
    terminal.expect("-106 : s8")
    terminal.enter(":quit")
    terminal.expectModesRestored()
  }

  @Test func aLongStartIsSaidBeforeTheFirstScreen() {
    let path = "\(Program.fixtures)/Sessions/component-text/endless-start.wat"
    guard let terminal = TmuxTerminal.running(path, "", until: "its start functions run") else { return }
    terminal.press("C-c")
    terminal.expect("interrupted")
    terminal.expectModesRestored(code: 130)
  }

  @Test func controlCEndsARunningCallAndNotTheProgram() throws {
    guard let terminal = started() else { return }
    terminal.enter(":load \(Program.fixtures)/ComponentRuntime/endless.wasm")
    terminal.expect("loaded endless")
    terminal.enter("spin()")
    _ = terminal.waitFor { $0.contains("spin()\n") }
    // Pressed before the call has begun it is a key that is typed ahead.
    terminal.waitUntil {
      terminal.press("C-c")
      return terminal.waitUntil(seconds: 1) { terminal.screen.contains("W0604") }
    }
    #expect(terminal.screen.contains("interrupted"))
    terminal.enter("1 + 1")
    terminal.expect("2 : s32")
    terminal.press("C-d")
    terminal.expectModesRestored()
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
    terminal.expectModesRestored()
  }

  @Test func aDumbTerminalGetsLinesWithoutEscapes() {
    guard let terminal = started("TERM=dumb") else { return }
    terminal.enter("5 - 7")
    terminal.expect { $0.contains("-2 : s32") && $0.contains("interpreted 2>") }
    terminal.enter(":quit")
    terminal.expectModesRestored()
  }
}
