import Glibc
import Session
import Testing

@testable import Presentation

/// A package whose dependencies are text, a binary and component text, beside what other tools say of it, where the
/// environment variable WITSCOPE_SHARED names the folder that has it.
@Suite struct DependencyKindsJSONTests {
  @Test func everyKindOfDependencyCounts() throws {
    guard let shared = getenv("WITSCOPE_SHARED").map({ String(cString: $0) }) else {
      print("skipped kinds-of-deps: WITSCOPE_SHARED is not set")
      return
    }
    let path = "\(shared)/conformance/wit/wit-parser-ui/kinds-of-deps"
    let ours = try FileInspection.witJSON(of: path, features: .usual)
    let theirs = try FileInspection.text(of: path + ".wit.json")
    #expect(ours == theirs)
  }
}
