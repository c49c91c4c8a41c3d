import Presentation
import Session

/// What `witscope wit` is asked to print.
struct WITRequest: Hashable {
  /// A file, a directory or a component; `-` is standard input.
  var path: String
  /// Whether JSON is written.
  var isJSON = false
  /// The proposals and unstable features that are on.
  var features = FeatureChoice.usual

  /// Writes the resolved WIT.
  ///
  /// - Throws: `ExitCode` after the diagnostics were written.
  func run(_ output: CommandLineOutput) throws {
    let text: String
    do throws(SessionError) {
      text =
        isJSON
        ? try FileInspection.witJSON(of: path, features: features)
        : try FileInspection.witText(of: path, features: features)
    } catch {
      throw SessionSetup.failed(error, output)
    }
    try output.write(text: text)
  }
}

extension WITRequest {
  /// A command line in its plainest form, `wit PATH` with at most one `--json`; nil for any other, which is the
  /// argument parser's to read.
  ///
  /// Build scripts run this form for package after package, and setting the parser up takes as long as reading one.
  init?(plain arguments: [String]) {
    guard arguments.first == "wit", arguments.count == 2 || arguments.count == 3 else { return nil }
    let paths = arguments.dropFirst().filter { $0 != "--json" }
    guard paths.count == 1, let path = paths.first, !path.isEmpty, path != "help", !path.hasPrefix("-") else {
      return nil
    }
    self.init(path: path, isJSON: arguments.count == 3)
  }
}
