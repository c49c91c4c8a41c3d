import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Testing

@testable import Session

@Suite struct ProvenanceTests {
  /// The report of a call of arithmetic:overflow that behaves as given.
  private func report(
    _ x: Int32, _ y: Int32, isNative: Bool = false, returning value: ComponentValue,
    events: [ObservedEvent] = [], total: UInt64? = nil, watched: Bool = true
  ) -> CallReport {
    let function = CallableFunction(
      instance: "fake", path: Fixture.overflowPath,
      type: FunctionType(parameters: [], result: Fixture.resultType))
    return CallEvidence(
      instance: "fake", isNative: isNative, function: function, arguments: Fixture.arguments(x, y),
      watch: watched ? .observe : .off,
      observations: Observations(events: events, total: total ?? events.reduce(0) { $0 + $1.count })
    ).report(returning: value)
  }

  private func bits(_ value: Int32) -> UInt64 { UInt64(UInt32(bitPattern: value)) }

  private func addition(_ x: Int32, _ y: Int32, at offset: Int = 0x85, count: UInt64 = 1) -> ObservedEvent {
    ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: [bits(x), bits(y)],
      result: bits(x &+ y), location: CodeLocation(offset: offset, function: 0, functionName: "f", distance: 1),
      count: count)
  }

  private let wrapped = ComponentValue.tuple([.s32(.min), .bool(true)])

  @Test func takesTheGridFromTheObservedInstruction() {
    let report = report(.max, 1, returning: wrapped, events: [addition(.max, 1)])
    #expect(report.operation?.basis == .observed(event: 0))
    #expect(report.declared == true)
    #expect(report.computed?.flag == true)
    #expect(report.didOverflow)
    #expect(!report.flagMismatch)
    #expect(!report.valueMismatch)
    #expect(report.events.first?.equalsResult == true)
  }

  @Test func acceptsTheOperandsOfAnAdditionInEitherOrder() {
    let report = report(.max, 1, returning: wrapped, events: [addition(1, .max)])
    #expect(report.operation?.basis == .observed(event: 0))
  }

  @Test func saysComputedWhereNoInstructionHadTheseOperands() {
    let event = ObservedEvent(
      operation: .wrap, instruction: "i32.wrap_i64", operands: [0x8000_0000], result: 0x8000_0000, location: nil)
    let report = report(.max, 1, returning: wrapped, events: [event])
    #expect(report.operation?.basis == .computed)
    #expect(report.notableEvents.count == 1)
    #expect(report.events.first?.equalsResult == true)
  }

  @Test func takesTheGridOfANativeOperationFromItself() {
    let report = report(1, 2, isNative: true, returning: .tuple([.s32(3), .bool(false)]))
    #expect(report.operation?.basis == .native)
    #expect(!report.didOverflow)
  }

  @Test func countsACarryOfASignedResultAsNoise() {
    let report = report(-5, 5, returning: .tuple([.s32(0), .bool(false)]), events: [addition(-5, 5)])
    #expect(!report.didOverflow)
    #expect(report.notableEvents.isEmpty)
    #expect(report.placeCount == 0)
    #expect(report.eventCount == 0)
  }

  @Test func noticesAWrongFlagAndAWrongValue() {
    let report = report(.max, 1, returning: .tuple([.s32(7), .bool(false)]))
    #expect(report.flagMismatch)
    #expect(report.valueMismatch)
  }

  @Test func listsEightPlacesAndCountsTheRest() {
    let events = (0..<12).map { addition(.max, 1, at: 0x100 + $0, count: 10) }
    let report = report(.max, 1, returning: wrapped, events: events, total: 1000)
    #expect(report.events.count == 8)
    #expect(report.events.map { $0.event.location?.offset } == (0..<8).map { 0x100 + $0 })
    #expect(report.placeCount == 12)
    #expect(report.eventCount == 1000)
  }

  @Test func showsNotablePlacesBeforeNoise() {
    let noise = (0..<10).map { addition(-5, 5, at: $0) }
    let report = report(.max, 1, returning: wrapped, events: noise + [addition(.max, 1, at: 99)])
    #expect(report.events.first?.event.location?.offset == 99)
    #expect(report.placeCount == 1)
    #expect(report.eventCount == 1)
  }

  @Test func anAlignmentMaskIsNoiseUnlessItIsTheResult() {
    var mask = ObservedEvent(
      operation: .arithmetic(.sub, width: 32), instruction: "i32.sub", operands: [0, 4], result: bits(-4),
      location: CodeLocation(offset: 0x20, function: 0, functionName: "f", distance: 1))
    #expect(unknown(.u64, returning: .u64(7), [mask]).notableEvents.isEmpty)
    #expect(unknown(.u32, returning: .u32(.max - 3), [mask]).notableEvents.count == 1)
    // Nothing that was stopped is set apart, and no native operation, which has a sign of its own.
    mask.didRun = false
    #expect(unknown(.u64, returning: .u64(7), [mask]).notableEvents.count == 1)
    (mask.didRun, mask.location) = (true, nil)
    #expect(unknown(.u64, returning: .u64(7), [mask]).notableEvents.count == 1)
  }

  // MARK: - Functions that are not known

  private func unknown(_ type: ValueType, returning value: ComponentValue, _ events: [ObservedEvent]) -> CallReport {
    let function = CallableFunction(
      instance: "fake", path: FunctionPath("run"), type: FunctionType(parameters: [], result: type))
    return CallEvidence(
      instance: "fake", isNative: false, function: function, arguments: [], watch: .observe,
      observations: Observations(events: events, total: UInt64(events.count))
    ).report(returning: value)
  }

  @Test func claimsNoOverflowOfAFunctionItDoesNotKnow() {
    let report = unknown(.s32, returning: .s32(.min), [addition(.max, 1)])
    #expect(!report.didOverflow)
    #expect(report.declared == nil)
    #expect(report.computed == nil)
    #expect(report.notableEvents.count == 1)
    // Its operands can still be shown, since its result came back.
    #expect(report.operation?.basis == .observed(event: 0))
  }

  @Test func readsEventsWithTheSignOfTheResult() {
    let carry = addition(-1, 1)
    #expect(unknown(.s32, returning: .s32(0), [carry]).notableEvents.isEmpty)
    #expect(unknown(.u32, returning: .u32(0), [carry]).notableEvents.count == 1)
    // The stack pointer going down is an addition of a negative constant.
    #expect(unknown(.u32, returning: .u32(5), [addition(0x10000, -16)]).notableEvents.isEmpty)
  }

  @Test func readsTheFlagThatTheUserNamed() {
    let type = ValueType(.record([.init("value", .s32), .init("wrapped", .bool)]))
    let function = CallableFunction(
      instance: "fake", path: FunctionPath("sum"), type: FunctionType(parameters: [], result: type))
    let report = CallEvidence(
      instance: "fake", isNative: false, function: function, arguments: [], watch: .observe,
      observations: Observations(), flagPath: ["wrapped"]
    ).report(returning: .record([.s32(1), .bool(true)]))
    #expect(report.declared == true)
    #expect(report.didOverflow)
  }
}
