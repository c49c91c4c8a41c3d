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
    if trace.entries.isEmpty { lines.append(StyledLine("no operator of that kind", .dim)) }
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

  /// A line a stop: number, place, instruction, `operands -> result`, what was lost.
  private func stopLines(_ entries: [TraceEntry], indent: Int = 0) -> [StyledLine] {
    var table = ColumnTable()
    var function: String?
    for entry in entries {
      switch entry.kind {
      case .moment(let moment):
        table.add(StyledRun("", .dim), StyledRun("", .dim), StyledRun("-- \(moment.name)", .dim))
        function = nil
      case .operation(let operation):
        let name =
          operation.location.functionName.map { String($0.prefix(60)) } ?? "func[\(operation.location.function)]"
        let place = "0x\(String(operation.location.offset, radix: 16))"
        // A function is named where it begins or goes on.
        let heading = name == function ? place : "\(place) \(name)+0x\(String(operation.location.distance, radix: 16))"
        function = name
        table.add(
          StyledRun("\(entry.number)", .dim), StyledRun(heading, .dim), StyledRun(operation.text, .plain),
          StyledRun(Self.flow(of: operation), operation.lostSigned == nil ? .value : .overflow))
      }
    }
    return tableLines(table, indent: indent)
  }

  /// `2147483647 1 -> -2147483648  loses signed`.
  private static func flow(of operation: TraceEntry.Operation) -> String {
    var text = operation.operands.map(\.plainText).joined(separator: " ")
    if let result = operation.result { text += (text.isEmpty ? "-> " : " -> ") + result.plainText }
    if let lostSigned = operation.lostSigned { text += "  loses \(lostSigned ? "signed" : "unsigned")" }
    return text
  }
}
