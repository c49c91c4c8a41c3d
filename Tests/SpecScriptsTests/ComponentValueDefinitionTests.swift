import ComponentBinary
import ComponentText
import ComponentTypes
import CoreText
import Testing

@testable import SpecScripts

/// Values and start functions of components.
@Suite struct ComponentValueDefinitionTests {
  /// What came of each directive: nil where it passed.
  private func reasons(_ text: String, file: String = "") throws -> [String?] {
    var runner = ScriptRunner(ScriptConfiguration(path: "a.wast", text: file, chosen: nil))
    return runner.run(try readScript(TokenizedText(text))).outcomes.map { outcome in
      if case .failed(let reason) = outcome.verdict { reason } else { nil }
    }
  }

  /// The values that a component in text defines.
  private func values(_ fields: String) throws -> [ComponentValue] {
    let bytes = try encodeComponent(TokenizedText("(component \(fields))")).bytes
    return try decodeComponent(bytes).definitions.compactMap { definition in
      if case .value(let value) = definition.kind { value } else { nil }
    }
  }

  /// A component that keeps the sum of two numbers, counts its calls, and greets.
  private static let keeper = #"""
    (component $keeper
      (core module $m
        (memory (export "mem") 1) (global $kept (mut i32) (i32.const 0)) (global $next (mut i32) (i32.const 64))
        (func (export "keep") (param i32 i32) (result i32)
          (global.set $kept (i32.add (global.get $kept) (i32.add (local.get 0) (local.get 1)))) (global.get $kept))
        (func (export "kept") (result i32) (global.get $kept))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (global.get $next) (global.set $next (i32.add (global.get $next) (local.get 3))))
        (func (export "length") (param i32 i32) (result i32) (local.get 1)))
      (core instance $i (instantiate $m))
      (func $keep (param "x" u32) (param "y" u32) (result u32) (canon lift (core func $i "keep")))
      (func $length (param "s" string) (result u32)
        (canon lift (core func $i "length") (memory (core memory $i "mem")) (realloc (core func $i "realloc"))))
    """#

  @Test func startFunctionsRunWhereTheyStand() throws {
    let text =
      Self.keeper + #"""
          (value $two u32 2) (value $forty u32 40) (value $one u32 1)
          (start $keep (value $two) (value $forty) (result (value $sum)))
          (start $keep (value $sum) (value $one) (result (value $all)))
          (export "all" (value $all))
          (func (export "kept") (result u32) (canon lift (core func $i "kept"))))
        (assert_return (invoke "kept") (u32.const 85))
        """#
    #expect(try reasons(text) == [nil, nil])
  }

  @Test func valuesGoThroughInstances() throws {
    let text = #"""
      (component
      """# + Self.keeper + #"""
          (import "text" (value $text string))
          (import "more" (instance $more (export "number" (value u32))))
          (start $length (value $text) (result (value $length)))
          (alias export $more "number" (value $number))
          (start $keep (value $length) (value $number) (result (value $sum)))
          (export "sum" (value $sum))
          (func (export "kept") (result u32) (canon lift (core func $i "kept"))))
        (value $text string "five!") (value $number u32 (binary "\95\01"))
        (instance $more (export "number" (value $number)))
        (instance $k (instantiate $keeper (with "text" (value $text)) (with "more" (instance $more))))
        (export "kept" (func $k "kept"))
        (export "sum" (value $k "sum")))
        (assert_return (invoke "kept") (u32.const 154))
        """#
    #expect(try reasons(text) == [nil, nil])
  }

  @Test func aStartFunctionMayTrap() throws {
    let text = #"""
      (assert_trap (component
        (core module $m (func (export "f") unreachable))
        (core instance $i (instantiate $m))
        (func $f (canon lift (core func $i "f")))
        (start $f)) "unreachable")
      """#
    #expect(try reasons(text) == [nil])
  }

  @Test(arguments: [
    // Used twice, not at all, and after an export.
    #"(import "a" (value $v string)) (export "b" (value $v)) (export "c" (value $v))"#,
    #"(import "a" (value string))"#, "(value u8 1)",
    #"(value $v u8 1) (export $w "b" (value $v)) (export "c" (value $w))"#,
    // Arguments and results that do not fit.
    #"(import "f" (func $f (param "x" u8))) (start $f)"#,
    #"(import "f" (func $f (param "x" u8))) (value $v u16 1) (start $f (value $v))"#,
    #"(import "f" (func $f (result u8))) (start $f)"#, #"(import "f" (func $f)) (start $f (result (value)))"#,
    // A value that is another's.
    #"(component $c (import "a" (value u8))) (value $v s8 1) (instance (instantiate $c (with "a" (value $v))))"#,
    #"(import "r" (type $r (sub resource))) (type $b (borrow $r)) (import "a" (value $v $b)) (export "b" (value $v))"#,
    #"(export "b" (value 0))"#,
    // Values without a literal.
    #"(import "r" (type $r (sub resource))) (type $o (own $r)) (value $v $o (binary "\00")) (export "b" (value $v))"#,
    #"(value $v f32 (binary "\01\00\c0\7f")) (export "b" (value $v))"#,
    #"(type $t (enum "a" "b")) (export $u "t" (type $t)) (value $v $u (binary "\02")) (export "b" (value $v))"#,
  ])
  func refusesWhatIsWrong(fields: String) throws {
    #expect(try reasons("(assert_invalid (component \(fields)) \"\")") == [nil])
  }

  @Test func readsLiterals() throws {
    let literals = #"""
      (value $a bool true) (value $b u8 255) (value $c s8 -128) (value $d u16 65535) (value $e s16 -2)
      (value $f u32 0xffff_ffff) (value $g s32 -2147483648) (value $h u64 18446744073709551615) (value $i s64 -1)
      (value $j f32 1.5) (value $k f64 nan) (value $l string "h\u{e9}")
      """#
    let exports = "abcdefghijkl".map { #"(export "e-\#($0)" (value $\#($0)))"# }.joined()
    #expect(
      try values(literals + exports) == [
        .bool(true), .u8(255), .s8(-128), .u16(65_535), .s16(-2), .u32(.max), .s32(.min), .u64(.max), .s64(-1),
        .f32(1.5),
        .f64(Double(bitPattern: 0x7ff8_0000_0000_0000)), .string("hé"),
      ])
  }

  @Test func readsLiteralsOfNamedTypes() throws {
    func value(_ type: String, _ literal: String) throws -> [ComponentValue] {
      try values(#"(type $t \#(type)) (export $u "t" (type $t)) (value $v $u \#(literal)) (export "v" (value $v))"#)
    }
    #expect(
      try value(#"(record (field "x" u8) (field "y" (option u16)))"#, #"(binary "\07\01\80\01")"#)
        == [.record([.u8(7), .option(.u16(128))])])
    #expect(
      try value("(list (tuple char bool))", #"(binary "\02" "\e2\82\ac" "\01" "a" "\00")"#)
        == [.list([.tuple([.char("€"), .bool(true)]), .tuple([.char("a"), .bool(false)])])])
    #expect(try value(#"(variant (case "p" u8) (case "q"))"#, #"(binary "\01")"#) == [.variant(1, nil)])
    #expect(try value("(result u8 (error string))", #"(binary "\01\02ab")"#) == [.err(.string("ab"))])
    let flags = #"(flags "a" "b" "c" "d" "e" "f" "g" "h" "i")"#
    #expect(
      try value(flags, #"(binary "\05\01")"#) == [
        .flags([true, false, true, false, false, false, false, false, true])
      ])
    #expect(try value(#"(enum "a" "b")"#, #"(binary "\01")"#) == [.enumeration(1)])
    #expect(
      try value("(list s16)", #"(binary "\03\7f\80\80\7e\ff\ff\01")"#) == [
        .list([.s16(-1), .s16(-32768), .s16(32767)])
      ])
  }

  @Test(arguments: [
    // Too few and too many bytes, and numbers that are too large.
    #"(value u16 (binary "\80"))"#, #"(value u8 (binary "\01\02"))"#, #"(value u16 (binary "\80\80\04"))"#,
    #"(value s16 (binary "\80\80\02"))"#, #"(value s64 (binary "\ff\ff\ff\ff\ff\ff\ff\ff\ff\01"))"#,
    #"(value bool (binary "\02"))"#, #"(value char (binary "\c3"))"#, #"(value char (binary "\ed\a0\80"))"#,
    #"(value string (binary "\02\ff\fe"))"#, #"(value (list u8) (binary "\ff\ff\ff\ff\0f"))"#,
  ])
  func refusesLiteralsThatAreMalformed(field: String) throws {
    #expect(try reasons("(assert_malformed (component \(field)) \"\")") == [nil])
  }

  @Test func aStartSectionHoldsOneStartFunction() throws {
    let head = #"(component binary "\00asm\0d\00\01\00" "\07\05\01\40\00\01\00" "\0a\06\01\00\01a\01\00" "#
    #expect(try reasons(#"(assert_malformed \#(head) "\09\04\00\00\00\ff") "")"#) == [nil])
    #expect(try reasons(#"(assert_invalid \#(head) "\09\06\00\00\ff\ff\ff\00") "")"#) == [nil])
  }

  @Test func valuesNeedTheirFeature() throws {
    let off = ";; RUN: wast %"
    for field in [
      #"(import "f" (value string))"#, #"(import "f" (func $f)) (start $f)"#, "(value u8 1)",
      #"(export "f" (value 0))"#,
    ] {
      #expect(try reasons("(assert_invalid (component \(field)) \"\")", file: off) == [nil], "\(field)")
    }
    #expect(
      try reasons(#"(component (import "f" (func $f)) (start $f))"#, file: ";; RUN: wast % -f cm-values") == [nil])
  }
}
