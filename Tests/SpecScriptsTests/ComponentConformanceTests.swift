import CoreText
import Diagnostics
import SpecScripts
import Testing

/// The component model's suite and those of two tools, where the shared data is there.
@Suite struct ComponentConformanceTests {
  static let suites = ["component", "component-wasmtime", "component-wasmtools"]

  /// What came of a script: its report, or why it is none.
  private func run(_ path: String, under root: String) -> Result<ScriptReport, CoreTextError> {
    let bytes = SharedSuites.bytes(of: "\(root)/\(path)")
    return Result { () throws(CoreTextError) in
      try runScript(
        SourceText(name: path, text: String(decoding: bytes, as: UTF8.self)), features: nil,
        // The component model's own suite is written without the older forms.
        indices: path.hasPrefix("component/") ? .strict : nil)
    }
  }

  @Test(.enabled(if: SharedSuites.root != nil), arguments: ComponentConformanceTests.suites)
  func everyDirectiveOfTheSuitePasses(suite: String) throws {
    let root = try #require(SharedSuites.root)
    var rows: [String] = []
    var total = (passed: 0, failed: 0, known: 0)
    for script in SharedSuites.scripts(under: "\(root)/\(suite)") {
      let path = "\(suite)/\(script)"
      let known = KnownFailures.reason(path)
      switch run(path, under: root) {
      case .failure(let error):
        rows.append("not read  \(path): \(known ?? "")")
        if known == nil { Issue.record("\(path): \(error)") } else { total.known += 1 }
      case .success(let report):
        rows.append("\(report.passed) passed, \(report.failed) failed  \(path)\(known.map { ": \($0)" } ?? "")")
        if known == nil {
          total.passed += report.passed
          total.failed += report.failed
          for case (let outcome, .failed(let reason)) in report.outcomes.map({ ($0, $0.verdict) }) {
            Issue.record("\(path):\(outcome.line): \(outcome.directive): \(reason)")
          }
        } else {
          total.known += 1
          #expect(report.failed > 0, "\(path) passes and is no known failure any more")
        }
      }
    }
    print(rows.joined(separator: "\n"))
    print("\(suite): \(total.passed) passed, \(total.failed) failed, \(total.known) scripts known to fail")
    #expect(total.passed > 0)
  }

  @Test(.enabled(if: SharedSuites.root != nil))
  func theListOfKnownFailuresNamesWhatIsThere() throws {
    let root = try #require(SharedSuites.root)
    let scripts = Self.suites.flatMap { suite in
      SharedSuites.scripts(under: "\(root)/\(suite)").map { "\(suite)/\($0)" }
    }
    for (path, _) in KnownFailures.reasons { #expect(scripts.contains(path), "\(path)") }
    #expect(Set(KnownFailures.reasons.map(\.path)).count == KnownFailures.reasons.count)
  }
}
