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
      let known = KnownFailures.entry(path)
      let report: ScriptReport
      switch run(path, under: root) {
      case .success(let finished): report = finished
      case .failure(let error):
        Issue.record("\(path): \(error)")
        continue
      }
      rows.append("\(report.passed) passed, \(report.failed) failed  \(path)\(known.map { ": \($0.reason)" } ?? "")")
      let failures = report.outcomes.filter { if case .failed = $0.verdict { true } else { false } }
      total.passed += report.passed
      if let known {
        total.known += failures.count
        if let lines = known.lines {
          #expect(failures.map(\.line) == lines, "\(path): other directives fail than those listed")
        } else {
          #expect(!failures.isEmpty, "\(path) passes and is no known failure any more")
        }
      } else {
        total.failed += failures.count
        for failure in failures {
          Issue.record("\(path):\(failure.line): \(failure.directive): \(failure.verdict)")
        }
      }
    }
    print(rows.joined(separator: "\n"))
    print("\(suite): \(total.passed) passed, \(total.failed) failed, \(total.known) known to fail")
    #expect(total.passed > 0)
  }

  @Test(.enabled(if: SharedSuites.root != nil))
  func theListOfKnownFailuresNamesWhatIsThere() throws {
    let root = try #require(SharedSuites.root)
    let scripts = Self.suites.flatMap { suite in
      SharedSuites.scripts(under: "\(root)/\(suite)").map { "\(suite)/\($0)" }
    }
    for entry in KnownFailures.entries { #expect(scripts.contains(entry.path), "\(entry.path)") }
    #expect(Set(KnownFailures.entries.map(\.path)).count == KnownFailures.entries.count)
  }
}
