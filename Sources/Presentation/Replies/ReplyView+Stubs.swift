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
      let names = stubs.stubs.map(\.path.description) + stubs.awaited.map(\.description)
      return names.flatMap { block([StyledLine("no longer stubbed: \($0.escapingTerminalControls)")]) }
    case .none, .made: break
    }
    for stub in stubs.stubs { lines += self.lines(of: stub) }
    for interface in stubs.awaited {
      lines += block([StyledLine("\(interface): nothing loaded has it yet".escapingTerminalControls, .dim)])
    }
    if stubs.includesAll, stubs.change == .none || stubs.stubs.isEmpty {
      lines.append(StyledLine("whatever is missing is stubbed, after later loads, too", .dim))
    }
    if lines.isEmpty { return [StyledLine("no stubs; :stub NAME answers calls of what nothing provides", .dim)] }
    if stubs.change == .made, let instance = stubs.instance, !stubs.stubs.isEmpty {
      lines += block([StyledLine("on the instance \(instance); :stub NAME = VALUE changes what is returned", .dim)])
    }
    return lines
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
    let lines = block([StyledLine(stub.path.description.escapingTerminalControls, .strong), answer])
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
