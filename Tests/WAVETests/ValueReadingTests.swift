import ComponentTypes
import Diagnostics
import Testing
import WAVE

let point = ValueType(.record([.init("x", .s32), .init("y", .s32)]), name: TypeName("point"))
let person = ValueType(
  .record([
    .init("name", .string), .init("email", ValueType(.option(.string))), .init("tags", ValueType(.list(.string))),
  ]))
let allOptional = ValueType(.record([.init("a", ValueType(.option(.u8))), .init("b", ValueType(.option(.u8)))]))
let color = ValueType(.enumeration([.init("red"), .init("green"), .init("blue")]), name: TypeName("color"))
let perms = ValueType(.flags([.init("read"), .init("write"), .init("exec")]))
let keywords = ValueType(.enumeration(["true", "some", "none", "ok", "nan"].map { .init($0) }))
let shape = ValueType(
  .variant([
    .init("circle", .f64), .init("corner", point), .init("pair", ValueType(.tuple([.f64, .f64]))), .init("empty"),
  ]))

@Suite struct ValueReadingTests {
  @Test(arguments: [
    ("true", ValueType.bool, "true"),
    ("255", .u8, "255"), ("-128", .s8, "-128"), ("0xff", .u8, "255"), ("0b1010", .u8, "10"), ("0o17", .u8, "15"),
    ("1_000_000", .s32, "1000000"), ("-0x80", .s8, "-128"), ("18446744073709551615", .u64, "18446744073709551615"),
    ("-9223372036854775808", .s64, "-9223372036854775808"),
    (" 1 // one\n", .s32, "1"),
    ("3.4028235e38", .f32, "340282350000000000000000000000000000000"), ("nan", .f32, "nan"), ("-0.0", .f32, "-0"),
    ("-inf", .f64, "-inf"), ("1e21", .f64, "1000000000000000000000"), ("0.1", .f64, "0.1"), ("7", .f64, "7"),
    ("1.4012984643e-45", .f32, "0.000000000000000000000000000000000000000000001"), ("1e999", .f64, "inf"),
    ("1.5e-7", .f64, "0.00000015"), ("123456.75", .f64, "123456.75"), ("0x10", .f64, "16"), ("-0", .f64, "-0"),
    ("9007199254740993", .f64, "9007199254740992"), ("16777217", .f32, "16777216"),
    ("'x'", .char, "'x'"), ("'\\''", .char, "'\\''"), ("'\"'", .char, "'\\\"'"), ("'\\u{1F30a}'", .char, "'🌊'"),
    ("\"tab\\t \\u{7f} é 🦀 \\u{10FFFF}\"", .string, "\"tab\\t \\u{7f} é 🦀 \\u{10ffff}\""),
    ("\"\"\"\n    a\n  b\n  \"\"\"", .string, "\"  a\\nb\""), ("\"\"\"\n\"\"\"", .string, "\"\""),
    ("\"\"\"\r\n a\r\n \"\"\"", .string, "\"a\""),
  ])
  func readsPrimitives(text: String, type: ValueType, printed: String) {
    #expect(reading(text, as: type) == printed)
  }

  @Test(arguments: [
    ("{y: -2, x: 1}", point, "{x: 1, y: -2}"), ("{ %x: 1, y: 2, }", point, "{x: 1, y: 2}"),
    ("{name: \"Ada\", tags: [], email: some(\"a@b\")}", person, "{name: \"Ada\", email: some(\"a@b\"), tags: []}"),
    ("{tags: [\"x\",], name: \"\"}", person, "{name: \"\", tags: [\"x\"]}"),
    ("{:}", allOptional, "{:}"), ("{b: 2}", allOptional, "{b: some(2)}"), ("{a: none, b: none}", allOptional, "{:}"),
    ("{exec, read}", perms, "{read, exec}"), ("{}", perms, "{}"),
    ("%none", keywords, "%none"), ("green", color, "green"), ("%green", color, "green"),
    ("circle(2)", shape, "circle(2)"), ("corner({x: 1, y: 2})", shape, "corner({x: 1, y: 2})"),
    ("pair((1, 2))", shape, "pair((1, 2))"), ("empty", shape, "empty"),
    ("3", ValueType(.option(.u8)), "some(3)"), ("none", ValueType(.option(.u8)), "none"),
    ("some(none)", ValueType(.option(ValueType(.option(.u8)))), "some(none)"),
    ("red", ValueType(.option(color)), "some(red)"), ("true", ValueType(.option(.bool)), "some(true)"),
    ("nan", ValueType(.result(ok: .f32, error: nil)), "ok(nan)"),
    ("ok", ValueType(.result(ok: nil, error: nil)), "ok"),
    ("err(\"bad\")", ValueType(.result(ok: .u8, error: .string)), "err(\"bad\")"),
    ("7", ValueType(.result(ok: .u8, error: nil)), "ok(7)"),
    ("(7)", ValueType(.tuple([.u8])), "(7)"),
    ("(true, (1, 'a'))", ValueType(.tuple([.bool, ValueType(.tuple([.s8, .char]))])), "(true, (1, 'a'))"),
    ("[1, 2]", ValueType(.list(.u8)), "[1, 2]"), ("[1, 2]", ValueType(.fixedLengthList(.u32, length: 2)), "[1, 2]"),
    ("[(1, \"a\"), (2, \"b\")]", ValueType(.map(key: .u8, value: .string)), "[(1, \"a\"), (2, \"b\")]"),
  ])
  func readsAggregates(text: String, type: ValueType, printed: String) {
    #expect(reading(text, as: type) == printed)
  }

  @Test(arguments: [
    ("256", ValueType.u8, "W0203 256 does not fit u8 [256]"), ("-1", .u8, "W0203 -1 does not fit u8 [-1]"),
    ("1.5", .s32, "W0202 expected s32, found a floating-point number [1.5]"),
    ("007", .s32, "W0112 a number does not begin with 0 [0]"),
    ("0x", .s32, "W0112 this is no hexadecimal number [x]"),
    ("1__0", .s32, "W0112 this is no number [_]"), ("12ab", .s32, "W0112 this is no number [ab]"),
    ("-nan", .f32, "W0114 unexpected - [-]"), ("NaN", .f32, "W0113 NaN is no name [a]"),
    ("infinity", .f32, "W0202 expected f32, found the name infinity [infinity]"),
    ("'ab'", .char, "W0111 there is more than one character between the quotes ['ab']"),
    ("''", .char, "W0111 there is no character between the quotes [']"),
    ("'\\u{D800}'", .char, "W0111 this is no escape ['\\u{D800}']"), ("'\\z'", .char, "W0111 this is no escape [']"),
    ("\"a", .string, "W0111 the string is not closed on its line [\"a]"),
    ("\"\"\"\n", .string, "W0111 the string is not closed [\"\"\"]"),
    ("\"\"\"a\n\"\"\"", .string, "W0111 the text of a multi-line string begins on the next line [a]"),
    ("\"\"\"\n  a\n   \"\"\"", .string, "W0111 this line is indented less than the closing \"\"\" [ ]"),
    ("{x: 1}", point, "W0204 the field y is missing [{x: 1}]"),
    ("{x: 1, x: 2}", point, "W0116 the field x is given twice [x]"),
    ("{x: 1, z: 2}", point, "W0205 point has no field z [{x: 1, z: 2}]"),
    ("{x, y}", point, "W0202 expected point, found flags [{x, y}]"),
    ("{x: 1, y: 3000000000}", point, "W0203 3000000000 does not fit s32 [3000000000]"),
    ("{read, read}", perms, "W0116 the flag read is given twice [read]"),
    ("{run}", perms, "W0206 there is no flag run [{run}]"),
    ("gren", color, "W0206 color has no case gren [gren]"),
    ("none", keywords, "W0202 expected enum { true, some, none, ok, nan }, found an option [none]"),
    ("circle", shape, "W0207 circle has a payload [circle]"),
    ("empty(1)", shape, "W0207 empty has no payload [empty(1)]"),
    ("pair(1, 2)", shape, "W0114 unexpected , [,]"),
    ("some", ValueType(.option(.u8)), "W0114 the input ends where ( and the payload of some is expected []"),
    ("none()", ValueType(.option(.u8)), "W0114 unexpected ( [(]"),
    ("ok(0)", ValueType(.result(ok: nil, error: nil)), "W0207 ok has no payload [ok(0)]"),
    ("3", ValueType(.option(ValueType(.option(.u8)))), "W0202 expected option<option<u8>>, found an integer [3]"),
    ("(1, 2)", ValueType(.tuple([.u8])), "W0208 2 values where 1 is expected [(1, 2)]"),
    ("()", ValueType(.tuple([.u8])), "W0114 a tuple has at least one element [()]"),
    ("[1, 2", ValueType(.list(.u8)), "W0115 [ is not closed []"),
    ("[,]", ValueType(.list(.u8)), "W0114 unexpected , [,]"),
    ("[1)", ValueType(.list(.u8)), "W0114 unexpected ) [)]"), ("1 2", .u8, "W0114 unexpected 2 [2]"),
    ("", .u8, "W0114 the input ends where a value is expected []"),
    ("\u{a0}1", .u8, "W0110 \\u{a0} cannot stand here [\u{a0}]"),
    ("1 + 2", .u8, "W0114 unexpected + [+]"), ("(1)", .u8, "W0202 expected u8, found a tuple [(1)]"),
    ("7", ValueType(.own(ResourceType("counter"))), "W0202 a counter cannot be written, only kept in a variable [7]"),
  ])
  func marksMistakes(text: String, type: ValueType, mistake: String) {
    #expect(reading(text, as: type) == mistake)
  }

  @Test func saysWhatIsWrongWithAnIntegerOutOfRange() throws {
    let source = SourceText(name: "<repl:4>", text: "({x: 3000000000, y: 1})")
    let error = #expect(throws: WAVEError.self) { try readArguments(source, for: [.init("args", point)]) }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.location == .text(source, [.init(SourceSpan(5, 15), "s32: -2147483648..2147483647")]))
    #expect(diagnostic.notes == [.init(.context, "args.x"), .init(.help, "the same 32 bits as s32: -1294967296")])
  }

  @Test(arguments: [
    ("5000000000", "the low 32 bits as s32: 705032704"), ("-2147483649", "the low 32 bits as s32: 2147483647"),
  ])
  func saysThatBitsAreLost(text: String, help: String) {
    #expect(throws: WAVEError.self) { try readValue(SourceText(name: "t", text: text), as: .s32) }
    let error = #expect(throws: WAVEError.self) { try readValue(SourceText(name: "t", text: text), as: .s32) }
    #expect(error?.diagnostics.first?.notes == [.init(.help, help)])
  }

  @Test func keepsListOfU8Compact() throws {
    let value = try readValue(SourceText(name: "t", text: "[1, 0x02, 3]"), as: ValueType(.list(.u8)))
    guard case .bytes(let bytes) = value else {
      Issue.record("not bytes")
      return
    }
    #expect(bytes == [1, 2, 3])
  }
}
