import Testing

/// The terminal in the explorer's hands: it is used as it is, and given back as it was, however the program ends.
@Suite(.serialized) struct ExplorerTerminalTests {
  private func started(_ variables: String = "", columns: Int = 80, rows: Int = 24) -> TmuxTerminal? {
    TmuxTerminal.running("", variables, columns: columns, rows: rows, until: "F1 help")
  }

  // MARK: - Signals

  @Test func suspendingGivesTheScreenBackAndItReturns() {
    guard let terminal = started() else { return }
    terminal.press("Enter")
    terminal.expect("= overflowing-add({x: 2147483647, y: 1})")
    let before = terminal.screen
    terminal.press("C-z")
    terminal.expect { $0.contains("Stopped") && TmuxTerminal.isAtShell($0) }
    #expect(!terminal.isFullScreen && !terminal.reportsMouse && terminal.showsCursor)
    terminal.expectSameModes()
    terminal.enter("fg")
    terminal.expect { $0 == before }
    #expect(terminal.isFullScreen && terminal.reportsMouse)
    // The window may have another size when the program comes back.
    terminal.press("C-z")
    terminal.expect(TmuxTerminal.isAtShell)
    terminal.resize(columns: 100, rows: 30)
    terminal.enter("fg")
    terminal.expect { $0.split(separator: "\n").first?.count == 100 && $0.contains("y: 1})") }
    terminal.press("Escape")
    terminal.expect("q quit")
    terminal.press("q")
    terminal.expectModesRestored(code: 0)
  }

  @Test func aStopThatCannotBeCaughtIsPaintedOver() {
    guard let terminal = started() else { return }
    terminal.expect("? help")
    let before = terminal.screen
    terminal.signal("STOP")
    terminal.expect("Stopped")
    // The modes are still the program's: Enter sends no line end to the shell.
    terminal.type("fg")
    terminal.press("C-j")
    terminal.expect { $0 == before }
    terminal.press("q")
    terminal.expectModesRestored(code: 0)
  }

  @Test(arguments: [("TERM", 143), ("HUP", 129), ("SEGV", 139), ("ABRT", 134)])
  func aSignalGivesTheTerminalBack(_ name: String, _ code: Int32) {
    guard let terminal = started("ulimit -c 0;") else { return }
    terminal.press("Enter")
    terminal.expect("Esc leave")
    terminal.signal(name)
    terminal.expectModesRestored(code: code)
  }

  @Test func closingTheWindowEndsTheProgram() {
    guard let terminal = started() else { return }
    let process = Program.shell("pgrep -t \(terminal.device) -x witscope").output.filter(\.isNumber)
    #expect(!process.isEmpty)
    terminal.closeWindow()
    let isGone = terminal.waitUntil { Program.shell("test -d /proc/\(process)").exitCode != 0 }
    #expect(isGone)
    if !isGone { _ = Program.shell("kill -KILL \(process)") }
  }

  @Test func aResizeWhileTheProgramStartsIsNotLost() {
    guard let terminal = TmuxTerminal.withShell(), let program = Program.path else { return }
    // Emulators lay out their windows in the first milliseconds. Where in the start it comes is up to chance.
    for delay in stride(from: 30, to: 126, by: 8) {
      let seconds = "0.\(delay < 100 ? "0" : "")\(delay)"
      terminal.enter("clear; stty rows 10 cols 50; (sleep \(seconds); stty rows 24 cols 80) & \(program)")
      terminal.expect("? help")
      terminal.press("q")
      terminal.expect(TmuxTerminal.isAtShell)
    }
    terminal.expectModesRestored(code: 0)
  }

  // MARK: - What the terminal can do

  @Test func NO_COLORLeavesNoColors() {
    // Whoever runs the tests may have set it; an empty one counts as none.
    guard let plain = started("NO_COLOR=1"), let colored = started("NO_COLOR=") else { return }
    for terminal in [plain, colored] {
      terminal.press("Enter")
      terminal.expect("Esc leave")
      terminal.press("Enter")
      terminal.expect("!V OVERFLOW s32   V=1")
      terminal.expect("declared: true")
    }
    #expect(plain.screen == colored.screen)
    #expect(Self.colors(in: plain.styledScreen) == [])
    #expect(Self.colors(in: colored.styledScreen) != [])
    // The focus shows without colours, too.
    #expect(plain.isReversed("[Bits]"))
    for terminal in [plain, colored] {
      terminal.signal("TERM")
      terminal.expectModesRestored(code: 143)
    }
  }

  /// The parameters of escape sequences that choose a colour.
  private static func colors(in screen: String) -> Set<String> {
    var colors: Set<String> = []
    for sequence in screen.components(between: "\u{1b}[", and: "m") {
      for parameter in sequence.split(separator: ";") {
        // 39 and 49 are the terminal's own.
        guard let number = Int(parameter), number != 39, number != 49 else { continue }
        if (30...49).contains(number) || (90...107).contains(number) { colors.insert(sequence) }
      }
    }
    return colors
  }

  @Test func ASCIIIsEnoughWhereTheLocaleHasNoMore() {
    guard let terminal = started("LC_ALL=C", columns: 120, rows: 40) else { return }
    terminal.expect("-[Browse]---")
    terminal.press("Enter")
    terminal.expect("Esc leave")
    terminal.press("Enter")
    terminal.expect("!V OVERFLOW s32   V=1")
    terminal.press("F1")
    terminal.expect("help: Bits")
    #expect(terminal.screen.utf8.allSatisfy { $0 < 0x80 })
    terminal.signal("TERM")
    terminal.expectModesRestored(code: 143)
  }

  @Test func aDumbTerminalGetsLinesAndNoEscapes() {
    let folder = ScratchFolder()
    guard let terminal = TmuxTerminal.withShell(), let program = Program.path else { return }
    terminal.record(to: "\(folder.path)/written")
    terminal.enter("TERM=dumb \(program)")
    terminal.expect("interpreted 1>")
    #expect(!terminal.isFullScreen)
    // There is no editor that would keep what is typed ahead off the screen.
    terminal.enter("overflowing-add 2147483647 1")
    terminal.expect("interpreted 2>")
    terminal.enter(":tui")
    terminal.expect("W0160")
    #expect(!terminal.isFullScreen)
    terminal.enter(":quit")
    terminal.expect(TmuxTerminal.isAtShell)
    let written = Program.shell("cat \(folder.path)/written").output
    #expect(written.contains("!V OVERFLOW s32") && !written.contains("\u{1b}"))
    terminal.expectModesRestored(code: 0)
  }

  @Test func pipedInputIsAScriptAndNoExplorer() {
    guard let terminal = TmuxTerminal.withShell(), let program = Program.path else { return }
    terminal.enter("clear; printf \"1 + 1\\n\" | \(program)")
    terminal.expect("2 : s32")
    #expect(!terminal.isFullScreen)
    terminal.expectModesRestored(code: 0)
    let output = Program.shell("TERM=xterm-256color \(program) </dev/null | od -c").output
    #expect(!output.contains("033"))
  }
}

extension String {
  /// What stands between two texts, wherever it does.
  fileprivate func components(between opening: String, and closing: Character) -> [String] {
    var rest = self[...]
    var found: [String] = []
    while let start = rest.firstRange(of: opening) {
      rest = rest[start.upperBound...]
      found.append(String(rest.prefix { $0 != closing }))
    }
    return found
  }
}
