import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText
import Testing

@testable import Explorer

/// Calls of the built-in example, and what the Step pane shows of them.
@Suite struct StepPaneTests {
  /// A pane after a call, its instructions supplied.
  private func pane(after input: String) throws -> StepPane {
    let session = Session()
    session.addBuiltInExample()
    var pane = StepPane()
    guard case .value(let value) = session.execute(input).content else {
      Issue.record("\(input) has no value")
      return pane
    }
    pane.show(value.call)
    if let place = pane.wantedPlace {
      pane.supply(
        session.disassembly(around: place.location, ofInstance: place.instance, lines: StepPane.listingLines))
    }
    return pane
  }

  private func screen(_ pane: StepPane, _ columns: Int = 80, _ rows: Int = 14) -> String {
    pane.frame(columns: columns, rows: rows, hasFocus: true).lines.map { line in
      var text = line.plainText
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  private let overflow = "interpreted.overflowing-add({x: 2147483647, y: 1})"

  @Test func showsTheInstructionAmongItsNeighbours() throws {
    let pane = try pane(after: overflow)
    let drawn = """
      overflowing-add on interpreted   1 wrap at 1 place
      => i32.add 0x85  1 + 2147483647 = 2147483648 -> -2147483648 !V
         its result equals the value returned; as u32: fits
      func 0 "overflowing_add" (param i32 i32) (result i32)
         0x7f i32.const 0
         0x81 local.get 1
         0x83 local.get 0
      => 0x85 i32.add       !V
         0x86 local.tee 2
         0x88 i32.store offset=1024
      """
    #expect(screen(pane, 80, 10) == drawn)
    #expect(screen(pane, 100, 3).contains("0x85 (overflowing_add+0x9)  1 + 2147483647"))
    #expect(pane.hints.map(\.key) == ["y", "Up Down"])
  }

  @Test func takesNoCodeForTheCallsOwnThatHasAnotherInstructionThere() throws {
    var pane = try pane(after: overflow)
    guard let known = pane.listing, let report = pane.report else {
      Issue.record("no listing")
      return
    }
    // As if another component had been loaded in the instance's place.
    var other = known
    for index in other.lines.indices where other.lines[index].isEvent { other.lines[index].text = "i32.sub" }
    pane.show(report)
    pane.supply(other)
    #expect(pane.listing == nil)
    #expect(screen(pane).contains("is not there any more"))
    pane.show(report)
    pane.supply(known)
    #expect(pane.listing == known)
  }

  @Test func scrollsTheCodeAndComesBack() throws {
    var pane = try pane(after: overflow)
    let before = screen(pane)
    #expect(pane.apply(.character("j"), columns: 80, rows: 14) == .none)
    #expect(screen(pane) != before)
    #expect(pane.apply(.up, columns: 80, rows: 14) == .none)
    #expect(screen(pane) == before)
    _ = pane.apply(.end, columns: 80, rows: 14)
    #expect(screen(pane).hasSuffix(" end"))
    #expect(pane.apply(.pageDown, columns: 80, rows: 14) == .bell)
    _ = pane.apply(.home, columns: 80, rows: 14)
    #expect(pane.apply(.character("k"), columns: 80, rows: 14) == .bell)
    #expect(pane.apply(.character("x")) == .unused)
  }

  @Test func goesThroughTheEvents() throws {
    var pane = try pane(after: overflow)
    var report = try #require(pane.report)
    var second = try #require(report.events.first)
    second.event.location?.offset = 0x200
    second.event.count = 12
    second.isNoise = true
    report.events.append(second)
    pane.show(report)
    #expect(pane.apply(.character("]")) == .none)
    #expect(pane.selected == 1 && pane.wantedPlace?.location.offset == 0x200)
    #expect(pane.apply(.character("n")) == .bell)
    pane.supply(nil)
    #expect(pane.wantedPlace == nil)
    #expect(screen(pane).contains("=> i32.add 0x200") && screen(pane).contains("x12"))
    #expect(screen(pane).contains("The code at 0x200 is not there any more"))
    #expect(pane.apply(.character("[")) == .none && pane.selected == 0)
    #expect(pane.click(row: 2, column: 5, columns: 80, rows: 14) == .none && pane.selected == 1)
    // An input that calls nothing leaves the last call.
    pane.show(nil)
    #expect(pane.selected == 1)
    pane.select(event: 99)
    #expect(pane.selected == 1)
  }

  @Test func saysWhyThereIsNothingToShow() throws {
    #expect(screen(StepPane()).contains("No call yet. Call a function"))
    #expect(
      screen(try pane(after: "native.overflowing-add({x: 7, y: 1})"))
        == "In overflowing-add no instruction lost anything: every exact result fitted.")
    let native = screen(try pane(after: "native.overflowing-add({x: 2147483647, y: 1})"))
    #expect(native.contains("=> s32 add  2147483647 + 1 = 2147483648 -> -2147483648 !V"))
    #expect(native.contains("Native code, written in Swift"))
    var report = try #require(try pane(after: "native.overflowing-add({x: 7, y: 1})").report)
    report.wasWatched = false
    var pane = StepPane()
    pane.show(report)
    #expect(screen(pane).contains("was not watched"))
  }

  @Test func fitsEverySize() throws {
    var pane = try pane(after: overflow)
    for columns in [1, 2, 5, 19, 20, 40, 60, 80, 200] {
      for rows in [1, 2, 3, 4, 5, 6, 8, 14, 60] {
        _ = pane.apply(.character("j"), columns: columns, rows: rows)
        _ = pane.click(row: rows / 2, column: 0, columns: columns, rows: rows)
        let frame = pane.frame(columns: columns, rows: rows, hasFocus: true)
        #expect(frame.lines.count <= rows && frame.lines.allSatisfy { $0.displayWidth <= columns })
        let cursor = try #require(frame.cursor)
        #expect(cursor.row < frame.lines.count && cursor.column < columns)
        #expect(pane.frame(columns: columns, rows: rows, hasFocus: false).cursor == nil)
      }
    }
  }
}
