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
      let size = instance.size.map { "\($0) bytes" } ?? (instance.kind == .stub ? "" : "built in")
      let state = instance.trap.map { "trapped: \($0.code.wording)" } ?? ""
      var kind = instance.kind.rawValue
      if options.isPlain {
        if instance.isCurrent { kind = "current, " + kind }
      }
      let mark = options.isPlain ? [] : [StyledRun(instance.isCurrent ? "*" : " ", .current)]
      table.add(
        mark + [
          StyledRun(instance.name, .strong), StyledRun(kind), StyledRun(size), StyledRun(instance.path ?? ""),
          StyledRun(state, .error),
        ])
    }
    return tableLines(table)
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

  /// How many candidates `:complete` lists.
  private static let listedCandidates = 100

  func candidateLines(_ reply: CandidatesReply) -> [StyledLine] {
    guard !reply.candidates.isEmpty else {
      return [StyledLine("nothing completes \(reply.text.escapingTerminalControls)", .dim)]
    }
    var table = ColumnTable()
    for candidate in reply.candidates.prefix(Self.listedCandidates) {
      table.add(StyledRun(candidate.label, .strong), StyledRun(candidate.detail, .dim))
    }
    let rest = reply.candidates.count - Self.listedCandidates
    return tableLines(table) + (rest > 0 ? [StyledLine("and \(rest) more; a longer text has fewer", .dim)] : [])
  }

  func settingLines(_ settings: [SettingSummary]) -> [StyledLine] {
    var table = ColumnTable()
    for setting in settings {
      table.add(StyledRun(setting.name, .keyword), StyledRun(setting.value, .value), StyledRun(setting.summary, .dim))
    }
    return tableLines(table)
  }

  func foundLines(_ found: FoundReply) -> [StyledLine] {
    guard !found.entries.isEmpty else {
      return [StyledLine("nothing holds \(found.text.escapingTerminalControls)", .dim)]
    }
    var table = ColumnTable()
    for entry in found.entries.prefix(Self.listedNames) {
      let (kind, name, text) = (entry.kind.rawValue, entry.name, StyledRun(entry.documentation ?? ""))
      if options.isPlain {
        table.add(StyledRun("\(kind) \(name)"), text)
      } else {
        table.add(StyledRun(kind, .dim), StyledRun(name, .strong), text)
      }
    }
    let rest = found.entries.count - Self.listedNames
    return tableLines(table)
      + (rest > 0 ? [StyledLine("and \(rest) more; a longer text finds fewer", .dim)] : [])
  }

  /// How many names `:find` lists.
  private static let listedNames = 40
}

/// `:drop`, and files that changed.
extension ReplyView {
  func dropLines(_ drop: DropReply) -> [StyledLine] {
    var lines = [StyledLine([StyledRun(drop.variable, .strong), StyledRun(" is forgotten")])]
    for resource in drop.resources {
      let name = "\(resource.name) #\(resource.number)".escapingTerminalControls
      lines.append(
        StyledLine(resource.fate == .dropped ? "\(name) was dropped" : "\(name) was gone already"))
    }
    if !drop.staleVariables.isEmpty {
      lines += bits.paragraph(
        "its handle means nothing any more in " + drop.staleVariables.joined(separator: ", "), .warning)
    }
    return lines
  }
}
