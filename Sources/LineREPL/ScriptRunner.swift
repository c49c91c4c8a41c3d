import Diagnostics
import LineEditing
import Presentation
import Session
import StyledText
package import Terminal

/// Runs the inputs of a file or of standard input: no prompts, and the first error ends it.
package struct ScriptRunner {
  /// Where lines go.
  package struct Streams: Sendable {
    /// File descriptors for output and diagnostics.
    package var output: Int32
    package var diagnostics: Int32
    package var outputPalette: StylePalette
    package var diagnosticsPalette: StylePalette

    package init(
      output: Int32 = 1, diagnostics: Int32 = 2, outputPalette: StylePalette = .none,
      diagnosticsPalette: StylePalette = .none
    ) {
      self.output = output
      self.diagnostics = diagnostics
      self.outputPalette = outputPalette
      self.diagnosticsPalette = diagnosticsPalette
    }
  }

  /// The width that drawings take in a script: it does not depend on who watches.
  package static let width = 80

  private let streams: Streams
  private let keepsGoing: Bool
  private let interrupt: () -> Bool

  /// - Parameters:
  ///   - keepsGoing: whether an error does not end the script (`--keep-going`); the first one's code is still returned.
  ///   - interrupt: polled while an input runs.
  package init(
    streams: Streams = Streams(), keepsGoing: Bool = false,
    interrupt: @escaping () -> Bool = { Interrupts.isRequested }
  ) {
    self.streams = streams
    self.keepsGoing = keepsGoing
    self.interrupt = interrupt
  }

  /// Runs the inputs read from a file descriptor to its end.
  /// - Parameter name: what the script is called in errors.
  /// - Returns: the exit code: 0, or that of the first input that failed.
  package func run(descriptor: Int32, name: String, on host: some REPLHost) -> Int32 {
    DescriptorOutput.ignoreBrokenPipe()
    var reader = LineReader(descriptor)
    var assembler = InputAssembler()
    var firstLine = 1
    var exitCode: Int32 = 0
    do {
      while true {
        let line = reader.next()
        var input: String?
        var problem: LineREPLError?
        if !assembler.isContinuing { firstLine = reader.linesRead }
        switch line {
        case .text(let text):
          // The first line may say what runs the script.
          if reader.linesRead == 1, text.hasPrefix("#!") { continue }
          input = assembler.add(text, in: host)
          if input == nil, assembler.text.utf8.count > LineReader.maximumLine {
            problem = LineREPLError(.tooLong(limit: LineReader.maximumLine), in: name, line: firstLine)
          }
        case .end:
          guard assembler.isContinuing else { return exitCode }
          input = assembler.finish()
        case .interrupted:
          // Between inputs an interrupt ends the script; other signals do not.
          if interrupt() { return 130 }
          continue
        case .notText(let offset):
          problem = LineREPLError(.notUTF8(offset: offset), in: name, line: reader.linesRead)
        case .containsNUL(let offset):
          problem = LineREPLError(.containsNUL(offset: offset), in: name, line: reader.linesRead)
        case .tooLong(let limit):
          problem = LineREPLError(.tooLong(limit: limit), in: name, line: reader.linesRead)
        case .failed(let number):
          try report(LineREPLError(.unreadable(errorNumber: number), in: name))
          return exitCode == 0 ? 3 : exitCode
        }

        if let problem {
          _ = assembler.finish()
          let code = try report(problem)
          if exitCode == 0 { exitCode = code }
          if !keepsGoing { return exitCode }
        } else if let input, !input.allSatisfy(\.isWhitespace) {
          let origin = InputOrigin.script(name: name, line: firstLine)
          let reply = host.execute(input, from: origin, width: Self.width, interrupt: interrupt)
          try write(reply)
          // A mistake is graver than an overflow that was asked to fail, whichever came first.
          if exitCode == 0 || (exitCode == 5 && reply.exitCode != 0) { exitCode = reply.exitCode }
          // An interrupt is meant for the script, not for its line.
          if reply.wantsQuit || reply.exitCode == 130 || (exitCode != 0 && !keepsGoing) { return exitCode }
        }
      }
    } catch {
      // Nobody reads on: that is how `| head` ends a script.
      guard error.kind != .outputClosed else { return 0 }
      _ = try? report(LineREPLError(.unwritable(errorNumber: error.errorNumber), in: "standard output"))
      return 3
    }
  }

  private func write(_ reply: REPLReply) throws(TerminalError) {
    try DescriptorOutput.write(streams.outputPalette.encode(reply.output), to: streams.output)
    if let text = reply.machineOutput { try DescriptorOutput.write(Array((text + "\n").utf8), to: streams.output) }
    try DescriptorOutput.write(streams.diagnosticsPalette.encode(reply.diagnostics), to: streams.diagnostics)
  }

  /// Writes a problem's lines and returns its exit code.
  @discardableResult
  private func report(_ error: LineREPLError) throws(TerminalError) -> Int32 {
    let lines = error.diagnostics.flatMap { DiagnosticView($0, width: Self.width).lines }
    try DescriptorOutput.write(streams.diagnosticsPalette.encode(lines), to: streams.diagnostics)
    return error.diagnostics.first?.exitCode ?? 3
  }
}
