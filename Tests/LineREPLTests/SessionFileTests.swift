import Glibc
import Presentation
import Testing

@testable import Session

@Suite struct OutputPatternTests {
  @Test(arguments: [
    (["a", "b"], ["a", "b"], true), (["a"], ["a", "b"], false), (["a", "b"], ["a"], false),
    (["..."], [], true), (["..."], ["a", "b"], true), (["a", "...", "c"], ["a", "b", "b", "c"], true),
    (["a", "...", "c"], ["a", "c", "d"], false), (["...", "c", "..."], ["c"], true),
    (["...", "c"], ["c", "d", "c"], true),
    (["[..]b[..]"], ["abc"], true), (["a[..]c"], ["ac"], true), (["a[..]c"], ["ab"], false),
    (["[..]ab[..]ab"], ["abab"], true), (["[..]ab[..]ab"], ["ab"], false), (["x[..]x"], ["x"], false),
    (["\\> a"], ["> a"], true), (["\\..."], ["..."], true), (["\\..."], ["anything"], false),
    (["a \\[..] b"], ["a [..] b"], true), (["a \\[..] b"], ["a x b"], false), (["\\[..]"], ["[..]"], true),
    (["a  "], ["a\t"], true), (["a"], ["a", "", ""], true), ([], [], true), ([], ["a"], false),
    (["\\\\x"], ["\\x"], true),
  ])
  func matchesElisions(written: [String], output: [String], isMatch: Bool) {
    #expect(OutputPattern(written).matches(output) == isMatch)
  }

  @Test(arguments: [
    [
      "> a", "| b", "# c", "? d", "\\e", "...", "a [..] b", ">", "|", "#", "?", "", "plain", "[..]", "....", "#x",
      "\\[..]",
    ]
  ])
  func escapesWhatWouldMeanSomethingElse(lines: [String]) {
    for line in lines {
      let escaped = OutputPattern.escaped(line)
      #expect(OutputPattern([escaped]).matches([line]) || line.isEmpty, "\(line) as \(escaped)")
      #expect(!["> ", "| ", "# ", "? "].contains { escaped.hasPrefix($0) })
    }
  }

  @Test func blessingKeepsElisionsThatStillMatch() {
    let written = ["a", "...", "b[..]", "old", "..."]
    #expect(
      OutputPattern.blessed(written, for: ["a", "1", "2", "bcd", "new", "x"]) == ["a", "...", "b[..]", "new", "x"])
    #expect(OutputPattern.blessed(["...", "end"], for: ["1", "end", "more"]) == ["...", "end", "more"])
    #expect(OutputPattern.blessed([], for: ["> a"]) == ["\\> a"])
  }

  @Test func manyElisionsTakeLittleTime() {
    let written = Array(repeating: ["...", "x[..]y[..]z"], count: 50).flatMap(\.self)
    let output = Array(repeating: "x" + String(repeating: "y", count: 200), count: 500)
    #expect(!OutputPattern(written).matches(output))
  }
}

@Suite struct SessionFileTests {
  @Test func readsInputsStatusesAndSections() throws {
    let file = SessionFile(
      "words\n# one\n> a(\n|  b)\n? trap\n\n> c\nout\n\n\n## two\n> d\r\nline \\\r\n", isMarkdown: false)
    #expect(file.sections.map(\.heading) == ["one", "two"])
    let steps = file.sections.flatMap(\.steps)
    #expect(steps.map(\.input) == ["a(\n b)", "c", "d"])
    #expect(steps.map(\.status) == [.trap, nil, nil])
    #expect(steps.map(\.expected) == [[], ["out"], ["line \\"]])
    #expect(file.faults.isEmpty)
  }

  @Test func readsOnlyTaggedFencesOfMarkdown() {
    let text = """
      # Title
      > no input
      ```wits
      > 1 + 1
      2 : s32
      # not a heading of Markdown
      > 2
      ```
      ```
      > neither
      ```
        ~~~~ wits
        > 3
        three
        ~~~~
      ## Next
      ```wits
      > 4
      """
    let file = SessionFile(text, isMarkdown: true)
    #expect(file.sections.map(\.heading) == ["Title", "not a heading of Markdown", "Next"])
    #expect(file.sections.flatMap(\.steps).map(\.input) == ["1 + 1", "2", "3", "4"])
    #expect(file.sections.flatMap(\.steps)[2].expected == ["three"])
    #expect(file.sections.flatMap(\.steps)[2].indentation == "  ")
  }

  @Test(arguments: ["? ok", "| x", "> a\n? never", "> a\nx\n? ok", "> a\nx\n| y"])
  func saysWhatMeansNothing(text: String) {
    #expect(!SessionFile(text, isMarkdown: false).faults.isEmpty)
  }

  @Test func comparesOnlyTheStatusWhereNothingElseStands() {
    #expect(mismatches("> 1 +\n? error\n> nothing-such\n? error W0101\n> 1\n? ok") == 0)
    #expect(mismatches("> 1 +\n? ok") == 1)
    #expect(mismatches("> 1 +") == 1)
    #expect(mismatches("> nothing-such\n? error W0203") == 1)
    #expect(mismatches("> 1") == 1)
  }

  @Test func everySectionHasItsOwnSession() {
    #expect(mismatches("> x = 5\n...\n> x\n...\n# fresh\n> x\n? error W0101") == 0)
  }

  @Test func whatIsBlessedMatches() {
    let file = SessionFile(
      "> overflowing-add 2147483647 1\n(1, true)\n...\n> 1 +\n> s8 100 + 50\n...\n999[..]\n", isMarkdown: false)
    let check = played(file)
    let result = check.played()
    #expect(result.mismatches.count == 3)
    #expect(!check.reply(result, path: "a.wits").difference.hunks.isEmpty)
    let blessed = SessionFile(result.blessed.joined(separator: "\n"), isMarkdown: false)
    #expect(played(blessed).played().mismatches.isEmpty)
  }

  @Test func aLongFileIsCheckedInLinearTime() {
    let count = 3_000
    let text = (0..<count).map { "> \($0)\nx\ny\n" }.joined()
    let reply = checked(text, path: "./a.wits")
    #expect(reply.mismatches.count == count)
    #expect(reply.difference.hunks.count == 1 && reply.difference.hunks[0].newCount == 2 * count + 1)
    let long = LineDifference(old: (0..<20_000).map { "a\($0)" }, new: (0..<20_000).map { "b\($0)" })
    #expect(long.hunks.first?.lines.count == 40_000)
  }

  @Test func theRecordedSessionsStillHold() throws {
    let folder =
      #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
      + "/Fixtures/Sessions"
    let directory = try #require(opendir(folder))
    defer { closedir(directory) }
    var count = 0
    while let entry = readdir(directory) {
      // SAFETY: readdir fills the name with a string that ends in a NUL.
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard name.hasSuffix(".wits") else { continue }
      count += 1
      let text = try FileInspection.text(of: folder + "/" + name)
      let reply = checked(text, path: folder + "/" + name)
      #expect(reply.holds, "\(shown(reply))")
    }
    #expect(count > 0)
  }

  /// The project's own pages hold transcripts: what they show is what happens.
  @Test(arguments: ["README.md", "examples/workshop/wrap-around.wits"])
  func theTranscriptsOfOurPagesHold(name: String) throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    let reply = checked(try FileInspection.text(of: root + "/" + name), path: root + "/" + name)
    #expect(reply.holds && reply.inputCount > 5, "\(shown(reply))")
  }

  private func mismatches(_ text: String) -> Int {
    played(SessionFile(text, isMarkdown: false)).played().mismatches.count
  }

  private func played(_ file: SessionFile) -> SessionCheck {
    SessionCheck(file, path: "./a.wits", transcribe: ReplyView.transcript)
  }
}
