import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Session
import StyledText
import WAVE

/// `:trace` and `:diff`: stops of a call, a line each.
extension ReplyView {
  func traceLines(_ trace: TraceReply) -> [StyledLine] {
    var lines = stopLines(trace.entries)
    let shown = UInt64(trace.entries.count)
    if let count = trace.count {
      if count > shown { lines.append(StyledLine("and \(count - shown) more", .dim)) }
    } else {
      lines.append(StyledLine("and more: \(counted(trace.instructions, "instruction")) in all", .dim))
    }
    if trace.entries.isEmpty {
      let place = trace.filter.function.map { " in \($0)" } ?? ""
      let what = trace.filter.words == ["overflow"] ? "no alarm of the watch's" : "no operator of that kind"
      lines += bits.paragraph(
        "\(trace.filter.words.isEmpty ? "nothing ran" : what)\(place)".escapingTerminalControls, .dim)
    }
    if let path = trace.path {
      lines.append(StyledLine("\(counted(trace.count ?? shown, "line")) written to \(path)".escapingTerminalControls))
    }
    return lines + [typedLine(trace.value.result)]
  }

  func diffLines(_ diff: DiffReply) -> [StyledLine] {
    let common = counted(diff.common, "stop")
    var lines: [StyledLine]
    if diff.doPart {
      lines = bits.paragraph("\(common) in common, then they part:", .strong) + stopLines(diff.before)
      for side in [diff.first, diff.second] {
        lines.append(StyledLine("\(side.instance.escapingTerminalControls):", .overflow))
        lines += side.entries.isEmpty ? [StyledLine("  it had ended", .dim)] : stopLines(side.entries, indent: 2)
      }
    } else {
      lines = bits.paragraph("they never part: \(common) in common", .strong)
    }
    var table = ColumnTable()
    for side in [diff.first, diff.second] {
      let answer =
        switch side.outcome {
        case .value(let value): StyledRun(value.map { $0.waveText(limit: options.valueLimit) } ?? "()", .value)
        case .failed(let failure): StyledRun(failure.diagnostics.first?.message ?? "failed", .error)
        }
      table.add(
        StyledRun(side.instance, .strong), answer, StyledRun(counted(side.instructions, "instruction"), .dim))
    }
    return lines + tableLines(table)
  }

  /// A line a stop: number, offset, instruction, `operands -> result`, what was lost. A function is named in a line of its
  /// own where it begins or goes on, since names may be long.
  private func stopLines(_ entries: [TraceEntry], indent: Int = 0) -> [StyledLine] {
    var table = ColumnTable()
    var frame: Frame?
    for entry in entries {
      switch entry.kind {
      case .moment(let moment):
        table.add(StyledRun("-- \(moment.name)", .dim))
        frame = nil
      case .operation(let operation):
        let location = operation.location
        let own = Frame(depth: entry.depth, function: location.function, name: location.functionName)
        if own != frame {
          let name = location.functionName ?? "func[\(location.function)]"
          let room = options.width - indent - 12
          let elided = name.escapingTerminalControls.elidedInTheMiddle(columns: max(16, room))
          table.add(StyledRun("in \(elided)+0x\(String(location.distance, radix: 16))", .dim))
        }
        frame = own
        table.add(
          StyledRun("\(entry.number)", .dim), StyledRun("0x\(String(location.offset, radix: 16))", .dim),
          StyledRun(operation.text, .plain),
          StyledRun(Self.flow(of: operation), operation.lostSigned == nil ? .value : .overflow))
      }
    }
    return tableLines(table, indent: indent)
  }

  /// Whose operators stand below one heading.
  private struct Frame: Equatable {
    var depth: Int
    var function: UInt32
    var name: String?
  }

  /// `2147483647 1 -> -2147483648  loses signed`.
  private static func flow(of operation: TraceEntry.Operation) -> String {
    var text = operation.operands.map(\.plainText).joined(separator: " ")
    if let result = operation.result { text += (text.isEmpty ? "-> " : " -> ") + result.plainText }
    if let lostSigned = operation.lostSigned { text += "  loses \(lostSigned ? "signed" : "unsigned")" }
    return text
  }
}
