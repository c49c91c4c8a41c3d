import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Session
import StyledText
import WAVE
import WIT

/// Replies that list something.
extension ReplyView {
  func loadLines(_ load: LoadReply) -> [StyledLine] {
    var lines = load.packages.map { name -> StyledLine in
      StyledLine([StyledRun("loaded "), StyledRun("\(name)".escapingTerminalControls, .strong)])
    }
    for instance in load.instances {
      var line = StyledLine("loaded ")
      line.append(instance.name, .strong)
      line.append(
        "  \(instance.kind.rawValue)" + (instance.functionCount.map { ", " + counted($0, "function") } ?? ""), .dim)
      lines.append(line)
    }
    return lines
  }

  func instanceLines(_ instances: [InstanceSummary]) -> [StyledLine] {
    guard !instances.isEmpty else { return [StyledLine("no instances; :load PATH loads a component", .dim)] }
    var table = ColumnTable()
    for instance in instances {
      let size = instance.size.map { "\($0) bytes" } ?? "built in"
      let state = instance.trap.map { "trapped: \($0.code.wording)" } ?? ""
      table.add(
        StyledRun(instance.isCurrent ? "*" : " ", .current), StyledRun(instance.name, .strong),
        StyledRun(instance.kind.rawValue), StyledRun(size), StyledRun(instance.path ?? ""),
        StyledRun(state, .error))
    }
    return table.lines()
  }

  func variableLines(_ variables: [VariableSummary]) -> [StyledLine] {
    guard !variables.isEmpty else { return [StyledLine("no variables; NAME = EXPR makes one", .dim)] }
    return variables.map { variable in
      var line = StyledLine([StyledRun(variable.name, .strong), StyledRun(" = ", .dim)])
      line.append(variable.value.waveText(limit: 400).escapingTerminalControls, .value)
      line.append(" : ", .dim)
      line.append(variable.value.type.typeText.escapingTerminalControls, .type)
      return line
    }
  }

  func historyLines(_ entries: [HistoryEntry]) -> [StyledLine] {
    let width = entries.last.map { String($0.number).utf8.count } ?? 1
    return entries.flatMap { entry -> [StyledLine] in
      let number = String(entry.number)
      let margin = String(repeating: " ", count: max(0, width - number.utf8.count)) + number + "  "
      return printableLines(of: entry.input).enumerated().map { index, line in
        var numbered = StyledLine(index == 0 ? margin : String(repeating: " ", count: width + 2), .dim)
        numbered.runs += line.runs
        return numbered
      }
    }
  }

  func settingLines(_ settings: [SettingSummary]) -> [StyledLine] {
    var table = ColumnTable()
    for setting in settings {
      table.add(StyledRun(setting.name, .keyword), StyledRun(setting.value, .value), StyledRun(setting.summary, .dim))
    }
    return table.lines()
  }

  func foundLines(_ found: FoundReply) -> [StyledLine] {
    guard !found.entries.isEmpty else {
      return [StyledLine("nothing holds \(found.text.escapingTerminalControls)", .dim)]
    }
    var table = ColumnTable()
    for entry in found.entries.prefix(Self.listedNames) {
      table.add(
        StyledRun(entry.kind.rawValue, .dim), StyledRun(entry.name, .strong), StyledRun(entry.documentation ?? ""))
    }
    let rest = found.entries.count - Self.listedNames
    return table.lines() + (rest > 0 ? [StyledLine("and \(rest) more; a longer text finds fewer", .dim)] : [])
  }

  /// How many names `:find` lists.
  private static let listedNames = 40

  func comparisonLines(_ comparison: ComparisonReply) -> [StyledLine] {
    var table = ColumnTable()
    for row in comparison.rows {
      switch row.outcome {
      case .value(let value):
        let text = value.map { $0.waveText(limit: 400) } ?? "()"
        table.add(
          StyledRun(row.instance, .strong), StyledRun(text, .value), StyledRun(row.report.map(words) ?? "", .dim))
      case .failed(let failure):
        table.add(
          StyledRun(row.instance, .strong), StyledRun(failure.diagnostics.first?.message ?? "failed", .error))
      }
    }
    var lines = table.lines()
    if comparison.rows.count == 1 {
      lines.append(StyledLine("no other instance has \(comparison.function)".escapingTerminalControls, .dim))
    } else {
      lines.append(
        comparison.allAgree ? StyledLine("all agree") : StyledLine("DIFFERENT", .overflow))
    }
    return lines
  }

  /// A report in a few words.
  private func words(_ report: CallReport) -> String {
    var pieces: [String] = []
    if let computed = report.computed {
      pieces.append(computed.facts.overflowed ? "overflow \(computed.facts.type)" : "fits \(computed.facts.type)")
    }
    if let declared = report.declared { pieces.append("declared: \(declared)") }
    if let event = report.notableEvents.first {
      pieces.append(
        report.eventCount == 1
          ? "observed: \(event.event.instruction)" : "\(counted(report.eventCount, "wrap")) observed")
    }
    if report.flagMismatch || report.valueMismatch { pieces.append("MISMATCH") }
    return pieces.joined(separator: "; ")
  }
}
