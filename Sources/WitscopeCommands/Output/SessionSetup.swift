import ArgumentParser
import Diagnostics
import Presentation
import Session
import StyledText
import Terminal

/// What the subcommands share: a session with its paths loaded, and one input on it.
enum SessionSetup {
  /// How long loading a path may take before that is said at a terminal.
  private static let patience = Duration.milliseconds(500)

  /// A session with the paths loaded, or with the built-in example where there are none.
  ///
  /// - Throws: `ExitCode` after the diagnostics were written.
  static func session(paths: [String], settings: Settings, _ output: CommandLineOutput) throws -> Session {
    let session = Session(settings: settings)
    session.transcribe = ReplyView.transcript
    if paths.isEmpty { session.addBuiltInExample() }
    try? Interrupts.listen()
    for path in paths {
      do throws(SessionError) {
        var isQuiet = !output.isInteractive
        try session.load(path: path) { (progress: Progress) in
          // Nothing else is on the screen yet.
          if !isQuiet, progress.elapsed >= patience {
            isQuiet = true
            output.writeError([
              StyledLine("loading \(path.escapingTerminalControls): its start functions run; Ctrl-C ends them")
            ])
          }
          return Interrupts.isRequested
        }
      } catch {
        throw failed(error, output)
      }
    }
    return session
  }

  /// Writes an error's diagnostics.
  static func failed(_ error: SessionError, _ output: CommandLineOutput) -> ExitCode {
    let diagnostics = error.diagnostics
    output.write(diagnostics: diagnostics)
    return ExitCode(diagnostics.first?.code == .interrupted ? 130 : diagnostics.first?.exitCode ?? 1)
  }

  /// Runs the command line's input; Ctrl-C ends it.
  static func execute(_ input: String, on session: Session) -> Reply {
    try? Interrupts.listen()
    return session.execute(input, from: .argument) { Interrupts.isRequested }
  }
}
