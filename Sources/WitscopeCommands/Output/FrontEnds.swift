import Explorer
import LineEditing
import LineREPL
import Session
import StyledText
import Terminal

/// What someone at a terminal works with: the explorer or the line REPL, on one session, and the ways between them.
struct FrontEnds {
  enum Kind { case explorer, lineREPL }

  let output: CommandLineOutput
  let prompt: Prompt

  /// Runs the one that is asked for; a terminal that cannot be drawn on, or someone who does not want that, gets plain
  /// lines.
  ///
  /// - Returns: the exit code.
  func run(on session: Session, from first: Kind) -> Int32 {
    guard !output.isPlain, var capabilities = output.capabilities() else { return prompt.run(on: session, output) }
    capabilities.palette = output.palette(for: 1)
    // JSON Lines are for programs: they have no pictures.
    let first = prompt.format == .json ? .lineREPL : first
    session.hasOtherFrontEnd = prompt.format != .json
    do throws(TerminalError) {
      let terminal = try Terminal(capabilities: capabilities)
      defer { terminal.close() }
      return try run(on: session, from: first, terminal)
    } catch {
      return prompt.run(on: session, output)
    }
  }

  private func run(on session: Session, from first: Kind, _ terminal: Terminal) throws(TerminalError) -> Int32 {
    let file = HistoryFile.ofUser
    var inputs = file?.load() ?? History()
    var kind = first
    var hasGreeted = false
    while true {
      switch kind {
      case .explorer:
        let program = ExplorerProgram(
          session, size: terminal.size, isASCII: !Terminal.isUTF8, isNested: first == .lineREPL, history: inputs)
        program.remember = { file?.append($0) }
        let outcome: ExplorerLoop.Outcome
        do throws(TerminalError) {
          outcome = try ExplorerLoop(on: terminal, program).run()
        } catch {
          guard error.kind == .cannotPosition else { throw error }
          // A terminal without a whole screen still has lines.
          outcome = .lineREPL
        }
        guard case .lineREPL = outcome else {
          if case .ended(let code) = outcome { return code }
          return 0
        }
        inputs = program.history
        kind = .lineREPL
      case .lineREPL:
        let loop = InteractiveREPL(on: terminal, history: file, inputs: inputs)
        loop.greets = !hasGreeted
        hasGreeted = true
        let code = loop.run(on: prompt.host(session, output))
        if let failure = loop.failure { output.write(diagnostics: failure.diagnostics) }
        guard loop.wantsOtherFrontEnd else { return code }
        inputs = loop.inputs
        kind = .explorer
      }
    }
  }
}
