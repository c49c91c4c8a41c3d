import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Other people's components, where `WITSCOPE_SHARED` says where they are; skipped elsewhere.
@Suite(.enabled(if: sharedComponents != nil, "WITSCOPE_SHARED is not set"))
struct SharedComponentTests {
  private func load(_ name: String) throws -> InterpretedComponent {
    try InterpretedComponent(try decodeComponent(try contents("\(sharedComponents ?? "")/\(name).wasm")))
  }

  private let overflow = "arithmetic:overflow/overflowing-add"
  private let values = "test:zoo/values@0.1.0"
  private let resources = "test:zoo/resources@0.1.0"

  @Test(arguments: ["overflow-c", "overflow-wat", "overflow-rust"])
  func addsWithOverflow(_ name: String) throws {
    let component = try load(name)
    for (x, y, sum, flag) in [(.max, 1, .min, true), (.min, -1, .max, true), (-5, 5, 0, false), (1, 2, 3, false)]
      as [(Int32, Int32, Int32, Bool)]
    {
      #expect(
        try call(component, "overflowing-add", in: overflow, .record([.s32(x), .s32(y)]))
          == .value(.tuple([.s32(sum), .bool(flag)])))
    }
  }

  @Test func observesTheInstructionThatWrapped() throws {
    let argument = ComponentValue.record([.s32(.max), .s32(1)])
    let path = FunctionPath("overflowing-add", in: InterfaceName(parsing: overflow))
    let inC = try load("overflow-c").startCall(path, [argument], watch: .observe)
    #expect(finish(inC) == .value(.tuple([.s32(.min), .bool(true)])))
    #expect(inC.observations.events.map(\.instruction) == ["i32.add"])
    let inText = try load("overflow-wat").startCall(path, [argument], watch: .observe)
    #expect(finish(inText) == .value(.tuple([.s32(.min), .bool(true)])))
    // The extension is how it finds out: its result is only compared with the sum.
    #expect(inText.observations.events.map(\.instruction) == ["i32.wrap_i64", "i64.extend32_s"])
    #expect(inText.observations.events.map { $0.exemptions.map(\.rule) } == [[], [.checks]])
  }

  @Test func theWatchStopsAtTheInstructionInTheLibraryThatIsCalled() throws {
    let component = try load("composed-c-rust")
    let call = try component.startCall(
      FunctionPath("checked-sum"), [.list([.s32(2_147_483_646), .s32(1), .s32(1)])],
      watch: WatchMode(reading: .signed, traps: true))
    _ = finish(call)
    let trap = try #require(component.trap)
    #expect(
      trap.code
        == .watchedLoss(instruction: "i32.add", exact: "2147483648", type: "s32", wrapped: "-2147483648"))
    let event = try #require(call.observations.events.last)
    #expect(Set(event.operands) == [2_147_483_647, 1] && !event.didRun)
    #expect(event.location == trap.backtrace.first)
    // The library's frame, with the application's below.
    #expect(trap.backtrace.count > 1)
  }

  @Test func theWatchStopsAtTheNarrowingOfAComponentThatAddsWider() throws {
    let call = try load("overflow-wat").startCall(
      FunctionPath("overflowing-add", in: InterfaceName(parsing: overflow)), [.record([.s32(.max), .s32(1)])],
      watch: WatchMode(reading: .signed, traps: true))
    #expect(
      finish(call)
        == .trapped(
          .watchedLoss(instruction: "i32.wrap_i64", exact: "2147483648", type: "s32", wrapped: "-2147483648")))
  }

  @Test func callsFromOneComponentIntoAnother() throws {
    let composed = try load("composed-c-rust")
    #expect(
      try call(composed, "checked-sum", .list([.s32(2_147_483_646), .s32(1), .s32(1)]))
        == .value(.err(.string("overflow at index 2: 2147483647 + 1 wrapped to -2147483648"))))
    #expect(try call(composed, "checked-sum", .list([.s32(1), .s32(2), .s32(-4)])) == .value(.ok(.s32(-1))))
    #expect(
      try call(composed, "sum-all", .list([.record([.s32(.max), .s32(1)]), .record([.s32(1), .s32(2)])]), slice: 3)
        == .value(.list([.tuple([.s32(.min), .bool(true)]), .tuple([.s32(3), .bool(false)])])))
  }

  @Test func walksToTheAddThatWrapsInTheLibrary() throws {
    let composed = try load("composed-c-rust")
    let call = try composed.startSteppedCall(
      FunctionPath("checked-sum"), [.list([.s32(2_147_483_646), .s32(1), .s32(1)])],
      limits: SteppingLimits(interval: 1_000))
    guard case .atLoss(let event) = call.move(.forward(.loss(.signed))) else {
      Issue.record("an operator wraps")
      return
    }
    #expect(event.opcode == .i32Add)
    #expect(Set(event.operands) == [2_147_483_647, 1])
    let here = SeenStop(call)
    let frames = call.state().frames
    // The library's frame, and below it the consumer's.
    #expect(Set(frames.map(\.component)).count == 2)
    #expect(frames.first?.code.instruction.opcode == .i32Add)
    #expect(call.move(.forward(.loss(.signed))) == .atEnd)
    #expect(call.move(.backward(.loss(.signed))) == .atLoss(event))
    #expect(SeenStop(call) == here)
    call.move(.backward(.end))
    call.move(.to(here.position))
    #expect(SeenStop(call) == here)
    call.move(.forward(.end))
    guard case .returned(.err(.string(let text))?) = call.end else {
      Issue.record("it reports the overflow")
      return
    }
    #expect(text == "overflow at index 2: 2147483647 + 1 wrapped to -2147483648")
  }

  @Test func stubsTheImportsOfAConsumer() throws {
    #expect(
      try call(load("consumer-c"), "checked-sum", .list([.s32(1), .s32(2)]))
        == .trapped(.unlinkedImport("arithmetic:overflow/overflowing-add.overflowing-add")))
  }

  @Test func linksAConsumerToAnotherComponent() throws {
    let provider = try load("overflow-rust")
    let component = try decodeComponent(try contents("\(sharedComponents ?? "")/consumer-c.wasm"))
    let consumer = try InterpretedComponent(component) { _ in ImportProvider(provider) }
    #expect(
      try call(consumer, "checked-sum", .list([.s32(2_147_483_646), .s32(1), .s32(1)]))
        == .value(.err(.string("overflow at index 2: 2147483647 + 1 wrapped to -2147483648"))))
  }

  private static let point = ComponentValue.record([.s32(1), .s32(2)])

  /// Functions that return their only argument, with values of each shape.
  static let echoes: [(String, ComponentValue)] = [
    ("echo-bool", .bool(true)), ("echo-u8", .u8(255)), ("echo-s8", .s8(-128)), ("echo-u16", .u16(.max)),
    ("echo-s16", .s16(.min)), ("echo-u32", .u32(.max)), ("echo-s32", .s32(.min)), ("echo-u64", .u64(.max)),
    ("echo-s64", .s64(.min)), ("echo-f32", .f32(3.402_823_5e38)), ("echo-f32", .f32(.nan)), ("echo-f32", .f32(-0.0)),
    ("echo-f64", .f64(.leastNonzeroMagnitude)), ("echo-char", .char("\u{10ffff}")),
    ("echo-string", .string("tab\t é 🦀 \u{10FFFF}")),
    ("echo-list-u8", .bytes([])), ("echo-list-u8", .bytes([1, 2, 255])),
    ("echo-list-bool", .list([.bool(true), .bool(false)])),
    ("echo-list-string", .list([.string("a"), .string(""), .string("ccc")])),
    ("echo-list-list-s16", .list([.list([]), .list([.s16(-1), .s16(2)])])),
    ("echo-list-f64", .list([.f64(1.5), .f64(.nan), .f64(.infinity), .f64(-0.0)])),
    ("echo-list-char", .list([.char("a"), .char("é"), .char("\0")])),
    ("echo-list-pair", .list([.tuple([.u8(1), .u64(.max)]), .tuple([.u8(2), .u64(3)])])),
    ("echo-list-point", .list([point])), ("echo-list-color", .list([.enumeration(0), .enumeration(2)])),
    ("echo-list-perms", .list([.flags([true, false, true])])),
    ("echo-tuple1", .tuple([.u8(7)])), ("echo-tuple4", .tuple([.u8(1), .u16(2), .u32(3), .u64(4)])),
    ("echo-tuple3", .tuple([.f32(1.5), .f64(-2.5), .char("x")])),
    ("echo-tuple-nested", .tuple([.bool(true), .tuple([.s8(-1), .tuple([.string("in"), .s64(-9)])])])),
    ("echo-color", .enumeration(1)), ("echo-big-enum", .enumeration(299)), ("echo-perms", .flags([true, false, true])),
    ("echo-nine", .flags(Array(repeating: false, count: 8) + [true])),
    ("echo-seventeen", .flags([true] + Array(repeating: false, count: 15) + [true])),
    ("echo-thirty-two", .flags([true] + Array(repeating: false, count: 30) + [true])),
    ("echo-point", .record([.s32(1), .s32(-2)])),
    ("echo-mixed", .record([.u8(1), .u64(2), .bool(true), .f32(2.5), .string("e")])),
    ("echo-person", .record([.string("Ada"), .u8(36), .option(.string("a@b")), .list([]), point])),
    (
      "echo-wide-rec",
      .record([
        .u8(1), .u16(2), .u32(3), .u64(4), .f32(5.5), .f64(6.5), .u8(7), .u16(8), .u32(9), .u64(10), .f32(11), .f64(12),
        .u8(13), .u16(14), .u32(15), .u64(16), .f32(17.25), .f64(18),
      ])
    ),
    ("echo-shape", .variant(1, .tuple([.f64(1), .f64(2)]))), ("echo-shape", .variant(2, .list([point, point]))),
    ("echo-shape", .variant(3, nil)), ("echo-shape", .variant(4, .string("n"))),
    ("echo-joiny", .variant(0, .f32(1.25))), ("echo-joiny", .variant(1, .u64(.max))),
    ("echo-joiny", .variant(2, .string("str"))), ("echo-joiny", .variant(3, .f64(-1.25))),
    ("echo-joiny", .variant(4, nil)), ("echo-joiny", .variant(5, .tuple([.u32(9), .f32(0.5)]))),
    ("echo-joiny", .variant(6, .u8(200))),
    ("echo-keyword-rec", .record([.string("t"), .bool(false), .u8(3)])),
    (
      "echo-branch",
      .record([
        .string("l"),
        .list([
          .tuple([.u32(1), .option(nil)]), .tuple([.u32(2), .option(.ok(point))]),
          .tuple([.u32(3), .option(.err(.variant(4, .string("z"))))]),
        ]),
      ])
    ),
    ("echo-option-u8", .option(nil)), ("echo-option-u8", .option(.u8(3))), ("echo-option-string", .option(.string(""))),
    ("echo-option-option", .option(.option(nil))), ("echo-option-option", .option(.option(.u32(4)))),
    ("echo-option-point", .option(point)), ("echo-result", .ok(.u32(1))), ("echo-result", .err(.string("bad"))),
    ("echo-result-err", .ok(nil)), ("echo-result-err", .err(.string("bad"))), ("echo-result-ok", .ok(.u32(5))),
    ("echo-result-ok", .err(nil)), ("echo-result-unit", .ok(nil)), ("echo-result-unit", .err(nil)),
    ("echo-result-list", .ok(.bytes([1, 2]))), ("echo-result-list", .err(.enumeration(2))),
    ("echo-deep", .list([.option(nil), .option(.ok(point)), .option(.err(.variant(0, .f64(2))))])),
  ]

  @Test func echoesEveryShape() throws {
    let zoo = try load("zoo-c")
    for (function, value) in Self.echoes {
      #expect(try call(zoo, function, in: values, value) == .value(value), "\(function) \(value)")
    }
  }

  @Test func callsTheRestOfTheZoo() throws {
    let zoo = try load("zoo-c")
    let parts = ["a", "b", "", "d", "e", "f", "g", "h", "éi"].map { ComponentValue.string($0) }
    let join = FunctionPath("join9", in: InterfaceName(parsing: values))
    #expect(finish(try zoo.startCall(join, parts, watch: .off)) == .value(.string("abdefghéi")))
    let sum17 = FunctionPath("sum17", in: InterfaceName(parsing: values))
    let numbers = (0..<17).map { ComponentValue.u32(.max - $0) }
    #expect(finish(try zoo.startCall(sum17, numbers, watch: .off)) == .value(.u64(17 * 4_294_967_295 - 136)))
    #expect(try call(zoo, "noop", in: values) == .nothing)
    #expect(try call(zoo, "count", in: values, .bytes([1, 2, 3])) == .value(.ok(.u32(3))))
    #expect(try call(zoo, "count", in: values, .bytes([])) == .value(.err(.string("no bytes at all"))))
    #expect(try call(zoo, "divide", .s64(7), .s64(-2)) == .value(.ok(.s64(-3))))
    #expect(try call(zoo, "divide", .s64(1), .s64(0)) == .value(.err(.string("division by zero"))))
    #expect(try call(zoo, "live", in: resources) == .value(.u32(0)))
    #expect(try call(zoo, "trap", in: values) == .trapped(.unreachable))
  }

  @Test func holdsTheResourcesOfTheZoo() throws {
    let zoo = try load("zoo-c")
    func counter(_ function: String, _ arguments: ComponentValue...) throws -> Outcome {
      let path = FunctionPath(function, in: InterfaceName(parsing: resources))
      return finish(try zoo.startCall(path, arguments, watch: .off))
    }
    guard case .returned(let c?) = try counter("[constructor]counter", .s32(5)),
      case .returned(let d?) = try counter("[constructor]counter", .s32(40))
    else {
      Issue.record("no counters")
      return
    }
    #expect(try counter("live") == .value(.u32(2)))
    guard case .returned(.s32(let before)?) = try counter("[method]counter.peek", c) else {
      Issue.record("peek failed")
      return
    }
    #expect(try counter("[method]counter.next", c) != .trapped(.unreachable))
    #expect(try counter("[method]counter.peek", c) == .value(.s32(before + 1)))
    #expect(try counter("peek-all", .list([c, d])) == .value(.list([.s32(before + 1), .s32(40)])))
    #expect(try counter("[static]counter.try-new", .string("?")) != .nothing)
    // One handle cannot be given twice, nor be lent after it was given; it can be lent as often as wanted.
    #expect(throws: CallError.self) { try counter("[static]counter.merge", c, c) }
    #expect(try counter("[method]counter.add", c, c) != .nothing)
    #expect(zoo.trap == nil)
    guard case .handle(let handle) = d else { return }
    #expect(finish(try zoo.startDrop(handle)) == .nothing)
    #expect(try counter("live") == .value(.u32(1)))
    guard case .returned(.list(let many)?) = try counter("make-many", .u32(3)) else {
      Issue.record("make-many failed")
      return
    }
    #expect(many.count == 3)
    #expect(try counter("live") == .value(.u32(4)))
    #expect(try counter("[static]counter.merge", many[0], many[1]) != .nothing)
    #expect(try counter("live") == .value(.u32(3)))
    guard case .returned(.option(let back?)?) = try counter("give-back", .option(many[2])) else {
      Issue.record("give-back failed")
      return
    }
    #expect(try counter("[method]counter.add", c, back) != .nothing)
  }
}
