import Testing

/// Every exit code of the real program, and every code of a diagnostic that only the command line can show.
@Suite struct ExitCodeProgramTests {
  private static let files = Program.fixtures + "/Sessions/files"

  /// Runs a shell command with `$W` for the program, in a folder with a few scripts; its output is both streams'.
  private func run(_ command: String) -> (output: String, exitCode: Int32)? {
    guard let program = Program.path else {
      print("skipped: the program is not beside the tests")
      return nil
    }
    let folder = ScratchFolder()
    let scripts = #"""
      printf '1 + 1\n' > fine
      printf 'one = 1\nnothing-such\ntwo = 2\n' > mistake
      printf 'overflowing-add 2147483647 1\n' > overflow
      printf 'overflowing-add 2147483647 1\nnothing-such\n' > both
      printf ':load %s/traps.wasm\nspin()\n' \#(Self.files) > spin
      printf ':load %s/traps.wasm\ndivide 1 0\n' \#(Self.files) > trap
      printf ':check %s/stale.wits\n' \#(Self.files) > stale
      """#
    return Program.shell("W=\(program); F=\(Self.files); cd \(folder.path); \(scripts)\n{ \(command)\n} 2>&1")
  }

  @Test(
    arguments: [
      // Fine.
      (0, "$W run fine", "2 : s32"), (0, "$W run fine fine", "2 : s32"), (0, "$W run - < fine", "2 : s32"),
      (0, "$W < fine", "2 : s32"), (0, "$W check $F/holds.wits", "ok  "), (0, "$W validate $F/traps.wasm", "valid"),
      (0, "$W run overflow", "OVERFLOW"), (0, "$W call ':source fine'", "2 : s32"),
      (0, "$W call ':check '$F/holds.wits", "ok  "), (0, "$W --version", "0."),
      // What was evaluated failed, or what could be read is wrong.
      (1, "$W run mistake", "error[W0101]"), (1, "$W run --keep-going mistake", "2 : s32"),
      (1, "$W run --keep-going mistake fine", "2 : s32\n"), (1, "$W --keep-going < mistake", "2 : s32"),
      (1, "$W run trap", "error[W0601]"), (1, "$W run --fuel 1000 spin", "error[W0602]"),
      (1, "$W run --timeout 0.05 spin", "error[W0603]"), (1, "$W validate $F/core-mismatch.wasm", "error[W0421]"),
      (1, "$W wit $F/wit/unknown-name.wit", "error[W0324]"), (1, "$W call ':source mistake'", "error[W0101]"),
      (1, "echo ':source mistake' | $W", "error[W0101]"), (1, "$W validate --json $F/core-mismatch.wasm", "\"W0421\""),
      // Usage.
      (2, "$W --nonsense", "error[W0701]"), (2, "$W run", "error[W0701]"), (2, "$W check", "error[W0701]"),
      (2, "$W call --fuel lots 1", "error[W0701]"),
      // What cannot be read or is malformed.
      (3, "$W run nowhere", "error[W0001]"), (3, "$W validate $F/core-end.wasm", "error[W0403]"),
      (3, "$W wit $F/wit/syntax.wit", "error[W0304]"), (3, "$W check nowhere.wits", "error[W0001]"),
      (3, "$W check $F/malformed.wits", "malformed.wits:2: "), (3, "$W run fine nowhere", "2 : s32"),
      (3, "$W call ':check '$F/malformed.wits", ""),
      // A check that did not match.
      (4, "$W check $F/stale.wits", "DIFFERENT"), (4, "$W check $F/holds.wits $F/stale.wits", "-3 : s32"),
      (4, "$W run stale", "DIFFERENT"), (4, "$W call ':check '$F/stale.wits", "+2 : s32"),
      (4, "$W check --json $F/stale.wits", "\"holds\":false"),
      (
        4, "$W sweep --json --fail-on-overflow $F/../sweeps/lying.wasm overflowing-add-s8",
        "overflowing-add-s8(100, 50)"
      ),
      // An overflow that was asked to fail, which a mistake beats.
      (5, "$W run --fail-on-overflow overflow", "OVERFLOW"), (5, "$W --fail-on-overflow < overflow", "OVERFLOW"),
      (5, "$W run --keep-going --fail-on-overflow overflow fine", "2 : s32"),
      (5, "$W call --fail-on-overflow ':source overflow'", "(-2147483648, true)"),
      (5, "$W call --fail-on-overflow=any 'overflowing-add 2147483647 1'", "true"),
      (5, "$W watch --fail-on-overflow 'overflowing-add 2147483647 1'", "source: i32.add"),
      (5, "$W sweep --fail-on-overflow $F/../sweeps/honest.wasm overflowing-add-s8", "the flag told the truth"),
      (0, "$W watch --fail-on-overflow=any 'overflowing-add 1 2'", "no wrap observed"),
      (0, "$W repl < fine", "2 : s32"),
      (1, "$W run --keep-going --fail-on-overflow both", "error[W0101]"),
      (1, "$W run --keep-going --fail-on-overflow overflow mistake", "error[W0101]"),
      (5, "$W run --fail-on-overflow both", "OVERFLOW"),
      // Signals.
      (130, "timeout -s INT --preserve-status 1 $W run spin", "interrupted"),
      (130, "timeout -s INT --preserve-status 1 $W run --keep-going spin fine", "interrupted"),
      (130, "printf '> :source spin\\n' > s.wits; timeout -s INT --preserve-status 1 $W check s.wits", ""),
      (143, "timeout -s TERM --preserve-status 1 $W run spin", ""),
    ] as [(Int32, String, String)])
  func endsWithItsCode(code: Int32, command: String, part: String) {
    guard let result = run(command) else { return }
    #expect(result.exitCode == code, "\(command): \(result.output)")
    #expect(result.output.contains(part), "\(command): \(result.output)")
  }

  @Test func aClosedPipeEndsAScriptWithZero() {
    guard
      let result = run(
        "yes '1 + 1' 2>/dev/null | head -20000 > long; { $W run long; echo $? > code; } | head -1; cat code")
    else { return }
    #expect(result.output == "2 : s32\n0\n")
  }

  @Test func aScriptThatStopsRunsNothingMore() {
    guard let result = run("$W run mistake fine") else { return }
    #expect(!result.output.contains("2 : s32"), "\(result.output)")
  }

  @Test(
    arguments: [
      ("W0004", "yes // | head -c 33554433 > large.wit; $W wit large.wit"),
      ("W0008", "$W wit $F/traps.wasm"),
      ("W0090", "$W < ."),
      ("W0091", "printf 'x = \\303\\n' | $W"),
      ("W0092", "printf 'x = \\0\\n' | $W"),
      ("W0093", "head -c 9000000 /dev/zero | tr '\\0' x | $W"),
      ("W0095", "$W run fine > /dev/full"),
      ("W0154", "echo ':reset' | $W $F/wit/shapes.wit"),
      ("W0604", "timeout -s INT --preserve-status 1 $W run spin"),
      ("W0701", "$W --nonsense"),
    ])
  func showsTheCodesOfTheCommandLine(code: String, command: String) {
    guard let result = run(command) else { return }
    #expect(result.output.contains("error[\(code)]"), "\(command): \(result.output)")
    #expect(result.exitCode != 0, "\(command)")
  }

  @Test func aSessionIsRecordedAndChecked() {
    let script = #"printf ':record s.wits\nx = 5\nx + nothing\n"\303\251"\n:record off\n'"#
    guard let result = run("\(script) | $W --keep-going; cat s.wits; $W check s.wits; $W call ':record t.wits'; ls")
    else {
      return
    }
    #expect(result.output.contains("\n> \"\u{e9}\"\n\"\u{e9}\" : string\nok  s.wits  3 inputs\n"), "\(result.output)")
    #expect(result.output.contains("error[W0161]") && !result.output.contains("\nt.wits\n"), "\(result.output)")
  }

  @Test func whatIsBlessedHolds() {
    guard
      let result = run(
        "cp $F/stale.wits .; $W check --bless --json stale.wits; $W check stale.wits; $W check --json stale.wits")
    else { return }
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].contains("\"blessed\":true") && lines[0].contains("\"line\":2"))
    #expect(lines.last?.contains("\"holds\":true") == true && lines.last?.contains("\"difference\":[]") == true)
  }
}
