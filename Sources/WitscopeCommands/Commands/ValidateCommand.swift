import ArgumentParser
import Presentation
import Session
import StyledText

/// `witscope validate`: validates a core module or component.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Validate a core module, a component or WIT.")

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions

  @Argument(help: "What to validate; - is standard input.")
  var path: String

  func run() throws {
    let output = format.output
    let features = try session.settings().features
    let kind: FileInspection.Kind
    do throws(SessionError) {
      kind = try FileInspection.validate(path, features: features)
    } catch {
      if format.json { try output.write(text: ValidationJSON(path: path, failure: error.diagnostics).line) }
      throw SessionSetup.failed(error, output)
    }
    if format.json { return try output.write(text: ValidationJSON(path: path, kind: kind).line) }
    try output.write([StyledLine("\(path.escapingTerminalControls): valid \(kind.rawValue)")])
  }
}
