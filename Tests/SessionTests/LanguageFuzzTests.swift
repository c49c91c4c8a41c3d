import Diagnostics
import Testing

@testable import Session

@Suite struct LanguageFuzzTests {
  /// The pieces that inputs are made of, the language's own words foremost.
  private static let pieces = [
    "x", "sum", "overflowing-add", "interpreted", "native", "c", "point", "list", "it", "$3", "$x", "$", "%x", "%",
    "min",
    "max", "s8", "u64", "as", "as u8", ":s64", ":", " : ", "(", ")", "[", "]", "{", "}", "{x: 1, y: 2}", "<", ">", "<<",
    ">>",
    "+", "-", "*", "/", "&", "|", "^", "~", " + ", " - ", " ", ",", ".", ".0", ".x", ".increment()", "[0]", "1", "-1",
    "0xff",
    "3000000000", "1.5", "nan", "some", "some(1)", "none", "ok", "true", "red", "\"a\"", "\"", "'a'", "'", "\"\"\"",
    "\n", "=",
    "x = ", "@1.0.0", "a:b/c", "arithmetic:overflow/overflowing-add", ".overflowing-add", "_", "//", "é", "\u{0}", "\\",
    "option<", "list<u8>", "color", "9999999999999999999999", "maybe", "noop()", "help", ":bits ", "\u{1b}", ";", "#",
  ]

  @Test(arguments: 0..<5)
  func anyTokensAreEvaluatedOrRefused(seed: Int) {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let context = LanguageContext()
    var accepted = 0
    for _ in 0..<10_000 {
      var text = ""
      for _ in 0..<next(10) { text += Self.pieces[next(Self.pieces.count)] }
      let outcome = context.outcome(of: text)
      #expect(!outcome.isEmpty)
      #expect(!outcome.contains("\u{1b}[31m"))
      if !outcome.hasPrefix("W0") { accepted += 1 }
      _ = isUnfinished(text)
    }
    // Of so short inputs some are right: otherwise this would test the first token alone.
    #expect(accepted > 300)
  }

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("{a: ", "}"), ("-", ""), ("~ ", ""), ("some(", ")"), ("sum(", ", 1)"), ("1 + (", ")"),
    ("list[", "]"), ("(1 << ", ")"), ("1 | 1 ^ 1 & 1 << 1 + 1 * (", ")"),
  ])
  func deepInputsAreRefused(open: String, close: String) {
    for count in [50, 95, 100_000] {
      let text = String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
      let outcome = LanguageContext().outcome(of: text)
      if count == 100_000 { #expect(outcome.hasPrefix("W0117"), "\(outcome.prefix(100))") }
      #expect(isUnfinished(String(text.prefix(open.utf8.count * count))) == "([{".contains { open.contains($0) })
    }
    let selectors = "x" + String(repeating: ".a", count: 100_000)
    #expect(LanguageContext().outcome(of: selectors).hasPrefix("W0117"))
    let conversions = "1" + String(repeating: " as s32", count: 100_000)
    #expect(LanguageContext().outcome(of: conversions).hasPrefix("W0117"))
  }

  @Test func longChainsTakeLinearTime() {
    let clock = ContinuousClock()
    let context = LanguageContext()
    func time(_ count: Int) -> Duration {
      let text = String(repeating: "1 + 2 * ", count: count) + "1"
      // The best of three: other work on the machine only ever adds.
      return (0..<3).map { _ in clock.measure { #expect(context.outcome(of: text).hasSuffix(" : s32")) } }.min()
        ?? .zero
    }
    let (few, many) = (time(1_000), time(8_000))
    print("16,000 operators: \(many); an eighth: \(few)")
    // Linear is 8 times as long, quadratic 64 times.
    #expect(many < few * 24)
    let nested = String(repeating: "(1 + ", count: 95) + "1" + String(repeating: ")", count: 95)
    #expect(context.outcome(of: nested) == "96 : s32")
  }
}
