import ArgumentParser
import Session

/// `witscope wit`: the resolved WIT of a path.
struct WITCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wit", _superCommandName: Witscope.name,
    abstract: "Print the resolved WIT of a file, a directory with deps/, or a component.")

  @Option(help: ArgumentHelp("The unstable WIT features that are on, or all.", valueName: "names"))
  var features: String?

  @OptionGroup var appearance: AppearanceOptions

  @Flag(help: "Write JSON of the shape that `wasm-tools component wit --json` writes.")
  var json = false

  @Argument(help: "A .wit file, a WIT directory or a component; - is standard input.")
  var path: String

  private var featureNames: Set<String> {
    var settings = Settings()
    // Any text is a list of names.
    if let features { _ = settings.change(.features, to: features) }
    return settings.features
  }

  /// What the options ask for.
  var request: WITRequest { WITRequest(path: path, isJSON: json, features: featureNames) }

  func run() throws { try request.run(appearance.output) }
}
