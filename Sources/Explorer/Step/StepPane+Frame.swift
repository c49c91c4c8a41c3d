import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Presentation
import Session
import StyledText

extension StepPane {
  /// The pane drawn: the events, what the one in hand did, and the instructions around it.
  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame {
    guard columns > 0, rows > 0 else { return PaneFrame() }
    if let walk { return walk.frame(columns: columns, rows: rows, hasFocus: hasFocus) }
    guard let report, let event else {
      let lines = emptyLines(columns)
      return PaneFrame(
        lines: lines.prefix(rows).map { $0.prefix(columns: columns) },
        cursor: hasFocus ? ScreenPosition(row: 0, column: 0) : nil)
    }
    var frame = PaneFrame()
    if showsHeading(rows) { frame.lines.append(headingLine(report).elided(columns: columns)) }
    for (row, index) in eventRows(columns, rows) {
      if index == selected, hasFocus { frame.cursor = ScreenPosition(row: row, column: 0) }
      frame.lines.append(eventLine(index, columns, hasFocus: hasFocus))
    }
    frame.lines += detailLines(event, columns, rows)
    let room = rows - frame.lines.count
    if room > 0 { frame.lines += codeLines(event, columns, room) }
    frame.lines = frame.lines.prefix(rows).map { $0.prefix(columns: columns) }
    return frame
  }

  // MARK: - Places

  private func showsHeading(_ rows: Int) -> Bool { rows >= 4 }

  /// Which event stands in which row: as many as a third of the pane has room for, the one in hand among them.
  func eventRows(_ columns: Int, _ rows: Int) -> [(row: Int, event: Int)] {
    guard !events.isEmpty, rows > 0 else { return [] }
    let count = min(events.count, max(1, rows / 3))
    let first = min(max(0, selected - count / 2), events.count - count)
    let top = showsHeading(rows) ? 1 : 0
    return (0..<count).map { (top + $0, first + $0) }
  }

  /// How many instructions there is room for.
  func listingRoom(_ columns: Int, _ rows: Int) -> Int {
    guard let event else { return 0 }
    let above =
      (showsHeading(rows) ? 1 : 0) + eventRows(columns, rows).count + detailLines(event, columns, rows).count
    return max(0, rows - above - 1)
  }

  // MARK: - Lines

  private func emptyLines(_ columns: Int) -> [StyledLine] {
    guard let report else {
      return flow(
        [
          StyledLine("No call yet."),
          StyledLine(
            "Call a function: the instructions whose result did not fit are shown here, with the code around."),
        ], separator: " ", indent: 0, columns: columns)
    }
    let name = report.function.function.escapingTerminalControls
    let sentence =
      report.wasWatched
      ? "In \(name) no instruction lost anything: every exact result fitted."
      : "The call of \(name) was not watched; :set watch on watches the next."
    return flow([StyledLine(sentence)], indent: 0, columns: columns)
  }

  private func headingLine(_ report: CallReport) -> StyledLine {
    var line = StyledLine(report.function.function.escapingTerminalControls, .strong)
    line.append(" on \(report.instance.escapingTerminalControls)")
    let places = max(report.placeCount, report.notableEvents.count)
    let wraps = report.eventCount == 1 ? "1 wrap" : "\(report.eventCount) wraps"
    line.append("   \(wraps) at \(places == 1 ? "1 place" : "\(places) places")")
    let unlisted = places - report.notableEvents.count
    if unlisted > 0 { line.append(", the first \(report.notableEvents.count) listed") }
    return line
  }

  /// `=> i32.add 0x85 (overflowing_add+0x9)  2147483647 + 1 = 2147483648 -> -2147483648 !V`.
  private func eventLine(_ index: Int, _ columns: Int, hasFocus: Bool) -> StyledLine {
    let reported = events[index]
    let isSelected = index == selected
    let style: Style = isSelected ? (hasFocus ? .current : .selected) : reported.isNoise ? .dim : .plain
    var line = StyledLine((isSelected ? "=> " : "   ") + reported.event.instruction.escapingTerminalControls, style)
    var tail = StyledLine()
    for mark in reported.marks { tail.append(" " + mark, .overflow) }
    if reported.event.count > 1 { tail.append(" x\(reported.event.count)", .dim) }
    let loss = reported.loss
    if let location = reported.event.location {
      line.append(" 0x" + String(location.offset, radix: 16), style)
      let name = (location.functionName ?? "func[\(location.function)]").escapingTerminalControls
        .elidedInTheMiddle(columns: 24)
      let place = " (\(name)+0x\(String(location.distance, radix: 16)))"
      // The function stands above its code too: the numbers come first.
      let width = line.displayWidth + place.displayWidth + 2 + loss.displayWidth + tail.displayWidth
      if width <= columns { line.append(place, style) }
    }
    let room = columns - line.displayWidth - tail.displayWidth - 2
    if room >= 8 { line.append("  " + loss.elidedInTheMiddle(columns: room), .value) }
    line.runs += tail.runs
    return line
  }

  /// What the event in hand did, as far as its own line does not say it.
  private func detailLines(_ reported: ReportedEvent, _ columns: Int, _ rows: Int) -> [StyledLine] {
    guard rows >= 6 else { return [] }
    var pieces: [StyledLine] = []
    switch reported.equalsResult {
    case true?: pieces.append(StyledLine("its result equals the value returned"))
    case false?: pieces.append(StyledLine("its result is not the value returned"))
    case nil: break
    }
    if reported.hasBothReadings {
      let other = !reported.isReadSigned
      let type = reported.resultTypeName(asSigned: other)
      pieces.append(
        StyledLine(
          reported.loses(asSigned: other)
            ? "as \(type): \(reported.exact(asSigned: other)) does not fit either" : "as \(type): fits", .dim))
    }
    if let rule = reported.rule {
      pieces.append(StyledLine("set apart by \(rule.rawValue): \(rule.summary)", .dim))
    } else if reported.isNoise {
      pieces.append(StyledLine("counts as noise: only the reading that the result does not have lost anything", .dim))
    }
    let lines = flow(pieces, separator: "; ", indent: 3, columns: max(20, columns - 3))
    return lines.prefix(2).enumerated().map { number, line in
      number == 0 ? StyledLine([StyledRun("   ")] + line.runs) : line
    }
  }

  private func codeLines(_ reported: ReportedEvent, _ columns: Int, _ room: Int) -> [StyledLine] {
    guard let location = reported.event.location else {
      return flow(
        [StyledLine("Native code, written in Swift: it has no instructions to list.", .dim)], indent: 0,
        columns: columns)
    }
    guard let listing else {
      return flow(
        [
          StyledLine("The code at 0x\(String(location.offset, radix: 16)) is not there any more;", .dim),
          StyledLine("call again to see it.", .dim),
        ], separator: " ", indent: 0, columns: columns)
    }
    var lines = [StyledLine(listing.heading.escapingTerminalControls.elidedInTheMiddle(columns: columns), .dim)]
    let rows = room - 1
    let top = topLine(of: listing, room: rows)
    let shown = listing.lines[top..<min(top + max(0, rows), listing.lines.count)]
    let digits = shown.reduce(0) { max($0, String($1.offset, radix: 16).utf8.count) }
    for instruction in shown {
      let offset = String(instruction.offset, radix: 16)
      var line = StyledLine(instruction.isEvent ? "=> " : "   ", instruction.isEvent ? .current : .plain)
      line.append(String(repeating: " ", count: max(0, digits - offset.utf8.count)) + "0x" + offset + " ", .dim)
      line.append(String(repeating: "  ", count: min(instruction.depth, 8)))
      let text = String(instruction.text.prefix(200)).escapingTerminalControls
      line.append(text, instruction.isEvent ? .strong : .plain)
      if instruction.isEvent {
        line.pad(to: max(line.displayWidth + 1, 22))
        line.append(reported.marks.joined(separator: " "), .overflow)
      }
      lines.append(line)
    }
    return lines
  }
}
