import StyledText
import Terminal
import Testing

@Suite struct KeyDecoderTests {
  static let table: [(String, [Key])] = [
    // Text.
    ("a", [.character("a")]),
    ("é漢", [.character("é"), .character("漢")]),
    ("😀", [.character("😀")]),
    ("e\u{301}", [.character("e"), .character("\u{301}")]),
    // Control characters.
    ("\u{1}", [.control("a")]),
    ("\u{3}\u{4}", [.control("c"), .control("d")]),
    ("\u{8}", [.control("h")]),
    ("\u{7f}", [.backspace]),
    ("\t", [.tab]),
    ("\r", [.enter]),
    ("\n", [.control("j")]),
    ("\u{0}", [.control("@")]),
    ("\u{1f}", [.control("_")]),
    ("\u{1c}\u{1d}\u{1e}", [.control("\\"), .control("]"), .control("^")]),
    // Alt.
    ("\u{1b}b", [.alt("b")]),
    ("\u{1b}é", [.alt("é")]),
    ("\u{1b}\r", [.altEnter]),
    ("\u{1b}\n", [.altEnter]),
    ("\u{1b}\u{7f}", [.altBackspace]),
    ("\u{1b}\u{8}", [Key(.character("h"), [.control, .alt])]),
    ("\u{1b}<", [.alt("<")]),
    // Arrows and their kin.
    ("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D", [.up, .down, .right, .left]),
    ("\u{1b}OA\u{1b}OB\u{1b}OC\u{1b}OD", [.up, .down, .right, .left]),
    ("\u{1b}[H\u{1b}[F", [.home, .end]),
    ("\u{1b}OH\u{1b}OF", [.home, .end]),
    ("\u{1b}[1~\u{1b}[4~\u{1b}[7~\u{1b}[8~", [.home, .end, .home, .end]),
    ("\u{1b}[2~\u{1b}[3~\u{1b}[5~\u{1b}[6~", [.insert, .delete, .pageUp, .pageDown]),
    ("\u{1b}[1;5C", [Key(.right, .control)]),
    ("\u{1b}[1;3D", [Key(.left, .alt)]),
    ("\u{1b}[1;2A", [Key(.up, .shift)]),
    ("\u{1b}[1;8A", [Key(.up, [.shift, .alt, .control])]),
    ("\u{1b}[3;5~", [Key(.delete, .control)]),
    ("\u{1b}[3^", [Key(.delete, .control)]),
    ("\u{1b}\u{1b}[A", [Key(.up, .alt)]),
    ("\u{1b}Od", [Key(.left, .control)]),
    ("\u{1b}[Z", [.backTab]),
    // Function keys.
    ("\u{1b}OP\u{1b}OS", [Key(.function(1)), Key(.function(4))]),
    ("\u{1b}[11~\u{1b}[15~\u{1b}[17~\u{1b}[24~", [1, 5, 6, 12].map { Key(.function($0)) }),
    ("\u{1b}[[A\u{1b}[[E", [Key(.function(1)), Key(.function(5))]),
    ("\u{1b}[1;5P", [Key(.function(1), .control)]),
    // Every modifier reported.
    ("\u{1b}[97;5u", [.control("a")]),
    ("\u{1b}[65;5u", [.control("a")]),
    ("\u{1b}[13;3u", [.altEnter]),
    ("\u{1b}[27u", [.escape]),
    ("\u{1b}[27;5;97~", [.control("a")]),
    ("\u{1b}[57399u", [.unknown]),
    ("\u{1b}[P\u{1b}[1;2P", [Key(.function(1)), Key(.function(1), .shift)]),
    // The mouse.
    ("\u{1b}[<0;1;2M", [Self.mouse(.press, row: 1, column: 0)]),
    ("\u{1b}[<0;200;60m", [Self.mouse(.release, row: 59, column: 199)]),
    ("\u{1b}[<32;3;4M", [Self.mouse(.drag, row: 3, column: 2)]),
    ("\u{1b}[<64;3;4M\u{1b}[<65;3;4M", [.wheelUp, .wheelDown].map { Self.mouse($0, row: 3, column: 2) }),
    ("\u{1b}[<1;3;4M\u{1b}[<2;3;4M\u{1b}[<35;3;4M\u{1b}[<66;3;4M", other + other),
    ("\u{1b}[<2;3;4m\u{1b}[<64;3;4m", other),
    ("\u{1b}[<128;3;4M\u{1b}[<3;3;4M", other),
    ("\u{1b}[<4;1;1M", [Self.mouse(.press, row: 0, column: 0, .shift)]),
    ("\u{1b}[<8;1;1M", [Self.mouse(.press, row: 0, column: 0, .alt)]),
    ("\u{1b}[<16;1;1M", [Self.mouse(.press, row: 0, column: 0, .control)]),
    ("\u{1b}[<92;1;1M", [Self.mouse(.wheelUp, row: 0, column: 0, [.shift, .alt, .control])]),
    ("\u{1b}[<0;9999999;9999999M", [Self.mouse(.press, row: 65_534, column: 65_534)]),
    ("\u{1b}[<0;0;1M\u{1b}[<0;1;0M\u{1b}[<0;1M\u{1b}[<0;1;1;1M", [.unknown, .unknown, .unknown, .unknown]),
    ("\u{1b}[<256;1;1M\u{1b}[<-1;1;1M\u{1b}[<;;M\u{1b}[<0;-5;1m", [.unknown, .unknown, .unknown, .unknown]),
    ("\u{1b}[<0;99999999999999999999;1Mx", [.unknown, .character("x")]),
    // The mouse in the older forms.
    ("\u{1b}[M !\"a", [Self.mouse(.press, row: 1, column: 0), .character("a")]),
    ("\u{1b}[M#!!", [Self.mouse(.release, row: 0, column: 0)]),
    ("\u{1b}[M`!!\u{1b}[Ma!!", [.wheelUp, .wheelDown].map { Self.mouse($0, row: 0, column: 0) }),
    ("\u{1b}[M   a", [.unknown, .character("a")]),
    ("\u{1b}[M !\u{3}", [.unknown, .control("c")]),
    ("\u{1b}[32;5;6M\u{1b}[35;5;6M", [.press, .release].map { Self.mouse($0, row: 5, column: 4) }),
    ("\u{1b}[1;5;6M", [.unknown]),
    // Pastes.
    ("\u{1b}[200~a\r\nb\u{1b}[201~c", [.paste("a\r\nb"), .character("c")]),
    ("\u{1b}[200~\u{1b}[31m\u{3}\u{1b}[201~", [.paste("\u{1b}[31m\u{3}")]),
    ("\u{1b}[200~\u{1b}[20\u{1b}[201~", [.paste("\u{1b}[20")]),
    ("\u{1b}[200~\u{1b}[201~", [.paste("")]),
    // What means nothing here.
    ("\u{1b}[999z", [.unknown]),
    ("\u{1b}[99999999999999999999~", [.unknown]),
    ("\u{1b}[1;99999A", [.up]),
    ("\u{1b}[?1;2c", [.unknown]),
    ("\u{1b}[12\u{3}", [.unknown, .control("c")]),
    ("\u{85}", [.unknown]),
  ]

  private static let other = Array(repeating: mouse(.other, row: 3, column: 2), count: 2)

  private static func mouse(
    _ action: MouseEvent.Action, row: Int, column: Int, _ modifiers: Key.Modifiers = []
  ) -> Key { Key(.mouse(MouseEvent(action, row: row, column: column)), modifiers) }

  @Test func readsMouseBytesThatAreNoText() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B, 0x5B, 0x4D, 0x20, 0xFF, 0xC3]) == [Self.mouse(.press, row: 0xA2, column: 0xDE)])
    #expect(!decoder.isPending)
  }

  @Test(arguments: table.indices)
  func decodes(_ index: Int) {
    let (text, keys) = Self.table[index]
    var decoder = KeyDecoder()
    #expect(decoder.feed(text.utf8) == keys)
    #expect(!decoder.isPending)
  }

  @Test(arguments: table.indices)
  func decodesByteByByte(_ index: Int) {
    let (text, keys) = Self.table[index]
    var decoder = KeyDecoder()
    #expect(text.utf8.flatMap { decoder.feed([$0]) } == keys)
  }

  @Test(arguments: [
    ("\u{1b}", [Key.escape]), ("\u{1b}[", [.alt("[")]), ("\u{1b}O", [.alt("O")]), ("\u{1b}[1;", [.unknown]),
    ("\u{1b}\u{1b}", [.escape, .escape]), ("\u{1b}[[", [.unknown]),
    ("\u{1b}[<0;1;", [.unknown]), ("\u{1b}[M !", [.unknown]), ("\u{1b}[M", [.unknown]),
  ])
  func decidesWhatStaysIncomplete(_ text: String, _ keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(text.utf8) == [])
    #expect(decoder.isPending)
    #expect(decoder.flush() == keys)
    #expect(!decoder.isPending)
  }

  @Test(
    arguments: [
      ([0x80], ["\u{FFFD}"]), ([0xFF, 0x41], ["\u{FFFD}", "A"]), ([0xC3, 0x41], ["\u{FFFD}", "A"]),
      ([0xE2, 0x82, 0x41], ["\u{FFFD}", "A"]), ([0xED, 0xA0, 0x80], ["\u{FFFD}", "\u{FFFD}", "\u{FFFD}"]),
      ([0xF0, 0x9F, 0x98, 0x0D], ["\u{FFFD}", nil]), ([0xC0, 0x80], ["\u{FFFD}", "\u{FFFD}"]),
    ] as [([UInt8], [Character?])])
  func replacesWrongUTF8(_ bytes: [UInt8], _ characters: [Character?]) {
    let keys = characters.map { $0.map { Key.character($0) } ?? .enter }
    var whole = KeyDecoder()
    #expect(whole.feed(bytes) == keys)
    var parts = KeyDecoder()
    #expect(bytes.flatMap { parts.feed([$0]) } == keys)
  }

  @Test func incompleteUTF8IsReplacedInTheEnd() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xF0, 0x9F]) == [])
    #expect(decoder.flush() == [.character("\u{FFFD}")])
  }

  @Test func knowsWhatTerminfoSays() {
    let sequences: [[UInt8]: Key] = [Array("\u{1b}[xyz".utf8): .home, Array("\u{1b}?q".utf8): .end]
    var decoder = KeyDecoder(sequences: sequences)
    #expect(decoder.feed("\u{1b}[xyz\u{1b}?q".utf8) == [.home, .end])
    #expect("\u{1b}[xyz".utf8.flatMap { decoder.feed([$0]) } == [.home])
    #expect(decoder.feed("\u{1b}?".utf8) == [])
    #expect(decoder.flush() == [.alt("?")])
    #expect(decoder.feed("\u{1b}[A".utf8) == [.up])
  }

  @Test func boundsPastesAndSequences() {
    var decoder = KeyDecoder(maximumPaste: 5_000)
    let many = [UInt8](repeating: 0x78, count: 6_000)
    #expect(decoder.feed("\u{1b}[200~".utf8) == [])
    #expect(decoder.feed(many) == [])
    let keys = decoder.feed("\u{1b}[201~y".utf8)
    #expect(keys.count == 2)
    guard case .paste(let text)? = keys.first?.code else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == 5_000)
    #expect(decoder.feed(("\u{1b}[" + String(repeating: "1", count: 500)).utf8).contains(.unknown))
  }

  @Test func neverFailsOnRandomBytes() {
    var random = SeededRandom(seed: 3)
    let likely: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E, 0x41, 0x4D, 0xC3, 0xF0, 0x9F, 0x80, 0x75]
    for round in 0..<400 {
      var decoder = KeyDecoder(sequences: [Array("\u{1b}[[A".utf8): .up])
      let bytes = (0..<500).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : likely.randomElement(using: &random) ?? 0
      }
      let whole = decoder.feed(bytes)
      #expect(whole.count <= bytes.count)
      if round % 4 == 0 {
        var parts = KeyDecoder(sequences: [Array("\u{1b}[[A".utf8): .up])
        #expect(bytes.flatMap { parts.feed([$0]) } == whole, "pieces do not matter")
      }
      _ = decoder.flush()
    }
  }
}

struct SeededRandom: RandomNumberGenerator {
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
