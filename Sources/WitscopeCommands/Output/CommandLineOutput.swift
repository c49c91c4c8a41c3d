import ArgumentParser
import Diagnostics
import LineREPL
import Presentation
import StyledText
import Terminal

/// Standard output and standard error, with colour where it is wanted.
struct CommandLineOutput {
  private let environment: TerminalEnvironment
  private let color: ColorChoice
  /// Words instead of drawings.
  let isPlain: Bool

  init(color: ColorChoice = .auto, isPlain: Bool = false) {
    environment = TerminalEnvironment(variables: ProcessEnvironment.variables(["TERM", "NO_COLOR", "ACCESSIBLE"]))
    self.color = color
    self.isPlain = isPlain || environment.wantsPlainLines
  }

  /// Output for mistakes that came before any option was understood.
  static let standard = CommandLineOutput()

  /// Whether standard output is a terminal.
  var isTerminal: Bool { DescriptorOutput.isTerminal(1) }

  /// Whether there is a terminal at both ends.
  var isInteractive: Bool { isTerminal && DescriptorOutput.isTerminal(0) }

  /// What the terminal at a descriptor can do; nil for a dumb one, or none.
  func capabilities(of descriptor: Int32 = 1) -> TerminalCapabilities? {
    guard DescriptorOutput.isTerminal(descriptor) else { return nil }
    return TerminalCapabilities.terminfo(type: environment.type, descriptor: descriptor)
  }

  /// The colours for a descriptor.
  func palette(for descriptor: Int32) -> StylePalette {
    if color == .never { return .none }
    return .chosen(
      color, in: environment, isTerminal: DescriptorOutput.isTerminal(descriptor),
      capabilities: capabilities(of: descriptor))
  }

  /// How replies are shown on standard output.
  var presentation: PresentationOptions {
    var options = PresentationOptions(width: 80, isPlain: isPlain, valueLimit: .max)
    options.breaksSentences = isTerminal
    return options
  }

  /// Writes lines to standard output.
  ///
  /// - Throws: `ExitCode` after the diagnostics were written.
  func write(_ lines: [StyledLine]) throws {
    guard !lines.isEmpty else { return }
    try write(palette(for: 1).encode(lines))
  }

  /// Writes lines to standard error.
  func writeError(_ lines: [StyledLine]) {
    guard !lines.isEmpty else { return }
    try? DescriptorOutput.write(palette(for: 2).encode(lines), to: 2)
  }

  /// Writes text to standard output as it stands, with a line break at its end.
  ///
  /// - Throws: `ExitCode` after the diagnostics were written.
  func write(text: String) throws {
    try write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  private func write(_ bytes: [UInt8]) throws {
    do throws(TerminalError) {
      try DescriptorOutput.write(bytes, to: 1)
    } catch {
      // A closed pipe ends a command quietly: what it wrote no longer matters to anyone.
      guard error.kind != .outputClosed else { return }
      let failure = LineREPLError(.unwritable(errorNumber: error.errorNumber), in: "standard output")
      write(diagnostics: failure.diagnostics)
      throw ExitCode(failure.diagnostics.first?.exitCode ?? 3)
    }
  }

  /// Writes what is wrong to standard error.
  func write(diagnostics: [Diagnostic]) {
    writeError(diagnostics.flatMap { DiagnosticView($0, width: 80, isPlain: isPlain).lines })
  }
}
