import ArgumentParser
import Presentation
import Session

/// `witscope wit`: the resolved WIT of a path.
struct WITCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wit", _superCommandName: Witscope.name,
    abstract: "Print the resolved WIT of a file, a directory with deps/, or a component.")

  @Option(
    help: ArgumentHelp("The proposals and WIT features that are on, such as simd,-threads, or all.", valueName: "names")
  )
  var features: String?

  @OptionGroup var appearance: AppearanceOptions

  @Flag(help: "Write JSON of the shape that `wasm-tools component wit --json` writes.")
  var json = false

  @Argument(help: "A .wit file, a WIT directory or a component; - is standard input.")
  var path: String

  private func chosenFeatures() throws -> FeatureChoice {
    var settings = Settings()
    if let features, !settings.change(.features, to: features) {
      throw ValidationError("--features cannot be '\(features)': it takes \(Setting.features.expectation)")
    }
    return settings.features
  }

  func validate() throws {
    _ = try chosenFeatures()
  }

  func run() throws {
    let output = appearance.output
    let features = try chosenFeatures()
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
