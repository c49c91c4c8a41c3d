import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Calls of our fixtures, each with the instance that it begins in.
private struct Way: CustomStringConvertible, Sendable {
  let component: String
  let path: FunctionPath
  let arguments: [ComponentValue]
  /// Whether its imports are linked to another interpreted instance, whose own are linked to the host.
  var isLinkedTwice = false

  init(_ component: String, _ function: String, in interface: String? = nil, _ arguments: ComponentValue...) {
    self.component = component
    path = FunctionPath(function, in: interface.map { InterfaceName(parsing: $0) ?? InterfaceName($0) })
    self.arguments = arguments
  }

  var description: String { "\(component) \(path)" }

  func start(_ limits: SteppingLimits) throws -> SteppedCall {
    let host = ImportTests().host
    let inner = isLinkedTwice ? try load(component) { _ in ImportProvider(host) } : nil
    let instance = try load(component) { item in
      if let inner, item.name == .plain("double") { return ImportProvider(inner, as: .plain("quadruple")) }
      return ImportProvider(host)
    }
    return try instance.startSteppedCall(path, arguments, limits: limits)
  }

  static let linked: Way = {
    var way = Way("imports", "quadruple", .u32(5))
    way.isLinkedTwice = true
    return way
  }()

  static let all = [
    Way("imports", "quadruple", .u32(5)), linked,
    Way("imports", "shout", .string("straße €")),
    Way("resources", "use-thing", .u32(5)),
    Way("resources", "forge", in: "maker"),
  ]
}

/// Small enough for snapshots to be many in short calls.
private let fine = SteppingLimits(interval: 5, entersLinked: true)

@Suite struct SteppedCallTests {
  @Test(arguments: Way.all, [true, false])
  fileprivate func everyStopIsTheSameBackward(way: Way, opensMoments: Bool) throws {
    let call = try way.start(fine)
    call.opensMoments = opensMoments
    var seen = [SeenStop(call)]
    while call.move(.forward(.step)) != .atEnd { seen.append(SeenStop(call)) }
    seen.append(SeenStop(call))
    #expect(seen.count > 3)
    #expect(seen.map(\.position) == seen.map(\.position).sorted())
    #expect(Set(seen.map(\.position)).count == seen.count)
    for expected in seen.dropLast().reversed() {
      let arrival = call.move(.backward(.step))
      #expect(SeenStop(call) == expected, "\(arrival)")
    }
    #expect(call.move(.backward(.step)) == .atStart)
    // And forward once more, as if for the first time.
    for expected in seen.dropFirst() {
      call.move(.forward(.step))
      #expect(SeenStop(call) == expected)
    }
  }

  @Test(arguments: Way.all)
  fileprivate func aStopIsTheSameHoweverItIsReached(way: Way) throws {
    let call = try way.start(fine)
    var seen = [SeenStop(call)]
    while call.move(.forward(.step)) != .atEnd { seen.append(SeenStop(call)) }
    var state: UInt64 = 7
    for _ in 0..<60 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let expected = seen[Int(state >> 33) % seen.count]
      call.move(.to(expected.position))
      #expect(SeenStop(call) == expected)
      guard expected.moment == nil, expected.position != .start else { continue }
      call.move(.forward(.end))
      call.move(.toOperator(expected.position.operators))
      #expect(SeenStop(call) == expected)
      let fresh = try way.start(fine)
      fresh.move(.toOperator(expected.position.operators))
      #expect(fresh.position == expected.position)
    }
  }

  @Test func runsStopAtBreakpointsBothWays() throws {
    let instance = try load("resources")
    let path = FunctionPath("use-thing")
    let call = try instance.startSteppedCall(path, [.u32(5)], limits: fine)
    let stopping = try #require(instance.stoppingPlaces)
    let inner = stopping.places(atFileOffset: 862)
    #expect(inner.count == 1)
    call.breakpoints = Set((inner + stopping.places(named: "use-thing")).codePlaces)
    #expect(call.move(.forward(.run([]))) == .atOperator)
    #expect(call.position.operators == 1)
    #expect(call.move(.forward(.run([]))) == .atOperator)
    #expect(call.state().frames.first?.code.location.offset == 862)
    #expect(call.state().frames.first?.component == 2)
    let there = SeenStop(call)
    #expect(call.move(.forward(.run([]))) == .atEnd)
    #expect(call.move(.backward(.run([]))) == .atOperator)
    #expect(SeenStop(call) == there)
    #expect(call.move(.backward(.run([]))) == .atOperator)
    #expect(call.position.operators == 1)
    #expect(call.move(.backward(.run([]))) == .atStart)
  }

  @Test(arguments: [SteppingLimits(interval: 1), SteppingLimits(interval: 7), SteppingLimits()])
  func runsStopBeforeCallsOfImportsBothWays(limits: SteppingLimits) throws {
    let instance = try load("total")
    let stopping = try #require(instance.stoppingPlaces)
    let places = stopping.importPlaces(named: "library.add")
    #expect(places.map(\.kind) == [.import("library.add")])
    #expect(stopping.importPlaces(named: "add") == places)
    #expect(stopping.importPlaces(named: "total").isEmpty)
    let arguments: [ComponentValue] = [.list([.s32(1), .s32(2), .s32(3), .s32(4)])]
    let call = try instance.startSteppedCall(FunctionPath("total"), arguments, limits: limits)
    call.callBreakpoints = Set(places.callTags)
    let tag = try #require(places.callTags.first)
    var seen: [SeenStop] = []
    while call.move(.forward(.run([]))) == .atCall(tag: tag) {
      #expect(call.state().frames.first?.code.instruction.opcode == .call)
      seen.append(SeenStop(call))
    }
    #expect(seen.count == 4)
    #expect(call.position == call.farthest)
    for stop in seen.reversed() {
      #expect(call.move(.backward(.run([]))) == .atCall(tag: tag))
      #expect(SeenStop(call) == stop)
    }
    #expect(call.move(.backward(.run([]))) == .atStart)
    // From inside what an import runs, the call is behind.
    call.callBreakpoints = []
    call.move(.to(seen[1].position))
    call.opensMoments = false
    call.move(.forward(.step))
    call.callBreakpoints = Set(places.callTags)
    #expect(call.move(.backward(.run([]))) == .atCall(tag: tag))
    #expect(SeenStop(call) == seen[1])
  }

  @Test func findsPlacesByNamesAndOffsets() throws {
    let stopping = try #require(try load("total").stoppingPlaces)
    #expect(stopping.places(named: "total").map(\.kind) == [.export(FunctionPath("total"))])
    // A function of that name comes before an import.
    let add = try #require(stopping.places(named: "add").first)
    #expect(add.kind == .function && add.holder == "library" && add.location?.offset == 0x38)
    #expect(stopping.places(named: "library.add").first?.kind == .import("library.add"))
    // An offset means the operator at it or behind it.
    #expect(stopping.places(atFileOffset: 0x39).first?.location?.offset == 0x3A)
    #expect(stopping.places(atFileOffset: 0x3D).isEmpty)
    #expect(stopping.places(atFileOffset: 4).isEmpty)
    #expect(stopping.nearestFunction(toFileOffset: 0x40)?.location.functionName == "add")
    #expect(stopping.names().contains("library.add"))
    #expect(stopping.names(limit: 1).count < stopping.names().count)
  }

  @Test func goesIntoLinkedInstancesAndLeavesThemAsTheyWere() throws {
    let call = try Way.linked.start(SteppingLimits(interval: 3, entersLinked: true))
    let start = SeenStop(call)
    // In the outer, in the inner twice, never in the host.
    var depths: [Int] = []
    while call.move(.forward(.step)) != .atEnd {
      let linked = call.state().frames.filter { $0.instance != nil }.count
      if call.moment == nil, depths.last != linked { depths.append(linked) }
    }
    #expect(depths == [0, 1, 0, 1])
    #expect(call.end.value == .u32(80))
    let steps = call.position.operators
    // By number, and over the calls.
    for number in stride(from: steps, to: 0, by: -1) {
      call.move(.toOperator(number))
      #expect(call.position.operators == number)
    }
    call.opensMoments = false
    var over = 0
    call.move(.to(start.position))
    call.move(.forward(.step))
    while call.move(.forward(.over)) != .atEnd {
      #expect(call.instanceHere == nil)
      over += 1
    }
    #expect(over > 0 && over < Int(steps))
    call.abandon()
    #expect(!call.canMove)
  }

  @Test func isLostWhenALinkedInstanceIsCalledMeanwhile() throws {
    let host = ImportTests().host
    let inner = try load("imports") { _ in ImportProvider(host) }
    let outer = try load("imports") { item in
      item.name == .plain("double") ? ImportProvider(inner, as: .plain("quadruple")) : ImportProvider(host)
    }
    let call = try outer.startSteppedCall(FunctionPath("quadruple"), [.u32(5)], limits: fine)
    call.move(.forward(.end))
    #expect(call.canMove)
    #expect(call.linkedInstances.contains { $0 === inner })
    #expect(try ComponentRuntimeTests.call(inner, "quadruple", .u32(1)) == .value(.u32(4)))
    #expect(!call.canMove)
    #expect(call.move(.backward(.step)) == .nowhere)
  }

  @Test func aTrapInALinkedInstanceIsLookedAtThere() throws {
    let inner = try load("imports")
    let outer = try load("imports") { item in
      item.name == .plain("double") ? ImportProvider(inner, as: .plain("quadruple")) : nil
    }
    let call = try outer.startSteppedCall(FunctionPath("quadruple"), [.u32(5)], limits: fine)
    #expect(call.move(.forward(.end)) == .atEnd)
    guard case .trapped(let trap) = call.end else {
      Issue.record("a trap")
      return
    }
    #expect(trap.code == .unlinkedImport("double"))
    #expect(call.state().frames.first?.instance === inner)
    #expect(inner.trap != nil && outer.trap != nil)
    let end = SeenStop(call)
    call.move(.backward(.end))
    #expect(inner.trap == nil && outer.trap == nil)
    call.move(.forward(.end))
    #expect(SeenStop(call) == end)
  }

  @Test func handlesKeepTheirNumbersWhenTheRunComesByAgain() throws {
    let instance = try load("resources")
    let path = FunctionPath("make", in: InterfaceName("maker"))
    let call = try instance.startSteppedCall(path, [.u32(7)], limits: fine)
    call.move(.forward(.end))
    guard case .returned(let first?) = call.end, case .handle(let number) = first else {
      Issue.record("a handle")
      return
    }
    #expect(instance.holds(number))
    call.move(.backward(.end))
    #expect(!instance.holds(number))
    call.move(.forward(.end))
    #expect(instance.holds(number))
    call.close()
    #expect(try ComponentRuntimeTests.call(instance, "value", in: "maker", first) == .value(.u32(7)))
    // Another call has changed things that this one knows nothing of.
    #expect(!call.canMove)
    #expect(call.move(.backward(.step)) == .nowhere)
  }

  @Test func anAbandonedCallHasNeverBeen() throws {
    let instance = try load("nested")
    #expect(try ComponentRuntimeTests.call(instance, "bump-a") == .value(.u32(42)))
    let call = try instance.startSteppedCall(FunctionPath("bump-a"), [], limits: fine)
    #expect(call.move(.forward(.end)) == .atEnd)
    call.abandon()
    #expect(try ComponentRuntimeTests.call(instance, "bump-a") == .value(.u32(43)))
  }

  @Test func aTrapCanBeGoneBackFrom() throws {
    let instance = try load("echo")
    let call = try instance.startSteppedCall(FunctionPath("deep"), [], limits: SteppingLimits(interval: 1_000))
    #expect(call.move(.forward(.end)) == .atEnd)
    guard case .trapped(let trap) = call.end else {
      Issue.record("it recurses without end")
      return
    }
    #expect(trap.code == .stackExhausted)
    #expect(instance.trap == trap)
    let last = call.position
    #expect(call.move(.backward(.step)) == .atOperator)
    #expect(instance.trap == nil)
    #expect(call.position.operators == last.operators)
    #expect(call.move(.backward(.out)) == .atOperator)
    #expect(call.move(.toOperator(1)) == .atOperator)
    call.abandon()
    #expect(try ComponentRuntimeTests.call(instance, "wrap", .s32(1), .s32(2)) == .value(.s32(3)))
  }

  @Test func aMoveIsMadeInSlicesAndCanBeGivenUp() throws {
    let instance = try load("echo")
    let call = try instance.startSteppedCall(FunctionPath("spin"), [], limits: SteppingLimits(interval: 1_000))
    call.begin(.forward(.end))
    for _ in 0..<10 { #expect(call.resume(budget: 5_000) == .moving) }
    call.cancelMove()
    #expect(call.resume(budget: 5_000) == .arrived(.atOperator))
    #expect(call.position.operators > 40_000)
    let here = SeenStop(call)
    call.begin(.backward(.loss(.signed)))
    #expect(call.resume(budget: 500) == .moving)
    call.cancelMove()
    while call.resume(budget: 500) == .moving {}
    #expect(SeenStop(call) == here)
    #expect(call.move(.backward(.loss(.signed))) == .nowhere)
    #expect(SeenStop(call) == here)
    #expect(call.cancel(.interrupted).code == .interrupted)
    call.move(.forward(.step))
    #expect(call.end.isTrap)
  }

  @Test func stubsAnswerOnceAndTheSameAgain() throws {
    let responder = CountingResponder()
    let instantiation = try ComponentInstantiation(try decodeComponent(try fixture("imports")), responder: responder)
    guard case .finished(let instance) = try instantiation.resume(budget: 1_000_000) else { return }
    let call = try instance.startSteppedCall(FunctionPath("quadruple"), [.u32(5)], limits: fine)
    for _ in 0..<3 {
      #expect(call.move(.forward(.end)) == .atEnd)
      guard case .returned(.u32(let value)?) = call.end else {
        Issue.record("it returns")
        return
      }
      #expect(value == 102)
      call.move(.backward(.end))
    }
    #expect(responder.count == 2)
  }
}

/// Answers with how often it was asked, from 101 on.
private final class CountingResponder: ImportResponder {
  var linkedCalls = 0
  var count = 0

  func standsIn(for path: FunctionPath) -> Bool { true }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue],
    makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer {
    count += 1
    return .returns(.u32(UInt32(100 + count)))
  }
}

extension CallProgress {
  fileprivate var isTrap: Bool {
    if case .trapped = self { true } else { false }
  }
}

extension CallProgress {
  /// What the call has returned.
  fileprivate var value: ComponentValue? {
    if case .returned(let value) = self { value } else { nil }
  }
}
