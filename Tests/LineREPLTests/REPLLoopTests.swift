import Diagnostics
import Glibc
import LineEditing
import LineREPL
import Session
import StyledText
import Terminal
import Testing

// Signals and terminal modes belong to the process.
@Suite(.serialized) struct REPLLoopTests {
  /// Both ends of a pseudo-terminal, the user's first.
  private func openTerminal() -> (user: Int32, program: Int32)? {
    // Linux's requests, which Swift does not import: TIOCSPTLCK and TIOCGPTN.
    let user = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var value: Int32 = 0
    guard user >= 0, ioctl(user, 0x4004_5431, &value) == 0, ioctl(user, 0x8004_5430, &value) == 0 else { return nil }
    let program = open("/dev/pts/\(value)", O_RDWR | O_NOCTTY)
    return program >= 0 ? (user, program) : nil
  }

  private func output(of user: Int32) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    var waiting = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 50) > 0, waiting.revents & Int16(POLLIN) != 0 {
      let count = read(user, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func type(_ text: String, to user: Int32) {
    let bytes = Array(text.utf8)
    _ = write(user, bytes, bytes.count)
  }

  @Test func editsRunsAndQuits() throws {
    guard let (user, program) = openTerminal() else {
      print("skipped: no pseudo-terminals here")
      return
    }
    defer { [user, program].forEach { close($0) } }
    let directory = TemporaryDirectory()
    let history = HistoryFile(path: directory.path + "/history")
    history.append("before")
    let terminal = try Terminal(input: program, output: program, capabilities: .ansi)
    let host = EchoHost()
    // Typed ahead while the terminal is in its own modes, so line ends arrive as line feeds.
    type("one\nad\t1,\n2)\n\u{1b}[A\u{1b}[A\u{1b}[A\u{1b}[A\n:quit\n", to: user)
    #expect(InteractiveREPL(on: terminal, history: history).run(on: host) == 0)
    #expect(host.inputs == ["one", "add(1,\n2)", "before", ":quit"])
    #expect(history.load().entries == ["before"] + host.inputs)
    let shown = output(of: user)
    #expect(shown.contains("echo 1> "))
    #expect(shown.contains("= one"))
    #expect(shown.hasSuffix("\u{1b}[?2004l"))
  }

  @Test func tellsWhyATerminalCannotBeUsedAnyLonger() throws {
    guard let (user, program) = openTerminal() else { return }
    defer { [user, program].forEach { close($0) } }
    let terminal = try Terminal(input: program, output: program, capabilities: .ansi)
    let host = EchoHost()
    host.effects["swap"] = {
      let null = open("/dev/null", O_RDWR)
      dup2(null, program)
      close(null)
    }
    type("swap\nnever\n", to: user)
    let loop = InteractiveREPL(on: terminal, history: nil)
    #expect(loop.run(on: host) == 3)
    #expect(host.inputs == ["swap"])
    let diagnostic = try #require(loop.failure?.diagnostics.first)
    #expect(diagnostic.code == .terminalUnusable)
    #expect(diagnostic.message.hasPrefix("the terminal cannot be used: "))
    #expect(output(of: user).contains("echo 1> "))
  }

  @Test func aDumbTerminalGetsNoEscapes() {
    guard let (user, program) = openTerminal() else { return }
    defer { [user, program].forEach { close($0) } }
    let host = EchoHost()
    type("one\nadd(1,\n2)\nescape\n:quit\n", to: user)
    #expect(PlainREPL(input: program, output: program).run(on: host) == 0)
    #expect(host.inputs == ["one", "add(1,\n2)", "escape", ":quit"])
    let shown = output(of: user)
    // What was typed is echoed by the terminal, between the lines as time will have it.
    for part in ["echo 1> ", "= one\r\n", "echo 2> ", "      | ", "= add(1,\\n2)\r\n", "echo 3> "] {
      #expect(shown.contains(part))
    }
    #expect(shown.contains("\\u{1b}[2Jx"))
    #expect(!shown.contains("\u{1b}"))
  }

  @Test func endOfInputEndsAPlainLoop() {
    let directory = TemporaryDirectory()
    directory.write(Array("one\nadd(".utf8), to: "input")
    let input = directory.open("input")
    let output = directory.open("output", O_WRONLY | O_CREAT)
    defer { [input, output].forEach { close($0) } }
    let host = EchoHost()
    #expect(PlainREPL(input: input, output: output).run(on: host) == 0)
    #expect(host.inputs == ["one", "add("])
  }

  @Test func aLongInputsProgressIsSaidInItsLineAndTakenAway() throws {
    guard let (user, program) = openTerminal() else { return }
    defer { [user, program].forEach { close($0) } }
    let terminal = try Terminal(input: program, output: program, capabilities: .ansi)
    type("long\n:quit\n", to: user)
    #expect(InteractiveREPL(on: terminal).run(on: EchoHost()) == 0)
    let shown = output(of: user)
    #expect(!shown.contains("at 9\u{1b}") && !shown.contains("at 9\r"), "nothing in the first second")
    #expect(shown.contains("at 10") && shown.contains("at 120"))
    // The line is drawn over, never scrolled, and gone when the answer comes.
    #expect(!shown.contains("at 120\r\n"))
    #expect(shown.contains("\u{1b}[Jdone"))
  }

  @Test func aPlainLoopSaysProgressNowAndThen() {
    let directory = TemporaryDirectory()
    directory.write(Array("long\n".utf8), to: "input")
    let input = directory.open("input")
    let output = directory.open("output", O_RDWR | O_CREAT)
    defer { [input, output].forEach { close($0) } }
    #expect(PlainREPL(input: input, output: output).run(on: EchoHost()) == 0)
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = pread(output, &bytes, bytes.count, 0)
    let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.contains("at ") } == ["echo 1> at 10", "at 100"])
  }

  @Test func progressIsNoLineOfJSON() {
    let progress = Progress(instructions: 1_234_567, elapsed: .milliseconds(3_250), fuelLeft: 5_000)
    #expect(
      SessionHost(Session()).progressLine(progress)?.plainText
        == "running: 3.2 s, 1,234,567 instructions, fuel left 5,000; Ctrl-C cancels")
    #expect(SessionHost(Session(), format: .json).progressLine(progress) == nil)
  }

  @Test func theSessionAnswers() {
    let host = SessionHost(Session())
    #expect(host.prompt == "1> ")
    let help = host.execute(":help", from: .prompt, width: 80, interrupt: { false })
    #expect(help.exitCode == 0)
    #expect(host.completion(of: ":lo", at: 3)?.candidates.map(\.text) == ["load "])
    #expect(host.completion(of: ":", at: 1)?.candidates.contains { $0.label == ":quit" } == true)
    #expect(host.completion(of: "zzz", at: 3)?.candidates.isEmpty == true)
  }
}

/// What a session's host makes of submitted texts.
@Suite struct SessionHostTests {
  private var host: SessionHost {
    let session = Session(settings: Settings())
    session.addBuiltInExample()
    return SessionHost(session)
  }

  @Test func greetsWithWhatWorksHere() {
    let (keys, lines) = (host.greeting(hasEditor: true), host.greeting(hasEditor: false))
    #expect(keys.contains { $0.plainText.contains("Tab completes") })
    #expect(!lines.contains { $0.plainText.contains("Tab") })
    #expect(lines.contains { $0.plainText.contains(":complete TEXT") })
    #expect((keys + lines).allSatisfy { $0.displayWidth <= 60 })
    #expect(SessionHost(Session(), format: .json).greeting(hasEditor: true).isEmpty)
  }

  @Test func pastedLinesAreInputsOfTheirOwn() {
    let pasted = "1 + 1\noverflowing-add({x: 1,\ny: 2})\n\n:vars\n"
    #expect(host.inputs(in: pasted) == ["1 + 1", "overflowing-add({x: 1,\ny: 2})", ":vars"])
    #expect(host.inputs(in: "1 +\n2") == ["1 +\n2"])
  }

  @Test func aPredictionsQuestionIsThePrompt() {
    let host = host
    _ = host.execute(":predict 100:s8 + 50:s8", from: .prompt, width: 80, interrupt: { false })
    #expect(host.prompt.contains("100 + 50 as s8"))
    _ = host.execute("-106 1 0", from: .prompt, width: 80, interrupt: { false })
    #expect(host.prompt.hasPrefix("interpreted "))
    #expect(host.notices(width: 80).isEmpty)
  }

  @Test func anInstancesFunctionsAreCompletedBehindItsDot() {
    let found = host.completion(of: "native.over", at: 11)
    #expect(found?.candidates.map(\.text) == ["overflowing-add("])
    #expect(host.completion(of: "nobody.over", at: 11)?.candidates.isEmpty == true)
  }

  @Test func theCurrentInstancesFunctionsComeFirst() {
    #expect(host.completion(of: "overf", at: 5)?.candidates.map(\.text) == ["overflowing-add("])
    #expect(host.completion(of: "checked-add-u8", at: 14)?.candidates.map(\.text) == ["checked-add-u8("])
  }
}
