import ComponentRuntime
import ComponentTypes
import Diagnostics
import Session
import StyledText
import WAVE

/// `:bench` and `:measure`.
extension ReplyView {
  func benchLines(_ bench: BenchReply) -> [StyledLine] {
    var table = ColumnTable()
    for row in bench.rows {
      // What does not change from run to run stands before what does.
      var cells = [StyledRun(row.instance, .strong), StyledRun(work(row), .plain)]
      switch row.outcome {
      case .failed(let failure): cells.append(StyledRun(failure.diagnostics.first?.message ?? "failed", .error))
      case .measured(let times, _):
        let unit = Self.unit(of: times.median)
        func number(_ nanoseconds: Double) -> String { Self.digits(nanoseconds / unit.nanoseconds) }
        cells += [
          StyledRun("\(number(times.median)) \(unit.name)", .value),
          StyledRun("(\(number(times.lowerQuartile)) to \(number(times.upperQuartile)))", .plain),
          StyledRun(row.ratio.map { "\(Self.digits($0)) x" } ?? "", .plain),
        ]
      }
      table.add(cells)
    }
    let note = "the median time of a call, quartiles in brackets; fresh instances, unwatched"
    return tableLines(table) + borderLines(bench) + benchVerdict(bench) + bits.paragraph(note, .dim)
  }

  /// What one call runs: instructions, and of how many components; or native code.
  private func work(_ row: BenchReply.Row) -> String {
    if row.code.kind == .native { return "native code" }
    let words = [
      counted(row.instructions, "instruction"), row.code.kind == .composed ? "composed" : nil,
      row.code.linkedInstances.isEmpty ? nil : "linked", row.code.usesStubs ? "stubbed" : nil,
    ]
    return words.compactMap(\.self).joined(separator: ", ")
  }

  /// What crosses borders: of what it is made, and how much longer it takes than what does not.
  private func borderLines(_ bench: BenchReply) -> [StyledLine] {
    bench.rows.filter(\.crossesBorders).flatMap { row -> [StyledLine] in
      var words = [row.code.makeup]
      if let ratio = row.ratioToInterpreted, let plain = bench.interpreted.map({ bench.rows[$0].instance }) {
        words.append("\(Self.digits(ratio)) x \(plain)")
      }
      return bits.paragraph("\(row.instance): \(words.joined(separator: "; "))".escapingTerminalControls)
    }
  }

  private func benchVerdict(_ bench: BenchReply) -> [StyledLine] {
    guard bench.rows.count > 1 else {
      return bits.paragraph("no other instance has \(bench.function)".escapingTerminalControls, .dim)
    }
    let values = bench.rows.map { row -> TypedValue? in
      guard case .measured(_, let value) = row.outcome else { return nil }
      return value
    }
    guard let index = bench.differing, let value = values[index], let first = values.lazy.compactMap({ $0 }).first
    else {
      return values.contains { $0 != nil } ? [StyledLine("all that answered agree")] : []
    }
    let text =
      "DIFFERENT: \(value.waveText(limit: 60)) on \(bench.rows[index].instance), \(first.waveText(limit: 60)) before"
    return bits.paragraph(text.escapingTerminalControls, .overflow)
  }

  func measureLines(_ measured: MeasureReply) -> [StyledLine] {
    var table = ColumnTable()
    table.add(StyledRun("instructions", .plain), StyledRun("\(measured.instructions)", .value))
    if let traffic = measured.traffic {
      let scope =
        traffic.instructions < measured.instructions && traffic.instructions >= MeasureReply.Traffic.limit
        ? " in the first \(traffic.instructions) instructions" : ""
      table.add(StyledRun("calls", .plain), StyledRun("\(traffic.calls)\(scope)", .value))
      var text = "\(counted(traffic.loads, "load")), \(counted(traffic.stores, "store"))"
      if traffic.touchedBytes > 0 {
        text += "; \(counted(traffic.touchedBytes, "byte")) in \(counted(traffic.touchedBlocks, "block"))"
      }
      table.add(StyledRun("accesses", .plain), StyledRun(text + scope, .value))
    }
    if let memory = measured.memory {
      let grown = memory.after > memory.before ? memory.after - memory.before : 0
      var text = "\(memory.after) bytes, grown by \(grown)"
      if let changes = memory.changes {
        text += "; left \(counted(changes.bytes, "byte")) changed"
        if changes.blocks > 0 { text += " in \(counted(changes.blocks, "block")) of \(type(of: changes).blockSize)" }
      }
      table.add(StyledRun("memory", .plain), StyledRun(text, .value))
    } else {
      table.add(StyledRun("memory", .plain), StyledRun("none: native code", .value))
    }
    if measured.hostCalls.isEmpty {
      table.add(StyledRun("host calls", .plain), StyledRun("none", .value))
    }
    for (index, call) in measured.hostCalls.enumerated() {
      let whom = call.instance.map { "on \($0)" } ?? "answered by a stub"
      table.add(
        StyledRun(index == 0 ? "host calls" : "", .plain), StyledRun("\(call.count) of \(call.path) \(whom)", .value))
    }
    let capabilities = measured.capabilities.map(\.description).joined(separator: ", ")
    table.add(
      StyledRun("capabilities", .plain), StyledRun(capabilities.isEmpty ? "none" : capabilities, .value))
    return [typedLine(measured.value.result)] + tableLines(table)
  }

  // MARK: - Times

  /// The unit that a time is told in, so that less than 999.5 of it are.
  private static func unit(of nanoseconds: Double) -> (name: String, nanoseconds: Double) {
    var unit = (name: "ns", nanoseconds: 1.0)
    for name in ["us", "ms", "s"] where nanoseconds / unit.nanoseconds >= 999.5 {
      unit = (name, unit.nanoseconds * 1_000)
    }
    return unit
  }

  /// A number with three digits that count, and no more than two behind the point.
  private static func digits(_ number: Double) -> String {
    let decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    guard let whole = Int(exactly: (number * scale).rounded()) else { return "\(number)" }
    guard decimals > 0 else { return String(whole) }
    let unit = Int(scale)
    let fraction = String(whole % unit)
    return "\(whole / unit)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
