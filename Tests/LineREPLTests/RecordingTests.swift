import Diagnostics
import Presentation
import Testing

@testable import Session

/// `:record`, and that what it writes passes a check unchanged.
@Suite struct RecordingTests {
  private let directory = TemporaryDirectory()
  private static let fixtures =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/") + "/Fixtures"

  private func session(in folder: String? = nil, paths: [String] = [], settings: Settings = Settings()) throws
    -> Session
  {
    let session = Session(settings: settings)
    session.transcribe = ReplyView.transcript
    session.workingDirectory = folder ?? directory.path
    if paths.isEmpty { session.addBuiltInExample() }
    for path in paths { try session.load(path: path) }
    return session
  }

  private func text(_ name: String) -> String { String(decoding: directory.read(name), as: UTF8.self) }

  private func check(_ name: String, _ text: String? = nil, settings: Settings = Settings()) -> CheckReply {
    checked(text ?? self.text(name), path: directory.path + "/" + name)
  }

  /// Inputs of every kind: values, views, mistakes, traps, resources, several lines, output like the file's own marks.
  private static let rich = [
    "x = 5", "overflowing-add({x: 2147483647,\n\n  y: 1})", "overflowing-add({x: z, y: 1})", "1 +", ":frobnicate",
    "\"\u{e9} \u{1f600} ... [..] \\u{301}\"", "'\u{301}'", "s8 100 + 50", "1 << 40", "%f = \"> quote\"",
    ":load \(fixtures)/ComponentRuntime/resources.wasm", "t = make(5)", "value(t)", ":vars", ":drop t", "dropped()",
    ":load \(fixtures)/ComponentRuntime/echo.wasm as mirror", "echo-utf8(\"...\")", "misplaced()",
    "mirror.echo-utf8(\"after the trap\")", ":reset", "mirror.echo-utf8(\"# heading\\n```\")", ":use interpreted",
    ":predict 100:s8 + 50:s8", "", ":predict 1 + 1", "2 V=0", ":carry 1:s8 + 1", ":next", ":why", ":history",
    "$2.0 + 1",
    ":set fuel 10", "overflowing-add 1 2", ":set fuel none", ":help load", ":find arithmetic", "  // a comment",
    "arithmetic:overflow/overflowing-add@9.x.f", "it",
  ]

  @Test func whatIsRecordedPassesACheckUnchanged() throws {
    let session = try session()
    for input in Self.rich.prefix(3) { _ = session.execute(input) }
    guard case .recording(.began(let path, let earlier)) = session.execute(":record s.wits").content else {
      Issue.record("nothing is recorded")
      return
    }
    #expect(path == "s.wits" && earlier == 3)
    for input in Self.rich.dropFirst(3) {
      // What is aside leaves no trace.
      _ = session.execute(":record s.wits")
      _ = session.execute(":tui")
      _ = session.execute(input)
    }
    guard case .recording(.ended(_, let count)) = session.execute(":record off").content else {
      Issue.record("the recording does not end")
      return
    }
    let reply = check("s.wits")
    #expect(reply.holds, "\(shown(reply))")
    #expect(reply.inputCount == count && count == Self.rich.count - 1)
    #expect(!text("s.wits").contains(":record"))
  }

  @Test func eachKindOfChangeFailsWithItsLine() throws {
    let session = try session()
    _ = session.execute(":record s.wits")
    for input in Self.rich { _ = session.execute(input) }
    _ = session.execute(":record off")
    let lines = text("s.wits").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(check("s.wits").holds)
    let line = { (wanted: String) throws -> Int in
      try #require(lines.firstIndex { $0.hasPrefix(wanted) }, "\(wanted)")
    }
    let changes: [(String, Int, [String])] = try [
      ("a value", line("(-2147483648, true)"), ["(-2147483647, true) : tuple<s32, bool>"]),
      ("a type", line("5 : s32"), ["5 : s64"]),
      ("a carry", line(" carry  0 1111"), []),
      ("a line less", line("2147483648 - 1*2^32"), []),
      ("a line more", line("5 : s32"), ["5 : s32", "6 : s32"]),
      ("a blank before", line("5 : s32"), [" 5 : s32"]),
      ("a status gone", line("? error W0101"), []),
      ("another status", line("? error W0101"), ["? ok"]),
      ("a trap for an error", line("? error W0101"), ["? trap"]),
      ("an error for a trap", line("? trap"), ["? error"]),
      ("a status more", line("5 : s32"), ["? trap", "5 : s32"]),
      ("another code", line("? error W0101"), ["? error W0203"]),
      ("another code in the words", line("error[W0101]"), ["error[W0102]: unknown name z"]),
      ("a caret moved", line("  |                     ^"), ["  |                    ^"]),
      ("another input", line("> x = 5"), ["> x = 6"]),
      ("an input less", line("> value(t)"), []),
      ("an input more", line("> value(t)"), ["> 1", "> value(t)"]),
      ("a line of an input", line("|   y: 1})"), ["|   y: 2})"]),
      ("an accent", line("\"\u{e9} "), ["\"e\u{301} \u{1f600} ... \\[..] \\u{301}\" : string"]),
      ("a note", line("note: a shift count"), ["note: a shift count of 40:s32 is taken modulo 32: 9"]),
      ("a handle", line("<thing #1>"), ["<thing #2> : thing"]),
      ("a heading between", line("> value(t)"), ["# fresh", "> value(t)"]),
    ]
    for (what, place, replacement) in changes {
      var changed = lines
      changed.replaceSubrange(place...place, with: replacement)
      let reply = check("s.wits", changed.joined(separator: "\n"))
      #expect(!reply.mismatches.isEmpty, "\(what) is not seen")
      #expect(reply.failure?.diagnostics.first?.exitCode == 4, "\(what)")
      // The difference names the line, or one right beside it where there is one less.
      let touched = reply.difference.hunks.flatMap(Self.changedLines)
      #expect(touched.contains { abs($0 - (place + 1)) <= max(1, replacement.count) }, "\(what): \(shown(reply))")
    }
  }

  /// The numbers, from 1, of a hunk's lines in the file that it takes away or adds behind.
  private static func changedLines(_ hunk: LineDifference.Hunk) -> [Int] {
    var number = hunk.oldStart
    var changed: [Int] = []
    for line in hunk.lines {
      if line.kind != .same { changed.append(number) }
      if line.kind != .added { number += 1 }
    }
    return changed
  }

  @Test func anInputStandsInTheFileBeforeItRuns() throws {
    let session = try session()
    _ = session.execute(":record s.wits")
    _ = session.execute("1")
    var seen = ""
    _ = session.execute(":load \(Self.fixtures)/Sessions/files/traps.wasm")
    _ = session.execute("spin()") {
      seen = text("s.wits")
      return true
    }
    #expect(seen.hasPrefix("> 1\n1 : s32\n> :load ") && seen.hasSuffix("> spin()\n"))
    // Nobody interrupts a check: what was interrupted left only its number.
    #expect(text("s.wits").hasSuffix("> :history 0\n"))
    _ = session.execute(":reset")
    _ = session.execute("nothing-such")
    #expect(check("s.wits").holds)
  }

  @Test func aNameThatIsTakenStaysAsItIs() throws {
    directory.write(Array("mine".utf8), to: "s.wits")
    let session = try session()
    #expect(session.execute(":record s.wits").failure?.diagnostics.first?.code == .fileExists)
    #expect(session.execute(":record nowhere/s.wits").failure?.diagnostics.first?.code == .cannotWrite)
    #expect(text("s.wits") == "mine")
    #expect(session.nextInputNumber == 1)
  }

  @Test func aRecordingInAnotherFolderFindsItsFiles() throws {
    directory.write(Array("> seven = 7\n...\n".utf8), to: "b.wits")
    let session = try session(in: Self.fixtures + "/Sessions")
    _ = session.execute(":record \(directory.path)/s.wits")
    for input in [
      ":load files/traps.wasm", ":l files/wit/shapes.wit", "divide 4 2", ":instances", ":load nowhere.wasm",
    ] {
      _ = session.execute(input)
    }
    let reply = check("s.wits")
    #expect(reply.holds && reply.inputCount == 5, "\(shown(reply))")
  }

  @Test func aSessionThatBeganOtherwiseIsBroughtThere() throws {
    let settings = Settings(fuel: 1_000_000, features: try #require(FeatureChoice("fancy,-threads")))
    let session = try session(paths: [Self.fixtures + "/ComponentRuntime/echo.wasm"], settings: settings)
    for input in ["echo-utf8(\"one\")", "nothing-such", "$1", "x = [$1, $1]", ":set", ":instances", ":history", ":why"]
    {
      _ = session.execute(input)
    }
    _ = session.execute(":record s.wits")
    _ = session.execute("$4[0]")
    _ = session.execute("$9 + $10")
    let reply = check("s.wits")
    #expect(reply.holds && reply.inputCount == 13, "\(shown(reply))")
  }

  @Test func aScriptIsRecordedAsIfItWereTyped() throws {
    let session = try session()
    _ = session.execute(":record s.wits", from: .script(name: "a.txt", line: 1))
    _ = session.execute("nothing-such", from: .script(name: "a.txt", line: 7))
    _ = session.execute("1 << 40", from: .script(name: "a.txt", line: 8))
    #expect(text("s.wits").contains(" --> <repl:1>:1") && !text("s.wits").contains("a.txt"))
    #expect(check("s.wits").holds, "\(shown(check("s.wits")))")
  }

  @Test func aSourcedFileIsRecordedAsOneInput() throws {
    directory.write(Array("y = 2\ny * 3\n".utf8), to: "a.txt")
    let session = try session()
    _ = session.execute(":record s.wits")
    for input in [":source a.txt", "y", "it + $2", ":check s.wits", ":history"] { _ = session.execute(input) }
    let reply = check("s.wits")
    #expect(reply.holds && reply.inputCount == 5, "\(shown(reply))")
  }

  @Test func filesMayLeadToOneAnotherSoDeepAndNoDeeper() throws {
    for depth in 0..<20 { directory.write(Array(":source \(depth + 1).txt\n".utf8), to: "\(depth).txt") }
    directory.write(Array("done = 1\n".utf8), to: "20.txt")
    let session = try session()
    #expect(session.execute(":source 5.txt").isSuccess)
    #expect(session.execute("done").isSuccess)
    let reply = session.execute(":source 0.txt")
    #expect(reply.failure?.diagnostics.first?.code == .fileNesting)
    #expect(session.workingDirectory == directory.path)
  }

  @Test func aSessionTooLongIsNotRecordedFromItsMiddle() throws {
    let session = try session()
    _ = session.execute("x = \"" + String(repeating: "0123456789abcdef", count: 600_000) + "\"")
    for _ in 0..<3 { _ = session.execute("x") }
    #expect(session.execute(":record s.wits").failure?.diagnostics.first?.code == .recordingRefused)
    #expect(directory.read("s.wits").isEmpty)
  }

  @Test func anInterruptEndsWhatAFileHolds() throws {
    directory.write(Array(":load \(Self.fixtures)/Sessions/files/traps.wasm\nspin()\n1\n".utf8), to: "a.txt")
    let session = try session()
    let reply = session.execute(":source a.txt") { true }
    #expect(reply.exitCode == 130)
    directory.write(Array("> :load \(Self.fixtures)/Sessions/files/traps.wasm\n...\n> spin()\n".utf8), to: "a.wits")
    #expect(session.execute(":check a.wits") { true }.exitCode == 130)
  }
}
