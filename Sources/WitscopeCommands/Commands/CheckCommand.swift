import ArgumentParser
import Diagnostics
import LineREPL
import Session
import StyledText
import Terminal

/// `witscope check`: plays recorded sessions and compares.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: Witscope.name,
    abstract: "Check recorded sessions against what happens now.",
    discussion: """
      A .wits file holds inputs behind "> " and their output below; in Markdown, fences tagged wits do. What differs is \
      printed as a unified diff, and the exit code is 4. In expected output ... is any number of lines and [..] any text \
      in a line.
      """)

  @OptionGroup var session: SessionOptions
  @OptionGroup var appearance: AppearanceOptions

  @Flag(help: "Rewrite what differs; elisions that still match stay.")
  var bless = false

  @Argument(help: "Session files: .wits, or Markdown.")
  var files: [String]

  func run() throws {
    let output = appearance.output
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
    let isMarkdown = path.hasSuffix(".md") || path.hasSuffix(".markdown")
    let check = SessionCheck(
      SessionFile(text, isMarkdown: isMarkdown), directory: FileInspection.directory(of: path), settings: settings
    ) { Interrupts.isRequested }
    let result = check.played()
    if result.wasInterrupted { return 130 }
    for fault in result.faults {
      output.writeError([StyledLine("\(path):\(fault.line + 1): \(fault.message)".escapingTerminalControls, .error)])
    }
    let inputs = result.inputCount == 1 ? "1 input" : "\(result.inputCount) inputs"
    guard result.mismatchCount > 0 else {
      try output.write([StyledLine("\(result.faults.isEmpty ? "ok" : "malformed")  \(path)  \(inputs)")])
      return result.faults.isEmpty ? 0 : 3
    }
    if bless, result.faults.isEmpty {
      do throws(SessionError) {
        try FileInspection.replace(path, with: result.blessed.joined(separator: "\n"))
      } catch {
        output.write(diagnostics: error.diagnostics)
        return 3
      }
      try output.write([StyledLine("blessed  \(path)  \(result.mismatchCount) of \(inputs)")])
      return 0
    }
    try output.write(check.difference(result, name: path))
    try output.write([StyledLine("DIFFERENT  \(path)  \(result.mismatchCount) of \(inputs)", .overflow)])
    return result.faults.isEmpty ? 4 : 3
  }
}
