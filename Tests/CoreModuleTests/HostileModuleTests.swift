import CoreTypes
import Testing

@testable import CoreModule

/// Damaged modules of the shared data: refused or accepted, never a crash.
struct HostileModuleTests {
  static let mutations = Int(ModuleFiles.environment("WITSCOPE_MUTATIONS") ?? "") ?? 200

  @Test(.enabled(if: ModuleFiles.shared != nil, "WITSCOPE_SHARED is unset"))
  func acceptsEverySharedModule() throws {
    let modules = ModuleFiles.sharedModules(upTo: 1 << 28)
    #expect(modules.count > 10)
    for (name, bytes, range) in modules {
      #expect(throws: Never.self, "\(name)") {
        let module = try decodeAndValidateModule(bytes, in: range)
        print("\(name): \(range.count) bytes, \(module.functions.count) functions, valid")
      }
    }
  }

  @Test(.enabled(if: ModuleFiles.shared != nil, "WITSCOPE_SHARED is unset"))
  func survivesEveryPrefix() {
    for (name, bytes, range) in ModuleFiles.sharedModules(upTo: 1 << 16) {
      var accepted = 0
      // A prefix is invalid, but for those that end with a section before the code: then nothing is declared.
      for end in range.lowerBound..<range.upperBound
      where (try? decodeAndValidateModule(bytes, in: range.lowerBound..<end)) != nil {
        accepted += 1
      }
      print("\(name): \(range.count) prefixes, \(accepted) accepted")
      #expect(accepted < 40)
    }
  }

  @Test(.enabled(if: ModuleFiles.shared != nil, "WITSCOPE_SHARED is unset"))
  func survivesMutations() {
    var generator = SplitMix64(state: 0x5EED)
    for (name, bytes, range) in ModuleFiles.sharedModules(upTo: 1 << 16) {
      var accepted = 0
      let original = Array(bytes[range])
      for _ in 0..<Self.mutations {
        let mutated = Self.mutate(original, &generator)
        guard let module = try? decodeModule(mutated) else { continue }
        // Whatever was decoded must be safe to look at, valid or not.
        for index in 0..<min(module.functions.count, 4) {
          _ = module.disassembly(ofFunction: UInt32(module.importedFunctionCount + index))
        }
        _ = module.location(ofByteOffset: mutated.count / 2)
        var validator = ModuleValidator(module)
        if (try? validator.validate()) != nil { accepted += 1 }
      }
      print("\(name): \(Self.mutations) mutations, \(accepted) accepted")
      #expect(accepted < Self.mutations)
    }
  }

  /// One to four bytes changed, inserted or removed.
  static func mutate(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    var mutated = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !mutated.isEmpty {
      let place = Int.random(in: 0..<mutated.count, using: &generator)
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: mutated.insert(byte, at: place)
      case 1: mutated.remove(at: place)
      case 2: mutated[place] = 0xFF
      case 3: mutated[place] ^= 1 << (byte & 7)
      default: mutated[place] = byte
      }
    }
    return mutated
  }
}

/// Steele, Lea and Flood's generator: the same numbers from the same seed everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
