import Testing

@testable import Session

/// Any text, any cursor: an answer whose places are inside the text.
@Suite struct AssistanceFuzzTests {
  private static let words = [
    "add", "moved", "draw", "paint", "c", "spot", "zoo", "it", "$3", "$number", "test:zoo/shapes@1.2.0", ".", ".", "(",
    ")", "[", "]", "{", "}", "<", ">", ",", ":", " ", " ", "=", "+", "-", "1", "0x1f", "s8", "as", "list<", "\"", "'",
    "\"\"\"", "//", "\n", "%", "$", "é", "🇩🇪", "x: ", "start: ", ":load ", ":set ", ":help ", ":", "\\", "some(", "@",
    "/", "\u{0}",
  ]

  @Test func answersLieInsideTheText() {
    let session = AssistedSession.make()
    var generator = SplitMix(seed: 7)
    for _ in 0..<6_000 {
      let count = Int(generator.next() % 14)
      let text = (0..<count).map { _ in Self.words[Int(generator.next() % UInt64(Self.words.count))] }.joined()
      let length = text.utf8.count
      let cursor = Int(generator.next() % UInt64(length + 3)) - 1
      if let found = session.completion(of: text, at: cursor) {
        #expect(found.range.lowerBound >= 0 && found.range.upperBound <= length, "\(text)")
        for candidate in found.candidates {
          let end = candidate.text.utf8.count
          var last = 0
          for hole in candidate.holes {
            #expect(hole.lowerBound >= last && hole.upperBound <= end, "\(text)")
            last = hole.upperBound
          }
        }
      }
      _ = session.parameterHint(for: text, at: cursor)
      var last = 0
      for token in session.tokens(of: text) {
        #expect(token.range.lowerBound >= last && token.range.upperBound <= length && !token.range.isEmpty, "\(text)")
        last = token.range.upperBound
      }
      if let pair = session.matchingBrackets(in: text, at: cursor) {
        #expect(pair.open >= 0 && pair.open < pair.close && pair.close < length, "\(text)")
      }
    }
  }

  /// What one key costs in text as long as the editor still colours.
  @Test(arguments: ["f(", "{x: ", "a.", "add(1, ", "<", "\"", "moved <x: ", "as list<", "[", "add ", "c.increment("])
  func longTextTakesLittleTime(_ unit: String) {
    let session = AssistedSession.make()
    let text = String(repeating: unit, count: 16_384 / unit.utf8.count)
    let start = ContinuousClock.now
    _ = session.tokens(of: text)
    _ = session.parameterHint(for: text, at: text.utf8.count)
    _ = session.matchingBrackets(in: text, at: text.utf8.count)
    _ = session.completion(of: text, at: text.utf8.count)
    let taken = ContinuousClock.now - start
    #expect(taken < .seconds(2), "\(unit): \(taken)")
  }
}

/// Random numbers from a seed.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
