import ArgumentParser
import Diagnostics
import Presentation
import Session
import StyledText
import Terminal

/// `witscope check`: plays recorded sessions and compares.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check recorded sessions against what happens now.",
    discussion: """
      A .wits file holds inputs behind "> " and their output below; in Markdown, fences tagged wits do. What differs is \
      printed as a unified diff, and the exit code is 4. In expected output ... is any number of lines and [..] any text \
      in a line.
      """)

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions

  @Flag(help: "Rewrite what differs; elisions that still match stay.")
  var bless = false

  @Argument(help: "Session files: .wits, or Markdown.")
  var files: [String]

  func run() throws {
    let output = format.output
    let settings = try session.settings()
    try? Interrupts.listen()
    var code: Int32 = 0
    for path in files {
      let found = try check(path, settings, output)
      // What cannot be read is graver than what differs.
      if found == 130 { throw ExitCode(130) }
      if found != 0, code != 3 { code = found == 3 ? 3 : max(code, found) }
    }
    if code != 0 { throw ExitCode(code) }
  }

  private func check(_ path: String, _ settings: Settings, _ output: CommandLineOutput) throws -> Int32 {
    let text: String
    do throws(SessionError) {
      text = try FileInspection.text(of: path)
    } catch {
      output.write(diagnostics: error.diagnostics)
      return error.diagnostics.first?.exitCode ?? 3
    }
    let check = SessionCheck(
      SessionFile(text, path: path), path: path, settings: settings, transcribe: ReplyView.transcript
    ) { _ in Interrupts.isRequested }
    let result = check.played()
    if result.wasInterrupted { return 130 }
    let reply = check.reply(result, path: path)
    let isBlessed = bless && !reply.mismatches.isEmpty && reply.faults.isEmpty
    if isBlessed {
      do throws(SessionError) {
        try FileInspection.replace(path, with: result.blessed.joined(separator: "\n"))
      } catch {
        output.write(diagnostics: error.diagnostics)
        return 3
      }
    }
    if format.json {
      try output.write(text: CheckJSON(reply, blessed: isBlessed).line)
    } else if isBlessed {
      let count = reply.mismatches.count
      try output.write([
        StyledLine("blessed  \(path.escapingTerminalControls)  \(count) of \(reply.inputCount) inputs")
      ])
    } else {
      let view = ReplyView(Reply(input: "", content: .checked(reply)), options: output.presentation)
      try output.write(view.outputLines)
    }
    return isBlessed ? 0 : reply.failure?.diagnostics.first?.exitCode ?? 0
  }
}
