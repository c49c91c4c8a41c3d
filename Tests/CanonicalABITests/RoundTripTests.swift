import CanonicalABI
import ComponentTypes
import CoreTypes
import Testing

struct RoundTripTests {
  /// 20,000 random lists of types: parameters and results, every encoding, in one slice and value by value.
  @Test func liftsWhatItLowered() throws {
    var generator = SeededGenerator(state: 2)
    var spilled = 0
    for round in 0..<20_000 {
      let types = (0..<Int.random(in: 0...4, using: &generator)).map { _ in generator.type(depth: 3) }
      let values = types.map { generator.value(of: $0) }
      let encoding = StringEncoding.allCases[round % 3]
      let textSource = [nil, .utf8, .utf16, .latin1OrUTF16][round / 3 % 4] as StringEncoding?
      let maxFlat = round % 2 == 0 ? maxFlatParameters : maxFlatResults
      let budget = round % 5 == 0 ? 1 : Int.max
      let pointerType: CoreAddressType = round / 12 % 2 == 0 ? .i32 : .i64
      let memory = FakeMemory(byteCount: 64)
      var outPointer: UInt64?
      let plan = try TransferPlan(types, pointerType: pointerType)
      if plan.flat.count > maxFlat {
        spilled += 1
        if round % 4 == 1 { outPointer = memory.realloc(0, 0, UInt64(plan.root.alignment), plan.root.size) }
      }
      let flat = try lower(
        values, as: types, into: memory, maxFlat: maxFlat, outPointer: outPointer, encoding: encoding,
        textSource: textSource, budget: budget, pointerType: pointerType)
      #expect(flat.count == (outPointer != nil ? 0 : plan.flat.count > maxFlat ? 1 : plan.flat.count))
      let back = try lift(
        outPointer.map { [CoreValue(slot: $0, as: pointerType.valueType)] } ?? flat, as: types, from: memory,
        maxFlat: maxFlat, encoding: encoding, budget: budget, pointerType: pointerType)
      guard back == values else {
        Issue.record("round \(round): \(types) \(values) came back as \(back)")
        return
      }
    }
    #expect((1_000..<19_000).contains(spilled))
  }

  @Test func lowersEachFlatValueAtItsCoreType() throws {
    let memory = FakeMemory()
    #expect(try lower([.s8(-1)], as: [.s8], into: memory) == [.i32(0xffff_ffff)])
    #expect(try lower([.s16(-2), .s64(-3)], as: [.s16, .s64], into: memory) == [.i32(0xffff_fffe), .i64(.max - 2)])
    #expect(
      try lower([.f32(1), .f64(1)], as: [.f32, .f64], into: memory) == [
        .f32(0x3f80_0000), .f64(0x3ff0_0000_0000_0000),
      ])
    #expect(try lower([.char("é")], as: [.char], into: memory) == [.i32(0xe9)])
    let three = ValueType(.flags(labels(3)))
    #expect(try lower([.flags([true, false, true])], as: [three], into: memory) == [.i32(5)])
  }

  @Test func joinsTheFlatTypesOfVariants() throws {
    let memory = FakeMemory()
    let narrow = ValueType(.result(ok: .f32, error: .u32))
    #expect(try lower([.ok(.f32(1))], as: [narrow], into: memory) == [.i32(0), .i32(0x3f80_0000)])
    let wide = ValueType(.variant(cases(.f32, .u64, .f64, ValueType(.tuple([.s8, .f32])), nil)))
    #expect(try lower([.variant(0, .f32(1))], as: [wide], into: memory) == [.i32(0), .i64(0x3f80_0000), .f32(0)])
    #expect(
      try lower([.variant(2, .f64(1))], as: [wide], into: memory) == [
        .i32(2), .i64(0x3ff0_0000_0000_0000), .f32(0),
      ])
    #expect(
      try lower([.variant(3, .tuple([.s8(-1), .f32(2)]))], as: [wide], into: memory) == [
        .i32(3), .i64(0xffff_ffff), .f32(0x4000_0000),
      ])
    #expect(try lower([.variant(4, nil)], as: [wide], into: memory) == [.i32(4), .i64(0), .f32(0)])
    // Bits above a narrower type's are ignored when it is read back.
    #expect(
      try lift([.i32(0), .i64(0xdead_3f80_0000 | 0xbeef << 48), .f32(7)], as: [wide], from: memory) == [
        .variant(0, .f32(1))
      ])
  }

  @Test func laysRecordsOutInMemory() throws {
    let memory = FakeMemory(next: 16)
    let type = ValueType(.record(fields(.u8, .u64, .bool, .f32, .string)))
    let value = ComponentValue.record([.u8(1), .u64(0x0203), .bool(true), .f32(2.5), .string("é")])
    let flat = try lower([value], as: [type], into: memory, maxFlat: maxFlatResults)
    #expect(flat == [.i32(16)])
    #expect(memory.calls == [[0, 0, 8, 32], [0, 0, 1, 2]])
    #expect(memory.bytes(at: 16, 1) == [1])
    #expect(memory.bytes(at: 24, 9) == [3, 2, 0, 0, 0, 0, 0, 0, 1])
    #expect(memory.bytes(at: 36, 12) == [0, 0, 0x20, 0x40, 48, 0, 0, 0, 2, 0, 0, 0])
    #expect(memory.bytes(at: 48, 2) == [0xc3, 0xa9])
  }

  @Test(
    arguments: [
      (StringEncoding.utf8, "aé", [0x61, 0xc3, 0xa9], UInt32(3)),
      (.utf16, "a🦀", [0x61, 0, 0x3e, 0xd8, 0x80, 0xdd], 3),
      (.latin1OrUTF16, "aé", [0x61, 0xe9], 2),
      (.latin1OrUTF16, "a€", [0x61, 0, 0xac, 0x20], 0x8000_0002),
      (.utf16, "", [], 0),
    ] as [(StringEncoding, String, [UInt8], UInt32)])
  func encodesText(_ encoding: StringEncoding, _ text: String, _ bytes: [UInt8], _ length: UInt32) throws {
    let memory = FakeMemory(next: 32)
    #expect(try lower([.string(text)], as: [.string], into: memory, encoding: encoding) == [.i32(32), .i32(length)])
    #expect(memory.bytes(at: 32, bytes.count) == bytes)
    #expect(try lift([.i32(32), .i32(length)], as: [.string], from: memory, encoding: encoding) == [.string(text)])
  }

  /// The calls of realloc that the specification makes for each pair of encodings: old pointer, old size, alignment,
  /// new size.
  @Test(
    arguments: [
      (StringEncoding.utf8, StringEncoding.utf8, "aé", [[0, 0, 1, 3]]),
      (.utf8, .utf16, "aé", [[0, 0, 2, 6], [32, 6, 2, 4]]),
      (.utf8, .utf16, "ab", [[0, 0, 2, 4]]),
      (.utf8, .latin1OrUTF16, "aé", [[0, 0, 2, 3], [32, 3, 2, 2]]),
      (.utf8, .latin1OrUTF16, "a€", [[0, 0, 2, 4], [32, 4, 2, 8], [36, 8, 2, 4]]),
      (.utf16, .utf8, "ab", [[0, 0, 1, 2]]),
      (.utf16, .utf8, "aé", [[0, 0, 1, 2], [32, 2, 1, 6], [34, 6, 1, 3]]),
      (.utf16, .utf16, "aé", [[0, 0, 2, 4]]),
      (.utf16, .latin1OrUTF16, "aé", [[0, 0, 2, 2]]),
      (.utf16, .latin1OrUTF16, "é€", [[0, 0, 2, 2], [32, 2, 2, 4]]),
      (.latin1OrUTF16, .utf8, "aé", [[0, 0, 1, 2], [32, 2, 1, 4], [34, 4, 1, 3]]),
      (.latin1OrUTF16, .utf8, "é€", [[0, 0, 1, 2], [32, 2, 1, 6], [34, 6, 1, 5]]),
      (.latin1OrUTF16, .utf16, "aé", [[0, 0, 2, 4]]),
      (.latin1OrUTF16, .latin1OrUTF16, "aé", [[0, 0, 2, 2]]),
      (.latin1OrUTF16, .latin1OrUTF16, "a€", [[0, 0, 2, 4]]),
    ] as [(StringEncoding, StringEncoding, String, [[UInt64]])])
  func allocatesAsTheTranscodersDo(
    _ source: StringEncoding, _ encoding: StringEncoding, _ text: String, _ calls: [[UInt64]]
  ) throws {
    let memory = FakeMemory(next: 32)
    let flat = try lower([.string(text)], as: [.string], into: memory, encoding: encoding, textSource: source)
    #expect(memory.calls == calls)
    #expect(try lift(flat, as: [.string], from: memory, encoding: encoding) == [.string(text)])
  }

  /// A string tagged as UTF-16 that fits Latin-1: how its form is lowered depends on what it was.
  @Test(
    arguments: [
      (.latin1OrUTF16, [[0, 0, 2, 4], [32, 4, 1, 2]]), (.utf8, [[0, 0, 1, 2], [32, 2, 1, 6], [34, 6, 1, 3]]),
      (.utf16, [[0, 0, 2, 4]]),
    ] as [(StringEncoding, [[UInt64]])])
  func narrowsWhatWasTaggedAsUTF16ForNothing(_ encoding: StringEncoding, _ calls: [[UInt64]]) throws {
    let source = FakeMemory(next: 0)
    source.write([0x61, 0, 0xE9, 0], at: 8)
    let flat: [CoreValue] = [.i32(8), .i32(2 | 1 << 31)]
    var lift = LiftCursor(
      try TransferPlan([.string]), flat: flat, maxFlat: maxFlatParameters,
      options: TransferOptions(encoding: .latin1OrUTF16))
    #expect(try lift.step(budget: .max, memory: source) == .done)
    #expect(lift.values == [.string("aé")])

    let memory = FakeMemory(next: 32)
    var lower = LowerCursor(
      try TransferPlan([.string]), lift.values, maxFlat: maxFlatParameters, textSource: lift.texts,
      options: TransferOptions(encoding: encoding))
    while case .needsRealloc(let old, let oldSize, let alignment, let newSize) = try lower.step(
      budget: .max, memory: memory)
    {
      try lower.resume(pointer: memory.realloc(old, oldSize, alignment, newSize), memory: memory)
    }
    #expect(memory.calls == calls)
    #expect(
      try CanonicalABITests.lift(lower.flatValues, as: [.string], from: memory, encoding: encoding) == lift.values)
  }

  @Test func movesBytesAsBytes() throws {
    let memory = FakeMemory(next: 8)
    let list = ValueType(.list(.u8))
    #expect(try lower([.bytes([1, 2, 3])], as: [list], into: memory) == [.i32(8), .i32(3)])
    #expect(try lower([.list([.u8(4)])], as: [list], into: memory) == [.i32(11), .i32(1)])
    let lifted = try lift([.i32(8), .i32(4)], as: [list], from: memory)
    guard case .bytes(let bytes) = lifted[0] else {
      Issue.record("\(lifted) is not kept as bytes")
      return
    }
    #expect(bytes == [1, 2, 3, 4])
  }

  @Test func makesEveryNaNTheCanonicalOne() throws {
    let lifted = try lift([.f32(0xffff_ffff), .f64(0x7ff0_0000_0000_0001)], as: [.f32, .f64], from: nil)
    #expect(lifted == [.f32(Float(bitPattern: 0x7fc0_0000)), .f64(Double(bitPattern: 0x7ff8_0000_0000_0000))])
    let lowered = try lower([.f32(Float(bitPattern: 0xff80_0001))], as: [.f32], into: FakeMemory())
    #expect(lowered == [.f32(0x7fc0_0000)])
  }

  @Test func liftsTrueFromAnyBit() throws {
    #expect(try lift([.i32(0x100)], as: [.bool], from: nil) == [.bool(true)])
  }

  @Test func ignoresFlagsBeyondTheLabels() throws {
    let two = ValueType(.flags(labels(2)))
    #expect(try lift([.i32(0xffff_fffe)], as: [two], from: nil) == [.flags([false, true])])
  }

  @Test func passesHandlesThroughTheHook() throws {
    final class Shift: HandleTransfer {
      func lift(_ index: UInt32, _ type: HandleType) -> UInt32 { index + 100 }
      func lower(_ handle: UInt32, _ type: HandleType) -> UInt32 { handle - 100 }
    }
    let own = ValueType(.own(ResourceType("r")))
    #expect(try lift([.i32(3)], as: [own], from: nil, handles: Shift()) == [.handle(103)])
    #expect(try lower([.handle(103)], as: [own], into: FakeMemory(), handles: Shift()) == [.i32(3)])
  }
}
