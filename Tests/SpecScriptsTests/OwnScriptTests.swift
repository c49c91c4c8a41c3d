import Diagnostics
import SpecScripts
import Testing

/// The scripts of our own in `Tests/Fixtures/Scripts`.
@Suite struct OwnScriptTests {
  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    + "/Fixtures/Scripts"

  @Test(arguments: SharedSuites.scripts(under: OwnScriptTests.folder))
  func everyDirectivePasses(script: String) throws {
    let bytes = SharedSuites.bytes(of: "\(Self.folder)/\(script)")
    let report = try runScript(
      SourceText(name: script, text: String(decoding: bytes, as: UTF8.self)), features: nil, indices: .strict)
    #expect(report.passed > 0)
    for outcome in report.outcomes where outcome.verdict != .passed {
      Issue.record("\(script):\(outcome.line): \(outcome.directive): \(outcome.verdict)")
    }
  }
}
