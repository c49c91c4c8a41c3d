import Testing

@testable import CoreModule

struct OpcodeTests {
  @Test func everyOpcodeHasOneRow() {
    #expect(OpcodeRow.all.map(\.opcode) == Opcode.allCases)
    #expect(Set(Opcode.allCases.map(\.place)).count == Opcode.allCases.count)
    for opcode in Opcode.allCases { #expect(opcode.row.opcode == opcode) }
  }

  @Test func casesAreNamedFromTheMnemonics() {
    for opcode in Opcode.allCases where ![.selectTyped, .refTestNull, .refCastNull].contains(opcode) {
      let words = opcode.mnemonic.split { $0 == "." || $0 == "_" }
      let name = words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      #expect("\(opcode)" == name)
    }
  }

  @Test func readsEveryOpcodeBack() throws {
    for opcode in Opcode.allCases {
      let code = opcode.prefix.map { [$0] + ModuleBuilder.leb(Int(opcode.number)) } ?? [UInt8(opcode.rawValue)]
      // Zeros are good immediates but for types.
      let immediates: [UInt8] =
        switch opcode.immediates {
        case .v128, .lanes: [UInt8](repeating: 0, count: 16)
        case .tryTable: [0x40, 0]
        case .blockType: [0x40]
        case .heapType: [0x70]
        case .resultTypes: [1, 0x7F]
        default: [UInt8](repeating: 0, count: 8)
        }
      var reader = InstructionReader(code + immediates, in: 0..<(code.count + immediates.count))
      let instruction = try reader.next()
      #expect(instruction.opcode == opcode)
      #expect(instruction.offset == 0 && instruction.immediateOffset == code.count)
    }
  }

  /// An opcode without a signature needs a case in the validator, or its precondition would stop the program.
  @Test func everyOpcodeIsKnownToTheValidator() {
    for opcode in Opcode.allCases {
      let code = opcode.prefix.map { [$0] + ModuleBuilder.leb(Int(opcode.number)) } ?? [UInt8(opcode.rawValue)]
      for immediates in [[], [0], [0, 0], [0x40], [0x70], [1, 0x7F], [0, 0, 0, 0], [UInt8](repeating: 0, count: 8)] {
        _ = ModuleBuilder.fault(code: [0x00] + code + immediates as [UInt8])
      }
    }
  }

  @Test(
    arguments: [
      ([0xFD, 0x0C], CoreFeature.simd), ([0xFD, 0x80, 0x02], .relaxedSIMD), ([0xFB, 0x00], .gc),
      ([0xFE, 0x00], .threads), ([0x12, 0x00], .tailCall), ([0x1F, 0x40], .exceptions),
      ([0x06, 0x40], .legacyExceptions), ([0x14, 0x00], .functionReferences), ([0xFC, 19], .wideArithmetic),
      ([0x28, 0x42, 0x00, 0x00], .multiMemory), ([0xFC, 10, 0, 0], .bulkMemoryOpt),
    ] as [([UInt8], CoreFeature)])
  func namesTheProposalOfAnInstructionThatIsOff(_ code: [UInt8], _ feature: CoreFeature) {
    let module = ModuleBuilder.function(code)
    let features = CoreFeatures.supported.subtracting(CoreFeatures(feature))
    #expect(ModuleBuilder.fault(module, features: features) == .unsupported(feature))
  }

  @Test func refusesUnknownOpcodes() {
    #expect(ModuleBuilder.fault(code: [0xFF]) == .unknownOpcode(0xFF))
    #expect(ModuleBuilder.fault(code: [0x27]) == .unknownOpcode(0x27))
    #expect(ModuleBuilder.fault(code: [0xFC, 63]) == .unknownPrefixedOpcode(prefix: 0xFC, 63))
    #expect(ModuleBuilder.fault(code: [0xFC, 0x80, 0x7F]) == .unknownPrefixedOpcode(prefix: 0xFC, 16256))
  }

  @Test func refusesInstructionsOfAProposalThatIsOff() {
    let features = CoreFeatures.supported.subtracting(CoreFeatures(.signExtension))
    let module = ModuleBuilder.function(results: [0x7F], [0x41, 0, 0xC0])
    #expect(ModuleBuilder.fault(module) == nil)
    #expect(ModuleBuilder.fault(module, features: features) == .unsupported(.signExtension))
  }
}
