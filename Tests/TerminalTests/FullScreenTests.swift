import Glibc
import StyledText
import Testing

@testable import Terminal

extension OneTerminal {
  @Suite struct FullScreenTests {
    /// A screen in the program's hands, and what a user sees of it.
    final class Stage {
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

    @Test(arguments: ["xterm", "xterm-256color", "vt100", "linux", "screen", "tmux-256color", "rxvt"])
    func givesEverythingBack(_ type: String) throws {
      guard let stage = try Stage(type) else { return }
      let before = stage.ends.modes()
      stage.screen.receive(Array("$ witscope\r\n".utf8))
      try stage.terminal.beginFullScreen(mouse: true)
      try stage.show(stage.buffer(["hello", StyledLine("there", .current)], cursor: nil))
      #expect(stage.screen.text.prefix(2) == ["hello", "there"])
      #expect(stage.ends.modes() != before)
      #expect(stage.screen.modes.isSuperset(of: [1_000, 1_002, 1_006, 2_004]))
      let hasTwoScreens = stage.screen.isAlternate
      #expect(hasTwoScreens == !["vt100", "linux"].contains(type))
      try stage.terminal.endFullScreen()
      try stage.terminal.endFullScreen()
      stage.look()
      #expect(stage.ends.modes() == before)
      #expect(stage.screen.modes.isDisjoint(with: [1_000, 1_002, 1_006, 2_004, 1_049]))
      #expect(stage.screen.modes.contains(25))
      #expect(stage.screen.look == Look())
      #expect(stage.screen.strange == [])
      stage.screen.receive(Array("$ ".utf8))
      if hasTwoScreens { #expect(stage.screen.text == ["$ witscope", "$"]) }
      #expect(stage.screen.column == 2)
    }

    @Test(arguments: [("xterm", true, 8), ("xterm-256color", true, 256), ("vt100", true, 0), ("xterm", false, 0)])
    func showsStyles(_ type: String, _ hasColors: Bool, _ colors: Int) throws {
      guard let stage = try Stage(type, hasColors: hasColors) else { return }
      try stage.terminal.beginFullScreen(mouse: false)
      try stage.show(stage.buffer(Style.allCases.map { StyledLine("some text", $0) }))
      for (row, style) in Style.allCases.enumerated() {
        #expect(stage.screen.cells[row][3].look == Self.look(style, colors: colors, type), "\(style)")
      }
      #expect(stage.screen.cells[Style.allCases.count][0].look == Look())
      // Whatever the terminal, the place of the focus can be told.
      let current = Style.allCases.firstIndex(of: .current) ?? 0
      #expect(stage.screen.cells[current][0].look.isReverse)
      #expect(stage.screen.strange == [])
    }

    private static func look(_ style: Style, colors: Int, _ type: String) -> Look {
      let look = style.look(colors: colors)
      // The VT100 has no dim characters.
      return Look(
        isBold: look.isBold, isDim: look.isDim && type != "vt100", isReverse: look.isReverse, color: look.color)
    }

    @Test(arguments: [("xterm-256color", 256, 24, 80), ("vt100", 0, 24, 80), ("linux", 8, 7, 13), ("screen", 8, 1, 5)])
    func whatIsShownIsWhatTheTerminalShows(_ type: String, _ colors: Int, _ rows: Int, _ columns: Int) throws {
      guard let stage = try Stage(type, size: ScreenSize(rows: rows, columns: columns)) else { return }
      try stage.terminal.beginFullScreen(mouse: false)
      var random = SeededRandom(seed: 11)
      var buffer = ScreenBuffer(size: stage.size)
      for round in 0..<200 {
        buffer = Self.changed(buffer, using: &random)
        if round % 50 == 49 { stage.terminal.forgetScreen() }
        try stage.terminal.show(buffer)
        stage.look(quiet: 0)
        let expected = Self.picture(buffer, colors: colors, type)
        // What was sent may be on its way still.
        if Self.picture(stage.screen) != expected || buffer.cursor != nil { stage.look(quiet: 1) }
        if Self.picture(stage.screen) != expected { stage.look(quiet: 200) }
        for row in 0..<rows {
          try #require(Self.picture(stage.screen)[row] == expected[row], "round \(round), row \(row)")
        }
        #expect(stage.screen.modes.contains(25) == (buffer.cursor != nil) || type == "vt100")
        if let cursor = buffer.cursor {
          #expect(stage.screen.row == cursor.row && stage.screen.column == cursor.column)
        }
      }
      #expect(stage.screen.strange == [])
      #expect(stage.screen.scrolledOff == [])
    }

    /// What is to be seen of a screen.
    private static func picture(_ buffer: ScreenBuffer, colors: Int, _ type: String) -> [[SmallScreen.Cell]] {
      var cells = buffer.rows.map { row in
        row.map {
          SmallScreen.Cell(
            text: $0.character.map { String($0) } ?? "", look: look($0.style, colors: colors, type))
        }
      }
      // Terminals that cannot stop wrapping have no wide character beside the last cell of all.
      let (last, half) = (buffer.size.rows - 1, buffer.size.columns - 2)
      if type == "screen", cells[last][half].text.isEmpty {
        (cells[last][half - 1].text, cells[last][half].text) = ("?", "?")
      }
      return seen(cells)
    }

    private static func picture(_ screen: SmallScreen) -> [[SmallScreen.Cell]] { seen(screen.cells) }

    /// Of a blank only the ground is seen, of a second half nothing.
    private static func seen(_ cells: [[SmallScreen.Cell]]) -> [[SmallScreen.Cell]] {
      cells.map { row in
        row.map {
          switch $0.text {
          case "": SmallScreen.Cell(text: "")
          case " ": SmallScreen.Cell(look: Look(isReverse: $0.look.isReverse))
          default: $0
          }
        }
      }
    }

    /// Another screen that differs in a few rows, or in all.
    private static func changed(_ old: ScreenBuffer, using random: inout SeededRandom) -> ScreenBuffer {
      let size = old.size
      var buffer = Int.random(in: 0..<8, using: &random) == 0 ? ScreenBuffer(size: size) : old
      let letters: [String] = [
        "a", "bc", "   ", "-", "────", "漢", "é", "e\u{301}", "😀", "xxxxxxxxxxxxxxx", "\u{1b}[2J",
      ]
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        let (row, column) = (
          Int.random(in: 0..<size.rows, using: &random), Int.random(in: 0..<size.columns, using: &random)
        )
        var line = StyledLine()
        for _ in 0..<Int.random(in: 0..<20, using: &random) {
          line.extend(
            letters.randomElement(using: &random) ?? "", Style.allCases.randomElement(using: &random) ?? .plain)
        }
        buffer.put(line, row: row, column: column)
        if Bool.random(using: &random) {
          buffer.fill(
            ScreenArea(row: row, column: column, rows: 2, columns: 9), with: "│",
            Style.allCases.randomElement(using: &random) ?? .plain)
        }
        if Bool.random(using: &random) {
          buffer.restyle(ScreenArea(row: row, column: 0, rows: 1, columns: size.columns), .current)
        }
      }
      buffer.cursor =
        Bool.random(using: &random)
        ? nil
        : ScreenPosition(
          row: Int.random(in: 0..<size.rows, using: &random), column: Int.random(in: 0..<size.columns, using: &random))
      return buffer
    }

    @Test func drawsClustersInTheirColumns() throws {
      guard let stage = try Stage("xterm") else { return }
      try stage.terminal.beginFullScreen(mouse: false)
      let rows: [(String, String)] = [
        ("漢字", "漢字"), ("e\u{301}x", "e\u{301}x"), ("👍🏽x", "👍x"), ("👩\u{200D}🔬x", "👩x"),
        ("\u{2764}\u{FE0F}x", "\u{2764} x"),
        ("1\u{FE0F}\u{20E3}x", "1\u{20E3} x"), ("🇩🇪x", "🇩🇪x"), ("a" + String(repeating: "\u{301}", count: 9) + "x", ""),
      ]
      try stage.show(stage.buffer(rows.map { StyledLine($0.0) }))
      for (row, expected) in rows.enumerated() where !expected.1.isEmpty {
        #expect(stage.screen.text[row] == expected.1)
        #expect(
          stage.screen.cells[row].firstIndex { $0.text == "x" }
            == (expected.1.contains("x") ? expected.0 == "e\u{301}x" ? 1 : 2 : nil))
      }
      // ncurses has place for four marks on a character.
      #expect(stage.screen.text[7] == "a\u{301}\u{301}\u{301}\u{301}x")
      #expect(stage.screen.strange == [])
    }

    @Test func showsOnlyASCIIWhereTheLocaleHasNoMore() throws {
      guard let stage = try Stage("xterm") else { return }
      setlocale(LC_CTYPE, "C")
      defer { setlocale(LC_CTYPE, "C.UTF-8") }
      #expect(!Terminal.isUTF8)
      try stage.terminal.beginFullScreen(mouse: false)
      try stage.show(stage.buffer(["é漢x", "plain"]))
      #expect(stage.screen.text == ["???x", "plain"])
    }

    @Test func neverSendsWhatATerminalObeys() throws {
      guard let stage = try Stage("xterm") else { return }
      try stage.terminal.beginFullScreen(mouse: false)
      // What `put` would have escaped.
      var buffer = stage.buffer([])
      for (column, character)
        in (["\u{1b}", "\u{7}", "\r\n", "\u{9b}", "\u{202e}", "\u{7f}", "\u{301}"] as [Character]).enumerated()
      {
        buffer.fill(ScreenArea(row: 0, column: column, rows: 1, columns: 1), with: character)
      }
      try stage.show(buffer)
      #expect(stage.screen.text == ["???????"])
      #expect(stage.screen.strange == [])
    }

    @Test func sendsOnlyWhatDiffers() throws {
      guard let stage = try Stage("xterm") else { return }
      try stage.terminal.beginFullScreen(mouse: false)
      try stage.show(stage.buffer(["one", "two", "three"]))
      try stage.terminal.show(stage.buffer(["one", "two", "three"]))
      #expect(stage.ends.output() == "")
      try stage.terminal.show(stage.buffer(["one", "tWo", "three"]))
      let bytes = stage.ends.outputBytes()
      stage.screen.receive(bytes)
      #expect(bytes.count < 20)
      #expect(stage.screen.text == ["one", "tWo", "three"])
      // Somebody else wrote on the screen.
      stage.screen.receive(Array("\u{1b}[HGARBAGE".utf8))
      stage.terminal.forgetScreen()
      try stage.show(stage.buffer(["one", "tWo", "three"]))
      #expect(stage.screen.text == ["one", "tWo", "three"])
    }

    @Test func followsTheWindowsSize() throws {
      guard let stage = try Stage("xterm", size: ScreenSize(rows: 5, columns: 10)) else { return }
      try stage.terminal.beginFullScreen(mouse: false)
      try stage.show(stage.buffer(["one", "two"]))
      for size in [ScreenSize(rows: 9, columns: 30), ScreenSize(rows: 1, columns: 1), ScreenSize(rows: 3, columns: 4)] {
        stage.ends.resize(rows: UInt16(size.rows), columns: UInt16(size.columns))
        kill(getpid(), SIGWINCH)
        #expect(try stage.terminal.nextEvent(timeout: 1_000) == .resized(size))
        stage.screen = SmallScreen(rows: size.rows, columns: size.columns)
        // A screen for another size is cut, and one for this size is whole.
        try stage.show(stage.buffer(Array(repeating: "0123456789", count: 5)))
        let shown = String("0123456789".prefix(size.columns))
        #expect(stage.screen.text == Array(repeating: shown, count: min(5, size.rows)))
        var buffer = ScreenBuffer(size: size)
        buffer.put("corner", row: size.rows - 1, column: max(0, size.columns - 6))
        try stage.show(buffer)
        #expect(
          stage.screen.text.last
            == String((String(repeating: " ", count: max(0, size.columns - 6)) + "corner").prefix(size.columns)))
        #expect(stage.screen.text.dropLast().joined() == "")
      }
      #expect(stage.screen.strange == [])
    }

    @Test func boundsWhatAWindowClaims() throws {
      guard let stage = try Stage("xterm") else { return }
      stage.ends.resize(rows: .max, columns: .max)
      #expect(stage.terminal.size == ScreenSize(rows: 500, columns: 1_000))
      try stage.terminal.beginFullScreen(mouse: false)
      try stage.terminal.show(stage.buffer(["one"]))
      try stage.terminal.endFullScreen()
    }

    @Test func readsKeysAndTheMouse() throws {
      guard let stage = try Stage("xterm") else { return }
      try stage.terminal.beginFullScreen(mouse: true)
      try stage.show(stage.buffer(["one"]))
      stage.ends.type("q\u{1b}[<0;5;3M\u{1b}[M !!\u{1b}[A\r\u{1b}[200~x\ny\u{1b}[201~\u{3}")
      let expected: [Key] = [
        .character("q"), Key(.mouse(MouseEvent(.press, row: 2, column: 4))),
        Key(.mouse(MouseEvent(.press, row: 0, column: 0))), .up, .enter, .paste("x\ny"), .control("c"),
      ]
      for key in expected { #expect(try stage.terminal.nextEvent(timeout: 1_000) == .key(key)) }
      #expect(stage.ends.output() == "")
      stage.terminal.setMouse(false)
      stage.look()
      #expect(stage.screen.modes.isDisjoint(with: [1_000, 1_002, 1_006]))
      stage.terminal.setMouse(true)
      stage.look()
      #expect(stage.screen.modes.isSuperset(of: [1_000, 1_002, 1_006]))
    }

    @Test func aStopGivesTheScreenBackAndTakesItAgain() throws {
      guard let stage = try Stage("xterm") else { return }
      let before = stage.ends.modes()
      stage.screen.receive(Array("$ witscope\r\n".utf8))
      try stage.terminal.beginFullScreen(mouse: true)
      let during = stage.ends.modes()
      try stage.show(stage.buffer(["one", "two"]))
      try stage.terminal.suspend {
        stage.look()
        #expect(stage.ends.modes() == before)
        #expect(stage.screen.text == ["$ witscope"])
        #expect(stage.screen.modes.isDisjoint(with: [1_000, 1_002, 1_006, 1_049, 2_004]))
        stage.screen.receive(Array("stopped\r\n".utf8))
        stage.ends.resize(rows: 20, columns: 70)
      }
      #expect(stage.ends.modes() == during)
      #expect(try stage.terminal.nextEvent(timeout: 100) == .resized(ScreenSize(rows: 20, columns: 70)))
      try stage.show(stage.buffer(["one", "two"]))
      #expect(stage.screen.isAlternate)
      #expect(stage.screen.text == ["one", "two"])
      #expect(stage.screen.modes.isSuperset(of: [1_000, 1_002, 1_006, 1_049, 2_004]))
      try stage.terminal.endFullScreen()
      stage.look()
      #expect(stage.screen.text == ["$ witscope", "stopped"])
      #expect(stage.ends.modes() == before)
    }

    @Test func goesOnAfterAStopThatNobodyCaught() throws {
      guard let stage = try Stage("xterm") else { return }
      try stage.terminal.beginFullScreen(mouse: true)
      try stage.show(stage.buffer(["one", "two"]))
      stage.screen.receive(Array("\u{1b}[?1049l\u{1b}[?1000lstopped\r\n".utf8))
      kill(getpid(), SIGCONT)
      #expect(try stage.terminal.nextEvent(timeout: 1_000) == .resumed)
      try stage.show(stage.buffer(["one", "two"]))
      #expect(stage.screen.isAlternate && stage.screen.modes.contains(1_000))
      #expect(stage.screen.text == ["one", "two"])
    }

    @Test func aCrashGivesTheScreenBack() throws {
      guard let stage = try Stage("xterm-256color") else { return }
      let before = stage.ends.modes()
      stage.screen.receive(Array("$ witscope\r\n".utf8))
      try stage.terminal.beginFullScreen(mouse: true)
      try stage.show(stage.buffer([StyledLine("one", .overflow)]))
      // What the handlers of fatal signals and of a second SIGTERM do.
      RestorePoint.restoreInHandler()
      stage.look()
      #expect(stage.ends.modes() == before)
      #expect(stage.screen.text == ["$ witscope"])
      #expect(stage.screen.look == Look())
      #expect(stage.screen.modes == [7, 25])
    }

    @Test func leavesOurSignalHandlersInPlace() throws {
      guard let stage = try Stage("xterm") else { return }
      try stage.terminal.beginFullScreen(mouse: true)
      kill(getpid(), SIGINT)
      #expect(try stage.terminal.nextEvent(timeout: 1_000) == .key(.control("c")))
      kill(getpid(), SIGTERM)
      #expect(try stage.terminal.nextEvent(timeout: 1_000) == .terminated(signal: SIGTERM))
      let before = stage.ends.modes()
      try stage.terminal.endFullScreen()
      #expect(stage.ends.modes() != before)
    }

    @Test func endsWhenTheUserHangsUp() throws {
      guard let (user, program) = PseudoTerminal.open() else { return }
      defer { close(program) }
      guard let capabilities = TerminalCapabilities.terminfo(type: "xterm", descriptor: program) else { return }
      let terminal = try Terminal(input: program, output: program, capabilities: capabilities)
      defer { terminal.close() }
      try terminal.beginFullScreen(mouse: true)
      close(user)
      #expect(throws: TerminalError(.outputClosed, errorNumber: EIO)) {
        try terminal.show(ScreenBuffer(size: ScreenSize(rows: 24, columns: 80)))
      }
      #expect(try terminal.nextEvent(timeout: 1_000) == .endOfInput)
      #expect(throws: TerminalError(.outputClosed, errorNumber: EIO)) { try terminal.endFullScreen() }
    }

    @Test func refusesATerminalThatCannotPosition() throws {
      guard let ends = PseudoTerminal() else { return }
      let before = ends.modes()
      // Nothing is known of this one but how it colours.
      let terminal = try Terminal(input: ends.program, output: ends.program, capabilities: .ansi)
      defer { terminal.close() }
      #expect(throws: TerminalError(.cannotPosition)) { try terminal.beginFullScreen(mouse: true) }
      #expect(ends.modes() == before)
      #expect(ends.output() == "")
      // The line editor still works.
      try terminal.beginEditing()
      #expect(ends.modes() != before)
    }

    @Test func goesFromTheLineEditorAndBack() throws {
      guard let stage = try Stage("xterm") else { return }
      let before = stage.ends.modes()
      for _ in 0..<3 {
        try stage.terminal.beginEditing()
        try stage.terminal.draw(["> :tui"], cursorRow: 0, cursorColumn: 6)
        try stage.terminal.beginFullScreen(mouse: true)
        try stage.show(stage.buffer(["explorer"]))
        #expect(stage.screen.text == ["explorer"])
        try stage.terminal.endFullScreen()
      }
      stage.look()
      #expect(stage.screen.text == ["> :tui", "> :tui", "> :tui"])
      #expect(stage.ends.modes() == before)
    }
  }
}
