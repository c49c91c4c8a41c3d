import ComponentTypes
import Diagnostics
import Testing
import WAVE

/// Values nest as deep as the types that can be loaded, on the smallest stack that a thread has.
@Suite struct DepthTests {
  /// How deep WIT's and components' types nest at most.
  static let typeDepth = 100

  /// One more level around a type, and around a value of it.
  typealias Level = @Sendable (ValueType, String) -> (ValueType, String)

  static let levels: [(String, Level)] = [
    ("list", { (ValueType(.list($0)), "[\($1)]") }),
    ("list of two", { (ValueType(.fixedLengthList($0, length: 1)), "[\($1)]") }),
    ("map", { (ValueType(.map(key: .string, value: $0)), "[(\"k\", \($1))]") }),
    ("tuple", { (ValueType(.tuple([.u8, $0])), "(1, \($1))") }),
    ("record", { (ValueType(.record([.init("a", .u8), .init("b", $0)])), "{a: 1, b: \($1)}") }),
    ("variant", { (ValueType(.variant([.init("a"), .init("b", $0)])), "b(\($1))") }),
    ("option", { (ValueType(.option($0)), "some(\($1))") }),
    ("ok", { (ValueType(.result(ok: $0, error: nil)), "ok(\($1))") }),
    ("err", { (ValueType(.result(ok: .u8, error: $0)), "err(\($1))") }),
  ]

  @Test(arguments: levels.indices)
  func readsAndPrintsTheDeepestValues(_ index: Int) {
    let (name, level) = Self.levels[index]
    onThread(stackBytes: 512 << 10) {
      var (type, text) = (ValueType.string, "\"x\"")
      for _ in 0..<Self.typeDepth { (type, text) = level(type, text) }
      #expect(reading(text, as: type) == text, "\(name)")
      let call = try? WrittenCall(SourceText(name: "t", text: "f(\(text))"))
      #expect((try? call?.values(for: [.init("p", type)]))?.count == 1, "\(name)")
      // One mistake at the very bottom is told with the whole way to it.
      #expect(reading(text.replacing("\"x\"", with: "7"), as: type).hasSuffix("expected string, found an integer [7]"))
    }
  }

  @Test func readsTheDeepestValuesOfMixedTypes() {
    onThread(stackBytes: 512 << 10) {
      var (type, text) = (ValueType.f64, "-0")
      for index in 0..<Self.typeDepth { (type, text) = Self.levels[index % Self.levels.count].1(type, text) }
      #expect(reading(text, as: type) == text)
    }
  }

  @Test func refusesTextDeeperThanAnyType() {
    onThread(stackBytes: 512 << 10) {
      for (open, close) in [("[", "]"), ("(", ")"), ("some(", ")"), ("{a: ", "}"), ("{[(", ")]}"), ("v(", ")")] {
        let text = String(repeating: open, count: 100_000) + "0" + String(repeating: close, count: 100_000)
        #expect(reading(text, as: .u8).hasPrefix("W011"))
      }
      #expect(
        reading(String(repeating: "[", count: 100_000), as: .u8) == "W0117 this nests more than 256 deep [[]")
    }
  }
}
