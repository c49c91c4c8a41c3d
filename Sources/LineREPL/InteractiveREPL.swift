package import LineEditing
import Session
import StyledText
package import Terminal

/// The REPL with the editor: keys come from the terminal, the input is drawn in place, answers stand below it.
package final class InteractiveREPL {
  private let terminal: Terminal
  private let history: HistoryFile?
  private var editor: Editor

  /// - Parameters:
  ///   - history: where inputs are kept between runs; nil for nowhere.
  ///   - inputs: inputs given before; nil for those of the file.
  package init(on terminal: Terminal, history: HistoryFile? = nil, inputs: History? = nil) {
    self.terminal = terminal
    self.history = history
    editor = Editor(history: inputs ?? history?.load() ?? History())
  }

  /// Whether it begins with what a newcomer has to know.
  package var greets = true

  /// Whether the last run ended because an input asked for the other front end, to go on with the same session.
  package private(set) var wantsOtherFrontEnd = false

  /// Why the last run ended, where the terminal could not be used any longer.
  package private(set) var failure: LineREPLError?

  /// The inputs given so far, those of earlier runs among them.
  package var inputs: History { editor.history }

  /// Reads and runs inputs until Ctrl-D, `:quit`, or a signal; the terminal is given back.
  /// - Returns: the exit code: 0, 128 and the number of the signal that ended it, or 3 with a `failure`.
  package func run(on host: some REPLHost) -> Int32 {
    failure = nil
    defer { try? terminal.endEditing() }
    do {
      return try loop(on: host)
    } catch {
      // A terminal that is gone ends the loop as the end of input does.
      if let signal = terminal.terminationSignal { return 128 + signal }
      if error.kind == .outputClosed { return 0 }
      failure = LineREPLError(.terminal(errorNumber: error.errorNumber), in: "<repl>")
      return 3
    }
  }

  private func loop(on host: some REPLHost) throws(TerminalError) -> Int32 {
    wantsOtherFrontEnd = false
    if greets { try terminal.print(host.greeting(hasEditor: true)) }
    try terminal.print(host.notices(width: terminal.drawableSize.columns))
    try terminal.beginEditing()
    try draw(host)
    while true {
      switch try terminal.nextEvent() {
      case .key(let key):
        // What is thrown away stays to be read, as it was. Other keys need no copy.
        let before = key == .control("c") ? editor : nil
        let effect = editor.apply(key, in: host)
        if effect == .interrupt, let before { try draw(before, host, isFinal: true) }
        if let code = try perform(effect, on: host) { return code }
        // Keys that came together are drawn together.
        if !terminal.hasKeysWaiting { try draw(host) }
      case .resized, .resumed:
        try draw(host)
      case .terminated(let signal):
        try terminal.endEditing()
        return 128 + signal
      case .endOfInput:
        try terminal.endEditing()
        return 0
      case .timeout:
        break
      }
    }
  }

  /// Does what a key asked for.
  /// - Returns: the exit code if that ends the loop.
  private func perform(_ effect: EditorEffect, on host: some REPLHost) throws(TerminalError) -> Int32? {
    switch effect {
    case .none: break
    case .submit(let text): return try run(text, on: host)
    case .endOfInput:
      try terminal.endEditing()
      return 0
    case .interrupt: try terminal.finishDrawing()
    case .listCandidates(let candidates):
      try draw(host)
      try terminal.print(CandidateList(candidates, width: terminal.drawableSize.columns).lines)
    case .bell: try terminal.bell()
    case .clearScreen: try terminal.clearScreen()
    case .suspend: try terminal.suspend()
    }
    return nil
  }

  /// Runs a submitted input with the terminal in its own modes, so that Ctrl-C interrupts and Ctrl-Z stops.
  private func run(_ text: String, on host: some REPLHost) throws(TerminalError) -> Int32? {
    // As it was submitted, without remarks or a search's question, and the cursor behind it.
    var submitted = Editor()
    submitted.setText(text)
    try draw(submitted, host, isFinal: true)
    guard host.isAsking || !text.allSatisfy(\.isWhitespace) else {
      try terminal.finishDrawing()
      return nil
    }
    try terminal.endEditing()
    history?.append(text)
    for input in host.inputs(in: text) {
      if let code = try answer(input, on: host) { return code }
    }
    try terminal.print(host.notices(width: terminal.drawableSize.columns))
    try terminal.beginEditing()
    return nil
  }

  /// Runs one input and prints its answer.
  /// - Returns: the exit code if that ends the loop.
  private func answer(_ input: String, on host: some REPLHost) throws(TerminalError) -> Int32? {
    terminal.clearInterrupt()
    var pace = ProgressPace.redrawn
    var isDrawn = false
    let reply = host.execute(input, from: .prompt, width: terminal.drawableSize.columns) { progress in
      if pace.isDue(progress.elapsed), let line = host.progressLine(progress) {
        let shown = line.prefix(columns: terminal.drawableSize.columns)
        isDrawn = true
        // A terminal that is gone is noticed when the answer is written.
        try? terminal.draw([shown], cursorRow: 0, cursorColumn: shown.displayWidth)
      }
      return terminal.isInterruptRequested
    }
    if isDrawn {
      try terminal.eraseDrawing()
    } else if terminal.isInterruptRequested {
      // The terminal echoed the Ctrl-C; what follows begins on a line of its own.
      try terminal.print([StyledLine()])
    }
    terminal.clearInterrupt()
    try terminal.print(reply.output)
    if let text = reply.machineOutput { try terminal.printRaw(text) }
    try terminal.print(reply.diagnostics)
    if let signal = terminal.terminationSignal { return 128 + signal }
    wantsOtherFrontEnd = reply.wantsOtherFrontEnd
    return reply.wantsQuit || reply.wantsOtherFrontEnd ? 0 : nil
  }

  private func draw(_ host: some REPLHost) throws(TerminalError) { try draw(editor, host) }

  private func draw(_ editor: Editor, _ host: some REPLHost, isFinal: Bool = false) throws(TerminalError) {
    let size = terminal.drawableSize
    let frame = editor.frame(
      prompt: EditorPrompt(host.prompt), width: size.columns, height: size.rows, in: host,
      isFinal: isFinal)
    try terminal.draw(frame.rows, cursorRow: frame.cursorRow, cursorColumn: frame.cursorColumn)
  }
}
