import CoreText
import Diagnostics
import SpecScripts
import Testing

/// The core scripts of the whole suites that the shared data is a part of, where `WITSCOPE_UPSTREAM` says where they are: a
/// folder with the repositories `spec`, `testsuite`, `wasm-tools` and `wasmtime`, or their folders of tests.
@Suite struct UpstreamTests {
  static let root: String? = {
    guard let root = SharedSuites.environment("WITSCOPE_UPSTREAM") else {
      print("skipped: WITSCOPE_UPSTREAM does not say where the whole suites are")
      return nil
    }
    return root
  }()

  static let folders = [
    "spec/test", "testsuite", "wasm-tools/tests/cli", "wasmtime/tests/misc_testsuite",
  ]

  /// What is not run, by parts of paths, with the reasons.
  static let skipped: [(part: String, reason: String)] = [
    ("component-model", "about components, which other suites' tests run"),
    ("legacy", "the withdrawn form of exceptions, which no finished edition has"),
    ("custom-descriptors", "a proposal that is not finished and not supported"),
    ("stack-switching", "a proposal that is not finished and not supported"),
    ("shared-everything-threads", "a proposal that is not finished and not supported"),
  ]

  /// What has failures, with the reasons.
  static let known: [(path: String, reason: String)] = [
    ("wasm-tools/tests/cli/empty.wast", "a text without fields is a module by the specification"),
    ("wasm-tools/tests/cli/memory-discard.wast", "the memory control proposal is not supported"),
    ("wasm-tools/tests/cli/producers.wast", "an annotation of that tool's own, which is white space here"),
    ("wasmtime/tests/misc_testsuite/canonicalize-nan-scalar.wast", "an option of that engine's own"),
    ("wasmtime/tests/misc_testsuite/simd/canonicalize-nan.wast", "an option of that engine's own"),
    (
      "wasmtime/tests/misc_testsuite/custom-page-sizes/max-size-invalid.wast",
      "that engine's limit on a memory's bytes, which the proposal does not have"
    ),
    (
      "wasmtime/tests/misc_testsuite/custom-page-sizes/max-size-invalid-shared-memory.wast",
      "that engine's limit on a memory's bytes, which the proposal does not have"
    ),
    (
      "wasmtime/tests/misc_testsuite/gc/component-async-suspended-fiber-roots.wast",
      "about an async function of a component"
    ),
    (
      "wasmtime/tests/misc_testsuite/memory64/table-too-big.wast",
      "that engine traps where the specification has table.grow give -1"
    ),
  ]

  @Test(.enabled(if: UpstreamTests.root != nil), arguments: UpstreamTests.folders)
  func everyCoreScriptPasses(folder: String) throws {
    let root = try #require(Self.root)
    var passed = 0
    for script in SharedSuites.scripts(under: "\(root)/\(folder)") {
      let path = "\(folder)/\(script)"
      if Self.skipped.contains(where: { path.contains($0.part) }) { continue }
      let text = SourceText(
        name: path, text: String(decoding: SharedSuites.bytes(of: "\(root)/\(path)"), as: UTF8.self))
      let report: ScriptReport
      do throws(CoreTextError) {
        report = try runScript(text, features: nil)
      } catch {
        Issue.record("\(path): \(error)")
        continue
      }
      passed += report.passed
      if Self.known.contains(where: { $0.path == path }) {
        #expect(report.failed > 0, "\(path) passes and is no known failure any more")
        continue
      }
      for outcome in report.outcomes {
        guard case .failed(let reason) = outcome.verdict else { continue }
        Issue.record("\(path):\(outcome.line): \(outcome.directive): \(reason)")
      }
    }
    print("\(folder): \(passed) passed")
    #expect(passed > 0)
  }
}
