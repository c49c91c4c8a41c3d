import CoreText
import Diagnostics
import SpecScripts
import Testing

/// The core specification's suite, where the shared data is there.
@Suite struct ConformanceTests {
  /// The suite's folder; nil where the shared data is not there.
  static let root = SharedSuites.root.map { $0 + "/core" }

  /// Faithful code besides the usual, and the portable loop where `WITSCOPE_ENGINES=all` asks for it.
  static let engines: [ScriptEngine] =
    SharedSuites.environment("WITSCOPE_ENGINES") == "all" ? ScriptEngine.allCases : [.fast, .faithful]

  @Test(.enabled(if: ConformanceTests.root != nil), arguments: ConformanceTests.engines)
  func everyDirectiveOfTheSuitePasses(engine: ScriptEngine) throws {
    let root = try #require(Self.root)
    var rows: [String] = []
    var total = (passed: 0, failed: 0)
    for path in SharedSuites.scripts(under: root) {
      if let reason = SkippedScripts.reason(path) {
        rows.append("skipped          \(path): \(reason)")
        continue
      }
      let text = SourceText(
        name: path, text: String(decoding: SharedSuites.bytes(of: "\(root)/\(path)"), as: UTF8.self))
      let report = try runScript(text, features: nil, engine: engine)
      total.passed += report.passed
      total.failed += report.failed
      rows.append("\(report.passed) passed, \(report.failed) failed  \(path)")
      for outcome in report.outcomes {
        if case .failed(let reason) = outcome.verdict {
          Issue.record("\(engine) \(path):\(outcome.line): \(outcome.directive): \(reason)")
        }
      }
    }
    print(rows.joined(separator: "\n"))
    print("\(engine): \(total.passed) passed, \(total.failed) failed")
    #expect(total.passed > 0)
  }

  @Test(.enabled(if: ConformanceTests.root != nil))
  func theListOfSkippedScriptsNamesWhatIsThere() throws {
    let scripts = SharedSuites.scripts(under: try #require(Self.root))
    for (prefix, _) in SkippedScripts.reasons { #expect(scripts.contains { $0.hasPrefix(prefix) }, "\(prefix)") }
  }
}
