import Glibc
import Session
import Testing

@testable import Presentation

/// A package whose dependencies are text, a binary and component text, beside what other tools say of it, where the
/// environment variable WITSCOPE_SHARED names the folder that has it.
@Suite struct DependencyKindsJSONTests {
  /// A document's lines without numbers, sorted.
  private static func unnumbered(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { $0.filter { !$0.isNumber && $0 != "," } }.sorted()
  }

  @Test func everyKindOfDependencyCounts() throws {
    guard let shared = getenv("WITSCOPE_SHARED").map({ String(cString: $0) }) else {
      print("skipped kinds-of-deps: WITSCOPE_SHARED is not set")
      return
    }
    let path = "\(shared)/conformance/wit/wit-parser-ui/kinds-of-deps"
    let ours = try FileInspection.witJSON(of: path, features: .usual)
    let theirs = try FileInspection.text(of: path + ".wit.json")
    // Others number packages in the order in which they read them, we in the order in which they are needed.
    #expect(Self.unnumbered(ours) == Self.unnumbered(theirs))
    #expect(ours.contains("\"d:d\"") && ours.contains("\"e:e\""))
  }
}
