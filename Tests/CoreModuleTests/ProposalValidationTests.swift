import CoreTypes
import Testing

@testable import CoreModule

/// Memories, tables, exceptions, vectors, atomics and wide arithmetic.
struct ProposalValidationTests {
  private typealias B = ModuleBuilder

  /// Memory 0 has 32-bit addresses, memory 1 64-bit ones; so have the tables, of funcref. Tag 0 carries an i32.
  private func fault(
    _ code: [UInt8], results: [UInt8] = [], features: CoreFeatures = .all
  ) -> CoreModuleError.Kind? {
    let module = B.module(
      types: [B.functionType([], to: results), B.functionType([B.i32])], tables: [[0x70, 0, 1], [0x70, 4, 1]],
      memories: [[0, 1], [4, 1]], tags: [[0, 1]], elements: [[1, 0, 1, 0]], dataCount: 1, code: code)
    return B.fault(module, features: features)
  }

  @Test func addressesAreOfTheMemorysType() {
    #expect(fault([0x41, 0, 0x28, 2, 0, 0x1A]) == nil)
    #expect(fault([0x42, 0, 0x28, 0x42, 1, 0, 0x1A]) == nil)
    #expect(fault([0x41, 0, 0x28, 0x42, 1, 0, 0x1A]) == .typeMismatch(expected: .i64, found: .i32))
    #expect(fault([0x42, 0, 0x28, 0x42, 2, 0, 0x1A]) == .unknownIndex(.memory, 2, count: 2))
    let large: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x10]
    #expect(fault([0x42, 0, 0x28, 0x42, 1] + large + [0x1A]) == nil)
    #expect(fault([0x41, 0, 0x28, 2] + large + [0x1A]) == .offsetTooLarge(1 << 32))
    #expect(fault([0x3F, 1], results: [B.i64]) == nil)
    #expect(fault([0x41, 1, 0x40, 0], results: [B.i32]) == nil)
    #expect(fault([0x42, 0, 0x41, 0, 0x42, 0, 0xFC, 11, 1]) == nil)
  }

  @Test func lengthsFitBothMemories() {
    // From memory 0 to memory 1: addresses i64 and i32, and the length is an i32.
    #expect(fault([0x42, 0, 0x41, 0, 0x41, 0, 0xFC, 10, 1, 0]) == nil)
    #expect(fault([0x42, 0, 0x41, 0, 0x42, 0, 0xFC, 10, 1, 0]) == .typeMismatch(expected: .i32, found: .i64))
    #expect(fault([0x42, 0, 0x42, 0, 0x42, 0, 0xFC, 10, 1, 1]) == nil)
    #expect(fault([0x42, 0, 0x41, 0, 0x41, 0, 0xFC, 8, 0, 1]) == nil)
    #expect(fault([0x41, 0, 0x42, 0, 0x41, 0, 0xFC, 14, 0, 1]) == nil)
    #expect(fault([0x42, 0, 0x41, 0, 0x41, 0, 0xFC, 12, 0, 1]) == nil)
    #expect(fault([0xD0, 0x70, 0x42, 0, 0xFC, 15, 1], results: [B.i64]) == nil)
    #expect(fault([0x42, 0, 0x25, 1, 0x1A]) == nil)
    #expect(fault([0x42, 0, 0x11, 0, 1]) == nil)
    #expect(fault([0x41, 0, 0x11, 0, 1]) == .typeMismatch(expected: .i64, found: .i32))
  }

  @Test func memoriesHaveLimits() {
    let memory = { (entry: [UInt8]) in B.fault(B.preamble + B.section(5, [1] + entry), features: .all) }
    #expect(memory([0] + B.leb(65_536)) == nil)
    #expect(memory([0] + B.leb(65_537)) == .memoryTooLarge(pages: 65_537, maximum: 65_536))
    #expect(memory([4] + B.leb(1 << 48)) == nil)
    #expect(memory([4] + B.leb(1 << 48 + 1)) == .memoryTooLarge(pages: 1 << 48 + 1, maximum: 1 << 48))
    #expect(memory([8] + B.leb(Int(UInt32.max)) + [0]) == nil)
    #expect(memory([8] + B.leb(1 << 32) + [0]) == .memoryTooLarge(pages: 1 << 32, maximum: UInt64(UInt32.max)))
    #expect(memory([8, 1, 1]) == .invalidPageSize(1))
    #expect(memory([8, 1, 64]) == .malformedPageSize(64))
    #expect(memory([8, 1, 16]) == nil)
    #expect(memory([3, 1, 2]) == nil)
    #expect(memory([2, 1]) == .sharedMemoryWithoutMaximum)
    #expect(B.fault(B.preamble + B.section(4, [1, 0x70, 0] + B.leb(1 << 32))) == .tableTooLarge(elements: 1 << 32))
    #expect(B.fault(B.preamble + B.section(4, [1, 0x70, 4] + B.leb(1 << 32))) == nil)
  }

  @Test func exceptionsCarryTheirTagsTypes() {
    #expect(fault([0x41, 0, 0x08, 0]) == nil)
    #expect(fault([0x08, 0]) == .operandMissing(expected: .i32))
    #expect(fault([0x41, 0, 0x08, 1]) == .unknownIndex(.tag, 1, count: 1))
    #expect(fault([0xD0, 0x69, 0x0A]) == nil)
    #expect(
      fault([0xD0, 0x70, 0x0A])
        == .typeMismatch(
          expected: PackedValueType(CoreReferenceType(isNullable: true, heap: .exn)), found: .funcref))
  }

  @Test func catchClausesGiveTheirLabelsWhatTheyTake() {
    // block (result i32) try_table (catch 0 0) end i32.const 0 end drop
    let inBlock = { (type: [UInt8], clause: [UInt8], push: [UInt8]) in
      [0x02] + type + [0x1F, 0x40, 1] + clause + [0x0B] + push + [0x0B, 0x1A]
    }
    #expect(fault(inBlock([B.i32], [0, 0, 0], [0x41, 0])) == nil)
    #expect(fault(inBlock([B.i64], [0, 0, 0], [0x42, 0])) == .typeMismatch(expected: .i64, found: .i32))
    #expect(fault(inBlock([B.i32], [2, 0], [0x41, 0])) == .labelMismatch(expected: 0, found: 1))
    #expect(fault(inBlock([0x69], [3, 0], [0xD0, 0x69])) == nil)
    #expect(fault(inBlock([0x64, 0x69], [3, 0], [0x00])) == nil)
    #expect(fault(inBlock([0x69], [1, 0, 0], [0xD0, 0x69])) == .labelMismatch(expected: 2, found: 1))
    #expect(fault(inBlock([B.i32], [4, 0], [0x41, 0])) == .malformedCatchKind(4))
    #expect(fault(inBlock([B.i32], [2, 9], [0x41, 0])) == .unknownLabel(9, depth: 2))
    // The label is counted from outside of the try_table.
    #expect(fault([0x1F, 0x40, 1, 2, 0, 0x0B]) == nil)
    #expect(fault([0x1F, 0x40, 1, 2, 1, 0x0B]) == .unknownLabel(1, depth: 1))
  }

  @Test func readsCatchClausesBack() throws {
    let bytes: [UInt8] = [0x1F, 0x63, 0x05, 4, 0, 7, 1, 1, 8, 2, 2, 3, 3, 4, 0x0B]
    var reader = InstructionReader(bytes, in: 0..<bytes.count)
    let instruction = try reader.next()
    #expect(
      Array(instruction.catchClauses(in: bytes)) == [
        CatchClause(tag: 7, givesReference: false, label: 1), CatchClause(tag: 8, givesReference: true, label: 2),
        CatchClause(tag: nil, givesReference: false, label: 3), CatchClause(tag: nil, givesReference: true, label: 4),
      ])
    #expect(try reader.next().opcode == .end)
    #expect(instruction.text(in: bytes).hasSuffix("(catch 7 1) (catch_ref 8 2) (catch_all 3) (catch_all_ref 4)"))
  }

  @Test func vectorsHaveLanes() {
    let constant: [UInt8] = [0xFD, 12] + [UInt8](repeating: 0, count: 16)
    #expect(fault(constant + [0xFD, 21, 15, 0x1A]) == nil)
    #expect(fault(constant + [0xFD, 21, 16, 0x1A]) == .laneOutOfRange(16, lanes: 16))
    #expect(fault(constant + [0x42, 0, 0xFD, 30, 1, 0x1A]) == nil)
    #expect(fault(constant + [0x42, 0, 0xFD, 30, 2, 0x1A]) == .laneOutOfRange(2, lanes: 2))
    let shuffle = { (lane: UInt8) in
      constant + constant + [0xFD, 13] + [UInt8](repeating: 31, count: 11) + [lane, 0, 0, 0, 0, 0x1A]
    }
    #expect(fault(shuffle(31)) == nil)
    #expect(fault(shuffle(32)) == .laneOutOfRange(32, lanes: 32))
    #expect(fault([0x41, 0] + constant + [0xFD, 85, 1, 0, 7, 0x1A]) == nil)
    #expect(fault([0x41, 0] + constant + [0xFD, 85, 1, 0, 8, 0x1A]) == .laneOutOfRange(8, lanes: 8))
    #expect(fault([0x42, 0] + constant + [0xFD, 91, 0x43, 1, 0, 1]) == nil)
    #expect(fault([0x41, 0, 0xFD, 0, 5, 0, 0x1A]) == .alignmentTooLarge(5, natural: 4))
    #expect(fault(constant + [0x41, 1, 0xFD, 0x6B, 0x1A]) == nil)
    #expect(fault(constant + constant + constant + [0xFD, 0x93, 2, 0x1A]) == nil)
    #expect(fault([0xFD, 0x9A, 1]) == .unknownPrefixedOpcode(prefix: 0xFD, 154))
    #expect(fault([0xFD, 0x94, 2]) == .unknownPrefixedOpcode(prefix: 0xFD, 276))
  }

  @Test func atomicAccessesAreAligned() {
    #expect(fault([0x41, 0, 0xFE, 0x10, 2, 0, 0x1A]) == nil)
    #expect(fault([0x41, 0, 0xFE, 0x10, 1, 0, 0x1A]) == .alignmentNotNatural(1, natural: 2))
    #expect(fault([0x41, 0, 0xFE, 0x10, 3, 0, 0x1A]) == .alignmentTooLarge(3, natural: 2))
    #expect(fault([0x41, 0, 0x42, 0, 0x42, 0, 0xFE, 0x49, 3, 0], results: [B.i64]) == nil)
    #expect(fault([0x41, 0, 0x41, 0, 0x42, 0, 0xFE, 1, 2, 0], results: [B.i32]) == nil)
    #expect(fault([0x41, 0, 0x41, 0, 0xFE, 0x17, 2, 0]) == nil)
    #expect(fault([0xFE, 3, 0]) == nil)
    #expect(fault([0xFE, 3, 1]) == .zeroByteExpected)
    #expect(fault([0xFE, 0x4F, 0]) == .unknownPrefixedOpcode(prefix: 0xFE, 0x4F))
  }

  @Test func wideArithmeticTakesAndGivesHalves() {
    let half: [UInt8] = [0x42, 1]
    #expect(fault(half + half + half + half + [0xFC, 19], results: [B.i64, B.i64]) == nil)
    #expect(fault(half + half + half + [0xFC, 20], results: [B.i64, B.i64]) == .operandMissing(expected: .i64))
    #expect(fault(half + half + [0xFC, 22], results: [B.i64, B.i64]) == nil)
    #expect(fault(half + [0x41, 0, 0xFC, 21], results: [B.i64, B.i64]) == .typeMismatch(expected: .i64, found: .i32))
  }

  @Test func choosesFeaturesByName() throws {
    #expect(try CoreFeatures(list: "") == .supported)
    #expect(try CoreFeatures(list: "wasm2") == .wasm2)
    #expect(try CoreFeatures(list: "mvp,simd").contains(.simd))
    #expect(try !CoreFeatures(list: "-simd").contains(.simd))
    #expect(try CoreFeatures(list: "all") == .all && CoreFeatures(list: "wasm1,all,-gc").contains(.customPageSizes))
    #expect(try !CoreFeatures(list: "all, -reference-types").contains(.callIndirectOverlong))
    #expect(try CoreFeatures(list: "cm-async,floats") == .supported)
    // A proposal is not on without its part.
    let withoutParts = try CoreFeatures(list: "-bulk-memory-opt,-call-indirect-overlong")
    #expect(!withoutParts.contains(.bulkMemory) && !withoutParts.contains(.referenceTypes))
    let parts = try CoreFeatures(list: "mvp,bulk-memory-opt,call-indirect-overlong")
    #expect(parts.contains(.bulkMemoryOpt) && !parts.contains(.bulkMemory) && !parts.contains(.referenceTypes))
    #expect(throws: UnknownCoreFeature(name: "smid")) { try CoreFeatures(list: "simd,smid") }
    #expect(throws: UnknownCoreFeature(name: "-wasm2")) { try CoreFeatures(list: "-wasm2") }
    #expect(CoreFeatures.supported.contains(.wideArithmetic) && !CoreFeatures.supported.contains(.customPageSizes))
    for feature in CoreFeature.allCases where feature != .legacyExceptions {
      #expect(CoreFeatures.all.contains(feature), "\(feature.name)")
    }
  }

  @Test func earlierVersionsLackWhatCameLater() {
    #expect(fault([], features: .wasm2) != nil)
    let function = { (code: [UInt8]) in B.module(types: [B.functionType()], code: code) }
    #expect(B.fault(function([0xD0, 0x70, 0x1A]), features: .wasm1) == .unsupported(.referenceTypes))
    #expect(B.fault(function([0xD0, 0x6E, 0x1A]), features: .wasm2) == .unsupported(.gc))
    #expect(B.fault(function([0xD0, 0x69, 0x1A]), features: .wasm2) == .unsupported(.exceptions))
    #expect(B.fault(function([0x06, 0x40])) == .unsupported(.legacyExceptions))
    // Without garbage collection a type refers only to those before it.
    let own = B.preamble + B.section(1, [1, 0x60, 1, 0x63, 0, 0])
    let withoutGC = CoreFeatures.wasm3.subtracting(CoreFeatures(.gc))
    #expect(B.fault(own) == nil && B.fault(own, features: withoutGC) == .unknownIndex(.type, 0, count: 0))
    let other = B.preamble + B.section(1, [2, 0x60, 0, 0, 0x60, 1, 0x63, 0, 0])
    let withoutReferences = CoreFeatures.wasm3.subtracting(CoreFeatures(.referenceTypes))
    #expect(B.fault(other) == nil && B.fault(other, features: withoutReferences) == .unsupported(.referenceTypes))
    // Segments named a table or memory from the beginning; passive ones came with bulk memory.
    let table = B.preamble + B.section(4, [1, 0x70, 0, 1])
    #expect(B.fault(table + B.section(9, [1, 2, 0, 0x41, 0, 0x0B, 0, 0]), features: .wasm1) == nil)
    #expect(B.fault(table + B.section(9, [1, 1, 0, 0]), features: .wasm1) == .unsupported(.bulkMemory))
    #expect(
      B.fault(table + B.section(9, [1, 4, 0x41, 0, 0x0B, 0]), features: .wasm1) == .unsupported(.referenceTypes))
    #expect(
      B.fault(B.preamble + B.section(5, [1, 0] + B.leb(1 << 32)), features: .wasm2) == .integerTooLarge(bits: 32))
  }

  @Test func floatingPointNumbersCanBeOff() {
    let integers = CoreFeatures.all.subtracting(CoreFeatures(.floats))
    let function = { (code: [UInt8]) in B.module(types: [B.functionType()], code: code) }
    #expect(B.fault(B.preamble + B.section(1, [1, 0x60, 1, 0x7D, 0]), features: integers) == .unsupported(.floats))
    #expect(
      B.fault(function([0x44] + [UInt8](repeating: 0, count: 8) + [0x1A]), features: integers) == .unsupported(.floats))
    let zero: [UInt8] = [0xFD, 12] + [UInt8](repeating: 0, count: 16)
    // i32x4.add, then f32x4.add
    #expect(B.fault(function(zero + zero + [0xFD, 0xAE, 1, 0x1A]), features: integers) == nil)
    #expect(B.fault(function(zero + zero + [0xFD, 0xE4, 1, 0x1A]), features: integers) == .unsupported(.floats))
    #expect(B.fault(function(zero + zero + [0xFD, 0xE4, 1, 0x1A])) == nil)
  }
}
