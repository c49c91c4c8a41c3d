package import Session
package import StyledText

/// `:record`, `:source`, `:check`, and replies as session files hold them.
extension ReplyView {
  /// A reply's lines as a session file holds them: of width 80, in ASCII, whole, without colour.
  package static func transcript(of reply: Reply) -> [String] {
    ReplyView(reply, options: PresentationOptions(valueLimit: .max)).lines.map(\.plainText.escapingTerminalControls)
  }

  /// What belongs on standard output.
  package var outputLines: [StyledLine] {
    switch reply.content {
    case .failure: []
    case .sourced(let source): sourceLines(source.failure == nil ? source.replies[...] : source.replies.dropLast())
    default: lines
    }
  }

  /// What belongs on standard error.
  package var errorLines: [StyledLine] {
    switch reply.content {
    case .failure: lines
    case .sourced(let source): source.failure == nil ? [] : sourceLines(source.replies.suffix(1)) + remarkLines
    default: []
    }
  }

  /// The inputs of a file, each with what came of it.
  func sourceLines(_ replies: ArraySlice<Reply>) -> [StyledLine] {
    replies.flatMap { reply -> [StyledLine] in
      let input = printableLines(of: reply.input).enumerated().map { index, line in
        var marked = StyledLine(index == 0 ? "> " : "| ", .dim)
        marked.runs += line.runs
        return marked
      }
      return input + ReplyView(reply, options: options).lines
    }
  }

  /// The difference, and how many inputs it is about.
  func checkLines(_ check: CheckReply) -> [StyledLine] {
    let path = check.path.escapingTerminalControls
    var lines = check.faults.map { fault in
      StyledLine("\(path):\(fault.line): \(fault.message)".escapingTerminalControls, .error)
    }
    lines += differenceLines(check)
    let inputs = counted(check.inputCount, "input")
    if !check.mismatches.isEmpty {
      lines.append(StyledLine("DIFFERENT  \(path)  \(check.mismatches.count) of \(inputs)", .overflow))
    } else {
      lines.append(StyledLine("\(check.faults.isEmpty ? "ok" : "malformed")  \(path)  \(inputs)"))
    }
    return lines
  }

  /// As `diff -u` writes it; none where there is no difference.
  private func differenceLines(_ check: CheckReply) -> [StyledLine] {
    guard !check.difference.hunks.isEmpty else { return [] }
    let path = check.path.escapingTerminalControls
    var lines = [StyledLine("--- \(path)", .strong), StyledLine("+++ \(path) (now)", .strong)]
    for hunk in check.difference.hunks {
      lines.append(StyledLine(hunk.heading, .keyword))
      for line in hunk.lines {
        let text = line.text.escapingTerminalControls
        switch line.kind {
        case .same: lines.append(StyledLine(" " + text))
        case .removed: lines.append(StyledLine("-" + text, .error))
        case .added: lines.append(StyledLine("+" + text, .help))
        }
      }
    }
    return lines
  }

  func recordingLines(_ recording: RecordingReply) -> [StyledLine] {
    switch recording {
    case .began(let path, let earlier):
      let before = earlier == 0 ? "" : ", with the \(counted(earlier, "input")) so far"
      return [named("recording to ", path, before + "; :record off ends it")]
    case .going(let path, let inputs): return [named("recording to ", path, ", \(counted(inputs, "input"))")]
    case .ended(let path, let inputs): return [named("recorded ", path, ", \(counted(inputs, "input"))")]
    case .none: return [StyledLine("nothing is recorded; :record PATH begins", .dim)]
    }
  }

  private func named(_ before: String, _ path: String, _ after: String) -> StyledLine {
    StyledLine([StyledRun(before), StyledRun(path.escapingTerminalControls, .strong), StyledRun(after, .dim)])
  }
}
