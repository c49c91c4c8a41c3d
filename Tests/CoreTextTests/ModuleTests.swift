import CoreModule
import CoreText
import Diagnostics
import Testing

/// Modules and their fields, abbreviations included.
@Suite struct ModuleTests {
  /// Two texts that must mean the same module, names apart.
  private func expectSame(_ short: String, _ long: String) throws {
    #expect(try encoded(short) == encoded(long), "\(short)")
  }

  @Test func writesTheBytesOfASmallModule() throws {
    #expect(
      try encoded("(module (func (export \"f\") (param i32) (result i32) (i32.add (local.get 0) (i32.const -1))))")
        == [
          0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00,  //
          0x01, 0x06, 0x01, 0x60, 0x01, 0x7F, 0x01, 0x7F,  // type
          0x03, 0x02, 0x01, 0x00,  // function
          0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00,  // export
          0x0A, 0x09, 0x01, 0x07, 0x00, 0x20, 0x00, 0x41, 0x7F, 0x6A, 0x0B,  // code
        ])
    #expect(try encoded("") == [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00])
  }

  @Test func expandsAbbreviations() throws {
    try expectSame("(func (export \"f\"))", "(func) (export \"f\" (func 0))")
    try expectSame(
      "(func (import \"m\" \"n\") (param i32 i32))", "(import \"m\" \"n\" (func (param i32) (param i32)))")
    try expectSame(
      "(memory (data \"abc\" \"d\"))", "(memory 1 1) (data (i32.const 0) \"abcd\")")
    try expectSame(
      "(table funcref (elem 0 0)) (func)", "(table 2 2 funcref) (elem (i32.const 0) func 0 0) (func)")
    try expectSame("(table 1 (ref null func))", "(table 1 funcref)")
    try expectSame("(type (sub final (func)))", "(type (func))")
    try expectSame(
      "(memory i64 (pagesize 1) (data \"abc\"))", "(memory i64 3 3 (pagesize 1)) (data (i64.const 0) \"abc\")")
    try expectSame("(data (offset i32.const 1) \"\") (memory 1)", "(data (i32.const 1) \"\") (memory 1)")
    try expectSame(
      "(table 0 funcref) (elem (i32.const 0) 0) (func)",
      "(table 0 funcref) (elem (table 0) (i32.const 0) func 0) (func)")
  }

  @Test func readsCompactImports() throws {
    let module = try module(
      """
      (import "m" (item "a" (func $f (param i32))) (item "b" (memory $mem 1)))
      (import "n" (item "c") (item "d") (global i32))
      (import "o" "e" (func $g))
      (func (call $g) (call $f (i32.load $mem (global.get 1))))
      """)
    #expect(module.imports.map(\.name) == ["a", "b", "c", "d", "e"])
    #expect(module.imports.map(\.module) == ["m", "m", "n", "n", "o"])
    #expect(module.functions == [0, 1, 1])
    #expect(fault("(import \"m\" (item \"a\") (item \"b\" (func)) (func))") != nil)
    #expect(fault("(import \"m\" (item \"a\"))") != nil)
    #expect(fault("(import \"m\" (item \"a\") (func $f))")?.source == "$f")
    #expect(fault("(import \"m\")") != nil)
    #expect(fault("(import \"m\" (junk))") != nil)
  }

  @Test func addsInlineTypesAtTheEndInOrder() throws {
    let module = try module(
      """
      (func (param f32) (block (param i32) (result i64) unreachable) drop)
      (type $t (func (param i32)))
      (func (param i32))
      (func (result f64) unreachable)
      """.replacing("(block (param i32)", with: "(i32.const 0) (block (param i32)"))
    #expect(module.functions == [1, 0, 3])
    #expect(module.types.count == 4)
  }

  @Test func doesNotShareTypesOfRecursionGroups() throws {
    let module = try module("(rec (type (func)) (type (func))) (type (sub (func))) (func) (func (type 0))")
    #expect(module.functions == [3, 0])
  }

  @Test func namesEverything() throws {
    let module = try module(
      """
      (module $m (func $f (param $x i32) (local $y i64)) (func (@name "other thing") ) (memory $mem 1))
      """)
    #expect(module.names.module == "m")
    #expect(module.names.function(0) == "f")
    #expect(module.names.function(1) == "other thing")
    #expect(module.names.locals(ofFunction: 0) == [0: "x", 1: "y"])
  }

  @Test func placesCustomSections() throws {
    let module = try module(
      """
      (@custom "late" "x" "y") (@custom "early" (before first)) (type (func)) (@custom "middle" (after type) "z")
      """)
    #expect(module.customSections.map(\.name) == ["early", "middle", "late"])
    #expect(module.customSections.map { Array(module.bytes[$0.range]) } == [[], [0x7A], [0x78, 0x79]])
  }

  @Test func writesBranchHints() throws {
    let module = try module(
      """
      (func (param i32)
        (@metadata.code.branch_hint "\\01") (if (local.get 0) (then))
        (block (local.get 0) (@metadata.code.branch_hint "\\00") br_if 0))
      """)
    let section = try #require(module.customSections.first)
    #expect(section.name == "metadata.code.branch_hint")
    // Function 0 has two: behind the locals' count and `local.get 0`, then behind `if end block local.get 0`.
    #expect(Array(module.bytes[section.range]) == [1, 0, 2, 3, 1, 1, 10, 1, 0])
    #expect(fault("(func (@metadata.code.branch_hint \"\\01\") nop)")?.kind == .branchHintTarget)
    #expect(fault("(func (@metadata.code.branch_hint \"\\02\") if end)")?.kind == .malformedBranchHint)
  }

  @Test func readsModulesWrittenAsBytesWhereTheyMayBe() throws {
    let text = "(module $m binary \"\\00asm\" \"\\01\\00\\00\\00\"\n\"\\01\\01\\05\")"
    #expect(fault(text)?.source == "binary")
    let encoded = try encodeModule(TokenizedText(text), allowsBinary: true)
    #expect(encoded.identifier?.name == "m" && encoded.bytes == [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 1, 5])
    // An error is shown in the string that has its byte.
    let span = try #require(encoded.sourceMap.span(ofByte: 10))
    #expect(String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self) == "\"\\01\\01\\05\"")
    #expect(throws: CoreTextError.self) { try encodeModule(TokenizedText("(module binary 1)"), allowsBinary: true) }
  }

  @Test func readsNumbersInDataSegments() throws {
    func expectSame(_ text: String, _ other: String) throws { #expect(try encoded(text) == encoded(other)) }
    try expectSame(
      "(memory 1) (data (i32.const 0) (i8 0 -128 255) \"a\" (i16 1 -1) (i32 0x1234_5678) (i64 -2))",
      "(memory 1) (data (i32.const 0) \"\\00\\80\\ffa\\01\\00\\ff\\ff\\78\\56\\34\\12"
        + "\\fe\\ff\\ff\\ff\\ff\\ff\\ff\\ff\")")
    try expectSame(
      "(data (f32 1 nan) (f64 -0x1p+0))",
      "(data \"\\00\\00\\80\\3f\\00\\00\\c0\\7f\\00\\00\\00\\00\\00\\00\\f0\\bf\")")
    try expectSame(
      "(data (v128 i32x4 1 2 3 4 f64x2 1 0))",
      "(data (i32 1 2 3 4) (i64 0x3ff0000000000000 0))")
    try expectSame("(memory (data (i16 1) (i8)))", "(memory (data \"\\01\\00\"))")
    #expect(fault("(data (i8 256))")?.source == "256")
    #expect(fault("(data (i8 1.5))")?.source == "1.5")
    #expect(fault("(data (i31 1))") != nil)
    #expect(fault("(data (v128 i32x4 1 2 3))")?.kind == .laneCount(expected: 4))
    #expect(fault("(data (v128 1))")?.source == "1")
  }

  @Test(arguments: [
    ("(func $f) (func $f)", CoreTextError.Kind.repeatedIdentifier(.function, "f"), "$f"),
    ("(func (param $x i32) (local $x i32))", .repeatedIdentifier(.local, "x"), "$x"),
    ("(type (struct (field $a i32) (field $a i32)))", .repeatedIdentifier(.field, "a"), "$a"),
    ("(func (call $fob)) (func $foo)", .unknownIdentifier(.function, "fob", near: ["foo"]), "$fob"),
    ("(func (br $l))", .unknownIdentifier(.label, "l", near: []), "$l"),
    ("(func (i32.ad))", .unknownOperator("i32.ad", near: ["i32.add", "i32.and", "f32.add"]), "i32.ad"),
    ("(fun)", .unknownField("fun", near: ["func"]), "fun"),
    ("(func) (import \"m\" \"n\" (func))", .importAfterDefinition, "(import \"m\" \"n\" (func))"),
    ("(type $t (func)) (func (type $t) (param i32))", .inlineTypeMismatch, "(type $t) (param i32)"),
    ("(func (type 7) (param i32))", .unknownType(7), "(type 7) (param i32)"),
    ("(func) (start 0) (start 0)", .repeatedStart, "(start 0)"),
    ("(func block)", .missingEnd, ")"),
    ("(func block $a end $b)", .mismatchedLabel("b"), "$b"),
    ("(func (i32.load align=3 (i32.const 0)))", .alignmentNotPowerOfTwo, "align=3"),
    ("(func (v128.const i32x4 1 2 3))", .laneCount(expected: 4), ")"),
    ("(func (@custom \"x\"))", .misplacedAnnotation("custom"), "(@custom"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ kind: CoreTextError.Kind, _ source: String) throws {
    let found = try #require(fault(text))
    #expect(found.kind == kind)
    #expect(found.source == source)
  }

  @Test(arguments: [
    "(func) junk", "(module) (module)", "(func (local i32) (param i32))", "(func (result i32) (param i32))",
    "(memory)", "(memory 1 2 3)", "(memory (pagesize 3) 1)", "(table 1)", "(global i32)x", "(export \"a\")",
    "(elem (i32.const 0) func $f)", "(func (if (then) (else) (else)))", "(func (if (else)))", "(func else)",
    "(func end)", "(func (nop else))", "(func (block (param $x i32)))", "(func (i32.const))", "(func (i32.const 1.5))",
    "(func (br_table))", "(func (select (result i33)))", "(func (ref.null i32))", "(type (func (param $x)))",
    "(start)", "(data \"a\" 1)", "(tag (param $x i32) (param $x i32))", "(func (i32.load offset= (i32.const 0)))",
    "(import \"m\" (func))", "(type (array i8 i8))", "(type (struct i8))", "(@name \"a\") (@name \"b\")",
  ])
  func refusesMalformedModules(_ text: String) {
    #expect(fault(text) != nil)
  }

  /// Nesting is data, never the machine's stack.
  /// Other tools read them, and scripts have come to rely on it.
  @Test func plainInstructionsMayStandAmongOperands() throws {
    func module(_ body: String) -> String { "(module (func $g (param i32 i32)) (func \(body)))" }
    let plain = try encoded(module("i32.const 1 block (result i32) i32.const 2 end call $g"))
    #expect(try encoded(module("(call $g i32.const 1 (block (result i32) i32.const 2))")) == plain)
    #expect(try encoded(module("(call $g (i32.const 1) block (result i32) i32.const 2 end)")) == plain)
    for text in ["(call $g block (result i32) i32.const 1)", "(call $g end)", "(if i32.const 1 (then))"] {
      #expect(throws: CoreTextError.self) { try encoded(module(text)) }
    }
  }

  @Test func readsDeeplyNestedInstructions() throws {
    let depth = 20_000
    let folded =
      "(func (result i32) " + String(repeating: "(i32.eqz ", count: depth) + "(i32.const 1)"
      + String(repeating: ")", count: depth) + ")"
    #expect(try encoded(folded).count > depth)
    let blocks =
      "(func " + String(repeating: "(block $a ", count: depth) + "(br $a)" + String(repeating: ")", count: depth) + ")"
    #expect(try encoded(blocks).count > 3 * depth)
    let ifs =
      "(func " + String(repeating: "(if (i32.const 1) (then ", count: depth) + String(repeating: "))", count: depth)
      + ")"
    #expect(try encoded(ifs).count > 3 * depth)
  }

  /// Whatever is cut off is refused, and nothing is so bad that it ends the process.
  @Test func refusesEveryPrefixOfAModule() throws {
    let text =
      "(module $m (type $t (sub (struct (field $a (mut i8))))) (func $f (param $x i32) (if (local.get $x) (then "
      + "(br_if 0 (i32.const 0x1_0))) (else (drop (f32.const nan:0x1))))) (elem declare func $f) (data \"\\00\"))"
    #expect(fault(text) == nil)
    let bytes = Array(text.utf8)
    for length in 1..<bytes.count {
      #expect(fault(String(decoding: bytes[..<length], as: UTF8.self)) != nil)
    }
  }
}
