import ComponentTypes
import Diagnostics
import Testing
import WAVE

/// A small generator with a seed, so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state ^ (state >> 33)
    mixed = mixed &* 0xff51_afd7_ed55_8ccd
    return mixed ^ (mixed >> 33)
  }
}

@Suite struct HostileInputTests {
  @Test func anyTokensAreReadOrRefused() {
    let pieces = [
      "{", "}", "[", "]", "(", ")", ":", ",", "x", "y", "-", "1", "-1", "0x", "0xff", "1e", "1e5", ".", "\"", "'",
      "'a'",
      "\"a\"", "\\", "\"\"\"", "\n", " ", "some", "none", "ok", "err", "true", "nan", "inf", "-inf", "%", "%x", "//",
      "é", "\u{0}", "_", "1_", "$", "<", "\\u{", "99999999999999999999999", "red", "circle(",
    ]
    let types = [point, person, allOptional, color, perms, shape, .f64, .string, .char, ValueType(.list(point))]
    var generator = SeededGenerator(state: 7)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<12, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let type = types.randomElement(using: &generator) ?? .s32
      let result = reading(text, as: type)
      #expect(!result.isEmpty)
    }
  }

  /// The three bytes before closing quotes may begin inside a character.
  @Test func marksWholeCharactersBeforeClosingQuotes() {
    for character in ["\u{1F9FF}", "\u{20AC}", "\u{E9}", "m"] {
      let text = "\"\"\"m\(character)\"\"\""
      let error = #expect(throws: WAVEError.self) { try readValue(SourceText(name: "t", text: text), as: .string) }
      for case .text(_, let labels) in (error?.diagnostics ?? []).map(\.location) {
        for label in labels {
          let marked = Array(text.utf8)[label.span.start..<label.span.end]
          #expect(String(validating: marked, as: UTF8.self) != nil, "\(label.span) of \(text)")
        }
      }
    }
  }

  @Test func readsLargeTextsInLinearTime() throws {
    let clock = ContinuousClock()
    let content = String(repeating: "a\\n", count: 3_500_000)
    let string = SourceText(name: "t", text: "\"" + content + "\"")
    func list(_ count: Int) -> SourceText {
      SourceText(name: "t", text: "[" + String(repeating: "7, ", count: count) + "]")
    }
    func time(_ source: SourceText, _ type: ValueType) throws -> Duration {
      // The best of three: other work on the machine only ever adds.
      try (0..<3).map { _ in try clock.measure { _ = try readValue(source, as: type) } }.min() ?? .zero
    }
    let stringTime = try clock.measure { _ = try readValue(string, as: .string) }
    let (few, many) = (try time(list(40_000), ValueType(.list(.u8))), try time(list(320_000), ValueType(.list(.u8))))
    print("10 MB string: \(stringTime); 320,000 elements: \(many); an eighth: \(few)")
    // Linear is 8 times as long, quadratic 64 times.
    #expect(many < few * 24)
    let digits = SourceText(name: "t", text: String(repeating: "9", count: 1_000_000))
    #expect(throws: WAVEError.self) { try readValue(digits, as: .s32) }
    _ = try readValue(digits, as: .f64)
  }
}
