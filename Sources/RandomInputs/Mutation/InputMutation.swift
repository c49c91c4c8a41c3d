/// Changes texts as someone who mistypes, or means harm, would.
///
/// Half of the changes work on tokens, so that much of what comes out is nearly right and is read far; the others work
/// on bytes, whatever they mean.
package struct InputMutation {
  /// What pieces are taken from, as tokens.
  private let corpus: [[[UInt8]]]
  /// Words and signs of the language.
  private let dictionary: [[UInt8]]

  package init(corpus: [[UInt8]], dictionary: [String]) {
    self.corpus = corpus.map { Self.tokens(of: $0) }.filter { !$0.isEmpty }
    self.dictionary = dictionary.map { Array($0.utf8) }
  }

  /// No input grows past this many bytes by being changed.
  private static let sizeLimit = 4096

  /// A changed input.
  package func apply(to input: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var result = input
    var remaining = 1 + (random.chance(40) ? 0 : random.below(random.chance(15) ? 20 : 3))
    if random.chance(65) {
      var tokens = Self.tokens(of: input)
      while remaining > 0 {
        changeTokens(&tokens, &random)
        remaining -= 1
      }
      result = Array(tokens.joined())
    }
    while remaining > 0 {
      changeBytes(&result, &random)
      remaining -= 1
    }
    return result.count > Self.sizeLimit ? Array(result.prefix(Self.sizeLimit)) : result
  }

  // MARK: Tokens

  /// Words, numbers and runs of blanks whole, everything else byte by byte.
  package static func tokens(of input: [UInt8]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var start = 0
    while start < input.count {
      let kind = Kind(input[start])
      var end = start + 1
      if kind != .sign { while end < input.count, Kind(input[end]) == kind { end += 1 } }
      tokens.append(Array(input[start..<end]))
      start = end
    }
    return tokens
  }

  private enum Kind {
    case word, blank, sign

    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...0xFF:
        self = .word
      case 0x09, 0x0A, 0x0D, 0x20: self = .blank
      default: self = .sign
      }
    }
  }

  private func changeTokens(_ tokens: inout [[UInt8]], _ random: inout SplitMix64) {
    let at = random.below(tokens.count + 1)
    /// Some tokens from there on.
    func range(_ length: Int) -> Range<Int> { at..<min(tokens.count, at + 1 + random.below(length)) }
    switch random.below(10) {
    case 0: tokens.removeSubrange(range(1))
    case 1: tokens.removeSubrange(range(20))
    case 2: tokens.insert(contentsOf: tokens[range(1)], at: at)
    case 3: tokens.insert(contentsOf: tokens[range(30)], at: random.below(tokens.count + 1))
    case 4:
      guard at < tokens.count else { return }
      tokens.swapAt(at, random.below(tokens.count))
    case 5:
      guard at < tokens.count, let word = random.pick(dictionary) else { return }
      tokens[at] = word
    case 6:
      if let word = random.pick(dictionary) { tokens.insert(word, at: at) }
    case 7:
      guard let other = random.pick(corpus) else { return }
      let start = random.below(other.count)
      tokens.insert(contentsOf: other[start..<min(other.count, start + 1 + random.below(40))], at: at)
    case 8:
      // One thing inside itself, many times.
      guard tokens.count < 2000, let word = random.chance(50) ? random.pick(dictionary) : random.pick(tokens) else {
        return
      }
      tokens.insert(contentsOf: repeatElement(word, count: 1 + random.below(random.chance(10) ? 400 : 6)), at: at)
    default:
      // A name in the place of another.
      let words = tokens.indices.filter { tokens[$0].first.map(Kind.init) == .word }
      guard let from = random.pick(words), let to = random.pick(words) else { return }
      tokens[to] = tokens[from]
    }
  }

  // MARK: Bytes

  private static let rareBytes: [UInt8] = [0x00, 0x7F, 0x80, 0xC0, 0xE2, 0xED, 0xF4, 0xFF, 0x0A, 0x22, 0x27, 0x5C]

  private func changeBytes(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let at = random.below(bytes.count + 1)
    switch random.below(7) {
    case 0:
      guard at < bytes.count else { return }
      bytes[at] ^= 1 << UInt8(random.below(8))
    case 1:
      guard at < bytes.count else { return }
      bytes[at] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.insert(random.pick(Self.rareBytes) ?? 0, at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(8)))
    case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + random.below(64))], at: at)
    case 5: bytes.removeSubrange(at...)
    default: bytes.insert(UInt8(0x20 + random.below(0x5F)), at: at)
    }
  }
}
