import BitArithmetic
import ComponentTypes
import Diagnostics
import Testing
import WAVE

@testable import Session

@Suite struct LanguageTests {
  private static let overflowed = "(-2147483648, true) : tuple<s32, bool>"

  @Test(arguments: [
    "overflowing-add({x: 2147483647, y: 1})", "overflowing-add ({x: 2147483647, y: 1})",
    "overflowing-add <x:2147483647,y:1>", "overflowing-add<y: 1, x: 2147483647>",
    "overflowing-add <args: {x: max, y: 1}>",
    "overflowing-add 2147483647 1", "overflowing-add max 1", "overflowing-add {x: max, y: 1}",
    "arithmetic:overflow/overflowing-add.overflowing-add({x: 2147483647, y: 1})",
    "arithmetic:overflow/overflowing-add.overflowing-add max 1",
    "interpreted.overflowing-add({x: 2147483647, y: 1})", "interpreted.overflowing-add max 1",
    "interpreted.arithmetic:overflow/overflowing-add.overflowing-add({x: 2147483647, y: 1})",
    "%overflowing-add max 1", "overflowing-add({\n  x: 0x7fff_ffff, // the largest\n  y: 0b1,\n})",
  ])
  func callsInEveryForm(input: String) {
    let context = LanguageContext()
    #expect(context.outcome(of: input) == Self.overflowed)
    #expect(context.calls == ["interpreted.overflowing-add({x: 2147483647, y: 1})"])
  }

  @Test(arguments: [
    ("native.overflowing-add 1 2", "native.overflowing-add({x: 1, y: 2})"),
    ("sum(1, 2)", "interpreted.sum(1, 2)"), ("sum -1 -2", "interpreted.sum(-1, -2)"),
    ("sum <b: 1, a: 2>", "interpreted.sum(2, 1)"), ("sum x point.y", "interpreted.sum(10, 4)"),
    ("sum list[0] $3.0", "interpreted.sum(7, 1)"), ("sum 1 (2)", "interpreted.sum(1, 2)"),
    ("sum it $x", "interpreted.sum(42, 10)"), ("overflowing-add point", "interpreted.overflowing-add({x: 3, y: 4})"),
    ("overflowing-add(point)", "interpreted.overflowing-add({x: 3, y: 4})"),
    ("overflowing-add({x: x + 1, y: -x})", "interpreted.overflowing-add({x: 11, y: -10})"),
    ("pair((1, 2))", "interpreted.pair((1, 2))"), ("one((7))", "interpreted.one((7))"),
    ("byte(b)", "interpreted.byte(200)"), ("byte 7:u8", "interpreted.byte(7)"), ("byte(1 + 2)", "interpreted.byte(3)"),
    ("maybe 3", "interpreted.maybe(some(3))"), ("maybe b", "interpreted.maybe(some(200))"),
    ("maybe()", "interpreted.maybe(none)"), ("maybe some-option", "interpreted.maybe(some(9))"),
    ("maybe some(3)", "interpreted.maybe(some(3))"), ("maybe none", "interpreted.maybe(none)"),
    ("maybe(max)", "interpreted.maybe(some(255))"),
    ("bytes [1, 2]", "interpreted.bytes([1, 2])"), ("bytes([b, 1 + 1])", "interpreted.bytes([200, 2])"),
    ("allow {}", "interpreted.allow({})"), ("allow {write, read}", "interpreted.allow({read, write})"),
    ("paint red", "interpreted.paint(red)"), ("paint(max)", "interpreted.paint(max)"),
    ("noop()", "interpreted.noop()"), ("counter(5)", "interpreted.[constructor]counter(5)"),
    ("c.increment()", "interpreted.[method]counter.increment(<counter #1>, none)"),
    ("c.increment(5)", "interpreted.[method]counter.increment(<counter #1>, some(5))"),
    ("counter.increment(c)", "interpreted.[method]counter.increment(<counter #1>, none)"),
    ("test:zoo/resources@0.1.0.counter.increment(c)", "interpreted.[method]counter.increment(<counter #1>, none)"),
    ("test:zoo/resources@0.1.0.counter 5", "interpreted.[constructor]counter(5)"),
  ])
  func passesArguments(input: String, call: String) {
    let context = LanguageContext()
    let outcome = context.outcome(of: input)
    #expect(context.calls == [call], "\(outcome)")
  }

  @Test func evaluatesInnerCallsFirst() {
    let context = LanguageContext()
    #expect(context.outcome(of: "sum(sum(1, 2), byte(3) as s32) * 2") == "12 : s32")
    #expect(
      context.calls == ["interpreted.sum(1, 2)", "interpreted.byte(3)", "interpreted.sum(3, 3)"])
    #expect(context.outcome(of: "counter(5).increment()") == "6 : s32")
    #expect(context.outcome(of: "overflowing-add(1, 2).0").hasPrefix("W0209"))
    #expect(context.outcome(of: "overflowing-add({x: 1, y: 2}).0 + 1") == "4 : s32")
  }

  // Rule 1: the first word decides.
  @Test(arguments: [
    ("", "empty"), ("  // nothing\n", "empty"), (":load a.wasm as x ", "command load [a.wasm as x]"),
    (" :?", "command ? []"),
    (":type f(1)", "command type [f(1)]"), ("help", "command help []"), ("help sum", "command help [sum]"),
    ("quit", "command quit []"),
    ("y = 1 + 2", "y = 3 : s32"), ("y=1", "y = 1 : s32"), ("$help = 2", "help = 2 : s32"), ("%s8 = 2", "s8 = 2 : s32"),
    ("s8 100 + 50", "-106 : s8"), ("u8 (200 + 50) * 2", "244 : u8"), ("s8 [1, 2]", "[1, 2] : list<s8>"),
    ("u64 1 << 63", "9223372036854775808 : u64"), ("x", "10 : s32"), ("sum", "signature interpreted.sum"),
    ("interpreted.sum", "signature interpreted.sum"), ("counter", "signature interpreted.[constructor]counter"),
    ("arithmetic:overflow/overflowing-add.overflowing-add", "signature interpreted.overflowing-add"),
    ("y = overflowing-add 1 2", "y = (3, false) : tuple<s32, bool>"),
    ("y = sum", "W0106 sum is a function [sum] help: write sum(...) to call it"),
    ("s8", "W0114 the input ends where a value is expected []"),
    ("s8 100 + x", "W0232 types do not mix: s8 and s32 [x] help: convert one: ... as s8"),
    ("s8 200", "W0203 200 does not fit s8 [200] help: the same 8 bits as s8: -56"),
    ("s8 byte(200) as s8", "-56 : s8 (200 : u8 became -56 : s8)"),
  ])
  func firstWordDecides(input: String, outcome: String) {
    #expect(LanguageContext().outcome(of: input) == outcome)
  }

  // Rule 2: names are greedy, and operators have spaces.
  @Test(arguments: [
    ("x-1", "W0101 unknown name x-1 [x-1] help: write x - 1"), ("x - 1", "9 : s32"),
    ("x -1", "W0107 a - that touches only what follows it is a sign [-1] help: write x - 1"),
    ("(x -1)", "W0107 a - that touches only what follows it is a sign [-1] help: write x - 1"),
    (
      "x -b + 1",
      "W0107 a - that touches only what follows it is a sign [-b + 1] help: an operator has blanks on both sides"
    ),
    ("x -1 + 2", "W0107 a - that touches only what follows it is a sign [-1] help: write x - 1 + 2"),
    ("-128:s8", "-128 : s8"), ("- 5", "-5 : s32"), ("-x", "-10 : s32"), ("~0", "-1 : s32"), ("- -5", "5 : s32"),
    ("5-1", "4 : s32"), ("1+1", "2 : s32"), ("x*2", "20 : s32"), ("7 %4", "3 : s32"),
    ("$x-1", "W0101 unknown name x-1 [$x-1] help: write x - 1"),
    ("nop", "W0101 unknown name nop [nop] help: perhaps noop"), ("xyz", "W0101 unknown name xyz [xyz]"),
    ("noopxxx", "W0101 unknown name noopxxx [noopxxx] help: perhaps noop"),
  ])
  func namesAreGreedy(input: String, outcome: String) {
    #expect(LanguageContext().outcome(of: input) == outcome)
  }

  // Rule 3: bare arguments.
  @Test(arguments: [
    ("sum 1 + 2", "W0108 arguments without brackets cannot be expressions [+ 2] help: write sum(...)"),
    ("byte 1 + 2", "W0108 arguments without brackets cannot be expressions [+ 2] help: write byte(1 + 2)"),
    ("sum 1 2 * 3", "W0108 arguments without brackets cannot be expressions [* 3] help: write sum(1, 2 * 3)"),
    ("sum 1", "W0209 the argument b is missing [1] in: interpreted-none"),
    ("x 1", "W0105 x is a variable and takes no arguments [1]"),
    ("x(1)", "W0105 x is a variable and takes no arguments [x]"),
    ("sum 1 2 3", "W0209 3 arguments where 2 are expected [3]"),
    ("sum -x 1", "W0108 arguments without brackets cannot be expressions [-x 1] help: write sum(-x, 1)"),
    ("sum(1, 2) 3", "W0114 unexpected 3 [3]"), ("nop 1", "W0101 unknown name nop [nop] help: perhaps noop"),
    ("overflowing-add 1", "W0209 the argument y is missing [1]"),
    (
      "overflowing-add 3000000000 1",
      "W0203 3000000000 does not fit s32 [3000000000] in: args.x of arithmetic:overflow/overflowing-add help: the same 32 bits as s32: -1294967296"
    ),
    ("overflowing-add <x: 1>", "W0204 the field y is missing [<x: 1>]"),
    ("overflowing-add <x: 1, y: 2", "W0115 < is not closed [<]"),
  ])
  func bareArguments(input: String, outcome: String) {
    let found = LanguageContext().outcome(of: input)
    #expect(found.hasPrefix(outcome.replacing(" in: interpreted-none", with: "")), "\(found)")
  }

  // Rule 4: types of literals.
  @Test(arguments: [
    ("3000000000", "W0203 3000000000 does not fit s32 [3000000000] help: write 3000000000:s64"),
    (
      "18446744073709551615",
      "W0203 18446744073709551615 does not fit s32 [18446744073709551615] help: write 18446744073709551615:u64"
    ),
    ("3000000000:s64", "3000000000 : s64"), ("3000000000 : s64", "3000000000 : s64"), ("100:s8 + 50", "-106 : s8"),
    ("50 + 100:s8", "-106 : s8"), ("wide + 1", "6 : s64"), ("1 + wide", "6 : s64"), ("(1 + 2) + wide", "8 : s64"),
    ("x + wide", "W0232 types do not mix: s32 and s64 [wide] help: convert one: ... as s32"),
    ("x + word", "W0231 + takes integers, and this is string [word]"),
    ("word + 1", "W0231 + takes integers, and this is string [word]"),
    ("1.5 + 1", "W0231 + takes integers, and this is f64 [1.5]"),
    ("x << wide", "320 : s32"), ("1:u8 << x", "4 : u8 (count modulo 8 is 2)"),
    ("b as s8", "-56 : s8 (200 : u8 became -56 : s8)"),
    ("x as s64 + wide", "W0114 unexpected + [+]"), ("(x as s64) + wide", "15 : s64"),
    ("3000000000 as s32", "-1294967296 : s32 (3000000000 : s64 became -1294967296 : s32)"),
    ("x as u8", "10 : u8"), ("x + 1 as u8", "11 : u8"),
    ("word as u8", "W0233 string cannot be converted to u8 [word as u8] help: as converts integers"),
    ("[1, 2]:list<u8>", "[1, 2] : list<u8>"), ("{x: 1, y: 2} : arguments", "{x: 1, y: 2} : arguments"),
    ("red : color", "red : color"), ("none : option<u8>", "none : option<u8>"), ("(7) : tuple<u8>", "(7) : tuple<u8>"),
    ("{x: 1} : record {x: u8}", "{x: 1} : record { x: u8 }"), ("1:nope", "W0102 unknown type nope [nope]"),
    ("1:either", "W0103 either may mean several things [either] help: write one of s8, u8"),
    ("1:list", "W0119 this is no type [list] help: write list<TYPE>"),
    ("256:u8", "W0203 256 does not fit u8 [256] help: the low 8 bits as u8: 0"),
    ("{x: 1, y: 2}", "{x: 1, y: 2} : record { x: s32, y: s32 }"), ("[1, b]", "[1, 200] : list<u8>"),
    ("[x, b]", "W0202 expected s32, found u8 [b] in: [1]"),
    ("none", "W0210 the type of none cannot be told [none] help: say it: (none) : TYPE"),
    ("some(1)", "some(1) : option<s32>"),
    ("(1, true, \"a\", 'b', 1.5)", "(1, true, \"a\", 'b', 1.5) : tuple<s32, bool, string, char, f64>"),
    ("{y: 1, x: 2} : arithmetic:overflow/overflowing-add.arguments", "{x: 2, y: 1} : arguments"),
  ])
  func literalsTakeTypes(input: String, outcome: String) {
    #expect(LanguageContext().outcome(of: input) == outcome)
  }

  // Rule 5: arithmetic.
  @Test(arguments: [
    ("1 + 2 * 3", "7 : s32"), ("(1 + 2) * 3", "9 : s32"), ("10 - 3 - 2", "5 : s32"), ("7 / 2", "3 : s32"),
    ("-7 % 3", "-1 : s32"),
    ("6 & 3 | 8 ^ 1", "11 : s32"), ("1 << 2 + 1", "8 : s32"), ("-8 >> 1", "-4 : s32"),
    ("2147483647 + 1", "-2147483648 : s32"),
    ("0:u8 - 1", "255 : u8"), ("1 << 32", "1 : s32 (count modulo 32 is 0)"),
    ("1 << -1", "-2147483648 : s32 (count modulo 32 is 31)"),
    ("1 / 0", "W0235 division by zero [1 / 0]"), ("1 + 1 % 0", "W0235 division by zero [1 % 0]"),
    ("-128:s8 / -1", "-128 : s8 (s8 quotient wrapped)"),
    ("~0:u16", "65535 : u16"), ("- (-128:s8)", "-128 : s8"),
    ("1 +", "W0114 the input ends where a value is expected []"),
    ("1 + + 2", "W0114 unexpected + [+]"), ("100000:s32 * 100000", "1410065408 : s32"),
    ("1 << 5000000000", "1 : s32 (count modulo 32 is 0)"),
  ])
  func arithmeticIsInTheTypesOwn(input: String, outcome: String) {
    #expect(LanguageContext().outcome(of: input) == outcome)
  }

  @Test func reportsTheOperationsThatRan() throws {
    let context = LanguageContext()
    let expression = try parseExpression(SourceText(name: "t", text: "s8 100 + 50 * 2 - 1"))
    let evaluation = try expression.checked(in: context).evaluated(in: context)
    #expect(
      evaluation.operations == [
        PerformedOperation(operation: .mul, type: .s8, operands: [50, 2], result: 100, span: SourceSpan(9, 15)),
        PerformedOperation(operation: .add, type: .s8, operands: [100, 100], result: 200, span: SourceSpan(3, 15)),
        PerformedOperation(operation: .sub, type: .s8, operands: [200, 1], result: 199, span: SourceSpan(3, 19)),
      ])
  }

  // Rule 6: selectors, cases before variables, names that cannot be assigned.
  @Test(arguments: [
    ("r.0.1", "2 : u8"), ("r.1", "true : bool"), ("$3.0", "1 : s32"), ("$3", "(1, true) : tuple<s32, bool>"),
    ("point.x", "3 : s32"),
    ("list[1]", "8 : s32"), ("list.0", "7 : s32"), ("list[x - 9]", "8 : s32"),
    ("list[2]", "W0236 there is no element 2 [list[2]] help: there are 2, 0..1"),
    ("list[-1]", "W0236 there is no element -1 [list[-1]] help: there are 2, 0..1"), ("[5, 6][0]", "5 : s32"),
    ("(1, 2).1", "2 : s32"), ("{a: 1}.a", "1 : s32"),
    ("r.2", "W0230 tuple<tuple<u8, u8>, bool> has no element 2 [.2] help: it has 0..1"),
    ("point.z", "W0230 arguments has no field z [.z] help: it has x, y"),
    ("x.y", "W0230 s32 has no field y [.y]"), ("red", "1 : s32"),
    ("paint($red)", "W0202 expected color, found s32 [$red] in: c of paint"),
    ("paint(greem)", "W0206 color has no case greem [greem] in: c of paint help: perhaps green"),
    ("max", "2147483647 : s32"), ("min:s8", "-128 : s8"), ("max - 1", "2147483646 : s32"),
    ("max as u8", "255 : u8 (2147483647 : s32 became 255 : u8)"), ("u8 max", "255 : u8"), ("b + max", "199 : u8"),
    ("it = 1", "W0104 it is a word of the language [it] help: %it may be assigned to, and is read as %it"),
    ("max = 1", "W0104 max is a word of the language [max] help: %max may be assigned to, and is read as %max"),
    ("true = 1", "W0104 true is a word of the language [true] help: %true may be assigned to, and is read as %true"),
    ("s8 = 1", "W0104 s8 is a type's name [s8] help: %s8 may be assigned to, and is read as %s8"),
    ("color = 1", "W0104 color is a type's name [color] help: %color may be assigned to, and is read as %color"),
    ("native = 1", "W0104 native is an instance's name [native]"),
    ("%max = 1", "max = 1 : s32"),
    ("native", "W0106 native is an instance [native] help: write native.FUNCTION(...), or :browse native"),
    ("r . 0", "W0114 unexpected . [.]"), ("list [0]", "W0105 list is a variable and takes no arguments [[0]]"),
  ])
  func selectorsAndWords(input: String, outcome: String) {
    #expect(LanguageContext().outcome(of: input) == outcome)
  }

  // Rules 7 and 9.
  @Test(arguments: [
    ("twice()", "W0103 twice may mean several things [twice] help: write one of one.twice, two.twice"),
    ("two.twice()", "2 : s32"),
    ("it", "42 : s32"), ("it + 1", "43 : s32"), ("$4", "W0109 input 4 has no value [$4]"),
    ("$99999999999999999999", "W0109 there is no such input [$99999999999999999999]"),
    ("noop()", "()"), ("y = noop()", "W0234 noop has no result to use here [noop()]"),
    ("noop() + 1", "W0234 noop has no result to use here [noop()]"),
    ("[noop()]", "W0234 noop has no result to use here [noop()]"),
    ("two.nop()", "W0101 unknown name two.nop [two.nop] help: perhaps noop"),
    ("z.x", "W0101 unknown name z [z]"), ("a:b/c.d()", "W0101 unknown name a:b/c.d [a:b/c.d]"),
    ("a:b/c@1.d()", "W0118 this is no version [@1.d] help: a version has three numbers, as @1.0.0"),
    ("a:b/c@1.0.0-rc.1.d()", "W0101 unknown name a:b/c@1.0.0-rc.1.d [a:b/c@1.0.0-rc.1.d]"),
    ("sum(sum, 1)", "W0106 sum is a function [sum] help: write sum(...) to call it"),
    ("{a, b}", "W0210 the type of flags cannot be told [{a, b}] help: say it: (...) : TYPE"),
    ("{:}", "W0210 the type of {:} cannot be told [{:}] help: say it: ({:}) : TYPE"),
    ("c", "<counter #1> : counter"), ("c.nope()", "W0101 unknown name counter.nope [.nope]"),
    ("f = c", "f = <counter #1> : counter"),
    ("'ab'", "W0111 there is more than one character between the quotes ['ab'] help: a string stands in double quotes"),
  ])
  func namesAndHistory(input: String, outcome: String) {
    #expect(LanguageContext().outcome(of: input) == outcome)
  }

  @Test func drawsTheExampleError() throws {
    let text = "overflowing-add({x: 3000000000, y: 1})"
    let source = SourceText(name: "<repl:4>", text: text, firstLineNumber: 4)
    let context = LanguageContext()
    let error = #expect(throws: LanguageError.self) { try parseExpression(source).checked(in: context) }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(
      diagnostic
        == Diagnostic(
          .outOfRange, "3000000000 does not fit s32",
          at: .text(source, [.init(SourceSpan(20, 30), "s32: -2147483648..2147483647")]),
          notes: [
            .init(.context, "args.x of arithmetic:overflow/overflowing-add"),
            .init(.help, "the same 32 bits as s32: -1294967296"),
          ]))
    #expect(context.calls.isEmpty)
  }

  @Test(arguments: [
    "sum(sum(1, 2), \"a\")", "byte(1) + nope", "[sum(1, 2), word]", "y = (sum(1, 2), none)", "sum(1, 2).x",
  ])
  func aMistakeMeansThatNothingIsCalled(input: String) {
    let context = LanguageContext()
    #expect(context.outcome(of: input).hasPrefix("W0"))
    #expect(context.calls.isEmpty)
  }

  @Test func argumentsAreEvaluatedWithoutTheCall() throws {
    let context = LanguageContext()
    let checked = try parseExpression(SourceText(name: "t", text: "sum(byte(1) as s32, 2)")).checked(in: context)
    #expect(checked.outermostCall?.path.function == "sum")
    #expect(try checked.arguments(in: context) == [.s32(1), .s32(2)])
    #expect(context.calls == ["interpreted.byte(1)"])
    let sum = try parseExpression(SourceText(name: "t", text: "sum(1, 2) + 1")).checked(in: context)
    #expect(sum.outermostCall == nil)
    #expect(sum.type == .s32)
  }

  @Test func readsAnExpressionInsideAText() throws {
    let source = SourceText(name: "t", text: ":type x + nope rest")
    let error = #expect(throws: LanguageError.self) {
      try parseExpression(source, within: SourceSpan(6, 14)).checked(in: LanguageContext())
    }
    #expect(error?.span == SourceSpan(10, 14))
  }

  @Test(arguments: [
    ("f(1,", true), ("f {x: 1", true), ("[", true), ("f(1)", false), ("\"\"\"\n", true), ("\"abc", false),
    ("f)(", false), ("f <x: 1,", true),
    ("1 < 2", false), (":load (", false), (":type f(", true), (":t f(", true), ("", false), ("x // (", false),
    ("'('", false), ("f(\"", false),
  ])
  func knowsWhenMoreIsToCome(text: String, expected: Bool) {
    #expect(isUnfinished(text) == expected)
  }

  @Test(arguments: [
    ("list<u8, 4>", "list<u8, 4>"), ("result<_, string>", "result<_, string>"), ("result", "result"),
    ("tuple<s32, tuple<bool>>", "tuple<s32, tuple<bool>>"),
    ("map<string, u8>", "map<string, u8>"), ("borrow<counter>", "borrow<counter>"), ("own<counter>", "counter"),
    ("arguments", "arguments"),
    ("variant {a(u8), b}", "variant { a(u8), b }"), ("enum {a, b,}", "enum { a, b }"), ("flags {%s8}", "flags { %s8 }"),
    ("option<option<u8>>", "option<option<u8>>"),
    ("list<u8", "W0115 < is not closed [<]"), ("list<_>", "W0119 this is no type [list<_>] help: write list<TYPE>"),
    ("5", "W0114 unexpected 5 [5]"),
    ("own<u8>", "W0119 this is no type [own<u8>] help: write own<RESOURCE>"),
    ("record {a: u8, a: u8}", "W0116 the field a is given twice [a]"),
    ("u9", "W0102 unknown type u9 [u9] help: perhaps u8"),
  ])
  func readsTypes(text: String, expected: String) {
    do {
      let type = try parseType(SourceText(name: "t", text: text), in: LanguageContext())
      #expect(type.typeText == expected)
    } catch {
      #expect(LanguageContext.shown(error, in: text).hasPrefix(expected))
    }
  }
}
