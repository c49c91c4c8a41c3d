import ArgumentParser
import Presentation
import Session

/// `witscope wit`: the resolved WIT of a path.
struct WITCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wit",
    abstract: "Print the resolved WIT of a file, a directory with deps/, or a component.")

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions

  @Argument(help: "A .wit file, a WIT directory or a component; - is standard input.")
  var path: String

  func validate() throws {
    guard !format.json else { throw ValidationError("--json is not supported by this command yet") }
  }

  func run() throws {
    let output = format.output
    let features = try session.settings().features
    let text: String
    do throws(SessionError) {
      text = try FileInspection.witText(of: path, features: features)
    } catch {
      throw SessionSetup.failed(error, output)
    }
    try output.write(text: text)
  }
}
