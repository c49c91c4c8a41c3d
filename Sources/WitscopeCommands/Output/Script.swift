import Diagnostics
import LineREPL
import Presentation
import Session
import Terminal

/// A script that is run for its output and its exit code.
struct Script {
  /// `-` is standard input.
  let path: String
  let keepsGoing: Bool
  let format: SessionHost.Format
  /// What fails an input that succeeded; nil for nothing.
  var overflow: OverflowOptions?

  /// - Returns: the exit code.
  func run(on session: Session, _ output: CommandLineOutput) -> Int32 {
    var presentation = output.presentation
    presentation.valueLimit = .max
    let host = OverflowWatchingHost(
      host: SessionHost(session, options: presentation, format: format), overflow: overflow)
    let streams = ScriptRunner.Streams(
      outputPalette: output.palette(for: 1), diagnosticsPalette: output.palette(for: 2))
    let runner = ScriptRunner(streams: streams, keepsGoing: keepsGoing)
    if path == "-" { return runner.run(descriptor: 0, name: "<stdin>", on: host) }
    do throws(SessionError) {
      return try FileInspection.withDescriptor(of: path) { runner.run(descriptor: $0, name: path, on: host) }
    } catch {
      output.write(diagnostics: error.diagnostics)
      return error.diagnostics.first?.exitCode ?? 3
    }
  }
}
