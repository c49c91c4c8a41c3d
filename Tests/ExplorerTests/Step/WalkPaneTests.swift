import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import LineEditing
import Presentation
import Session
import StyledText
import Testing

@testable import Explorer

/// Steps that are made up, in the pane and on the whole screen.
@Suite struct WalkPaneTests {
  private static func location(_ offset: Int) -> CodeLocation {
    CodeLocation(offset: offset, function: 0, functionName: "overflowing_add", distance: offset - 0x28)
  }

  private static var addition: StepReply {
    var reply = StepReply(
      call: "overflowing-add 2147483647 1", instance: "interpreted", function: FunctionPath("overflowing-add"),
      step: 3, moment: .instruction("i32.add", location(0x2E)), stop: .overflow)
    reply.code = InstructionListing(
      heading: "func 0",
      lines: (0..<30).map {
        .init(offset: 0x20 + 2 * $0, depth: 0, text: $0 == 7 ? "i32.add" : "local.get \($0)", isEvent: $0 == 7)
      })
    reply.before = StepStack([StepValue(.i32(1), .i32), StepValue(.i32(0x7FFF_FFFF), .i32)])
    reply.after = StepStack([StepValue(.i32(0x8000_0000), .i32, isChanged: true)])
    reply.locals = [
      StepVariable(0, name: "x", StepValue(.i32(0x7FFF_FFFF), .i32)),
      StepVariable(1, name: "y", StepValue(.i64(1), .i64)),
    ]
    reply.frames = [StepFrame(location: location(0x2E))]
    let facts = OperationFacts(.add, .s32, 0x7FFF_FFFF, 1)
    reply.operation = ReportedOperation(facts: facts, basis: .step(3))
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: [0x7FFF_FFFF, 1],
      result: 0x8000_0000, location: location(0x2E))
    reply.event = ReportedEvent(event: event, facts: .arithmetic(facts), equalsResult: nil, isNoise: false)
    return reply
  }

  /// Looks nothing up.
  private struct Blank: SessionLookup {
    func isUnfinished(_ text: String) -> Bool { false }
  }

  private func state(_ columns: Int = 80, _ rows: Int = 24, showing reply: StepReply = addition) -> ExplorerState {
    var state = ExplorerState(size: ScreenSize(rows: rows, columns: columns))
    var surroundings = Surroundings()
    surroundings.isWalking = true
    _ = state.update(.surroundings(surroundings, nil), in: Blank())
    _ = state.update(.started(input: ":step overflowing-add 2147483647 1"), in: Blank())
    _ = state.update(.finished(Reply(input: ":step", content: .step(reply))), in: Blank())
    return state
  }

  private func press(_ keys: Key..., on state: inout ExplorerState) -> [Effect] {
    keys.flatMap { state.update(.key($0), in: Blank()) }
  }

  private func text(_ state: ExplorerState) -> [String] { state.screen.text }

  @Test func movesByTheKeysOfItsHeading() {
    var state = state()
    #expect(state.focus == .pane(.step))
    #expect(text(state)[2].hasPrefix("step 3  overflowing-add   i/I step  o/O over  f/F out  c/C run  [ ] overflow"))
    let moves: [(Character, WalkMove)] = [
      ("i", WalkMove(.steps(1))), ("I", WalkMove(.steps(1), isBackward: true)), ("o", WalkMove(.over)),
      ("O", WalkMove(.over, isBackward: true)), ("f", WalkMove(.out)), ("F", WalkMove(.out, isBackward: true)),
      ("c", WalkMove(.run)), ("C", WalkMove(.run, isBackward: true)), ("]", WalkMove(.overflow)),
      ("[", WalkMove(.overflow, isBackward: true)), ("g", WalkMove(.step(0))), ("G", WalkMove(.step(.max))),
    ]
    for (key, move) in moves { #expect(press(.character(key), on: &state) == [.walk(move)], "\(key)") }
  }

  @Test func rememberThatThereIsNoFurther() {
    var end = Self.addition
    end.moment = .returned(nil)
    var state = state(showing: end)
    #expect(press(.character("i"), on: &state) == [.bell])
    #expect(state.notice?.contains("I goes back") == true)
    #expect(press(.character("I"), on: &state) == [.walk(WalkMove(.steps(1), isBackward: true))])
    var start = Self.addition
    start.step = 0
    start.moment = .canonical(CanonicalStep(.lower, text: "x", isFirst: true))
    state = self.state(showing: start)
    #expect(press(.character("["), on: &state) == [.bell])
  }

  @Test func opensTheBitsOfAnyValueAndComesBack() {
    var state = state()
    _ = press(.down, .down, .enter, on: &state)
    #expect(state.focus == .pane(.bits))
    #expect(state.bits.form == .integer(0x7FFF_FFFF, .s32))
    _ = press(.escape, on: &state)
    #expect(state.focus == .pane(.step))
    // Past the stacks come the locals.
    _ = press(.down, .down, .down, .enter, on: &state)
    #expect(state.bits.form == .integer(1, .s64))
    _ = press(.escape, .up, .up, .up, .up, .up, on: &state)
    #expect(press(.up, on: &state) == [.bell])
    // The instruction itself: an addition opens with its carries.
    #expect(press(.enter, on: &state).count == 1)
    #expect(state.focus == .pane(.bits))
    #expect(state.bits.carryInHand?.operation.facts == OperationFacts(.add, .s32, 0x7FFF_FFFF, 1))
  }

  @Test func setsABreakpointAtALineAndTakesItAway() {
    var state = state()
    #expect(press(.character("b"), on: &state) == [.submit(":break 0x2e")])
    #expect(press(.character("J"), .character("J"), .character("b"), on: &state) == [.submit(":break 0x32")])
    let breakpoints = BreakpointsReply(entries: [], marks: [0x32: 7])
    _ = state.update(.finished(Reply(input: ":break 0x32", content: .breakpoints(breakpoints))), in: Blank())
    #expect(text(state).contains { $0.contains("0x32 local.get 9") && $0.contains(" b7 ") })
    #expect(press(.character("b"), on: &state) == [.submit(":break off 7")])
    // Escape goes back to the step's own line.
    #expect(press(.escape, .character("b"), on: &state) == [.submit(":break 0x2e")])
    // A line out of sight comes into it.
    for _ in 0..<20 { _ = press(.character("J"), on: &state) }
    #expect(text(state).contains { $0.contains("0x56 local.get 27") })
    #expect(press(.character("J"), .character("J"), .character("J"), on: &state) == [.bell])
    #expect(press(.character("b"), on: &state) == [.submit(":break 0x5a")])
  }

  @Test func explainsWhatTheStepLost() {
    var state = state()
    _ = press(.character("y"), on: &state)
    #expect(state.focus == .pane(.bits) && state.bits.levels == [.reason(event: 0)])
    _ = press(.character("y"), on: &state)
    #expect(state.bits.carryInHand?.bit == 31)
    _ = press(.escape, .escape, .escape, on: &state)
    #expect(state.focus == .pane(.step))
  }

  @Test func scrollsTheCodeAndForgetsItAtTheNextStep() {
    var state = state()
    let before = text(state)
    _ = press(.pageDown, on: &state)
    #expect(text(state) != before)
    _ = press(.escape, on: &state)
    #expect(text(state) == before)
    _ = press(.pageDown, on: &state)
    _ = state.update(.finished(Reply(input: ":next", content: .step(Self.addition))), in: Blank())
    #expect(Array(text(state)[2..<14]) == Array(before[2..<14]))
  }

  @Test func givesThePaneBackWhenTheWalkIsOver() {
    var state = state()
    _ = state.update(.surroundings(Surroundings(), nil), in: Blank())
    #expect(state.step.walk == nil)
    #expect(text(state)[2].contains("No call yet"))
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40), (160, 40), (200, 60)])
  func drawsOnScreensOfEverySize(_ columns: Int, _ rows: Int) {
    let state = state(columns, rows)
    let screen = text(state)
    #expect(screen.count == rows)
    #expect(screen.contains { $0.contains("=> 0x2e i32.add") })
    #expect(screen.contains { $0.contains("-2147483648") })
    let hasColumn = columns >= 160
    #expect(screen.contains { $0.contains("[Stack]") } == hasColumn)
    #expect((state.layout?.values != nil) == hasColumn)
  }

  @Test func takesAClickedValueInHandAndOpensItAtTheSecond() {
    var state = state()
    let rows = text(state)
    guard let row = rows.firstIndex(where: { $0.contains("*-2147483648") }) else {
      Issue.record("no value")
      return
    }
    let column = Array(rows[row]).firstIndex(of: "*") ?? 0
    let click = Key(.mouse(MouseEvent(.press, row: row, column: column + 1)))
    _ = press(click, on: &state)
    #expect(state.step.walk?.inHand == .after(0) && state.focus == .pane(.step))
    _ = press(click, on: &state)
    #expect(state.focus == .pane(.bits))
  }
}
