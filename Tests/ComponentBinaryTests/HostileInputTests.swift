import ComponentBinary
import Testing

/// Bytes that are damaged: each is decoded or refused, and nothing else happens.
@Suite struct HostileInputTests {
  private static let fixtures = ["adder", "async", "resources", "types"]

  /// A small generator, so that a failure can be repeated.
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 32) | (state << 32)
    }
  }

  private func decodes(_ bytes: [UInt8]) -> Bool {
    (try? decodeComponent(bytes)) != nil
  }

  private func mutations(of bytes: [UInt8], count: Int, seed: UInt64) -> (accepted: Int, refused: Int) {
    var random = Random(state: seed)
    var tally = (accepted: 0, refused: 0)
    for _ in 0..<count {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<mutated.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: mutated[index] = UInt8.random(in: 0...255, using: &random)
        case 1: mutated[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: mutated.remove(at: index)
        default: mutated.insert(UInt8.random(in: 0...255, using: &random), at: index)
        }
      }
      if decodes(mutated) { tally.accepted += 1 } else { tally.refused += 1 }
    }
    return tally
  }

  @Test(arguments: fixtures) func refusesPrefixesThatCutASection(_ name: String) {
    let bytes = fixture(name)
    #expect(!bytes.isEmpty)
    var accepted = 0
    for length in 0..<bytes.count where decodes(Array(bytes[..<length])) { accepted += 1 }
    // Only a cut between two sections can leave a component.
    #expect(accepted < 40)
  }

  @Test(arguments: fixtures) func survivesMutations(_ name: String) {
    let tally = mutations(of: fixture(name), count: 1_000, seed: 7)
    #expect(tally.accepted + tally.refused == 1_000)
    #expect(tally.refused > 0)
  }

  @Test(.enabled(if: sharedFolder != nil, "WITSCOPE_SHARED is not set"))
  func survivesEveryPrefixOfASharedComponent() throws {
    let bytes = try #require(sharedComponent("overflow-c"))
    let accepted = (0..<bytes.count).filter { decodes(Array(bytes[..<$0])) }
    print("overflow-c: \(bytes.count) prefixes, \(accepted.count) of them components: \(accepted)")
    #expect(accepted.count < bytes.count / 10)
  }

  @Test(
    .enabled(if: sharedFolder != nil, "WITSCOPE_SHARED is not set"),
    arguments: ["overflow-c", "overflow-wat", "consumer-c", "overflow-rust", "composed-c-rust", "zoo-c"])
  func survivesMutationsOfSharedComponents(_ name: String) throws {
    let bytes = try #require(sharedComponent(name))
    let count = bytes.count < 10_000 ? 5_000 : 200
    let start = monotonicSeconds()
    let tally = mutations(of: bytes, count: count, seed: 11)
    print(
      "\(name): \(count) mutations, \(tally.accepted) accepted, \(tally.refused) refused, \(monotonicSeconds() - start) s"
    )
    #expect(tally.refused > 0)
  }
}
