import Testing

/// The real program in pipes: what it prints, and its exit codes.
@Suite struct PipedProgramTests {
  private func run(_ arguments: String, input: String = "") -> (output: String, exitCode: Int32)? {
    guard let program = Program.path else {
      print("skipped: the program is not beside the tests")
      return nil
    }
    return Program.shell("printf '\(input)' | \(program) \(arguments) 2>&1")
  }

  private func expect(_ arguments: String, input: String = "", code: Int32, _ part: String) {
    guard let result = run(arguments, input: input) else { return }
    #expect(result.exitCode == code, "\(arguments): \(result.output)")
    #expect(result.output.contains(part), "\(arguments): \(result.output)")
  }

  @Test func aScriptStopsAtItsFirstErrorWithItsCode() {
    expect("", input: "1 + 1\\n2 +\\n3 + 3\\n", code: 1, "error[W01")
    guard let result = run("", input: "1 + 1\\n2 +\\n3 + 3\\n") else { return }
    #expect(result.output.hasPrefix("2 : s32\n") && !result.output.contains("6 : s32"))
  }

  @Test func theREPLWithoutATerminalRunsAScript() {
    guard let result = run("repl", input: "1 + 1\\n") else { return }
    #expect(result.output.hasPrefix("2 : s32\n") && result.exitCode == 0, "\(result.output)")
  }

  @Test func callPrintsTheValueAlone() {
    guard let result = run("call \"overflowing-add 2147483647 1\"") else { return }
    #expect(result.output == "(-2147483648, true)\n" && result.exitCode == 0)
  }

  @Test func overflowCanFailACheck() {
    expect("call --fail-on-overflow \"overflowing-add 2147483647 1\"", code: 5, "(-2147483648, true)")
    expect("call --fail-on-overflow \"overflowing-add 1 1\"", code: 0, "(2, false)")
  }

  @Test func whatCannotBeReadIsThreeAndUsageIsTwo() {
    expect("call /nowhere.wasm 1", code: 3, "W0001")
    expect("call --nonsense 1", code: 2, "W07")
    expect("call", code: 2, "W0701")
    expect("call /dev/null 1", code: 3, "error[W000")
  }

  @Test func closingThePipeEndsQuietly() {
    guard let program = Program.path else { return }
    let result = Program.shell("(yes '1 + 1' 2>/dev/null | head -20000 | \(program); echo code $? >&2) 2>&1 | head -1")
    #expect(result.output == "2 : s32\n")
  }

  @Test(arguments: ["call '1 + 1'", "call --json '1 + 1'", "bits 1", "--help", "< /dev/stdin"])
  func anOutputThatCannotBeWrittenToIsSaid(arguments: String) {
    guard let program = Program.path, Program.shell("test -c /dev/full").exitCode == 0 else {
      print("skipped: no program beside the tests, or no /dev/full")
      return
    }
    let result = Program.shell("(echo 1 | \(program) \(arguments) 2>&1 >/dev/full)")
    #expect(result.exitCode == 3 && result.output.hasPrefix("error[W0095]: cannot write to standard output: "))
  }

  @Test func jsonIsOneObjectALine() {
    guard let result = run("--json", input: "1 + 1\\n:vars\\nx = 5\\n") else { return }
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
  }

  @Test func resolvedWITIsOneJSONDocument() {
    let folder = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Fixtures/WIT/arenas/"
    guard let result = run("wit --json \(folder)worlds.wit | cmp - \(folder)worlds.json && echo same") else { return }
    #expect(result.output == "same\n")
  }
}
