import ArgumentParser
import Presentation
import Session

/// `witscope wit`: the resolved WIT of a path.
struct WITCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wit", _superCommandName: Witscope.name,
    abstract: "Print the resolved WIT of a file, a directory with deps/, or a component.")

  @OptionGroup var session: SessionOptions
  @OptionGroup var appearance: AppearanceOptions

  @Flag(help: "Write JSON of the shape that `wasm-tools component wit --json` writes.")
  var json = false

  @Argument(help: "A .wit file, a WIT directory or a component; - is standard input.")
  var path: String

  func run() throws {
    let output = appearance.output
    let features = try session.settings().features
    let text: String
    do throws(SessionError) {
      text =
        json
        ? TreeJSON.text(of: try FileInspection.witArenas(of: path, features: features))
        : try FileInspection.witText(of: path, features: features)
    } catch {
      throw SessionSetup.failed(error, output)
    }
    try output.write(text: text)
  }
}
