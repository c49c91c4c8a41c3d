import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session

/// Steps that are made up, as the engine might find them.
enum StepSamples {
  static let path = FunctionPath("overflowing-add")

  static func location(_ offset: Int) -> CodeLocation {
    CodeLocation(offset: offset, function: 0, functionName: "overflowing_add", distance: offset - 0x28)
  }

  /// The instruction view of PRODUCT.md: an addition that overflows.
  static var addition: StepReply {
    var reply = StepReply(
      call: "overflowing-add 2147483647 1", instance: "interpreted", function: path, step: 3,
      moment: .instruction("i32.add", location(0x2E)), stop: .overflow)
    let lines = [
      (0x2A, "local.get 0"), (0x2C, "local.get 1"), (0x2E, "i32.add"), (0x2F, "local.tee 2"), (0x31, "local.get 0"),
    ]
    reply.code = InstructionListing(
      heading: "func 0 \"overflowing_add\" (param i32 i32) (result i32)",
      lines: lines.map { .init(offset: $0.0, depth: 0, text: $0.1, isEvent: $0.0 == 0x2E) })
    reply.before = StepStack([StepValue(.i32(1), .i32), StepValue(.i32(0x7FFF_FFFF), .i32)])
    reply.after = StepStack([StepValue(.i32(0x8000_0000), .i32, isChanged: true)])
    reply.locals = [
      StepVariable(0, name: "x", StepValue(.i32(0x7FFF_FFFF), .i32)),
      StepVariable(1, name: "y", StepValue(.i32(1), .i32)), StepVariable(2, name: "r", StepValue(.i32(0), .i32)),
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

  /// A store into memory, deep in two components.
  static var store: StepReply {
    var reply = addition
    reply.step = 1_234_567
    reply.stepCount = 2_000_000
    reply.moment = .instruction("i64.store offset=8", location(0x2E))
    reply.stop = .breakpoint(2)
    (reply.event, reply.operation) = (nil, nil)
    reply.code?.lines[2].text = "i64.store offset=8"
    reply.before = StepStack(
      [
        StepValue(.i64(UInt64(bitPattern: .min)), .i64), StepValue(.i32(0x400), .i32),
        StepValue(.f64((1.5).bitPattern), .f64), StepValue(.v128(low: 1, high: 2), .v128),
        StepValue(.reference(0), .funcref),
      ], unlisted: 3)
    reply.after = StepStack(Array(reply.before.values.dropFirst(2)), unlisted: 3)
    reply.locals = (0..<40).map { StepVariable($0, StepValue(.i64(UInt64($0) << 40), .i64, isChanged: $0 == 30)) }
    reply.globals = [StepVariable(0, name: "__stack_pointer", StepValue(.i32(1_048_560), .i32))]
    reply.memory = StepMemory(
      address: 0x408, width: 8, isWrite: true, isNow: true, start: 0x3F0,
      bytes: (0..<48).map { $0 == 31 ? 0x80 : $0 < 24 ? UInt8(0x41 + $0) : 0 }, changed: 31..<32)
    reply.frames = [
      StepFrame(component: "library", location: location(0x2E)),
      StepFrame(
        component: "client\u{1B}[31m",
        location: CodeLocation(offset: 0x1234, function: 7, functionName: nil, distance: 0x10)),
    ]
    return reply
  }

  /// The call's end.
  static var end: StepReply {
    var reply = StepReply(
      call: "overflowing-add 2147483647 1", instance: "interpreted", function: path, step: 41,
      moment: .returned(TypedValue(.tuple([.s32(.min), .bool(true)]), ValueType(.tuple([.s32, .bool])))), stop: .end)
    reply.stepCount = 41
    return reply
  }

  /// Its beginning.
  static var beginning: StepReply {
    StepReply(
      call: "overflowing-add 2147483647 1", instance: "interpreted", function: path, step: 0,
      moment: .canonical(CanonicalStep(.lower, text: "args: {x: 2147483647, y: 1}", isFirst: true)))
  }

  /// A trap.
  static var trap: StepReply {
    var reply = addition
    reply.moment = .trapped(Trap(.integerDivideByZero))
    (reply.event, reply.operation, reply.after) = (nil, nil, nil)
    return reply
  }
}
