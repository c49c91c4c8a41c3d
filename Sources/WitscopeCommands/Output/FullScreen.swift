import Explorer
import LineEditing
import LineREPL
import Session
import StyledText
import Terminal

/// What runs on a terminal: the explorer and the line REPL on one session, and the ways between them.
struct FullScreen {
  let output: CommandLineOutput
  let prompt: Prompt

  /// Where the user begins.
  enum Beginning { case explorer, lineREPL }

  /// - Returns: the exit code.
  func run(on session: Session, from beginning: Beginning) -> Int32 {
    guard !output.isPlain, var capabilities = output.capabilities() else { return prompt.run(on: session, output) }
    capabilities.palette = output.palette(for: 1)
    let file = HistoryFile(variables: ProcessEnvironment.variables(["XDG_STATE_HOME", "HOME"]))
    do throws(TerminalError) {
      let terminal = try Terminal(capabilities: capabilities)
      defer { terminal.close() }
      let program = ExplorerProgram(
        session, size: terminal.size, isASCII: !Terminal.isUTF8, history: file?.load() ?? History())
      program.remember = { file?.append($0) }
      switch try ExplorerLoop(on: terminal, program).run() {
      case .ended(let code): return code
      case .lineREPL: return prompt.run(on: session, output)
      }
    } catch {
      // A terminal that cannot be drawn on still has lines.
      return prompt.run(on: session, output)
    }
  }
}
