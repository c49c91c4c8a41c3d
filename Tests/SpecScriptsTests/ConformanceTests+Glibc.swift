import CoreText
import Diagnostics
import Glibc
import SpecScripts
import Testing

/// The core specification's suite, where the shared data is there.
@Suite struct ConformanceTests {
  /// The suite's folder; nil, and said, where the shared data is not there.
  static let root: String? = {
    guard let shared = getenv("WITSCOPE_SHARED").map({ String(cString: $0) }) else {
      print("skipped: WITSCOPE_SHARED does not say where the suite is")
      return nil
    }
    return shared + "/conformance/core"
  }()

  /// Faithful code besides the usual, and the portable loop where `WITSCOPE_ENGINES=all` asks for it.
  static let engines: [ScriptEngine] =
    getenv("WITSCOPE_ENGINES").map { String(cString: $0) } == "all" ? ScriptEngine.allCases : [.fast, .faithful]

  @Test(.enabled(if: ConformanceTests.root != nil), arguments: ConformanceTests.engines)
  func everyDirectiveOfTheSuitePasses(engine: ScriptEngine) throws {
    let root = try #require(Self.root)
    var rows: [String] = []
    var total = (passed: 0, failed: 0)
    for path in Self.scripts(under: root) {
      if let reason = SkippedScripts.reason(path) {
        rows.append("skipped          \(path): \(reason)")
        continue
      }
      let text = SourceText(name: path, text: String(decoding: Self.bytes(of: "\(root)/\(path)"), as: UTF8.self))
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
    let scripts = Self.scripts(under: try #require(Self.root))
    for (prefix, _) in SkippedScripts.reasons { #expect(scripts.contains { $0.hasPrefix(prefix) }, "\(prefix)") }
  }

  /// The scripts in a folder and the folders in it, by their paths from it.
  private static func scripts(under folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      if name.hasSuffix(".wast") {
        found.append(name)
      } else {
        found += scripts(under: "\(folder)/\(name)").map { "\(name)/\($0)" }
      }
    }
    return found.sorted()
  }

  private static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[0..<count] }
    return bytes
  }
}
