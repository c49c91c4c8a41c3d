import Diagnostics

/// Plays a session file on fresh sessions and holds what happens against what stands in it.
///
/// Names are relative to the file.
package struct SessionCheck {
  /// What came of one file.
  package struct Result: Sendable {
    /// How many inputs were played.
    package var inputCount = 0
    /// The inputs that did something else than is expected, in order.
    package var mismatches: [CheckReply.Mismatch] = []
    /// Lines of the file that mean nothing.
    package var faults: [SessionFileFault] = []
    /// Ranges of the file's lines that would have to read otherwise, in order.
    var edits: [(range: Range<Int>, lines: [String])] = []
    /// The file as it would have to read.
    package var blessed: [String]
    /// Whether the user interrupted it.
    package var wasInterrupted = false
  }

  let file: SessionFile
  /// Makes the session that a section runs on.
  let makeSession: () -> Session
  let poll: (Progress) -> Bool

  /// - Parameters:
  ///   - path: The file's, as `SessionFileChain` knows it.
  ///   - settings: What a session begins with.
  ///   - transcribe: How a reply reads in a session file.
  ///   - poll: Asked while an input runs; true ends the check.
  package init(
    _ file: SessionFile, path: String, settings: Settings = Settings(),
    transcribe: @escaping (Reply) -> [String], poll: @escaping (Progress) -> Bool = { _ in false }
  ) {
    self.init(
      file, chain: SessionFileChain(checking: path), settings: settings, transcribe: transcribe, poll: poll)
  }

  /// The same from within a session file.
  init(
    _ file: SessionFile, chain: SessionFileChain, settings: Settings, transcribe: @escaping (Reply) -> [String],
    poll: @escaping (Progress) -> Bool
  ) {
    self.file = file
    self.poll = poll
    makeSession = {
      let session = Session(settings: settings)
      session.workingDirectory = chain.directory
      session.openFiles = chain
      session.hasOtherFrontEnd = false
      session.transcribe = transcribe
      session.addBuiltInExample()
      return session
    }
  }

  /// Plays all sections, each on a session of its own.
  package func played() -> Result {
    var result = Result(faults: file.faults, blessed: file.lines)
    for section in file.sections {
      let session = makeSession()
      for step in section.steps {
        result.inputCount += 1
        let reply = session.execute(step.input, from: .prompt, poll: poll)
        if reply.exitCode == 130 {
          result.wasInterrupted = true
          return result
        }
        let output = session.transcribe(reply)
        let status = ExpectedStatus(of: reply)
        guard !step.isMet(by: status, output) else { continue }
        result.mismatches.append(
          CheckReply.Mismatch(
            line: step.line + 1, input: step.input, expected: step.status?.text, found: status.text))
        result.edits.append(step.edit(for: status, output))
      }
    }
    result.blessed = []
    var kept = 0
    for edit in result.edits {
      result.blessed += file.lines[kept..<edit.range.lowerBound] + edit.lines
      kept = edit.range.upperBound
    }
    result.blessed += file.lines[kept...]
    return result
  }

  /// What came of it as a reply tells it.
  package func reply(_ result: Result, path: String) -> CheckReply {
    CheckReply(
      path: path, inputCount: result.inputCount, mismatches: result.mismatches,
      faults: result.faults.map { CheckReply.Fault(line: $0.line + 1, message: $0.message) },
      difference: LineDifference(old: file.lines, replacing: result.edits))
  }
}

extension ExpectedStatus {
  /// How an input ended.
  init(of reply: Reply) {
    guard let failure = reply.failure else {
      self = .ok
      return
    }
    self = failure.trap != nil ? .trap : .error(code: failure.diagnostics.first.map { "\($0.code)" })
  }

  /// Whether an input that ended so did what was stated.
  func admits(_ found: ExpectedStatus) -> Bool {
    if case .error(nil) = self, case .error = found { return true }
    return self == found
  }
}

extension SessionFile.Step {
  /// Whether an input did what is expected of it.
  fileprivate func isMet(by found: ExpectedStatus, _ output: [String]) -> Bool {
    guard (status ?? .ok).admits(found) else { return false }
    // A status with nothing below it is all that is stated.
    return (status != nil && expected.isEmpty) || OutputPattern(expected).matches(output)
  }

  /// The lines from the status to the last expected one, as they would have to read.
  fileprivate func edit(for found: ExpectedStatus, _ output: [String]) -> (range: Range<Int>, lines: [String]) {
    let start = status == nil ? expectedLines.lowerBound : expectedLines.lowerBound - 1
    var lines: [String] = []
    if let status, status.admits(found) {
      // What is stated in fewer words than could be still holds.
      lines.append("? " + status.text)
    } else if found != .ok || status == .ok {
      lines.append("? " + found.text)
    }
    let statesStatusOnly = status != nil && expected.isEmpty
    if !(statesStatusOnly && found != .ok) { lines += OutputPattern.blessed(expected, for: output) }
    return (start..<expectedLines.upperBound, lines.map { $0.isEmpty ? $0 : indentation + $0 })
  }
}
