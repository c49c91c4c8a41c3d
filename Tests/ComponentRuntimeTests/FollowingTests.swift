import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter
import Testing

/// A call that was followed is as if it never had been, but for what is known of it.
@Suite struct FollowingTests {
  private static let path = FunctionPath("f0")

  /// A module's function by a seed, as an instance.
  private func instance(seed: UInt64) throws -> CoreModuleInstance {
    var random = RandomProgram(seed: seed)
    return try CoreModuleInstance(try decodeAndValidateModule(random.module.bytes))
  }

  /// All that is known of a result.
  private func sites(_ call: any ComponentCall) -> Set<LossSite> {
    Set(
      call.observations.events.compactMap(\.location?.offset).flatMap { offset in
        [true, false].map { LossSite(offset: offset, lostSigned: $0) }
      })
  }

  private func follow(_ call: any FollowableCall, slice: UInt64) throws -> Result<[FollowedLeaf], FollowingObstacle> {
    let following = try call.follow(sites(call)).get()
    while true {
      if let result = following.resume(budget: slice) { return result }
    }
  }

  @Test func leavesTheInstanceAsItWas() throws {
    var followedCount = 0
    for seed in UInt64(0)..<60 {
      let (one, other) = (try instance(seed: seed), try instance(seed: seed))
      calls: for round in 0..<4 {
        let arguments: [ComponentValue] = [.s32(Int32(round) &* 0x2222_2222), .s64(.max - Int64(round))]
        let plain = try other.startCall(Self.path, arguments, watch: .observe)
        let call = try #require(
          try one.startFollowableCall(
            Self.path, arguments, watch: .observe, limits: FollowingLimits(operators: 1_000_000)))
        let outcome = finish(call)
        #expect(outcome == finish(plain))
        guard case .returned = outcome else { break calls }
        if round == 2 {
          // Given up half-way.
          let following = try call.follow(sites(call)).get()
          _ = following.resume(budget: 3)
        } else {
          guard case .success = try follow(call, slice: UInt64(1 + round * 1_000)) else {
            Issue.record("seed \(seed): the second run is the first")
            continue
          }
          followedCount += 1
        }
        #expect(one.memoryImage().changes(to: other.memoryImage()).bytes == 0, "seed \(seed)")
        #expect(call.observations == plain.observations)
        #expect(one.trap == nil)
      }
    }
    #expect(followedCount > 60, "\(followedCount) calls were followed")
  }

  @Test func refusesWhatIsTooMuch() throws {
    let instance = try instance(seed: 3)
    let arguments: [ComponentValue] = [.s32(1), .s64(2)]
    func obstacle(_ limits: FollowingLimits, then next: () throws -> Void = {}) throws -> FollowingObstacle? {
      let call = try #require(
        try instance.startFollowableCall(Self.path, arguments, watch: .observe, limits: limits))
      #expect(call.follow([]).obstacle != nil, "it has not returned")
      _ = finish(call)
      try next()
      return call.follow([]).obstacle
    }
    var small = FollowingLimits(operators: 1_000_000)
    small.storeBytes = 65_535
    #expect(try obstacle(small) == .tooLarge(bytes: 65_536))
    #expect(try obstacle(FollowingLimits(operators: 2)) != nil)
    let other = { _ = finish(try instance.startCall(Self.path, arguments, watch: .off)) }
    #expect(try obstacle(FollowingLimits(operators: 1_000_000), then: other) == .overtaken)
    #expect(try obstacle(FollowingLimits(operators: 1_000_000)) == nil)
  }

  @Test func nothingOutsideHappensTwice() throws {
    var asked: [FunctionPath] = []
    let host = ImportTests().host
    let counting = Host(host.world.exports) { path, arguments in
      asked.append(path)
      return (try? host.startCall(path, arguments, watch: .off))?.resume(budget: 1) ?? .running
    }
    let component = try load("imports") { _ in ImportProvider(counting) }
    for (path, arguments) in [("quadruple", ComponentValue.u32(5)), ("shout", .string("ab"))] {
      asked = []
      let call = try #require(
        try component.startFollowableCall(
          FunctionPath(path), [arguments], watch: .observe, limits: FollowingLimits(operators: 1_000_000)))
      _ = finish(call)
      let count = asked.count
      #expect(count > 0)
      #expect(try follow(call, slice: 7) == .success([]))
      #expect(asked.count == count)
      // Answers that are too large to keep are not asked for again either.
      var limits = FollowingLimits(operators: 1_000_000)
      limits.answerBytes = 100
      let second = try #require(
        try component.startFollowableCall(FunctionPath(path), [arguments], watch: .observe, limits: limits))
      guard case .returned = finish(second) else {
        Issue.record("it returns, whatever is kept")
        continue
      }
      #expect(second.follow([]).obstacle == .tooManyAnswers)
    }
  }

  @Test func resourcesAndTheirNumbersStay() throws {
    let component = try load("resources")
    let path = FunctionPath("make", in: InterfaceName("maker"))
    let call = try #require(
      try component.startFollowableCall(
        path, [.u32(7)], watch: .observe, limits: FollowingLimits(operators: 1_000_000)))
    guard case .returned(let first?) = finish(call), case .handle(let number) = first else {
      Issue.record("it makes a resource")
      return
    }
    #expect(try follow(call, slice: 5) == .success([]))
    #expect(component.holds(number))
    #expect(try ComponentRuntimeTests.call(component, "value", in: "maker", first) == .value(.u32(7)))
  }
}

extension Result where Failure == FollowingObstacle {
  fileprivate var obstacle: FollowingObstacle? {
    if case .failure(let obstacle) = self { obstacle } else { nil }
  }
}
