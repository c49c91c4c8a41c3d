import ComponentBinary
import CoreModule
import CoreText
import Diagnostics
import SpecScripts
import Testing

/// Running specification scripts.
@Suite struct ScriptRunnerTests {
  private func run(_ text: String) throws -> [DirectiveOutcome] {
    var runner = ScriptRunner(ScriptConfiguration(path: "a.wast", text: "", chosen: nil))
    return runner.run(try readScript(TokenizedText(text))).outcomes
  }

  /// Whether each directive passed.
  private func passes(_ text: String) throws -> [Bool] { try run(text).map { $0.verdict == .passed } }

  @Test func comparesResults() throws {
    let module =
      "(module (func (export \"f\") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))) "
      + "(func (export \"nan\") (result f32) (f32.const -nan)) (func (export \"p\") (result f32) (f32.const nan:0x600000))"
      + "(global (export \"g\") i64 (i64.const 5)))"
    #expect(
      try passes(
        module
          + """
          (assert_return (invoke "f" (i32.const 1)) (i32.const 2))
          (assert_return (invoke "f" (i32.const 1)) (i32.const 3))
          (assert_return (invoke "f" (i32.const 1)))
          (assert_return (invoke "f" (i32.const 1)) (either (i32.const 3) (i32.const 2)))
          (assert_return (invoke "nan") (f32.const nan:canonical))
          (assert_return (invoke "p") (f32.const nan:canonical))
          (assert_return (invoke "p") (f32.const nan:arithmetic))
          (assert_return (get "g") (i64.const 5))
          (assert_return (invoke "missing"))
          (assert_return (invoke "f"))
          """) == [true, true, false, false, true, true, false, true, true, false, false])
  }

  @Test func matchesTrapsByTheirCode() throws {
    #expect(
      try passes(
        """
        (module (memory 1) (func (export "u") unreachable) (func $r (export "r") (call $r))
          (func (export "l") (drop (i32.load (i32.const 65536)))))
        (assert_trap (invoke "u") "unreachable")
        (assert_trap (invoke "l") "out of bounds memory access")
        (assert_trap (invoke "u") "integer overflow")
        (assert_exhaustion (invoke "r") "call stack exhausted")
        (assert_trap (module (func $s unreachable) (start $s)) "unreachable")
        """) == [true, true, true, false, true, true])
  }

  @Test func matchesRefusalsByTheirKind() throws {
    #expect(
      try passes(
        """
        (assert_malformed (module quote "(func") "x")
        (assert_malformed (module binary "\\00asm") "x")
        (assert_malformed (module (func (drop))) "x")
        (assert_invalid (module (func (drop))) "x")
        (assert_invalid (module quote "(func") "x")
        (assert_invalid (module) "x")
        (assert_unlinkable (module (import "no" "thing" (func))) "x")
        (assert_unlinkable (module (import "spectest" "print_i32" (func))) "x")
        (assert_unlinkable (module (import "spectest" "print" (func))) "x")
        (frobnicate)
        """) == [true, true, false, true, false, false, true, true, false, false])
  }

  @Test func linksRegisteredModules() throws {
    #expect(
      try passes(
        """
        (module definition $d (global $g (mut i32) (i32.const 0))
          (func (export "next") (result i32)
            (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g)))
        (module instance $a $d) (module instance $b $d)
        (register "a" $a)
        (module (import "a" "next" (func $n (result i32))) (func (export "twice") (result i32) (drop (call $n)) (call $n)))
        (assert_return (invoke "twice") (i32.const 2))
        (assert_return (invoke $b "next") (i32.const 1))
        (assert_return (invoke $a "next") (i32.const 3))
        (module (import "a" "nothing" (func)))
        (assert_return (invoke "twice") (i32.const 4))
        """) == [true, true, true, true, true, true, true, true, false, false])
  }

  @Test func runsThreadsOneAfterTheOther() throws {
    #expect(
      try passes(
        """
        (module $m (memory (export "memory") 1 1 shared))
        (thread $t (shared (module $m)) (register "m" $m)
          (module (import "m" "memory" (memory 1 1 shared)) (func (export "run") (i32.store (i32.const 0) (i32.const 42))))
          (invoke "run"))
        (wait $t)
        (wait $u)
        """) == [true, true, true, true, true, true, false].dropLast(0).map { $0 })
  }

  @Test func saysInWhichLine() throws {
    let outcomes = try run("(module)\n\n(assert_return\n (invoke \"f\"))")
    #expect(outcomes.map(\.line) == [1, 3])
    #expect(outcomes.map(\.directive) == ["module", "assert_return"])
  }

  @Test func readsTheFilesOwnConfiguration() {
    func features(_ text: String, _ path: String = "a.wast") -> CoreFeatures {
      ScriptConfiguration(path: path, text: text, chosen: nil).features
    }
    #expect(features(";; RUN: wast % -f=-simd,-gc\n(module)").contains(.simd) == false)
    #expect(features("\n(module)\n;;! simd = false").contains(.simd))
    #expect(features(";;! multi_memory = false").contains(.multiMemory) == false)
    #expect(features("", "x/proposals/threads/imports.wast").contains(.multiMemory) == false)
    let chosen = ScriptConfiguration(
      path: "a.wast", text: ";;! simd = true", chosen: ScriptFeatures(core: [], component: .all)
    ).features
    #expect(chosen.contains(.simd))
  }
}
