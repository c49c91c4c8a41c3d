import Testing

extension TmuxTerminal {
  /// A terminal with a shell that remembers its modes; nil, with the reason printed, where there is none to be had.
  static func withShell(columns: Int = 80, rows: Int = 24) -> TmuxTerminal? {
    guard isAvailable else {
      print("skipped: tmux is not installed")
      return nil
    }
    guard Program.path != nil else {
      print("skipped: the program is not beside the tests")
      return nil
    }
    let terminal = TmuxTerminal(columns: columns, rows: rows)
    terminal.rememberModes()
    return terminal
  }

  /// A terminal with the program started in it, once the screen holds a text.
  /// - Parameters:
  ///   - variables: assignments to environment variables.
  ///   - arguments: of the program.
  static func running(
    _ arguments: String = "", _ variables: String = "", columns: Int = 80, rows: Int = 24, until text: String
  ) -> TmuxTerminal? {
    guard let terminal = withShell(columns: columns, rows: rows), let program = Program.path else { return nil }
    terminal.enter("\(variables) \(program) \(arguments)")
    terminal.expect(text)
    return terminal
  }

  /// Remembers the terminal's modes as they are, for `expectModesRestored`.
  func rememberModes() {
    // In the shell itself: a test that ends early leaves no file behind.
    enter("modes=$(stty -g); clear")
    waitFor { !$0.contains("stty") }
  }

  /// Waits for a text on the screen.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    expect(sourceLocation: sourceLocation) { $0.contains(text) }
  }

  /// Waits until the screen is as wanted.
  func expect(sourceLocation: SourceLocation = #_sourceLocation, _ isWanted: (String) -> Bool) {
    let screen = waitFor(isWanted)
    #expect(isWanted(screen), "\(screen)", sourceLocation: sourceLocation)
  }

  /// Whether the shell waits for a command.
  static func isAtShell(_ screen: String) -> Bool {
    screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }.map { $0.filter { $0 != " " } } == "ready>"
  }

  /// Whether the terminal is the shell's as it was before: its modes, the screen, the cursor, mouse and pastes.
  /// - Parameter code: the exit code that the shell is to say.
  func expectModesRestored(code: Int32? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
    // What is typed while the program still has the terminal would be lost.
    expect(sourceLocation: sourceLocation, Self.isAtShell)
    if let code {
      enter("echo code:$?")
      expect("code:\(code)", sourceLocation: sourceLocation)
    }
    expectSameModes(sourceLocation: sourceLocation)
    #expect(!isFullScreen && !reportsMouse && showsCursor, sourceLocation: sourceLocation)
    // A terminal that still marks pastes would bracket this one in sequences that the shell echoes.
    paste(": pasted")
    expect(sourceLocation: sourceLocation) { $0.contains("\nready> : pasted") }
    press("Enter")
  }

  /// Whether the modes are the remembered ones.
  func expectSameModes(sourceLocation: SourceLocation = #_sourceLocation) {
    enter("clear; [ \"$(stty -g)\" = \"$modes\" ] && echo same:modes")
    expect(sourceLocation: sourceLocation) { $0.hasPrefix("same:modes") }
  }

  /// Sends a signal to the program in this terminal.
  func signal(_ name: String) { _ = Program.shell("pkill -\(name) -t \(device) -x witscope") }
}
