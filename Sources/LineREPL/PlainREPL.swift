import Diagnostics
import LineEditing
import Presentation
import Session
import StyledText
package import Terminal

/// The REPL for terminals that cannot redraw, or readers who do not want it: a prompt, a line, an answer below it.
package struct PlainREPL {
  private let input: Int32
  private let output: Int32
  private let palette: StylePalette
  private let history: HistoryFile?

  /// - Parameters:
  ///   - input, output: file descriptors.
  ///   - history: where inputs are kept; nil for nowhere.
  package init(input: Int32 = 0, output: Int32 = 1, palette: StylePalette = .none, history: HistoryFile? = nil) {
    self.input = input
    self.output = output
    self.palette = palette
    self.history = history
  }

  /// Reads and runs inputs until the end of input or `:quit`.
  /// - Returns: the exit code.
  package func run(on host: some REPLHost) -> Int32 {
    DescriptorOutput.ignoreBrokenPipe()
    do {
      try Interrupts.listen()
      return try loop(on: host)
    } catch {
      return error.kind == .outputClosed ? 0 : 3
    }
  }

  private func loop(on host: some REPLHost) throws(TerminalError) -> Int32 {
    var reader = LineReader(input)
    var assembler = InputAssembler()
    try DescriptorOutput.write(palette.encode(host.greeting(hasEditor: false)), to: output)
    while true {
      let prompt = EditorPrompt(host.prompt)
      // Plain text, no colours: whoever reads this reads it as it comes.
      try write([assembler.isContinuing ? prompt.continuation : prompt.first])
      switch reader.next() {
      case .text(let text):
        guard let input = assembler.add(text, in: host) else { continue }
        if try run(input, on: host) { return 0 }
      case .end:
        try DescriptorOutput.write([0x0A], to: output)
        if assembler.isContinuing { _ = try run(assembler.finish(), on: host) }
        return 0
      case .interrupted:
        guard Interrupts.take() else { continue }
        reader.dropLine()
        _ = assembler.finish()
        try DescriptorOutput.write([0x0A], to: output)
      case .notText(let offset): try report(LineREPLError(.notUTF8(offset: offset), in: "<repl>"), &assembler)
      case .containsNUL(let offset): try report(LineREPLError(.containsNUL(offset: offset), in: "<repl>"), &assembler)
      case .tooLong(let limit): try report(LineREPLError(.tooLong(limit: limit), in: "<repl>"), &assembler)
      case .failed(let number):
        try report(LineREPLError(.unreadable(errorNumber: number), in: "<repl>"), &assembler)
        return 3
      }
    }
  }

  /// Runs an input.
  /// - Returns: whether it asked to quit.
  private func run(_ input: String, on host: some REPLHost) throws(TerminalError) -> Bool {
    guard host.isAsking || !input.allSatisfy(\.isWhitespace) else { return false }
    history?.append(input)
    Interrupts.take()
    var pace = ProgressPace.lines
    let reply = host.execute(input, from: .prompt, width: ScriptRunner.width) { progress in
      if pace.isDue(progress.elapsed), let line = host.progressLine(progress) {
        // Who does not read it will be told of by the answer.
        try? DescriptorOutput.write(palette.encode([line]), to: output)
      }
      return Interrupts.isRequested
    }
    // The terminal echoed the Ctrl-C; what follows begins on a line of its own.
    var bytes: [UInt8] = Interrupts.take() ? [0x0A] : []
    bytes += palette.encode(reply.output)
    if let text = reply.machineOutput { bytes += Array((text + "\n").utf8) }
    bytes += palette.encode(reply.diagnostics)
    if !reply.wantsQuit { bytes += palette.encode(host.notices(width: ScriptRunner.width)) }
    try DescriptorOutput.write(bytes, to: output)
    return reply.wantsQuit
  }

  private func write(_ lines: [StyledLine]) throws(TerminalError) {
    try DescriptorOutput.write(Array(lines.map(\.plainText.escapingTerminalControls).joined().utf8), to: output)
  }

  private func report(_ error: LineREPLError, _ assembler: inout InputAssembler) throws(TerminalError) {
    _ = assembler.finish()
    let lines = error.diagnostics.flatMap { DiagnosticView($0, width: ScriptRunner.width, isPlain: true).lines }
    try DescriptorOutput.write(palette.encode(lines), to: output)
  }
}
