import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter
import Testing

/// Values in 64-bit memories.
@Suite struct Memory64Tests {
  @Test(arguments: ["", "plain", "é", "a🦀€", String(repeating: "ü", count: 40_000)])
  func echoesTextInEveryEncoding(_ text: String) throws {
    let memory = try load("memory64")
    for function in ["echo-utf8", "echo-utf16", "echo-latin1"] {
      #expect(try call(memory, function, in: "wide", .string(text)) == .value(.string(text)))
    }
  }

  @Test func movesListsAndSpilledParameters() throws {
    let memory = try load("memory64")
    let bytes = ComponentValue.bytes((0..<70_000).map { UInt8(truncatingIfNeeded: $0) })
    #expect(try call(memory, "echo-bytes", in: "wide", bytes) == .value(bytes))
    let strings = ComponentValue.list((0..<20).map { .tuple([.u8($0), .string("string \($0)")]) })
    #expect(try call(memory, "echo-strings", in: "wide", strings) == .value(strings))
    let arguments = (1...17).map { ComponentValue.u32($0) }
    let sum = try memory.startCall(FunctionPath("sum", in: InterfaceName("wide")), arguments, watch: .off)
    #expect(finish(sum) == .value(.u64(153)))
  }

  @Test func crossesBetweenNarrowAndWideMemories() throws {
    let memory = try load("memory64")
    for text in ["", "over there", "straße €", "\u{10ffff}"] {
      #expect(try call(memory, "echo", in: "narrow", .string(text)) == .value(.string(text)))
    }
    let strings = ComponentValue.list((0..<5).map { .tuple([.u8($0), .string("\($0)é")]) })
    #expect(try call(memory, "strings", in: "narrow", strings) == .value(strings))
  }

  @Test func looksAtAll64BitsOfPointersAndLengths() throws {
    #expect(
      try call(load("memory64"), "far", in: "wide").rule
        == "results of 16 bytes at 0x100001000 is out of bounds of a memory of 65536 bytes")
    #expect(
      try call(load("memory64"), "misplaced", in: "wide").rule == "results pointer 0x4 is not aligned to 8 bytes")
    #expect(
      try call(load("memory64"), "long", in: "wide").rule == "string of 4294967297 bytes is longer than 268435455 bytes"
    )
    #expect(try call(load("memory64"), "tagged", in: "wide") == .value(.string("A€")))
  }

  @Test func resourcesMayBeRepresentedBy64Bits() throws {
    let memory = try load("memory64")
    func issue(_ number: UInt64) throws -> ComponentValue {
      guard case .returned(let handle?) = try call(memory, "issue", in: "wide", .u64(number)) else {
        return .bool(false)
      }
      return handle
    }
    let large: UInt64 = 0x1234_5678_9abc_def0
    #expect(try call(memory, "end", in: "wide", try issue(large)) == .nothing)
    #expect(try call(memory, "dropped", in: "wide") == .value(.u64(large)))
    #expect(try call(memory, "number", in: "wide", try issue(.max)) == .value(.u64(.max)))
    // A borrowed handle comes to the component that defines it as an i32.
    #expect(try call(memory, "peek", in: "wide", try issue(7)) == .value(.u64(7)))
    let ticket = try issue(large)
    #expect(
      try call(memory, "peek", in: "wide", ticket).rule?
        .hasSuffix("has a representation that is passed as an i32 and does not fit it") == true)
  }

  @Test func aWalkIsTheSameBackward() throws {
    let memory = try load("memory64")
    let path = FunctionPath("strings", in: InterfaceName("narrow"))
    let argument = ComponentValue.list([.tuple([.u8(1), .string("straße")])])
    let stepped = try memory.startSteppedCall(path, [argument], limits: SteppingLimits(interval: 5, entersLinked: true))
    stepped.opensMoments = true
    var seen = [SeenStop(stepped)]
    while stepped.move(.forward(.step)) != .atEnd { seen.append(SeenStop(stepped)) }
    #expect(seen.count > 50)
    for expected in seen.reversed() {
      stepped.move(.backward(.step))
      #expect(SeenStop(stepped) == expected)
    }
  }

  /// The sum is stored in the wide memory and read from there: both places of it are followed to the addition.
  @Test func resultsAreFollowedThroughAWideMemory() throws {
    let memory = try load("memory64")
    let call = try #require(
      try memory.startFollowableCall(
        FunctionPath("add", in: InterfaceName("wide")), [.list([.s32(.max), .s32(1)])], watch: .observe,
        limits: FollowingLimits(operators: 1_000_000)))
    #expect(finish(call) == .value(.tuple([.s32(.min), .list([.s32(.min)])])))
    let offsets = Set(call.observations.events.compactMap(\.location?.offset))
    #expect(!offsets.isEmpty)
    let following = try call.follow(Set(offsets.map { LossSite(offset: $0, lostSigned: true) })).get()
    var result: Result<[FollowedLeaf], FollowingObstacle>?
    while result == nil { result = following.resume(budget: 10) }
    #expect(try result?.get().map(\.leaf) == [0, 1])
  }
}
