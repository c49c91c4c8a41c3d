import Testing

/// The real explorer in a real terminal: what it is asked for by keys, mouse and pastes it does.
@Suite(.serialized) struct ExplorerProgramTests {
  /// A terminal with the explorer on its first screen; nil, with the reason printed, where there is none to be had.
  private func started(_ variables: String = "", columns: Int = 80, rows: Int = 24) -> TmuxTerminal? {
    TmuxTerminal.running("", variables, columns: columns, rows: rows, until: "F1 help")
  }

  /// Leaves without being asked, and looks at what is left behind.
  private func quit(_ terminal: TmuxTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
    terminal.press("q")
    terminal.expectModesRestored(code: 0, sourceLocation: sourceLocation)
  }

  @Test func theFirstScreenShowsTheExampleWithTheFocusOnItsFunction() {
    guard let terminal = started() else { return }
    terminal.expect("? help")
    let lines = terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix(" witscope  arithmetic:overflow") && lines[0].contains("[interpreted]"))
    #expect(lines[1].contains("[Browse]") && lines[22].hasPrefix(" interpreted 1>"))
    #expect(lines[23].hasPrefix(" Enter open   e prompt"))
    #expect(terminal.isFullScreen && terminal.reportsMouse && terminal.showsCursor)
    // The title of the pane with the focus is reversed, and the cursor is in it.
    #expect(terminal.isReversed("[Browse]"))
    #expect(
      terminal.waitUntil { terminal.cursorLine.contains("overflowing-add: func(args: arguments) -> tuple<s32, bool>") })
    quit(terminal)
  }

  @Test func theArticlesOverflowIsExplainedInFourKeys() {
    guard let terminal = started() else { return }
    terminal.press("Enter")
    terminal.expect("= overflowing-add({x: 2147483647, y: 1})")
    #expect(terminal.waitUntil { terminal.cursorLine.contains("x  s32 [ 2147483647 ]") })
    terminal.press("Enter")
    terminal.expect("[Bits]")
    terminal.expect("!V OVERFLOW s32   V=1")
    terminal.expect("carry  0 1111 1111 1111 1111")
    terminal.press("y")
    terminal.expect("[Step]")
    terminal.expect("=> 0x85 i32.add")
    terminal.press("y")
    terminal.expect("carry into the sign bit 1, out of it 0: they differ, so V=1")
    terminal.expect("bit 31, step 32 of 32")
    terminal.press("C-d")
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }

  @Test func aCallTypedAtThePromptShowsItsBitsBeforeAndAfter() {
    guard let terminal = started() else { return }
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    #expect(terminal.waitUntil { terminal.cursorLine.hasPrefix(" interpreted 1>") })
    terminal.type("s8 100 + 50")
    terminal.expect { $0.contains("interpreted 1> s8 100 + 50") && $0.contains("-106") }
    terminal.press("Enter")
    terminal.expect(" 1> s8 100 + 50")
    terminal.expect("-106 : s8")
    terminal.enter("overflowing-add 1 2")
    terminal.expect("(3, false) : tuple<s32, bool>")
    // The way back into the pane keeps nothing typed, and then q leaves.
    terminal.press("Escape")
    terminal.expect("q back")
    terminal.press("q")
    terminal.expect("q quit")
    quit(terminal)
  }

  @Test func everyPartComesBackWhenTheWindowGrowsAgain() {
    guard let terminal = started() else { return }
    terminal.press("Enter")
    terminal.expect("y  s32 [ 1          ]")
    terminal.press("Tab")
    terminal.type("77")
    terminal.expect("= overflowing-add({x: 2147483647, y: 77})")
    terminal.resize(columns: 60, rows: 16)
    terminal.expect { $0.contains("y: 77})") && $0.split(separator: "\n").allSatisfy { $0.count <= 60 } }
    #expect(terminal.waitUntil { terminal.cursorLine.contains("y  s32 [ 77") })
    terminal.resize(columns: 50, rows: 10)
    terminal.expect("60x16 is needed, this is 50x10")
    terminal.resize(columns: 120, rows: 40)
    terminal.expect { $0.contains("y: 77})") && ($0.contains("\u{2502}\u{2500}[Bits]") || $0.contains("|-[Bits]")) }
    #expect(terminal.waitUntil { terminal.cursorLine.contains("y  s32 [ 77") })
    terminal.press("Enter")
    terminal.expect("(-2147483572, true) : tuple<s32, bool>")
    terminal.resize(columns: 80, rows: 24)
    terminal.expect { $0.contains("!V OVERFLOW s32") && $0.contains("[Bits]") && !$0.contains("[Browse]") }
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }

  // MARK: - Mouse

  @Test func clicksSelectTabsAndRowsAndASecondOneOpens() {
    guard let terminal = started() else { return }
    terminal.mouse(0, row: 1, column: 12)
    terminal.expect("[Bits]")
    terminal.mouse(0, row: 1, column: 3)
    terminal.expect("[Browse]")
    terminal.mouse(0, row: 7, column: 20)
    #expect(terminal.waitUntil { terminal.cursor.row == 7 })
    #expect(terminal.waitUntil { terminal.cursorLine.contains("+ export overflowing-add") })
    terminal.mouse(0, row: 7, column: 20)
    terminal.expect("- export overflowing-add")
    // An instance in the title becomes the current one, as `:use` makes it.
    terminal.mouse(0, row: 0, column: 52)
    terminal.expect("[native]")
    terminal.expect(" native 2>")
    terminal.mouse(0, row: 22, column: 30)
    terminal.expect("Ctrl-D quit")
    #expect(terminal.waitUntil { terminal.cursor.row == 22 })
    terminal.press("C-d")
    terminal.expectModesRestored(code: 0)
  }

  @Test func theWheelScrollsUntilTheMouseIsTurnedOff() {
    guard let terminal = started() else { return }
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    terminal.enter("help")
    terminal.expect { $0.contains("[Log]") && $0.contains("more lines in 4 Log") }
    let first = terminal.screen
    terminal.mouse(65, row: 8, column: 20)
    terminal.expect { $0 != first }
    let scrolled = terminal.screen
    terminal.mouse(64, row: 8, column: 20)
    terminal.expect { $0 == first }
    terminal.mouse(65, row: 8, column: 20)
    terminal.expect { $0 == scrolled }
    terminal.enter(":set mouse off")
    terminal.expect("mouse  off")
    #expect(terminal.waitUntil { !terminal.reportsMouse })
    terminal.press("Escape")
    terminal.expect("z zoom")
    let still = terminal.screen
    // What a terminal sends nevertheless does nothing, not even as keys.
    for button in [64, 64, 65, 0] { terminal.mouse(button, row: 1, column: 12) }
    terminal.press("1")
    terminal.expect("[Browse]")
    terminal.press("4")
    terminal.expect { $0 == still }
    terminal.press("1")
    terminal.expect("[Browse]")
    quit(terminal)
  }

  // MARK: - Pastes

  @Test func pastedLinesWaitForEnterAndRunOneByOne() {
    guard let terminal = started() else { return }
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    terminal.paste("n = 5\nn * 3\nq\n\u{1}")
    terminal.expect { $0.contains("interpreted 1> n = 5") && $0.contains("n * 3") && !$0.contains("15 : s32") }
    terminal.press("C-c")
    terminal.expect { !$0.contains("n * 3") }
    terminal.paste("n = 5\nn * 3")
    terminal.expect("n * 3")
    #expect(!terminal.screen.contains("15 : s32"))
    terminal.press("Enter")
    terminal.expect("2> n * 3")
    terminal.expect("15 : s32")
    terminal.expect("interpreted 3>")
    terminal.press("C-d")
    terminal.expect("the variable n will be lost")
    terminal.press("y")
    terminal.expectModesRestored(code: 0)
  }

  // MARK: - Running calls

  /// A terminal with a call that never ends, its progress shown.
  private func spinning(columns: Int = 80, rows: Int = 24) -> TmuxTerminal? {
    guard let terminal = started(columns: columns, rows: rows) else { return nil }
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    terminal.enter(":load \(Program.fixtures)/ComponentRuntime/endless.wasm")
    terminal.expect("loaded endless")
    terminal.enter("spin()")
    terminal.expect { $0.contains(" running spin()") && $0.contains("Ctrl-C cancels") }
    return terminal
  }

  @Test func controlCCancelsARunningCallWithinASecond() {
    guard let terminal = spinning() else { return }
    let line = { terminal.screen.split(separator: "\n").last { $0.contains("instructions") } ?? "" }
    let first = line()
    #expect(terminal.waitUntil { line() != first }, "the progress stands still")
    let start = ContinuousClock.now
    terminal.press("C-c")
    terminal.expect("W0604")
    let duration = ContinuousClock.now - start
    #expect(duration < .seconds(1))
    terminal.expect { !$0.contains("running spin()") && !$0.contains("stopping") }
    terminal.enter("1 + 1")
    terminal.expect("2 : s32")
    terminal.press("C-d")
    terminal.expectModesRestored(code: 0)
  }

  @Test func theScreenStaysAliveWhileACallRuns() {
    guard let terminal = spinning() else { return }
    terminal.press("Escape")
    #expect(terminal.waitUntil { terminal.cursor.row < 22 })
    terminal.press("1")
    terminal.press("g")
    #expect(terminal.waitUntil { terminal.cursor.row == 2 })
    terminal.press("Down")
    #expect(terminal.waitUntil { terminal.cursor.row == 3 })
    terminal.resize(columns: 120, rows: 40)
    terminal.expect { $0.contains("[Bits]") && $0.split(separator: "\n").last?.contains("running spin()") == true }
    terminal.press("F1")
    terminal.expect("help: Browse")
    terminal.press("Escape")
    terminal.expect { !$0.contains("help: Browse") }
    terminal.resize(columns: 50, rows: 10)
    terminal.expect("terminal too small")
    terminal.resize(columns: 60, rows: 16)
    terminal.expect { $0.contains("Browse") && $0.contains(" running ") }
    terminal.press("q")
    terminal.press(":")
    terminal.enter("2 + 2")
    terminal.expect("2 + 2")
    terminal.press("C-c")
    terminal.expect("W0604")
    #expect(terminal.waitFor { !$0.contains("stopping") }.contains(" 4 : s32") == false)
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }

  @Test func suspendingAndEndingWorkWhileACallRuns() {
    guard let terminal = spinning() else { return }
    terminal.press("C-z")
    terminal.expect { $0.contains("Stopped") && TmuxTerminal.isAtShell($0) }
    terminal.expectSameModes()
    terminal.enter("fg")
    terminal.expect { $0.contains("F1 help") && $0.contains(" running spin()") }
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }

  // MARK: - Leaving and coming back

  @Test func theLineREPLAndTheExplorerShareOneSession() {
    guard let terminal = TmuxTerminal.running("repl", until: "interpreted 1>") else { return }
    terminal.enter("n = 41")
    terminal.expect("41 : s32")
    terminal.enter(":tui")
    terminal.expect { $0.contains("F1 help") && $0.contains("interpreted 2>") && $0.contains("q back") }
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    terminal.enter("m = n + 1")
    terminal.expect("42 : s32")
    terminal.press("Escape")
    terminal.expect("q back")
    terminal.press("q")
    terminal.expect { $0.contains("interpreted 3>") && $0.contains(":tui") && !$0.contains("F1 help") }
    #expect(!terminal.isFullScreen)
    terminal.press("Up")
    terminal.expect("interpreted 3> m = n + 1")
    terminal.press("C-u")
    terminal.enter("m * 2")
    terminal.expect("84 : s32")
    terminal.enter(":quit")
    terminal.expectModesRestored(code: 0)
  }

  @Test func leavingAsksWhereVariablesWouldBeLost() {
    guard let terminal = started() else { return }
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    terminal.enter("n = 5")
    terminal.expect("5 : s32")
    terminal.press("Escape")
    terminal.expect("q quit")
    terminal.press("q")
    terminal.expect("the variable n will be lost")
    terminal.press("Escape")
    terminal.expect { !$0.contains("will be lost") && $0.contains("interpreted 2>") }
    terminal.press("q")
    terminal.expect("the variable n will be lost")
    terminal.press("y")
    terminal.expectModesRestored(code: 0)
  }

  @Test func aChangedFileIsOfferedWithoutAKeyAndNeverReloadedByItself() {
    let folder = ScratchFolder()
    let file = "\(folder.path)/changing.wasm"
    let fixtures = "\(Program.fixtures)/ComponentRuntime"
    _ = Program.shell("cp \(fixtures)/endless.wasm \(file)")
    guard let terminal = TmuxTerminal.running(file, until: "F1 help") else { return }
    terminal.expect("changing 1>")
    terminal.press("e")
    terminal.expect("Ctrl-D quit")
    terminal.type("1 + ")
    terminal.expect("changing 1> 1 +")
    _ = Program.shell("cp \(fixtures)/numbers.wasm \(file)")
    terminal.expect("changed; :reload loads it again")
    #expect(terminal.waitUntil { terminal.cursorLine.hasPrefix(" changing 1> 1 +") })
    terminal.enter("1")
    terminal.expect("2 : s32")
    terminal.enter(":exports")
    terminal.expect("spin")
    terminal.enter(":reload")
    terminal.expect("loaded changing")
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }
}
