import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText
import WAVE

/// What stands below code and values.
extension StepView {
  /// In at most so many rows: what the step is about, then memory, then the active functions, then globals.
  func details(rows: Int) -> [StyledLine] {
    let about = aboutLines
    let isFree = rows == .max
    var memory = memoryLines
    let frames = isFree ? frameLines : frameLine.map { [$0] } ?? []
    let globals = globalLines
    guard !isFree else { return about + memory + globals + frames }
    var left = rows - about.prefix(rows).count
    let frameRows = frames.prefix(min(1, left))
    left -= frameRows.count
    if memory.count > left { memory = memoryRows(left) }
    left -= memory.count
    return about.prefix(rows) + memory + globals.prefix(left) + frameRows
  }

  // MARK: - What the step is about

  /// Why it is in hand, what it lost, how the call ended.
  private var aboutLines: [StyledLine] {
    var lines: [StyledLine] = []
    switch reply.moment {
    case .instruction:
      if let event = reply.event {
        var line = StyledLine(event.marks.first ?? "", .overflow)
        line.append(" \(event.event.instruction.escapingTerminalControls): \(event.loss)", .value)
        if event.isNoise { line.append("  (counts as noise)", .dim) }
        lines.append(line)
      }
      if let trap = reply.trap {
        lines.append(StyledLine("traps: " + trap.code.wording.escapingTerminalControls, .error))
      }
    case .canonical(let step):
      var line = StyledLine(step.kind.rawValue, .keyword)
      if !step.component.isEmpty { line.append(" in \(step.component.escapingTerminalControls)") }
      line.append(": " + step.text.escapingTerminalControls)
      lines += flow([line], indent: 2, columns: columns)
    case .returned(let value):
      var line = StyledLine("returned ")
      line.append((value?.waveText(limit: 400) ?? "()").escapingTerminalControls, .value)
      if let value { line.append(" : " + value.type.typeText.escapingTerminalControls, .dim) }
      lines += flow([line], indent: 2, columns: columns)
    case .trapped(let trap): lines.append(StyledLine("trap: " + trap.code.wording.escapingTerminalControls, .error))
    }
    if let text = stopText { lines.append(StyledLine(text, .dim)) }
    return lines
  }

  /// Why the move ended, where the step does not say it.
  var stopText: String? {
    switch reply.stop {
    case .step, .overflow: nil
    case .breakpoint(let number): "breakpoint \(number)"
    case .end where reply.isOver: nil
    case .end: reply.isAtStart ? "the call begins here" : "there is nothing further that way"
    case .interrupted(let code): "\(code.wording): it stands where it had come to"
    }
  }

  // MARK: - Memory

  /// `memory 0x400, 4 bytes written`, and its rows with the changed bytes marked.
  private var memoryLines: [StyledLine] { memoryRows(.max) }

  private func memoryRows(_ limit: Int) -> [StyledLine] {
    guard let memory = reply.memory, limit > 0, !memory.bytes.isEmpty else { return [] }
    let length = columns >= 76 ? StepMemory.rowLength : StepMemory.rowLength / 2
    let access =
      Int(clamping: memory.address >= memory.start ? memory.address - memory.start : 0)
    let touched = access..<(access + max(1, memory.width))
    var rows: [(first: Int, line: StyledLine)] = []
    for first in stride(from: 0, to: memory.bytes.count, by: length) {
      rows.append((first, memoryRow(memory, first..<min(first + length, memory.bytes.count), touched)))
    }
    // The row of the address is kept, and its neighbours as far as there is room.
    let middle = rows.firstIndex { $0.first + length > access } ?? 0
    // A prompt prints those that were read or written alone.
    let own = rows.filter { $0.first < touched.upperBound && $0.first + length > access }.count
    let count = min(limit == .max ? max(1, own) : limit, rows.count)
    let start = min(max(0, limit == .max ? middle : middle - (count - 1) / 2), rows.count - count)
    return rows[start..<(start + count)].map(\.line)
  }

  /// `w 0x00000400 *00*00*00*80 00 ...  |....|`.
  private func memoryRow(_ memory: StepMemory, _ range: Range<Int>, _ touched: Range<Int>) -> StyledLine {
    let address = memory.start &+ UInt64(range.lowerBound)
    let digits = String(address, radix: 16)
    let isTouched = range.overlaps(touched)
    var line = StyledLine(isTouched ? (memory.isWrite ? "w " : "r ") : "  ", .keyword)
    line.append("0x" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits + " ", .dim)
    for index in range {
      let byte = memory.bytes[index]
      let isChanged = memory.changed.contains(index)
      let text = (byte < 16 ? "0" : "") + String(byte, radix: 16)
      line.append(isChanged ? "*" : " ")
      line.append(text, isChanged ? .strong : touched.contains(index) ? .value : .plain)
    }
    line.append("  " + String(memory.bytes[range].map(Self.character)), .dim)
    return line
  }

  private static func character(_ byte: UInt8) -> Character {
    (0x20..<0x7F).contains(byte) ? Character(UnicodeScalar(byte)) : "."
  }

  // MARK: - Globals and frames

  private var globalLines: [StyledLine] {
    guard !reply.globals.isEmpty else { return [] }
    let pieces = reply.globals.prefix(16).enumerated().map { index, global in
      let name = global.name.map { " " + $0.escapingTerminalControls.elidedInTheMiddle(columns: 24) } ?? ""
      var piece = StyledLine(global.value.isChanged ? "*\(global.index)\(name) " : "\(global.index)\(name) ")
      piece.append(
        global.value.text,
        inHand == .global(index) ? .current : global.value.isChanged ? .strong : .value)
      return piece
    }
    let lines = flow([StyledLine("globals", .dim)] + pieces, separator: "  ", indent: 9, columns: columns)
    return Array(lines.prefix(2))
  }

  /// The active functions in one line, the innermost first: `in add+0x9 < run+0x3`.
  private var frameLine: StyledLine? {
    guard let first = reply.frames.first else { return nil }
    var line = StyledLine("in ", .dim)
    line.append(Self.name(first))
    if let source = first.location.sourceLine {
      line.append(" " + source.shortText.escapingTerminalControls.elidedInTheMiddle(columns: 32), .strong)
    }
    for frame in reply.frames.dropFirst() {
      let piece = " < " + Self.name(frame)
      guard line.displayWidth + piece.displayWidth + 4 <= columns else {
        line.append(" < ..", .dim)
        return line
      }
      line.append(piece)
    }
    if reply.unlistedFrames > 0 { line.append(" < ..", .dim) }
    return line
  }

  /// One line a function, where there are several.
  private var frameLines: [StyledLine] {
    guard reply.frames.count > 1 else { return frameLine.map { [$0] } ?? [] }
    let shown = 8
    var lines = reply.frames.prefix(shown).enumerated().map { index, frame in
      var line = StyledLine(index == 0 ? "in " : "by ", .dim)
      line.append(Self.name(frame))
      line.append(" 0x" + String(frame.location.offset, radix: 16), .dim)
      if let source = frame.location.sourceLine {
        line.append(" " + source.shortText.escapingTerminalControls.elidedInTheMiddle(columns: 32), .strong)
      }
      return line
    }
    let more = reply.frames.count - lines.count + reply.unlistedFrames
    if more > 0 { lines.append(StyledLine("and \(more) more", .dim)) }
    return lines
  }

  static func name(_ frame: StepFrame) -> String {
    let place = frame.location.place()
    guard !frame.component.isEmpty else { return place }
    return frame.component.escapingTerminalControls.elidedInTheMiddle(columns: 24) + ": " + place
  }
}
