import ComponentTypes
import Diagnostics
import Testing
import WAVE

/// The bytes that a mistake in a call covers. The reference reports the same ones; each was seen there, but for the commas
/// that it does not miss.
@Suite struct WrittenCallTests {
  static let functions: [String: [FunctionType.Parameter]] = uiFunctions.merging([
    "number": [.init("a", .u8)], "point": [.init("p", point)], "shape": [.init("s", shape)],
    "two": [.init("a", .u8), .init("b", ValueType(.option(.u8)))],
    "mixed": [
      .init("a", .u8), .init("b", .string),
      .init("c", ValueType(.list(ValueType(.tuple([.u8, ValueType(.option(.string))]))))),
    ],
  ]) { first, _ in first }

  private func outcome(_ text: String) -> String {
    do {
      let call = try WrittenCall(SourceText(name: "t", text: text))
      guard let parameters = Self.functions[call.name] else { return "no function \(call.name)" }
      return zip(try call.values(for: parameters), parameters).map { TypedValue($0, $1.type).waveText() }
        .joined(separator: ", ")
    } catch {
      return "\(error.span.start)..\(error.span.end)"
    }
  }

  @Test(arguments: [
    // What is missing is missing at the end, behind blanks and comments.
    ("nullary", "7..7"), ("nullary( // x", "13..13"), ("number([1", "9..9"), ("point({x: 1", "11..11"), ("", "0..0"),
    // Behind the call nothing may stand.
    ("nullary() x", "10..11"), ("nullary() 'ab'", "10..14"), ("number(1))", "9..10"),
    // Numbers and names end where they cannot go on; what follows is the mistake.
    ("number(1.)", "8..9"), ("number(1.5.6)", "10..11"), ("number(1e)", "8..9"), ("number(1e-x)", "8..11"),
    ("number(01)", "8..9"), ("number(-01)", "9..10"), ("number(1a)", "8..9"), ("number(1-2)", "8..10"),
    ("number(+1)", "7..8"), ("number(a-)", "8..9"), ("number(a-1bC)", "11..12"), ("number(ab-Cd)", "11..12"),
    ("number(x_y)", "8..9"), ("number(%1)", "7..8"), ("number(é)", "7..9"), ("f32(-infx)", "8..9"),
    // Quotes: as far as a token could be read for good.
    ("string(\"abc", "7..11"), ("string(\"abc\n\")", "7..11"), ("string(\"abc\\z\")", "7..11"),
    ("string(\"\\u{12g}\")", "7..13"), ("string(\"\\u{1234567}\")", "8..9"), ("string(\"a\\u{1234567}\")", "7..17"),
    ("string(\"a\\u{1\")", "9..10"),
    ("string(\"ab\\u{D800}\")", "10..11"), ("char('a)", "5..7"), ("char('aé", "5..7"), ("char('abcdé')", "5..7"),
    ("char('\\u{12g}')", "5..10"), ("char('\\u{1z", "5..6"), ("char('\\u{D800}')", "5..15"),
    // Multi-line strings.
    ("string(\"\"\"\na", "7..10"), ("string(\"\"\"a\n\"\"\")", "10..11"), ("string(\"\"\"\n  a\n   \"\"\")", "11..12"),
    ("string(\"\"\"\n\n  \"\"\")", "11..12"), ("string(\"\"\"\n a\n x\"\"\")", "13..16"),
    ("string(\"\"\"\r\n a\r\n b\\z\r\n \"\"\")", "18..19"), ("string(\"\"\"\"\"\")", "10..11"),
    // Records and flags: a comma left out is complained about last.
    ("point({x: 1, x: 2})", "13..14"), ("point({x 1})", "9..10"), ("point({Xx: 1})", "9..10"),
    ("point({x: 1})", "6..12"), ("point({y: true})", "6..15"), ("point({y: true, x: 'a'})", "19..22"),
    ("point({x: 1, z: 2})", "6..18"), ("point({x: 1 y: 2})", "12..13"), ("point({})", "6..8"),
    ("permission-flags({read, %read})", "24..29"), ("permission-flags({read, run})", "17..28"),
    ("permission-flags({Read})", "17..23"), ("permission-flags({read write})", "23..28"),
    // Cases.
    ("shape(round)", "6..11"), ("shape(round(1))", "6..14"), ("shape(circle)", "6..12"), ("shape(empty(1))", "6..14"),
    ("shape(circle(1, 2))", "14..15"), ("shape(circle(1,))", "14..15"), ("hand-enum(left(1))", "10..17"),
    // Arguments: types are looked at in order when the whole text is read.
    ("two()", "0..3"), ("two(1, 2, 3)", "10..11"), ("two(true, 2, 3)", "4..8"), ("mixed(1)", "7..8"),
    ("mixed(300, \"\\z\", [])", "11..12"), ("mixed(1, \"a\", [(1)])", "15..18"), ("two[1]", "3..4"),
    // Names of functions.
    (" nullary()", "0..1"), ("a:b()", "0..3"), ("a@1.2()", "0..5"), ("ui.nullary@01.0.0()", "10..11"),
    ("nullary.()", "7..8"), ("Foo()", "1..3"),
  ])
  func marksTheBytesOfAMistake(text: String, range: String) {
    #expect(outcome(text) == range, "\(text)")
  }

  @Test(arguments: [
    ("two(1)", "1, none"), ("two (0x10, some(1_0))", "16, some(10)"), ("nullary( // nothing\n)", ""),
    ("mixed(1, \"a\" // b\n, [(1, none,)],)", "1, \"a\", [(1, none)]"), ("shape(circle (1))", "circle(1)"),
    ("permission-flags({%write})", "{write}"), ("option-u8()", "none"),
    ("string(\"\"\"\n    a\n  \\u{41}\n  \"\"\")", "\"  a\\nA\""),
  ])
  func readsCalls(text: String, values: String) {
    #expect(outcome(text) == values)
  }

  @Test func knowsTheWholeNameOfAFunction() throws {
    let call = try WrittenCall(SourceText(name: "t", text: "ns:pkg/face.name@1.20.3(1, [])"))
    #expect(call.name == "ns:pkg/face.name@1.20.3" && call.nameSpan == SourceSpan(0, 23))
    #expect(call.arguments.count == 2 && call.brackets == SourceSpan(23, 30))
  }

  @Test func tellsAMissingCommaBesideAWorseMistake() throws {
    let error = #expect(throws: WAVEError.self) {
      try WrittenCall(SourceText(name: "t", text: "point({Xx: 1})"))
    }
    guard case .text(_, let labels)? = error?.diagnostics.first?.location else { return }
    #expect(labels.last?.text == "Xx is no name")
  }
}
