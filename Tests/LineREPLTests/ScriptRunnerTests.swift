import Glibc
import LineREPL
import Session
import Testing

@Suite struct ScriptRunnerTests {
  struct Outcome: Equatable {
    var exitCode: Int32
    var output: String
    var diagnostics: String
  }

  /// Runs a script from a file and returns all that it wrote.
  private func run(
    _ script: [UInt8], keepsGoing: Bool = false, interrupt: @escaping () -> Bool = { false },
    host: EchoHost = EchoHost()
  ) -> Outcome {
    let directory = TemporaryDirectory()
    directory.write(script, to: "script")
    let input = directory.open("script")
    let output = directory.open("output", O_WRONLY | O_CREAT)
    let diagnostics = directory.open("diagnostics", O_WRONLY | O_CREAT)
    defer { [input, output, diagnostics].forEach { close($0) } }
    let streams = ScriptRunner.Streams(output: output, diagnostics: diagnostics)
    let runner = ScriptRunner(streams: streams, keepsGoing: keepsGoing, interrupt: interrupt)
    let code = runner.run(descriptor: input, name: "a.wits", on: host)
    return Outcome(
      exitCode: code, output: String(decoding: directory.read("output"), as: UTF8.self),
      diagnostics: String(decoding: directory.read("diagnostics"), as: UTF8.self))
  }

  private func run(_ script: String, keepsGoing: Bool = false) -> Outcome {
    run(Array(script.utf8), keepsGoing: keepsGoing)
  }

  @Test(
    arguments: [
      ("", 0, "", ""),
      ("a", 0, "= a\n", ""),
      ("a\nb\n", 0, "= a\n= b\n", ""),
      ("a\r\nb\r\n", 0, "= a\n= b\n", ""),
      ("\n\n  \na\n\n", 0, "= a\n", ""),
      ("a\nfail\nb\n", 1, "= a\n", "error: failed\n"),
      ("malformed\nb\n", 3, "", "error: malformed\n"),
      ("a\n:quit\nb\n", 0, "= a\n", ""),
      ("f(1,\n2)\nb\n", 0, "= f(1,\\n2)\n= b\n", ""),
      ("f(1,\n2", 0, "= f(1,\\n2\n", ""),
      ("\u{FEFF}a\n", 0, "= a\n", ""),
      ("#!/usr/bin/env witscope\na\n", 0, "= a\n", ""),
      ("json\n", 0, "{}\n", ""),
      ("escape\n", 0, "\\u{1b}[2Jx\n", ""),
    ] as [(String, Int32, String, String)])
  func runs(_ script: String, _ exitCode: Int32, _ output: String, _ diagnostics: String) {
    #expect(run(script) == Outcome(exitCode: exitCode, output: output, diagnostics: diagnostics))
  }

  @Test func keepsGoingAndReturnsTheFirstCode() {
    let outcome = run("malformed\na\nfail\nb\n", keepsGoing: true)
    #expect(
      outcome
        == Outcome(exitCode: 3, output: "= a\n= b\n", diagnostics: "error: malformed\nerror: failed\n"))
  }

  @Test func anInterruptEndsTheScriptEvenIfItKeepsGoing() {
    let outcome = run(Array("loop\na\n".utf8), keepsGoing: true, interrupt: { true })
    #expect(outcome == Outcome(exitCode: 130, output: "", diagnostics: "interrupted\n"))
  }

  @Test func tellsWhereAnInputBegan() {
    let host = EchoHost()
    _ = run(Array("a\n\nf(\n1)\nb\n".utf8), host: host)
    #expect(host.origins == [1, 3, 5].map { InputOrigin.script(name: "a.wits", line: $0) })
  }

  @Test(
    arguments: [
      (Array("a\nb\0c\n".utf8), "error[W0092]: the input holds a NUL byte\n  = in: a.wits, line 2, byte 2\n"),
      (Array("é".utf8) + [0xFF, 0x0A], "error[W0091]: the input is not UTF-8\n  = in: a.wits, line 1, byte 3\n"),
      ([0xC3, 0x0A], "error[W0091]: the input is not UTF-8\n  = in: a.wits, line 1, byte 1\n"),
      ([0xED, 0xA0, 0x80], "error[W0091]: the input is not UTF-8\n  = in: a.wits, line 1, byte 1\n"),
    ] as [([UInt8], String)])
  func refusesWhatIsNoText(_ script: [UInt8], _ diagnostics: String) {
    let outcome = run(script)
    #expect(outcome.exitCode == 3)
    #expect(outcome.diagnostics == diagnostics)
  }

  @Test func refusesATenMegabyteLineAndGoesOnBehindIt() {
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
    let stopped = run(line + Array("\na\n".utf8))
    #expect(stopped.exitCode == 3 && stopped.output == "")
    #expect(stopped.diagnostics.hasPrefix("error[W0093]: the input is longer than 8388608 bytes\n"))
    let going = run(line + Array("\na\n".utf8), keepsGoing: true)
    #expect(going.exitCode == 3 && going.output == "= a\n")
  }

  @Test func refusesAnInputThatNeverEnds() {
    let line = Array(("f(" + String(repeating: "x", count: 1 << 20) + "\n").utf8)
    let outcome = run(Array(repeatElement(line, count: 10).joined()))
    #expect(outcome.exitCode == 3)
    #expect(outcome.diagnostics.hasPrefix("error[W0093]"))
  }

  @Test func asksTheLanguageInLinearTime() {
    let host = EchoHost()
    let script = "f([\n" + String(repeating: "(1, 2),\n", count: 20_000) + "])\na\n"
    let outcome = run(Array(script.utf8), host: host)
    #expect(outcome.exitCode == 0)
    #expect(host.inputs.count == 2)
    #expect(host.charactersAsked < 4 * script.utf8.count)
    #expect(host.questions < 40)
  }

  @Test func aBracketInTextOrACommentDoesNotCloseAnInput() {
    let host = EchoHost()
    _ = run(Array("f(1 + 2 + 3 + 4 +\n\"\\\")\" // )\n)\n".utf8), host: host)
    // The host counts brackets simply and has enough after the second line, but is not asked there.
    #expect(host.inputs == ["f(1 + 2 + 3 + 4 +\n\"\\\")\" // )\n)"])
  }

  @Test func aClosedPipeEndsItQuietly() {
    let directory = TemporaryDirectory()
    directory.write(Array("a\nb\nfail\n".utf8), to: "script")
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    close(ends[0])
    let input = directory.open("script")
    defer { [input, ends[1]].forEach { close($0) } }
    let host = EchoHost()
    let runner = ScriptRunner(streams: ScriptRunner.Streams(output: ends[1]), interrupt: { false })
    #expect(runner.run(descriptor: input, name: "<stdin>", on: host) == 0)
    #expect(host.inputs == ["a"])
  }

  @Test func aDirectoryCannotBeRead() {
    let directory = TemporaryDirectory()
    let diagnostics = directory.open("diagnostics", O_WRONLY | O_CREAT)
    let input = open(directory.path, O_RDONLY)
    defer { [input, diagnostics].forEach { close($0) } }
    let runner = ScriptRunner(streams: ScriptRunner.Streams(diagnostics: diagnostics), interrupt: { false })
    #expect(runner.run(descriptor: input, name: directory.path, on: EchoHost()) == 3)
    let text = String(decoding: directory.read("diagnostics"), as: UTF8.self)
    #expect(text == "error[W0090]: cannot read \(directory.path): Is a directory\n")
  }
}
