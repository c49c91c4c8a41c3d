import StyledText
package import Terminal

/// Chooses the loop that fits where input comes from and where output goes, and runs it.
package struct LineREPL {
  /// What the command line and the environment ask for.
  package struct Options: Sendable {
    /// `--color`.
    package var color: ColorChoice
    /// `--plain`: append-only lines.
    package var isPlain: Bool
    /// Environment variables.
    package var variables: [String: String]
    /// Whether inputs are kept between runs.
    package var keepsHistory: Bool

    package init(
      color: ColorChoice = .auto, isPlain: Bool = false, variables: [String: String] = [:], keepsHistory: Bool = true
    ) {
      self.color = color
      self.isPlain = isPlain
      self.variables = variables
      self.keepsHistory = keepsHistory
    }
  }

  private let options: Options
  private let environment: TerminalEnvironment

  package init(options: Options = Options()) {
    self.options = options
    environment = TerminalEnvironment(variables: options.variables)
  }

  /// Runs the REPL when standard input and output are terminals, and standard input as a script otherwise.
  /// - Returns: the exit code.
  package func run(on host: some REPLHost) -> Int32 {
    guard DescriptorOutput.isTerminal(0), DescriptorOutput.isTerminal(1) else {
      return runScript(descriptor: 0, name: "<stdin>", on: host)
    }
    let history = options.keepsHistory ? HistoryFile(variables: options.variables) : nil
    let isPlain = options.isPlain || environment.wantsPlainLines
    var capabilities = TerminalCapabilities.terminfo(type: environment.type, descriptor: 1)
    let palette = palette(of: 1, capabilities)
    capabilities?.palette = palette
    if !isPlain, let capabilities, let terminal = try? Terminal(capabilities: capabilities) {
      return InteractiveREPL(on: terminal, history: history).run(on: host)
    }
    return PlainREPL(palette: palette, history: history).run(on: host)
  }

  /// Runs a script from a file descriptor.
  /// - Parameters:
  ///   - name: what errors call it.
  ///   - keepsGoing: whether errors do not end it.
  /// - Returns: the exit code.
  package func runScript(
    descriptor: Int32, name: String, keepsGoing: Bool = false, on host: some REPLHost
  ) -> Int32 {
    let capabilities =
      DescriptorOutput.isTerminal(1) || DescriptorOutput.isTerminal(2)
      ? TerminalCapabilities.terminfo(type: environment.type, descriptor: 1) : nil
    let streams = ScriptRunner.Streams(
      outputPalette: palette(of: 1, capabilities), diagnosticsPalette: palette(of: 2, capabilities))
    try? Interrupts.listen()
    return ScriptRunner(streams: streams, keepsGoing: keepsGoing).run(descriptor: descriptor, name: name, on: host)
  }

  /// The colours for a file descriptor.
  package func palette(of descriptor: Int32, _ capabilities: TerminalCapabilities?) -> StylePalette {
    StylePalette.chosen(
      options.color, in: environment, isTerminal: DescriptorOutput.isTerminal(descriptor), capabilities: capabilities)
  }
}
