import CanonicalABI
import ComponentTypes
import CoreTypes
import Testing

struct RuleTests {
  let memory = FakeMemory(byteCount: 0x100)

  @Test(arguments: [0xd800, 0xdfff, 0x11_0000, 0xffff_ffff] as [UInt32])
  func trapsOnNoScalarValue(_ bits: UInt32) {
    #expect(throws: CanonicalABIError.invalidChar(bits)) { try lift([.i32(bits)], as: [.char], from: nil) }
  }

  @Test func trapsOnCasesBeyondTheLast() {
    #expect(throws: CanonicalABIError.invalidCase(2, count: 2)) {
      try lift([.i32(2), .i32(0)], as: [ValueType(.option(.u8))], from: nil)
    }
    #expect(throws: CanonicalABIError.invalidCase(3, count: 3)) {
      try lift([.i32(3)], as: [ValueType(.enumeration(labels(3)))], from: nil)
    }
    memory.write([9], at: 16)
    #expect(throws: CanonicalABIError.invalidCase(9, count: 2)) {
      try lift([.i32(16), .i32(1)], as: [ValueType(.list(ValueType(.result(ok: nil, error: nil))))], from: memory)
    }
  }

  @Test func trapsOnMisalignedPointers() {
    #expect(throws: CanonicalABIError.misaligned(pointer: 2, alignment: 4, what: .list)) {
      try lift([.i32(2), .i32(0)], as: [ValueType(.list(.u32))], from: memory)
    }
    #expect(throws: CanonicalABIError.misaligned(pointer: 1, alignment: 2, what: .string)) {
      try lift([.i32(1), .i32(0)], as: [.string], from: memory, encoding: .utf16)
    }
    #expect(throws: CanonicalABIError.misaligned(pointer: 1, alignment: 2, what: .string)) {
      try lift([.i32(1), .i32(0)], as: [.string], from: memory, encoding: .latin1OrUTF16)
    }
    #expect(throws: CanonicalABIError.misaligned(pointer: 4, alignment: 8, what: .results)) {
      try lift([.i32(4)], as: [ValueType(.tuple([.u64, .u64]))], from: memory, maxFlat: maxFlatResults)
    }
    memory.answer = 3
    #expect(throws: CanonicalABIError.misaligned(pointer: 3, alignment: 4, what: .list)) {
      try lower([.list([.u32(1)])], as: [ValueType(.list(.u32))], into: memory)
    }
    #expect(throws: CanonicalABIError.misaligned(pointer: 6, alignment: 8, what: .results)) {
      try lower([.u64(1), .u64(1)], as: [.u64, .u64], into: memory, maxFlat: maxFlatResults, outPointer: 6)
    }
  }

  @Test func trapsOutOfBounds() {
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0xf8, byteCount: 9, memory: 0x100, what: .string)) {
      try lift([.i32(0xf8), .i32(9)], as: [.string], from: memory)
    }
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0xffff_ffff, byteCount: 1, memory: 0x100, what: .list)) {
      try lift([.i32(.max), .i32(1)], as: [ValueType(.list(.u8))], from: memory)
    }
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0x100, byteCount: 4, memory: 0x100, what: .list)) {
      try lift([.i32(0x100), .i32(1)], as: [ValueType(.list(.s32))], from: memory)
    }
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0x101, byteCount: 0, memory: 0x100, what: .string)) {
      try lift([.i32(0x101), .i32(0)], as: [.string], from: memory)
    }
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0xfc, byteCount: 8, memory: 0x100, what: .results)) {
      try lift([.i32(0xfc)], as: [ValueType(.tuple([.u32, .u32]))], from: memory, maxFlat: maxFlatResults)
    }
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 8, byteCount: 68, memory: 0, what: .parameters)) {
      try lift([.i32(8)], as: Array(repeating: .u32, count: 17), from: nil)
    }
    memory.answer = 0xfe
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0xfe, byteCount: 3, memory: 0x100, what: .string)) {
      try lower([.string("abc")], as: [.string], into: memory)
    }
    #expect(throws: CanonicalABIError.outOfBounds(pointer: 0xfe, byteCount: 4, memory: 0x100, what: .list)) {
      try lower([.bytes([1, 2, 3, 4])], as: [ValueType(.list(.u8))], into: memory)
    }
  }

  @Test func acceptsEmptyListsAtTheVeryEnd() throws {
    #expect(try lift([.i32(0x100), .i32(0)], as: [ValueType(.list(.u32))], from: memory) == [.list([])])
    #expect(try lift([.i32(0x100), .i32(0)], as: [.string], from: memory) == [.string("")])
  }

  @Test func trapsOnListsAndStringsThatAreTooLong() {
    #expect(throws: CanonicalABIError.tooLong(byteCount: 1 << 28, what: .string)) {
      try lift([.i32(0), .i32(1 << 28)], as: [.string], from: memory)
    }
    #expect(throws: CanonicalABIError.tooLong(byteCount: 1 << 28, what: .string)) {
      try lift([.i32(0), .i32(1 << 27)], as: [.string], from: memory, encoding: .utf16)
    }
    #expect(throws: CanonicalABIError.tooLong(byteCount: 1 << 28, what: .list)) {
      try lift([.i32(0), .i32(1 << 25)], as: [ValueType(.list(.u64))], from: memory)
    }
    #expect(throws: CanonicalABIError.tooLong(byteCount: 1 << 28, what: .list)) {
      try lift([.i32(0), .i32(1 << 28)], as: [ValueType(.list(.u8))], from: memory)
    }
  }

  @Test(
    arguments: [
      (StringEncoding.utf8, [0xc3, 0x28], UInt32(2)),
      (.utf8, [0xed, 0xa0, 0x80], 3),
      (.utf8, [0xc0, 0x80], 2),
      (.utf8, [0xf4, 0x90, 0x80, 0x80], 4),
      (.utf8, [0xe2, 0x82], 2),
      (.utf16, [0x00, 0xd8], 1),
      (.utf16, [0x00, 0xdc, 0x00, 0xd8], 2),
      (.latin1OrUTF16, [0x00, 0xd8, 0x61, 0x00], 0x8000_0002),
    ] as [(StringEncoding, [UInt8], UInt32)])
  func trapsOnInvalidText(_ encoding: StringEncoding, _ bytes: [UInt8], _ length: UInt32) {
    memory.write(bytes, at: 32)
    #expect(throws: CanonicalABIError.invalidText(encoding, pointer: 32)) {
      try lift([.i32(32), .i32(length)], as: [.string], from: memory, encoding: encoding)
    }
  }

  @Test func boundsWhatIsLifted() {
    // Elements without a size pass every check on bytes: only the count of values stops them.
    let nothing = ValueType(.list(ValueType(.fixedLengthList(.u8, length: 0))))
    #expect(throws: CanonicalABIError.liftedTooMuch(limit: 1 << 20)) {
      try lift([.i32(0), .i32(.max)], as: [nothing], from: memory, limit: 1 << 20)
    }
    #expect(throws: CanonicalABIError.liftedTooMuch(limit: 256 << 20)) {
      try lift([.i32(0), .i32(.max)], as: [nothing], from: memory)
    }
    // Lists that share their bytes multiply: 16 lists of 16 strings of 64 bytes.
    let sharing = FakeMemory(byteCount: 0x400)
    for row in 0..<16 { sharing.write([0, 1, 0, 0, 16, 0, 0, 0], at: row * 8) }
    for row in 0..<16 { sharing.write([0, 2, 0, 0, 64, 0, 0, 0], at: 0x100 + row * 8) }
    sharing.write(Array(repeating: 0x61, count: 64), at: 0x200)
    let lists = ValueType(.list(ValueType(.list(.string))))
    #expect(throws: CanonicalABIError.liftedTooMuch(limit: 16 << 10)) {
      try lift([.i32(0), .i32(16)], as: [lists], from: sharing, limit: 16 << 10)
    }
    #expect(throws: Never.self) { try lift([.i32(0), .i32(16)], as: [lists], from: sharing, limit: 64 << 10) }
  }

  @Test func refusesValuesOfAnotherType() {
    let mistakes: [(ComponentValue, ValueType)] = [
      (.u8(1), .s8), (.string("x"), .u32), (.record([.u8(1)]), ValueType(.record(fields(.u8, .u8)))),
      (.tuple([.u8(1)]), ValueType(.record(fields(.u8)))), (.variant(2, nil), ValueType(.variant(cases(nil, .u8)))),
      (.variant(1, nil), ValueType(.variant(cases(nil, .u8)))),
      (.variant(0, .u8(1)), ValueType(.variant(cases(nil, .u8)))),
      (.enumeration(3), ValueType(.enumeration(labels(3)))), (.flags([true]), ValueType(.flags(labels(2)))),
      (.list([.u8(1)]), ValueType(.fixedLengthList(.u8, length: 2))), (.list([.s8(1)]), ValueType(.list(.u8))),
    ]
    for (value, type) in mistakes {
      #expect(throws: CanonicalABIError.valueDoesNotFitType) { try lower([value], as: [type], into: memory) }
    }
    #expect(throws: CanonicalABIError.valueDoesNotFitType) { try lower([], as: [.u8], into: memory) }
  }

  @Test func refusesHandlesWithoutAHook() {
    #expect(throws: CanonicalABIError.unsupportedHandle("borrow")) {
      try lift([.i32(1)], as: [ValueType(.borrow(ResourceType("r")))], from: nil)
    }
    #expect(throws: CanonicalABIError.unsupportedHandle("stream")) {
      try lower([.handle(1)], as: [ValueType(.stream(nil))], into: memory)
    }
  }

  @Test func refusesMissingFlatValues() {
    #expect(throws: CanonicalABIError.missingFlatValue) { try lift([.i32(1)], as: [.u32, .u32], from: nil) }
    #expect(throws: CanonicalABIError.missingFlatValue) {
      try lift([], as: Array(repeating: .u32, count: 17), from: memory)
    }
  }

  @Test func saysWhichRuleWasBroken() {
    let error = CanonicalABIError.outOfBounds(pointer: 0xff, byteCount: 9, memory: 256, what: .string)
    #expect(error.trapCode == .canonicalABI("string of 9 bytes at 0xff is out of bounds of a memory of 256 bytes"))
  }
}
