import CoreText
import SpecScripts
import Testing

/// Threads in specification scripts, which take turns.
@Suite struct ThreadScriptTests {
  private func run(_ text: String) throws -> [DirectiveOutcome] {
    var runner = ScriptRunner(ScriptConfiguration(path: "a.wast", text: "", chosen: nil))
    return runner.run(try readScript(TokenizedText(text))).outcomes
  }

  /// The lines of what failed.
  private func failures(_ text: String) throws -> [Int] {
    try run(text).filter { $0.verdict != .passed }.map(\.line)
  }

  private static let memory = "(module $m (memory (export \"memory\") 1 1 shared))\n"

  /// A thread with a function that runs.
  private func thread(_ name: String, _ body: String, _ assertion: String) -> String {
    """
    (thread $\(name) (shared (module $m)) (register "m" $m)
      (module (import "m" "memory" (memory 1 1 shared)) (func (export "run") (result i32) \(body)))
      \(assertion))

    """
  }

  @Test func aWaitEndsWhereAnotherThreadNotifies() throws {
    let wait = "(memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))"
    let notify = """
      (local $n i32)
      (loop (br_if 0 (i32.eqz (local.tee $n (memory.atomic.notify (i32.const 0) (i32.const 5)))))) (local.get $n)
      """
    let waits = thread("a", wait, "(assert_return (invoke \"run\") (i32.const 0))")
    let other = thread("c", wait, "(assert_return (invoke \"run\") (i32.const 0))")
    let notifies = thread("b", notify, "(assert_return (invoke \"run\") (i32.const 2))")
    #expect(try failures(Self.memory + waits + other + notifies + "(wait $a) (wait $b) (wait $c)") == [])
    // In another order one is woken, and nobody the other.
    let outcomes = try run(Self.memory + waits + notifies + other + "(wait $a) (wait $b) (wait $c)")
    #expect(outcomes.filter { $0.verdict != .passed }.map(\.directive) == ["assert_return", "assert_return"])
  }

  @Test func threadsWaitForEachOther() throws {
    // Each waits for its own cell, and sets and notifies the other's, eight times.
    func play(_ own: Int, _ other: Int, begins: Bool) -> String {
      """
      (local $i i32)
      (loop $again
        \(begins ? pass(own, other) : waiting(own) + pass(own, other))
        \(begins ? waiting(own) : "")
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $i) (i32.const 8))))
      (local.get $i)
      """
    }
    func waiting(_ cell: Int) -> String {
      """
      (block $set (loop $wait
        (br_if $set (i32.atomic.rmw.xchg (i32.const \(cell)) (i32.const 0)))
        (drop (memory.atomic.wait32 (i32.const \(cell)) (i32.const 0) (i64.const -1))) (br $wait)))
      """
    }
    func pass(_ own: Int, _ other: Int) -> String {
      "(i32.atomic.store (i32.const \(other)) (i32.const 1)) (drop (memory.atomic.notify (i32.const \(other)) (i32.const 1)))"
    }
    let expected = "(assert_return (invoke \"run\") (i32.const 8))"
    #expect(
      try failures(
        Self.memory + thread("a", play(0, 64, begins: false), expected)
          + thread("b", play(64, 0, begins: true), expected)
          + "(wait $b) (wait $a)") == [])
  }

  @Test func aThreadThatSpinsLetsOthersRun() throws {
    let spins = thread(
      "a", "(loop (br_if 0 (i32.eqz (i32.atomic.load (i32.const 0))))) (i32.atomic.load (i32.const 0))",
      "(assert_return (invoke \"run\") (i32.const 7))")
    let sets = thread(
      "b", "(i32.atomic.store (i32.const 0) (i32.const 7)) (i32.const 1)",
      "(assert_return (invoke \"run\") (i32.const 1))")
    #expect(try failures(Self.memory + spins + sets + "(wait $a) (wait $b)") == [])
  }

  @Test func timePassesWhereAllWait() throws {
    let wait = { (time: Int) in "(memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const \(time)))" }
    // The one that gives up first wakes the other, which would have waited longer.
    let long = thread("a", wait(1 << 40), "(assert_return (invoke \"run\") (i32.const 0))")
    let short = thread(
      "b", "(drop \(wait(1000))) (memory.atomic.notify (i32.const 0) (i32.const 1))",
      "(assert_return (invoke \"run\") (i32.const 1))")
    #expect(try failures(Self.memory + long + short + "(wait $a) (wait $b)") == [])
    #expect(
      try failures(Self.memory + thread("a", wait(5), "(assert_return (invoke \"run\") (i32.const 2))")) == [])
  }

  @Test func aWaitThatNobodyEndsFails() throws {
    let endless = thread(
      "a", "(memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))",
      "(assert_return (invoke \"run\") (i32.const 0)) (register \"after\")")
    let outcomes = try run(Self.memory + endless + "(wait $a) (wait $b)")
    #expect(
      outcomes.map { $0.directive + ($0.verdict == .passed ? "" : "!") }
        == ["module", "register", "module", "assert_return!", "register", "thread", "wait", "wait!"])
  }
}
