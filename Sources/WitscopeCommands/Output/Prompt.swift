import LineREPL
import Presentation
import Session

/// The line REPL without drawing: a prompt, a line, an answer below it.
struct Prompt {
  let format: SessionHost.Format

  /// The session as lines for someone who types.
  func host(_ session: Session, _ output: CommandLineOutput) -> SessionHost {
    var presentation = output.presentation
    presentation.valueLimit = PresentationOptions().valueLimit
    presentation.breaksSentences = true
    return SessionHost(session, options: presentation, format: format)
  }

  /// - Returns: the exit code.
  func run(on session: Session, _ output: CommandLineOutput) -> Int32 {
    session.hasOtherFrontEnd = false
    return PlainREPL(palette: output.palette(for: 1), history: HistoryFile.ofUser).run(on: host(session, output))
  }
}

extension HistoryFile {
  /// The user's, where the environment says where it is.
  static var ofUser: HistoryFile? { HistoryFile(variables: ProcessEnvironment.variables(["XDG_STATE_HOME", "HOME"])) }
}
