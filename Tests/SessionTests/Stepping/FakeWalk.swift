import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes

@testable import Session

/// A call whose steps are made up: twenty instructions, the sixth of which calls another function of five, and the
/// thirteenth of which adds 2147483647 and 1.
final class FakeWalker: Walker {
  static let last: UInt64 = 20
  /// The callee's steps.
  static let callee: ClosedRange<UInt64> = 7...11
  static let overflow: UInt64 = 13

  private(set) var step: UInt64 = 0
  private var target: UInt64 = 0
  private var stop = StepStop.step
  private(set) var wasAbandoned = false
  private(set) var instructionsRun: UInt64 = 0
  /// How many slices a move takes; nil for ever.
  var slices: Int? = 1
  private var slicesRun = 0
  /// One beyond the last is the end.
  private static let end = last + 1

  private func depth(_ step: UInt64) -> Int { Self.callee.contains(step) ? 2 : 1 }

  func begin(_ move: WalkMove, breakpoints: [Int: Breakpoint]) {
    slicesRun = 0
    let back = move.isBackward
    let way = back ? Array((0..<step).reversed()) : step < Self.end ? Array((step + 1)...Self.end) : []
    let border: UInt64 = back ? 0 : Self.end
    func first(_ isMeant: (UInt64) -> Bool) -> UInt64? { way.first(where: isMeant) }
    (target, stop) = (border, .end)
    switch move.kind {
    case .steps(let count):
      let wanted = back ? step - min(step, count) : step + min(count, Self.end - step)
      (target, stop) = (wanted, wanted == border ? .end : .step)
    case .over:
      if let found = first({ depth($0) <= depth(step) }) { (target, stop) = (found, found == border ? .end : .step) }
    case .out: if let found = first({ depth($0) < depth(step) }) { (target, stop) = (found, .step) }
    case .overflow: if way.contains(Self.overflow) { (target, stop) = (Self.overflow, .overflow) }
    case .run:
      let number = breakpoints.first { $0.value == .overflow }?.key
      if let number, way.contains(Self.overflow) { (target, stop) = (Self.overflow, .breakpoint(number)) }
    case .step(let number): (target, stop) = (min(number, Self.end), number > Self.last ? .end : .step)
    }
  }

  func resume(budget: UInt64) -> WalkProgress {
    slicesRun += 1
    instructionsRun += 10
    guard let slices, slicesRun >= slices else { return .running }
    step = target
    return .stopped(stop)
  }

  func mark(_ breakpoints: [Int: Breakpoint], in reply: inout StepReply) {}

  func involves(_ other: any ComponentInstance) -> Bool { false }

  let canMove = true

  func interrupt() {}

  func finish() {}

  func abandon() { wasAbandoned = true }

  func describe(into reply: inout StepReply, limits: WalkLimits) {
    reply.step = min(step, Self.last)
    reply.stepCount = step == Self.end ? Self.last : nil
    if step == 0 {
      reply.moment = .canonical(CanonicalStep(.lower, text: "args: {x: 2147483647, y: 1}", isFirst: true))
      return
    }
    guard step < Self.end else {
      reply.moment = .returned(TypedValue(.s32(.min), .s32))
      return
    }
    let location = CodeLocation(offset: 0x20 + Int(step), function: 1, functionName: "add", distance: Int(step))
    let isAdd = step == Self.overflow
    reply.moment = .instruction(isAdd ? "i32.add" : "local.get \(step)", location)
    reply.frames = [StepFrame(location: location)]
    reply.code = InstructionListing(
      heading: "func 1",
      lines: [.init(offset: location.offset, depth: 0, text: isAdd ? "i32.add" : "local.get \(step)", isEvent: true)])
    reply.after = StepStack([StepValue(.i32(UInt32(step)), .i32, isChanged: true)])
    guard isAdd else { return }
    reply.before = StepStack([StepValue(.i32(1), .i32), StepValue(.i32(0x7FFF_FFFF), .i32)])
    reply.after = StepStack([StepValue(.i32(0x8000_0000), .i32, isChanged: true)])
    let facts = OperationFacts(.add, .s32, 0x7FFF_FFFF, 1)
    reply.operation = ReportedOperation(facts: facts, basis: .step(step))
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: [0x7FFF_FFFF, 1],
      result: 0x8000_0000, location: location)
    reply.event = ReportedEvent(event: event, facts: .arithmetic(facts), equalsResult: nil, isNoise: false)
  }
}

/// A fake instance whose calls can be walked.
final class WalkableFake: ComponentInstance, WalkableInstance {
  let plain: FakeInstance
  /// The walks that began.
  private(set) var walkers: [FakeWalker] = []

  init() { plain = FakeInstance(world: Fixture.overflowWorld, ["overflowing-add": Fixture.overflow(.max, 1)]) }

  var world: World { plain.world }
  var trap: Trap? { plain.trap }

  func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    try plain.startCall(path, arguments, watch: watch)
  }

  func startWalk(
    _ function: CallableFunction, _ arguments: [ComponentValue], _ options: WalkOptions
  ) throws(CallError) -> any Walker {
    walkers.append(FakeWalker())
    return walkers[walkers.count - 1]
  }
}
