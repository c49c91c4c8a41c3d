import Diagnostics
import Presentation
package import Session
package import StyledText

/// Plays a session file on fresh sessions and holds what happens against what stands in it.
///
/// It runs at width 80, without colour, history or settings, and names relative to the file.
package struct SessionCheck {
  /// What came of one file.
  package struct Result: Sendable {
    /// How many inputs were played.
    package var inputCount: Int
    /// How many of them did something else than is expected.
    package var mismatchCount: Int
    /// Lines of the file that mean nothing, from 0, with what is wrong.
    package var faults: [(line: Int, message: String)]
    /// The file as it would have to read.
    package var blessed: [String]
    /// Whether the user interrupted it.
    package var wasInterrupted = false
  }

  let file: SessionFile
  /// The folder that paths in the file are relative to.
  let directory: String
  /// What a session begins with.
  let settings: Settings
  let interrupt: () -> Bool

  /// - Parameters:
  ///   - directory: The folder that paths in the file are relative to.
  ///   - interrupt: Polled while an input runs; true ends the check.
  package init(
    _ file: SessionFile, directory: String, settings: Settings = Settings(),
    interrupt: @escaping () -> Bool = { false }
  ) {
    self.file = file
    self.directory = directory
    self.settings = settings
    self.interrupt = interrupt
  }

  /// Plays all sections, each on a session of its own.
  package func played() -> Result {
    var result = Result(inputCount: 0, mismatchCount: 0, faults: file.faults, blessed: file.lines)
    var edits: [(range: Range<Int>, lines: [String])] = []
    for section in file.sections {
      let session = Session(settings: settings)
      session.workingDirectory = directory
      session.hasOtherFrontEnd = false
      session.addBuiltInExample()
      let host = SessionHost(session, options: PresentationOptions(valueLimit: .max))
      for step in section.steps {
        result.inputCount += 1
        let reply = host.execute(step.input, from: .prompt, width: ScriptRunner.width, interrupt: interrupt)
        if reply.exitCode == 130 {
          result.wasInterrupted = true
          return result
        }
        let output = (reply.output + reply.diagnostics).map(\.plainText)
        let status = Self.status(of: session.lastReply)
        guard !step.isMet(by: status, output) else { continue }
        result.mismatchCount += 1
        edits.append(step.edit(for: status, output))
      }
    }
    for edit in edits.reversed() { result.blessed.replaceSubrange(edit.range, with: edit.lines) }
    return result
  }

  private static func status(of reply: Reply?) -> ExpectedStatus {
    guard case .failure(let failure)? = reply?.content else { return .ok }
    if failure.trap != nil { return .trap }
    return .error(code: failure.diagnostics.first.map { "\($0.code)" })
  }

  /// What would have to change in the file, as `diff -u` writes it.
  package func difference(_ result: Result, name: String) -> [StyledLine] {
    UnifiedDiff(old: file.lines, new: result.blessed).lines(oldName: name, newName: name + " (now)")
  }
}

extension SessionFile.Step {
  /// Whether an input did what is expected of it.
  fileprivate func isMet(by found: ExpectedStatus, _ output: [String]) -> Bool {
    let isStatus: Bool =
      switch (status ?? .ok, found) {
      case (.error(nil), .error): true
      case (let wanted, let found): wanted == found
      }
    guard isStatus else { return false }
    // A status with nothing below it is all that is stated.
    return (status != nil && expected.isEmpty) || OutputPattern(expected).matches(output)
  }

  /// The lines from the status to the last expected one, as they would have to read.
  fileprivate func edit(for found: ExpectedStatus, _ output: [String]) -> (range: Range<Int>, lines: [String]) {
    let start = status == nil ? expectedLines.lowerBound : expectedLines.lowerBound - 1
    var lines: [String] = []
    if found != .ok || status == .ok { lines.append("? " + found.text) }
    let statesStatusOnly = status != nil && expected.isEmpty
    if !(statesStatusOnly && found != .ok) { lines += OutputPattern.blessed(expected, for: output) }
    return (start..<expectedLines.upperBound, lines.map { $0.isEmpty ? $0 : indentation + $0 })
  }
}
