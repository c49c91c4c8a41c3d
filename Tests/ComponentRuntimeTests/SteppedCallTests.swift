import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter
import Testing

/// What is compared of a stop: where it is, a number of the guests' whole state, and what a view shows of the frames.
private struct Seen: Hashable {
  let position: StepPosition
  let fingerprint: Int
  let frames: [String]
  let moment: CallMoment?

  init(_ call: SteppedCall) {
    position = call.position
    fingerprint = call.fingerprint
    frames = call.state().frames.map {
      "\($0.component ?? -1) \($0.code.location.offset) \($0.code.locals) \($0.code.operands)"
    }
    moment = call.moment
  }
}

/// Calls of our fixtures, each with the instance that it begins in.
private struct Way: CustomStringConvertible, Sendable {
  let component: String
  let path: FunctionPath
  let arguments: [ComponentValue]

  init(_ component: String, _ function: String, in interface: String? = nil, _ arguments: ComponentValue...) {
    self.component = component
    path = FunctionPath(function, in: interface.map { InterfaceName(parsing: $0) ?? InterfaceName($0) })
    self.arguments = arguments
  }

  var description: String { "\(component) \(path)" }

  func start(_ limits: SteppingLimits) throws -> SteppedCall {
    let host = ImportTests().host
    let instance = try load(component) { _ in ImportProvider(host) }
    return try instance.startSteppedCall(path, arguments, limits: limits)
  }

  static let all = [
    Way("imports", "quadruple", .u32(5)),
    Way("imports", "shout", .string("straße €")),
    Way("resources", "use-thing", .u32(5)),
    Way("resources", "forge", in: "maker"),
  ]
}

/// Small enough for snapshots to be many in short calls.
private let fine = SteppingLimits(leastInterval: 5)

@Suite struct SteppedCallTests {
  @Test(arguments: Way.all, [true, false])
  fileprivate func everyStopIsTheSameBackward(way: Way, opensMoments: Bool) throws {
    let call = try way.start(fine)
    call.opensMoments = opensMoments
    var seen = [Seen(call)]
    while call.move(.forward(.step)) != .atEnd { seen.append(Seen(call)) }
    seen.append(Seen(call))
    #expect(seen.count > 3)
    #expect(seen.map(\.position) == seen.map(\.position).sorted())
    #expect(Set(seen.map(\.position)).count == seen.count)
    for expected in seen.dropLast().reversed() {
      let arrival = call.move(.backward(.step))
      #expect(Seen(call) == expected, "\(arrival)")
    }
    #expect(call.move(.backward(.step)) == .atStart)
    // And forward once more, as if for the first time.
    for expected in seen.dropFirst() {
      call.move(.forward(.step))
      #expect(Seen(call) == expected)
    }
  }

  @Test(arguments: Way.all)
  fileprivate func aStopIsTheSameHoweverItIsReached(way: Way) throws {
    let call = try way.start(fine)
    var seen = [Seen(call)]
    while call.move(.forward(.step)) != .atEnd { seen.append(Seen(call)) }
    var state: UInt64 = 7
    for _ in 0..<60 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let expected = seen[Int(state >> 33) % seen.count]
      call.move(.to(expected.position))
      #expect(Seen(call) == expected)
      guard expected.moment == nil, expected.position != .start else { continue }
      call.move(.forward(.end))
      call.move(.toOperator(expected.position.operators))
      #expect(Seen(call) == expected)
      let fresh = try way.start(fine)
      fresh.move(.toOperator(expected.position.operators))
      #expect(fresh.position == expected.position)
    }
  }
}
