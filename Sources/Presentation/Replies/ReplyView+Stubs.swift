import ComponentTypes
import Session
package import StyledText
import WAVE

/// `:stub`, and the calls that components made of stubs.
extension ReplyView {
  /// The calls of stubs while the input ran: `stub: log("hello") -> ()`.
  package var stubCallLines: [StyledLine] {
    let calls = reply.stubCalls
    var lines = calls.calls.flatMap { call in
      block([StyledLine([StyledRun("stub: ", .dim), StyledRun(call.text(limit: options.valueLimit))])])
    }
    let rest = calls.total - min(calls.total, UInt64(calls.calls.count))
    if rest > 0 { lines.append(StyledLine("stub: and \(counted(rest, "call")) more; :stub lists the latest", .dim)) }
    return lines
  }

  func stubLines(_ stubs: StubsReply) -> [StyledLine] {
    var lines: [StyledLine] = []
    switch stubs.change {
    case .removed:
      guard !stubs.stubs.isEmpty || !stubs.awaited.isEmpty else { return [StyledLine("nothing was stubbed", .dim)] }
      let names = stubs.stubs.map(\.path.typedName) + stubs.awaited.map(\.description)
      return names.flatMap { block([StyledLine("no longer stubbed: \($0.escapingTerminalControls)")]) }
    case .none, .made: break
    }
    lines += stubs.change == .made ? summaries(stubs.stubs) : stubs.stubs.flatMap(self.lines)
    for interface in stubs.awaited {
      lines += block([StyledLine("\(interface): nothing loaded has it yet".escapingTerminalControls, .dim)])
    }
    if stubs.includesAll, stubs.change == .none || stubs.stubs.isEmpty {
      lines.append(StyledLine("whatever is missing is stubbed, after later loads, too", .dim))
    }
    if lines.isEmpty { return [StyledLine("no stubs; :stub NAME answers calls of what nothing provides", .dim)] }
    if stubs.change == .made, let instance = stubs.instance, !stubs.stubs.isEmpty {
      let text = "on the instance \(instance); :stub lists them, :stub NAME = VALUE sets what one returns"
      lines += block([StyledLine(text, .dim)])
    }
    return lines
  }

  func linkLines(_ reply: LinksReply) -> [StyledLine] {
    guard !reply.links.isEmpty else {
      return [StyledLine("no links; :link IMPORT to NAME makes one", .dim)]
    }
    return reply.links.flatMap { link in
      let words = reply.areEnded ? " is no longer linked to " : " is linked to "
      return block([
        StyledLine([
          StyledRun(link.item.name.description.escapingTerminalControls, .strong), StyledRun(words),
          StyledRun(link.instance, .strong),
        ])
      ])
    }
  }

  /// From how many stubs on those of an interface are counted and not listed.
  private static let listedStubs = 12

  /// New stubs: of many how many in each interface.
  private func summaries(_ stubs: [StubSummary]) -> [StyledLine] {
    guard stubs.count > Self.listedStubs else { return stubs.flatMap(lines) }
    var counts: [(name: String, stubs: [StubSummary])] = []
    for stub in stubs {
      let name = stub.path.interface?.description ?? ""
      if let index = counts.firstIndex(where: { $0.name == name }) {
        counts[index].stubs.append(stub)
      } else {
        counts.append((name, [stub]))
      }
    }
    return counts.flatMap { group -> [StyledLine] in
      if group.name.isEmpty { return group.stubs.flatMap(lines) }
      return block([
        StyledLine(group.name.escapingTerminalControls, .strong),
        StyledLine(counted(group.stubs.count, "function"), .dim),
      ])
    }
  }

  private func lines(of stub: StubSummary) -> [StyledLine] {
    var answer = StyledLine("-> ", .dim)
    switch stub.behaviour {
    case .trap: answer.append("traps", .warning)
    case .value(let value): answer.append(value.waveText(limit: 200).escapingTerminalControls, .value)
    case .plainest:
      answer.append(
        stub.function.type.result == nil ? "()" : stub.function.type.plainestText?.escapingTerminalControls ?? "?",
        .value)
    }
    if stub.callCount > 0 { answer.append("  " + counted(stub.callCount, "call"), .dim) }
    let lines = block([StyledLine(stub.path.typedName.escapingTerminalControls, .strong), answer])
    return lines
      + stub.calls.flatMap { block([StyledLine($0.text(limit: 400), .dim)], margin: 2) }
  }
}

extension StubbedCall {
  /// The call as it would be typed, and its result.
  fileprivate func text(limit: Int) -> String {
    let written = arguments.map { values in
      zip(values, type.parameters).map { TypedValue($0, $1.type).waveText(limit: limit) }.joined(separator: ", ")
    }
    let name = path.function.hasPrefix("[") ? String(path.function.drop { $0 != "]" }.dropFirst()) : path.function
    return "\(name)(\(written ?? "..."))".escapingTerminalControls + " -> "
      + outcomeText(limit: limit).escapingTerminalControls
  }

  /// What it was answered with.
  func outcomeText(limit: Int = .max) -> String {
    switch outcome {
    case .value(let value?): type.result.map { TypedValue(value, $0).waveText(limit: limit) } ?? "()"
    case .value(nil): "()"
    case .large: "..."
    case nil: "trap"
    }
  }
}
