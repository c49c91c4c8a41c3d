import LineEditing
package import Presentation
package import Session
package import StyledText

/// A session as the loops see it: replies become lines through Presentation.
package struct SessionHost: REPLHost {
  /// How replies are written.
  package enum Format: Hashable, Sendable {
    /// For people.
    case lines
    /// JSON Lines, one object an input.
    case json
  }

  package let session: Session
  /// How replies are shown; the width is the loop's.
  package var options: PresentationOptions
  package var format: Format

  package init(_ session: Session, options: PresentationOptions = PresentationOptions(), format: Format = .lines) {
    self.session = session
    self.options = options
    self.format = format
    session.transcribe = ReplyView.transcript
  }

  package func greeting(hasEditor: Bool) -> [StyledLine] {
    guard format == .lines else { return [] }
    // Each line fits a narrow terminal.
    let second =
      hasEditor
      ? StyledLine([StyledRun("Tab", .keyword), StyledRun(" completes", .dim)])
      : StyledLine([StyledRun(":complete TEXT", .keyword), StyledRun(" lists what could follow", .dim)])
    let example = StyledLine([StyledRun("try: ", .dim), StyledRun("overflowing-add 2147483647 1", .strong)])
    return [
      StyledLine([
        StyledRun(":browse", .keyword), StyledRun(" shows what is open, ", .dim),
        StyledRun(":help", .keyword), StyledRun(" explains, ", .dim),
        StyledRun("Ctrl-D", .keyword), StyledRun(" leaves", .dim),
      ]), second,
    ] + (session.hasBuiltInExample ? [example] : [])
  }

  /// The longest question that stands in the prompt, in columns.
  private static let questionWidth = 40

  /// The prompt; while a prediction is asked for, its question.
  package var prompt: String {
    if let question = session.pendingQuestion {
      return question.escapingTerminalControls.elidedInTheMiddle(columns: Self.questionWidth) + "> "
    }
    let number = session.nextInputNumber
    guard let name = session.currentInstanceName else { return "\(number)> " }
    return "\(name.escapingTerminalControls) \(number)> "
  }

  package var isAsking: Bool { session.pendingQuestion != nil }

  package func notices(width: Int) -> [StyledLine] {
    guard format == .lines else { return [] }
    let changed = session.changedFiles()
    return changed.isEmpty ? [] : ChangedFileView(changed, columns: max(20, width)).lines
  }

  package func progressLine(_ progress: Progress) -> StyledLine? {
    format == .lines ? ProgressView(progress).line : nil
  }

  package func execute(
    _ input: String, from origin: InputOrigin, width: Int, whileRunning: (Progress) -> Bool
  ) -> REPLReply {
    let reply = session.execute(input, from: origin, poll: whileRunning)
    var options = options
    options.width = max(20, width)
    let view = ReplyView(reply, options: options)
    var result = REPLReply(exitCode: reply.exitCode, wantsQuit: session.hasQuit)
    if session.wantsOtherFrontEnd {
      session.wantsOtherFrontEnd = false
      result.wantsOtherFrontEnd = true
    }
    if format == .json {
      if case .nothing = reply.content { return result }
      result.machineOutput = ReplyJSON(reply).line.escapingControlsInJSON
    } else {
      result.output = view.outputLines
    }
    result.diagnostics = view.errorLines
    return result
  }
}

extension String {
  /// The same JSON with control characters, which can only stand in its strings, as JSON's own escapes.
  var escapingControlsInJSON: String {
    guard unicodeScalars.contains(where: \.isTerminalControl) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isTerminalControl {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
