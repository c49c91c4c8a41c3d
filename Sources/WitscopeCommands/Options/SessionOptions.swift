import ArgumentParser
import ComponentRuntime
import Session

/// The limits that calls run in, and the features that are on.
struct SessionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The wasm instructions that one input may run, 50 billion if not given; none takes the limit away.",
      valueName: "n"))
  var fuel: String?

  @Option(help: ArgumentHelp("The seconds that one input may take.", valueName: "seconds"))
  var timeout: String?

  @Option(
    help: ArgumentHelp("The bytes that an instance's memories may grow to; k, m and g scale.", valueName: "bytes"))
  var maxMemory: String?

  @Option(
    help: ArgumentHelp("The proposals and WIT features that are on, such as simd,-threads, or all.", valueName: "names")
  )
  var features: String?

  /// The options as settings of a session.
  func settings(watch: WatchMode = .observe) throws -> Settings {
    var settings = Settings(watch: watch)
    for (setting, text) in [
      (Setting.fuel, fuel), (.timeout, timeout), (.maxMemory, maxMemory), (.features, features),
    ] {
      guard let text else { continue }
      guard settings.change(setting, to: text) else {
        throw ValidationError("--\(setting.rawValue) cannot be '\(text)': it takes \(setting.expectation)")
      }
    }
    return settings
  }

  mutating func validate() throws {
    _ = try settings()
  }
}
