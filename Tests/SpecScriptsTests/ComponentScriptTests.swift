import ComponentBinary
import CoreText
import Diagnostics
import Testing

@testable import SpecScripts

/// Components in specification scripts.
@Suite struct ComponentScriptTests {
  private func run(
    _ text: String, configuration: ScriptConfiguration = ScriptConfiguration(path: "a.wast", text: "", chosen: nil)
  ) throws -> [DirectiveOutcome] {
    var runner = ScriptRunner(configuration)
    return runner.run(try readScript(TokenizedText(text))).outcomes
  }

  /// Whether each directive passed.
  private func passes(_ text: String) throws -> [Bool] { try run(text).map { $0.verdict == .passed } }

  /// Why the last directive failed; nil where it passed.
  private func reason(_ text: String) throws -> String? {
    guard case .failed(let reason)? = try run(text).last?.verdict else { return nil }
    return reason
  }

  // MARK: Values

  /// A component whose function gives back what it gets, a string where it lies.
  private func echo(_ type: String, flat: String, isPointer: Bool = false) -> String {
    """
    (component
      (type $t' \(type)) (export $t "t" (type $t'))
      (core module $m
        (memory (export "mem") 1) (global $next (mut i32) (i32.const 64))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (local $at i32)
          (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
          (global.set $next (i32.add (local.get $at) (local.get 3)))
          (local.get $at))
        (func (export "f") \(flat)))
      (core instance $i (instantiate $m))
      (func (export "f") (param "x" $t) (result $t)
        (canon lift (core func $i "f") (memory (core memory $i "mem")) (realloc (core func $i "realloc")))))
    """
  }

  private static let pair = """
    (param i32 i32) (result i32)
    (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)
    """

  @Test(
    arguments: [
      ("bool", "(bool.const true)", "(bool.const false)"), ("u8", "(u8.const 255)", "(u8.const 254)"),
      ("s16", "(s16.const -5)", "(s16.const 5)"), ("u32", "(u32.const 0xffff_ffff)", "(u32.const 0)"),
      ("char", #"(char.const "\u{20ac}")"#, #"(char.const "a")"#),
      (#"(enum "red" "green")"#, #"(enum.const "green")"#, #"(enum.const "red")"#),
      (#"(flags "a" "b" "c")"#, #"(flags.const "c" "a")"#, #"(flags.const "a")"#),
    ])
  func passesSmallValues(type: String, value: String, other: String) throws {
    let text = echo(type, flat: "(param i32) (result i32) (local.get 0)")
    #expect(
      try passes(
        text + #"(assert_return (invoke "f" \#(value)) \#(value)) (assert_return (invoke "f" \#(value)) \#(other))"#)
        == [true, true, false])
  }

  @Test(
    arguments: [
      ("string", #"(str.const "naïve")"#, #"(str.const "naive")"#),
      ("(list u16)", "(list.const (u16.const 1) (u16.const 2))", "(list.const (u16.const 1))"),
      ("(tuple u32 s32)", "(tuple.const (u32.const 1) (s32.const -1))", "(tuple.const (u32.const 1) (s32.const 1))"),
      (
        #"(record (field "a" u32) (field "b" u32))"#,
        #"(record.const (field "a" (u32.const 1)) (field "b" u32.const 2))"#,
        #"(record.const (field "a" (u32.const 2)) (field "b" (u32.const 2)))"#
      ),
      (#"(variant (case "n") (case "u" u32))"#, #"(variant.const "u" (u32.const 3))"#, #"(variant.const "n")"#),
      ("(option u32)", "(option.some (u32.const 0))", "option.none"),
      ("(result u32 (error u32))", "(result.err (u32.const 7))", "(result.ok (u32.const 7))"),
    ])
  func passesPairs(type: String, value: String, other: String) throws {
    let other = other.hasPrefix("(") ? other : "(\(other))"
    let text = echo(type, flat: Self.pair)
    // A value of two parts lies where its parts are stored; a discriminant is stored by its own width.
    #expect(
      try passes(
        text + #"(assert_return (invoke "f" \#(value)) \#(value)) (assert_return (invoke "f" \#(value)) \#(other))"#)
        == [true, true, false])
  }

  @Test func comparesFloatsByWhatCrosses() throws {
    let text = echo("f32", flat: "(param f32) (result f32) (local.get 0)")
    #expect(
      try passes(
        text
          + """
          (assert_return (invoke "f" (f32.const -0)) (f32.const -0))
          (assert_return (invoke "f" (f32.const -0)) (f32.const 0))
          (assert_return (invoke "f" (f32.const nan:0x200001)) (f32.const nan:canonical))
          (assert_return (invoke "f" (f32.const nan:0x200001)) (f32.const nan))
          (assert_return (invoke "f" (f32.const 1)) (f32.const nan:arithmetic))
          """) == [true, true, false, true, true, false])
  }

  @Test func refusesValuesOfAnotherType() throws {
    let text = echo("u8", flat: "(param i32) (result i32) (local.get 0)")
    #expect(
      try passes(
        text
          + """
          (invoke "f" (u8.const 1)) (invoke "f" (s8.const 1)) (invoke "f" (u8.const 256)) (invoke "f") (invoke "g")
          (invoke "f" (i32.const 1)) (invoke "f" (f32.const 1))
          """) == [true, true, false, false, false, false, false, false])
  }

  // MARK: Traps

  @Test func matchesTrapsByTheRuleThatIsBroken() throws {
    let text = echo("u8", flat: "(param i32) (result i32) unreachable")
    #expect(try passes(text + #"(assert_trap (invoke "f" (u8.const 1)) "unreachable")"#) == [true, true])
    #expect(try passes(text + #"(assert_trap (invoke "f" (u8.const 1)) "unknown handle index 1")"#) == [true, false])
    let character = echo("char", flat: "(param i32) (result i32) (i32.const 0xd800)")
    #expect(
      try passes(character + #"(assert_trap (invoke "f" (char.const "a")) "invalid `char` bit pattern")"#) == [
        true, true,
      ])
    for (words, isMeant) in [
      ("unaligned pointer", false), ("integer divide by zero", false), ("a new host's words", true),
    ] {
      #expect(
        try passes(character + #"(assert_trap (invoke "f" (char.const "a")) "\#(words)")"#) == [true, isMeant],
        "\(words)")
    }
    // An instance that trapped is of no more use, and its definition is.
    #expect(
      try passes(
        character.replacing("(component", with: "(component definition $d", maxReplacements: 1)
          + """
          (component instance $a $d) (component instance $b $d)
          (assert_trap (invoke $a "f" (char.const "a")) "invalid `char`")
          (assert_trap (invoke $a "f" (char.const "a")) "cannot enter component instance")
          (assert_trap (invoke $b "f" (char.const "a")) "invalid `char`")
          """) == [true, true, true, true, true, true])
  }

  @Test func failsWhatIsNotSupportedWhateverIsExpected() throws {
    let text = """
      (component
        (core func $new (canon waitable-set.new))
        (core module $m (import "" "new" (func $new (result i32))) (func (export "f") (drop (call $new))))
        (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
        (func (export "f") (canon lift (core func $i "f"))))
      (assert_trap (invoke "f") "unreachable")
      """
    #expect(try passes(text) == [true, false])
    #expect(try reason(text)?.hasPrefix("not supported: ") == true)
  }

  // MARK: Refusals

  @Test func matchesRefusalsByTheirKind() throws {
    #expect(
      try passes(
        #"""
        (assert_malformed (component quote "(type") "x")
        (assert_malformed (component binary "\00asm") "x")
        (assert_malformed (component (type (record))) "x")
        (assert_invalid (component (type (record))) "x")
        (assert_invalid (component quote "(type (record))") "x")
        (assert_invalid (component) "x")
        (assert_unlinkable (component (import "no" (func))) "x")
        (assert_unlinkable (component (import "host-return-two" (instance))) "x")
        (assert_unlinkable (component (import "host-return-two" (func (result s32)))) "x")
        (assert_unlinkable (component (import "host-echo-u32" (func (param "any-name" u32) (result u32)))) "x")
        (component (import "nobody" (instance)))
        (component (import "nobody" (instance (export "t" (type (eq 0))))))
        (assert_trap (component (core module $m (func $s unreachable) (start $s)) (core instance (instantiate $m))) "unreachable")
        """#) == [true, true, false, true, true, false, true, true, true, false, true, false, true])
  }

  @Test func saysWhereAComponentIsWrong() throws {
    #expect(
      try reason("(component\n (type u8)\n (type (list $x)))")
        == "the component is malformed: line 3: there is no type `$x`")
    #expect(
      try reason("(component\n (core module\n  (func (drop))))")?.hasPrefix("the component is invalid: line 3: ")
        == true)
  }

  // MARK: The host

  @Test func givesComponentsWhatTheSuitesExpectOfAHost() throws {
    #expect(
      try passes(
        """
        (component
          (import "host-return-two" (func $two (result u32)))
          (import "host" (instance $host
            (export "return-three" (func (result u32)))
            (export "nested" (instance (export "return-four" (func (result u32)))))
            (export "simple-module" (core module (export "f" (func (result i32))) (export "g" (global i32))))
            (export "resource1" (type $r (sub resource)))
            (export "resource1-again" (type (eq $r)))
            (export "[constructor]resource1" (func (param "rep" u32) (result (own $r))))
            (export "[static]resource1.assert" (func (param "resource" (own $r)) (param "rep" u32)))
            (export "[static]resource1.drops" (func (result u32)))
            (export "[static]resource1.last-drop" (func (result u32)))
            (export "[method]resource1.simple" (func (param "self" (borrow $r)) (param "rep" u32)))))
          (core instance $simple (instantiate (module $host "simple-module")))
          (core func $two' (canon lower (func $two)))
          (core func $three (canon lower (func $host "return-three")))
          (core func $four (canon lower (func $host "nested" "return-four")))
          (alias export $host "resource1" (type $r))
          (core func $new (canon lower (func $host "[constructor]resource1")))
          (core func $assert (canon lower (func $host "[static]resource1.assert")))
          (core func $drops (canon lower (func $host "[static]resource1.drops")))
          (core func $last (canon lower (func $host "[static]resource1.last-drop")))
          (core func $simple' (canon lower (func $host "[method]resource1.simple")))
          (core func $drop (canon resource.drop $r))
          (core module $m
            (import "" "two" (func $two (result i32))) (import "" "three" (func $three (result i32)))
            (import "" "four" (func $four (result i32))) (import "" "hundred-one" (func $hundred-one (result i32)))
            (import "" "new" (func $new (param i32) (result i32))) (import "" "drop" (func $drop (param i32)))
            (import "" "assert" (func $assert (param i32 i32))) (import "" "simple" (func $simple (param i32 i32)))
            (import "" "drops" (func $drops (result i32))) (import "" "last" (func $last (result i32)))
            (func (export "sum") (result i32)
              (i32.add (i32.add (call $two) (call $three)) (i32.add (call $four) (call $hundred-one))))
            (func (export "dropped") (result i32)
              (local $first i32) (local $before i32)
              (local.set $before (call $drops))
              (local.set $first (call $new (i32.const 77)))
              (call $simple (local.get $first) (i32.const 77))
              (call $drop (local.get $first))
              (call $assert (call $new (i32.const 78)) (i32.const 78))
              ;; One drop, and which: what the host took is no drop of the component's.
              (i32.add (i32.mul (i32.sub (call $drops) (local.get $before)) (i32.const 1000)) (call $last)))
            (func (export "wrong") (call $assert (call $new (i32.const 1)) (i32.const 2))))
          (core instance $i (instantiate $m (with "" (instance
            (export "two" (func $two')) (export "three" (func $three)) (export "four" (func $four))
            (export "hundred-one" (func $simple "f")) (export "new" (func $new)) (export "drop" (func $drop))
            (export "assert" (func $assert)) (export "simple" (func $simple')) (export "drops" (func $drops))
            (export "last" (func $last))))))
          (func (export "sum") (result u32) (canon lift (core func $i "sum")))
          (func (export "dropped") (result u32) (canon lift (core func $i "dropped")))
          (func (export "wrong") (canon lift (core func $i "wrong"))))
        (assert_return (invoke "sum") (u32.const 110))
        (assert_return (invoke "dropped") (u32.const 1077))
        (invoke "wrong")
        (assert_unlinkable
          (component
            (import "host" (instance (export "resource1" (type $r (sub resource))) (export "resource2" (type (eq $r))))))
          "x")
        """) == [true, true, true, false, true])
  }

  @Test func linksComponentsWithNames() throws {
    #expect(
      try passes(
        """
        (component $base
          (core module $m (func (export "f") (result i32) (i32.const 5)))
          (core instance $i (instantiate $m))
          (export "m" (core module $m))
          (func (export "five") (result u32) (canon lift (core func $i "f"))))
        (component
          (import "base" (instance $base
            (export "five" (func (result u32))) (export "m" (core module (export "f" (func (result i32)))))))
          (core instance $i (instantiate (module $base "m")))
          (func (export "own") (result u32) (canon lift (core func $i "f")))
          (export "theirs" (func $base "five")))
        (assert_return (invoke "own") (u32.const 5))
        (assert_return (invoke "theirs") (u32.const 5))
        (assert_return (invoke $base "five") (u32.const 5))
        (register "other" $base)
        (component (import "other" (instance (export "five" (func (result u32))))))
        (assert_unlinkable (component (import "other" (instance (export "six" (func))))) "x")
        (assert_unlinkable
          (component (import "base" (instance (export "m" (core module (export "g" (func)))))))
          "x")
        """) == [true, true, true, true, true, true, true, true, true])
  }

  // MARK: Configuration

  @Test func takesComponentsFeaturesFromTheFile() throws {
    func configuration(_ text: String) -> ScriptConfiguration {
      ScriptConfiguration(path: "a.wast", text: text, chosen: nil)
    }
    #expect(configuration("").componentFeatures == .suites)
    #expect(configuration(";; RUN: wast %").componentFeatures == .shipped)
    #expect(configuration(";; RUN: wast % \\\n;;   -f=cm-threading,-cm-async").componentFeatures.contains(.threading))
    #expect(!configuration(";; RUN: wast % \\\n;;   -f=cm-threading,-cm-async").componentFeatures.contains(.async))
    #expect(
      configuration(";;! component_model_fixed_length_lists = true").componentFeatures.contains(.fixedLengthLists))
    #expect(configuration(";; RUN: wast % -f cm-gc").unheld == ["cm-gc"])
    #expect(configuration(";; RUN: wast %").isForValidator && !configuration(";;! simd = true").isForValidator)
  }

  // MARK: 64-bit memories

  @Test func wideMemoriesNeedTheirFeature() throws {
    let memory = """
      (component
        (core module $m (memory (export "mem") i64 1)
          (func (export "f") (param i64 i64)) (func (export "realloc") (param i64 i64 i64 i64) (result i64) unreachable))
        (core instance $i (instantiate $m))
        (func (param "s" string)
          (canon lift (core func $i "f") (memory (core memory $i "mem")) (realloc (core func $i "realloc")))))
      """
    let others = [
      memory, "(component (type (resource (rep i64))))", "(component (core func (canon context.get i64 0)))",
    ]
    for text in others {
      #expect(try passes(text) == [true], "\(text)")
      let off = ScriptConfiguration(path: "a.wast", text: ";; RUN: wast %", chosen: nil)
      #expect(try run("(assert_invalid \(text) \"\")", configuration: off).map(\.verdict) == [.passed], "\(text)")
      let on = ScriptConfiguration(path: "a.wast", text: ";; RUN: wast % -f cm64", chosen: nil)
      #expect(try run(text, configuration: on).map(\.verdict) == [.passed], "\(text)")
      let setting = ScriptConfiguration(path: "a.wast", text: ";;! component_model_memory64 = true", chosen: nil)
      #expect(try run(text, configuration: setting).map(\.verdict) == [.passed], "\(text)")
    }
  }

  @Test(arguments: [
    // Pointers of the wrong width, and a realloc of the other kind.
    ("(param i32 i32)", "(param i64 i64 i64 i64) (result i64)"),
    ("(param i64 i64)", "(param i32 i32 i32 i32) (result i32)"),
  ])
  func pointersAreAsWideAsTheMemorysAddresses(function: String, realloc: String) throws {
    let text = """
      (assert_invalid (component
        (core module $m (memory (export "mem") i64 1)
          (func (export "f") \(function)) (func (export "realloc") \(realloc) unreachable))
        (core instance $i (instantiate $m))
        (func (param "s" string)
          (canon lift (core func $i "f") (memory (core memory $i "mem")) (realloc (core func $i "realloc"))))) "")
      """
    #expect(try passes(text) == [true])
  }

  @Test func builtInsTakeWidePointers() throws {
    let text = """
      (component
        (core module $m (memory (export "mem") i64 1) (table (export "tab") i64 1 funcref)
          (func (export "realloc") (param i64 i64 i64 i64) (result i64) unreachable))
        (core instance $i (instantiate $m))
        (alias core export $i "mem" (core memory $mem))
        (alias core export $i "tab" (core table $tab))
        (alias core export $i "realloc" (core func $realloc))
        (type $stream (stream u8)) (type $future (future u8))
        (core type $start (func (param i64)))
        (core func $wait (canon waitable-set.wait (memory $mem)))
        (core func $read (canon stream.read $stream async (memory $mem)))
        (core func $take (canon future.read $future async (memory $mem)))
        (core func $error (canon error-context.new (memory $mem)))
        (core func $message (canon error-context.debug-message (memory $mem) (realloc $realloc)))
        (core func $thread (canon thread.new-indirect $start (table $tab)))
        (core module $n
          (import "" "wait" (func (param i32 i64) (result i32)))
          (import "" "read" (func (param i32 i64 i64) (result i64)))
          (import "" "take" (func (param i32 i64) (result i32)))
          (import "" "error" (func (param i64 i64) (result i32)))
          (import "" "message" (func (param i32 i64)))
          (import "" "thread" (func (param i64 i64) (result i32))))
        (core instance (instantiate $n (with "" (instance
          (export "wait" (func $wait)) (export "read" (func $read)) (export "take" (func $take))
          (export "error" (func $error)) (export "message" (func $message)) (export "thread" (func $thread)))))))
      (assert_invalid (component
        (core func (canon context.get i64 0)) (core func (canon context.set i32 0))) "")
      """
    #expect(try passes(text) == [true, true])
  }

  @Test func readsReferencesStrictlyWhereItIsAsked() throws {
    func indices(_ text: String, _ environment: String?) -> ScriptConfiguration.Indices {
      ScriptConfiguration(
        path: "a.wast", text: text, chosen: nil, indices: ScriptConfiguration.Indices(environment: environment)
      ).indices
    }
    #expect(indices("", nil) == .legacy && indices("", "0") == .legacy && indices("", "1") == .strict)
    #expect(indices(";; RUN: WAST_STRICT_COMPONENT_INDICES=0 wast %", "1") == .legacy)
    #expect(indices(";; RUN[lenient]: WAST_STRICT_COMPONENT_INDICES=0 wast %", "1") == .strict)

    let text = """
      (component
        (core module $m (memory (export "mem") 1) (func (export "f")))
        (core instance $i (instantiate $m))
        (func (canon lift (core func $i "f") (memory $i "mem"))))
      """
    var configuration = ScriptConfiguration(path: "a.wast", text: "", chosen: nil)
    #expect(try run(text, configuration: configuration).map(\.verdict) == [.passed])
    configuration.indices = .strict
    #expect(try run(text, configuration: configuration).map(\.verdict) != [.passed])
  }

  @Test func aScriptForAValidatorNeedsNoImports() throws {
    let text = #"(component (import "nobody" (func))) (assert_malformed (component (type (record))) "x")"#
    var configuration = ScriptConfiguration(path: "a.wast", text: "", chosen: nil)
    #expect(try run(text, configuration: configuration).map { $0.verdict == .passed } == [false, false])
    configuration.isForValidator = true
    #expect(try run(text, configuration: configuration).map { $0.verdict == .passed } == [true, true])
  }
}
