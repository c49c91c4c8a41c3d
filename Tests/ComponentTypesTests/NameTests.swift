import ComponentTypes
import Testing

@Suite struct NameTests {
  @Test func versionsAreOrderedAsSemanticVersioningSays() throws {
    let ordered = [
      "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0",
    ]
    let versions = try ordered.map { try #require(SemanticVersion(parsing: $0)) }
    for (low, high) in zip(versions, versions.dropFirst()) {
      #expect(low < high && !(high < low), "\(low) \(high)")
    }
    #expect(versions.map(\.description) == ordered)
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3", "1.2.99999999999999999999",
  ])
  func refusesWhatIsNoVersion(text: String) {
    #expect(SemanticVersion(parsing: text) == nil)
  }

  @Test func readsInterfaceNamesAndWritesThemBack() {
    for text in ["wasi:clocks/monotonic-clock@0.2.0-rc.1", "arithmetic:overflow/overflowing-add"] {
      #expect(InterfaceName(parsing: text)?.description == text)
    }
    for text in ["overflow", "a:b", "a/b", ":b/c", "a:/c", "a:b/", "a:b/c@1"] {
      #expect(InterfaceName(parsing: text) == nil, "\(text)")
    }
  }

  @Test func membersOfResourcesAreKnownByTheirAnnotation() {
    let type = FunctionType(parameters: [], result: nil)
    #expect(Function("[method]counter.next", type).kind == .method(resource: "counter"))
    #expect(Function("[static]counter.merge", type).kind == .staticMember(resource: "counter"))
    #expect(Function("[constructor]counter", type).kind == .constructor(resource: "counter"))
    #expect(Function("next", type).kind == .freestanding)
  }
}
