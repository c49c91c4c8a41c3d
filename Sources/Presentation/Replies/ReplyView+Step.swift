import ComponentRuntime
import CoreTypes
package import Session
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
    if let added = reply.added { return lines(added) }
    if !reply.removed.isEmpty {
      return reply.removed.map { StyledLine("breakpoint \($0.number) is gone: ") + line($0) }
    }
    guard !reply.entries.isEmpty else {
      return [StyledLine("no breakpoints; :break NAME sets one at a function")]
    }
    return reply.entries.flatMap(lines)
  }

  /// A breakpoint, and below it what it stands for.
  private func lines(_ entry: BreakpointsReply.Entry) -> [StyledLine] {
    let shown = entry.places.prefix(8).flatMap { place in
      flow([StyledLine("  " + place.words.escapingTerminalControls)], indent: 4, columns: options.width)
    }
    var lines = [line(entry)] + shown
    if entry.places.count > 8 { lines.append(StyledLine("  and \(entry.places.count - 8) more places")) }
    if entry.isPlace, entry.places.isEmpty { lines.append(StyledLine("  nothing is there now", .dim)) }
    return lines
  }

  /// `1 overflow, hit 2 times`.
  private func line(_ entry: BreakpointsReply.Entry) -> StyledLine {
    var line = StyledLine("\(entry.number) ", .dim)
    line.append(entry.text.escapingTerminalControls.elidedInTheMiddle(columns: max(16, options.width - 24)))
    if entry.hits > 0 { line.append(", hit " + (entry.hits == 1 ? "once" : "\(entry.hits) times")) }
    return line
  }
}

extension StyledLine {
  fileprivate static func + (first: StyledLine, second: StyledLine) -> StyledLine {
    StyledLine(first.runs + second.runs)
  }
}

extension BreakpointsReply.Place {
  /// `function at 0x38 (add+0x1) in total`.
  package var words: String {
    let holder = " in \(instance)" + (place.holder.isEmpty ? "" : ", \(place.holder)")
    let at = place.location.map { " at 0x\(String($0.offset, radix: 16)) (\($0.place()))" } ?? ""
    return switch place.kind {
    case .export(let path): "export \(path)\(at)\(holder)"
    case .function: "function\(at)\(holder)"
    case .instruction: "\(instruction ?? "instruction")\(at)\(holder)"
    case .import(let name):
      place.location == nil ? "calls of \(name)\(holder)" : "import \(name), function\(at)\(holder)"
    }
  }
}
