import ComponentBinary
import CoreModule
import CoreText
import Diagnostics
import SpecScripts
import Testing

/// Running specification scripts.
@Suite struct ScriptRunnerTests {
  /// - Parameter isItsOwn: whether the text says itself how it is run.
  private func run(_ text: String, isItsOwn: Bool = false) throws -> [DirectiveOutcome] {
    var runner = ScriptRunner(ScriptConfiguration(path: "a.wast", text: isItsOwn ? text : "", chosen: nil))
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
    // A validator's file begins with what is on by default, and a version's name begins anew.
    #expect(!features(";; RUN: wast %\n(module)").contains(.customPageSizes))
    #expect(features("(module)").contains(.customPageSizes))
    #expect(features(";; RUN: wast % -f lime1") == .lime1)
    #expect(features(";; RUN: wast % -f=mvp,reference-types").subtracting(.mvp).contains(.referenceTypes))
    #expect(features(";; RUN: wast % -f wasm1,-floats") == CoreFeatures.wasm1.subtracting(CoreFeatures(.floats)))
    #expect(ScriptConfiguration(path: "a.wast", text: ";;! hogs_memory = true", chosen: nil).takesMuchMemory)
    #expect(!ScriptConfiguration(path: "a.wast", text: "", chosen: nil).takesMuchMemory)
  }

  // MARK: Other tools' scripts

  /// What a validator's file says of runs is tried, and no more.
  @Test func doesNotHoldAValidatorsFileToWhatItSaysOfRuns() throws {
    let text = """
      ;; RUN: wast %
      (module (import "nowhere" "f" (func)))
      (assert_return (invoke "f"))
      (module (func (export "f") (result i32) (i32.const 1)))
      (assert_return (invoke "f") (i32.const 1))
      (assert_return (invoke "f") (i32.const 2))
      (assert_malformed (module (func (drop))) "another tool's stage")
      (assert_invalid (module) "")
      (module (func (drop)))
      """
    let verdicts = try run(text, isItsOwn: true).map(\.verdict)
    let skipped = verdicts.indices.filter { if case .skipped = verdicts[$0] { true } else { false } }
    #expect(skipped == [1, 4])
    #expect(verdicts.map { $0 == .passed } == [true, false, true, true, false, true, false, false])
  }

  @Test func failsWhatIsNotSupportedInAValidatorsFileToo() throws {
    let outcomes = try run(
      """
      ;; RUN: wast %
      (module (memory 1 1 shared)
        (func (export "w") (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
      (assert_return (invoke "w") (i32.const 0))
      """, isItsOwn: true)
    guard case .failed = outcomes[1].verdict else { return #expect(Bool(false), "\(outcomes)") }
  }

  @Test func matchesTrapsByPartsOfTheirWords() throws {
    let module =
      "(module (table 1 funcref) (memory 1) (type $s (struct)) (func (export \"d\") (drop (i32.div_u (i32.const 1) "
      + "(i32.const 0)))) (func (export \"t\") (drop (table.get 0 (i32.const 1)))) (func (export \"c\") (call_indirect "
      + "(i32.const 1))) (func (export \"n\") (drop (ref.as_non_null (ref.null $s)))))"
    #expect(
      try passes(
        module
          + """
          (assert_trap (invoke "d") "divide by zero")
          (assert_trap (invoke "t") "out of bounds")
          (assert_trap (invoke "t") "undefined element")
          (assert_trap (invoke "c") "out of bounds")
          (assert_trap (invoke "n") "null function")
          (assert_trap (invoke "n") "null structure reference")
          (assert_trap (invoke "d") "divide by one")
          (assert_trap (invoke "t") "out of bounds memory access")
          (assert_trap (invoke "n") "nullify")
          (assert_unlinkable (module (memory 1) (data (i32.const 65536) "x")) "out of bounds memory access")
          (assert_unlinkable (module (memory 1) (data (i32.const 65536) "x")) "unreachable")
          """) == [true, true, true, true, true, true, true, false, false, false, true, false])
  }

  @Test func importsFromWhatHasAName() throws {
    #expect(
      try passes(
        """
        (module $env (global (export "g") i32 (i32.const 7)))
        (module (import "env" "g" (global i32)) (func (export "f") (result i32) (global.get 0)))
        (assert_return (invoke "f") (i32.const 7))
        (assert_unlinkable (module (import "Env" "g" (global i32))) "unknown import")
        """) == [true, true, true, true])
  }

  @Test func collectsGarbageForScriptsThatAsk() throws {
    #expect(
      try passes(
        """
        (module (import "wasmtime" "gc" (func $gc)) (type $s (struct (field i32)))
          (func (export "f") (result i32) (local (ref null $s))
            (local.set 0 (struct.new $s (i32.const 5))) (call $gc) (struct.get $s 0 (local.get 0))))
        (assert_return (invoke "f") (i32.const 5))
        """) == [true, true])
  }
}
