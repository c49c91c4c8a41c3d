import Session
import StyledText

/// `:step`, its moves, and `:break`.
extension ReplyView {
  func stepLines(_ step: StepReply) -> [StyledLine] {
    let view = StepView(step, columns: options.width)
    return options.isPlain ? view.linesInWords : view.lines.map { $0.elidedAtTheEnd(columns: options.width) }
  }

  func stepEndLines(_ end: StepEndReply) -> [StyledLine] {
    let call = end.call.escapingTerminalControls.elidedInTheMiddle(columns: max(16, options.width - 40))
    return block(
      [
        StyledLine(
          end.wasGivenUp
            ? "\(call) is given up; \(end.instance.escapingTerminalControls) is as it was before"
            : "\(call) is walked no longer")
      ])
  }

  func breakpointLines(_ reply: BreakpointsReply) -> [StyledLine] {
    if let added = reply.added { return [line(added)] }
    if !reply.removed.isEmpty {
      return reply.removed.map { StyledLine("breakpoint \($0.number) is gone: ") + line($0) }
    }
    guard !reply.entries.isEmpty else {
      return [StyledLine("no breakpoints; :break NAME sets one at a function")]
    }
    return reply.entries.map(line)
  }

  /// `1 overflow`.
  private func line(_ entry: BreakpointsReply.Entry) -> StyledLine {
    var line = StyledLine("\(entry.number) ", .dim)
    line.append(entry.text.escapingTerminalControls.elidedInTheMiddle(columns: max(16, options.width - 8)))
    return line
  }
}

extension StyledLine {
  fileprivate static func + (first: StyledLine, second: StyledLine) -> StyledLine {
    StyledLine(first.runs + second.runs)
  }
}
