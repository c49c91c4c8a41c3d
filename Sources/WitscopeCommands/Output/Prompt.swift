import Diagnostics
import LineREPL
import Presentation
import Session
import Terminal

/// The line REPL: drawn in place where the terminal can, plain lines where not.
struct Prompt {
  let format: SessionHost.Format

  /// - Returns: the exit code.
  func run(on session: Session, _ output: CommandLineOutput) -> Int32 {
    var presentation = output.presentation
    presentation.valueLimit = PresentationOptions().valueLimit
    presentation.breaksSentences = true
    let host = SessionHost(session, options: presentation, format: format)
    let history = HistoryFile(variables: ProcessEnvironment.variables(["XDG_STATE_HOME", "HOME"]))
    guard !output.isPlain, var capabilities = output.capabilities() else {
      return PlainREPL(palette: output.palette(for: 1), history: history).run(on: host)
    }
    capabilities.palette = output.palette(for: 1)
    do throws(TerminalError) {
      let terminal = try Terminal(capabilities: capabilities)
      defer { terminal.close() }
      return InteractiveREPL(on: terminal, history: history).run(on: host)
    } catch {
      return PlainREPL(palette: output.palette(for: 1), history: history).run(on: host)
    }
  }
}
