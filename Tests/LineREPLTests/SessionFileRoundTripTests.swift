import Testing

@testable import Session

/// Whatever an input and its output hold, a session file that is written of them reads back as them.
@Suite struct SessionFileRoundTripTests {
  /// Pieces that mean something to a session file, to Markdown or to text as such.
  private static let pieces = [
    "> ", ">", "| ", "|", "# ", "## ", "#", "? ", "?", "? ok", "\\", "\\\\", "...", "[..]", "\\[..]", "```", "~~~", " ",
    "  ", "\t", "a", "1 + 1", "\u{e9}", "e\u{301}", "\u{301}", "\u{1f469}\u{200d}\u{1f680}", "\u{feff}", "\u{2028}",
    "[", "]",
    ".", "..",
  ]

  private func line(_ random: inout SplitMix) -> String {
    (0..<Int(random.next() % 5)).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }.joined()
  }

  @Test func whatIsWrittenReadsBack() {
    var random = SplitMix(state: 0x5e55)
    for _ in 0..<1_000 {
      let input = (0...Int(random.next() % 3)).map { _ in line(&random) }.joined(separator: "\n")
      let output = (0..<Int(random.next() % 5)).map { _ in line(&random) }
      let written = RecordedSession.lines(ofInput: input) + output.map(OutputPattern.escaped)
      let plain = SessionFile(written.joined(separator: "\n"), isMarkdown: false)
      let fenced = (["# Title", "  ```wits"] + written.map { "  " + $0 } + ["  ```"]).joined(separator: "\n")
      for file in [plain, SessionFile(fenced, isMarkdown: true)] {
        let steps = file.sections.flatMap(\.steps)
        #expect(file.faults.isEmpty && steps.count == 1, "\(written)")
        #expect(steps.first.map { Array($0.input.utf8) } == Array(input.utf8), "\(written)")
        #expect(steps.first.map { OutputPattern($0.expected).matches(output) } == true, "\(written)")
        // A line that differs is seen.
        for index in output.indices {
          var other = output
          other[index] += "x"
          #expect(steps.first.map { OutputPattern($0.expected).matches(other) } == false, "\(written)")
        }
      }
    }
  }

  /// Source: Vigna, "SplitMix64".
  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
