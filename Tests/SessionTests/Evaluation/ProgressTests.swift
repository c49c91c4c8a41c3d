import ComponentTypes
import CoreTypes
import Testing

@testable import Session

@Suite struct ProgressTests {
  private func session(fuel: UInt64?) -> Session {
    let session = Fixture.session {
      FakeInstance(
        world: Fixture.world([("spin", FunctionType(parameters: [], result: nil))]),
        ["spin": FakeInstance.Behaviour(slices: nil, instructions: 1_000) { _ in .success(nil) }])
    }
    session.settings.fuel = fuel
    return session
  }

  @Test func tellsHowFarACallHasCome() {
    var seen: [Progress] = []
    let reply = session(fuel: 1_000_000).execute("spin()") { (progress: Progress) in
      seen.append(progress)
      return seen.count == 5
    }
    #expect(reply.exitCode == 130)
    #expect(seen.map(\.instructions) == [1_000, 2_000, 3_000, 4_000, 5_000])
    #expect(seen.last?.fuelLeft == 995_000)
    #expect(seen.map(\.elapsed) == seen.map(\.elapsed).sorted())
  }

  @Test func isAskedBetweenTheInstancesOfAComparison() {
    let session = Session()
    for name in ["a", "b", "c"] {
      session.addInstance(
        name,
        InstanceRecipe(kind: .component) { (_) throws(SessionError) in
          FakeInstance(
            world: Fixture.world([("one", FunctionType(parameters: [], result: .s32))]),
            ["one": FakeInstance.Behaviour { _ in .success(.s32(1)) }])
        })
    }
    var polls = 0
    let reply = session.execute(":compare one()") { (_: Progress) in
      polls += 1
      return polls == 2
    }
    guard case .comparison(let comparison) = reply.content else {
      Issue.record("no comparison")
      return
    }
    #expect(comparison.rows.count < 3, "an interrupt ends it")
  }

  @Test func slicesFollowTheTimeTheyTake() {
    var budget = SliceBudget()
    let first = budget.instructions
    budget.adapt(to: .milliseconds(1))
    #expect(budget.instructions == first * 2)
    budget.adapt(to: .milliseconds(80))
    #expect(budget.instructions <= first / 2)
    for _ in 0..<100 { budget.adapt(to: .seconds(10)) }
    #expect(budget.instructions >= 1_000)
    for _ in 0..<100 { budget.adapt(to: .zero) }
    #expect(budget.instructions <= 32_000_000)
  }
}
