import ArgumentParser
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

  /// What the options ask for.
  func request() throws -> WITRequest {
    WITRequest(path: path, isJSON: json, features: try chosenFeatures())
  }

  func validate() throws {
    _ = try chosenFeatures()
  }

  func run() throws { try request().run(appearance.output) }
}
