import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct SweepTests {
  private static let sessions =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/Sessions"

  private func session() -> Session {
    let session = Session()
    session.addBuiltInExample()
    session.workingDirectory = Self.sessions
    return session
  }

  private func sweep(_ input: String, in session: Session) throws -> SweepReply {
    guard case .sweep(let reply) = session.execute(input).content else { throw NoSweep() }
    return reply
  }

  private struct NoSweep: Error {}

  private func finding(_ kind: SweepFinding.Kind, in reply: SweepReply) -> SweepFinding? {
    reply.findings.first { $0.kind == kind }
  }

  @Test func triesEveryPairOfTwoBytes() throws {
    let reply = try sweep(":sweep integers.overflowing-add-s8", in: session())
    #expect(reply.callCount == 65_536 && reply.combinations == 65_536)
    let map = try #require(reply.map)
    var counts = (signed: 0, unsigned: 0)
    var wrong = 0
    for x in UInt8.min...UInt8.max {
      for y in UInt8.min...UInt8.max {
        let signed = Int8(bitPattern: x).addingReportingOverflow(Int8(bitPattern: y)).overflow
        let unsigned = x.addingReportingOverflow(y).overflow
        counts.signed += signed ? 1 : 0
        counts.unsigned += unsigned ? 1 : 0
        let expected: SweepMap.Cell =
          signed
          ? unsigned ? [.signedOverflow, .unsignedOverflow] : .signedOverflow : unsigned ? .unsignedOverflow : []
        if map[x, y] != expected.union(.called) { wrong += 1 }
      }
    }
    #expect(wrong == 0 && reply.overflowCounts == counts)
    #expect(reply.declares && reply.declaredCount == counts.signed && reply.mismatchCount == 0)
    let smallest = try #require(finding(.overflow(asSigned: true), in: reply)).smallest
    #expect(smallest.call == "overflowing-add-s8(127, 1)" && smallest.declared == true)
    #expect(smallest.facts == OperationFacts(.add, .s8, 127, 1))
  }

  @Test func findsTheLieAndNothingElse() throws {
    let session = session()
    #expect(session.execute(":load sweeps/honest.wasm sweeps/lying.wasm").isSuccess)
    // The program's own tests sweep the honest one whole.
    #expect(try sweep(":sweep honest.overflowing-add-s8 1000", in: session).mismatchCount == 0)
    let reply = try sweep(":sweep lying.overflowing-add-s8", in: session)
    #expect(reply.mismatchCount == 1)
    let lie = try #require(reply.mismatches.first)
    #expect(lie.call == "overflowing-add-s8(100, 50)" && lie.declared == false)
    #expect(finding(.flagMismatch(declared: false), in: reply)?.count == 1)
    #expect(finding(.valueMismatch, in: reply) == nil)
    let map = try #require(reply.map)
    #expect(map[100, 50].contains(.mismatch) && !map[50, 100].contains(.mismatch))
  }

  @Test func takesTheFunctionsSignUnlessAskedForTheOther() throws {
    let session = session()
    #expect(try sweep(":sweep integers.overflowing-add-u8 100", in: session).isReadSigned == false)
    #expect(try sweep(":sweep integers.overflowing-add-u8 signed 100", in: session).isReadSigned)
    #expect(try sweep(":sweep integers.overflowing-add-s8 100 unsigned", in: session).isReadSigned == false)
  }

  @Test func triesTheEdgesOfWideTypesAndKeepsToItsBudget() throws {
    let session = session()
    let reply = try sweep(":sweep overflowing-add", in: session)
    #expect(reply.map == nil && reply.operands.map(\.name) == ["args.x", "args.y"])
    #expect(reply.operands.allSatisfy { $0.values.contains(.s32(.min)) && $0.values.contains(.s32(.max)) })
    #expect(
      finding(.overflow(asSigned: true), in: reply)?.smallest.call == "overflowing-add({x: 2147483647, y: 1})")
    // The instruction is seen, too.
    let event = finding(.event(instruction: "i32.add", asSigned: true), in: reply)
    #expect(event?.count == reply.overflowCounts.signed && event?.smallest.event?.event.location != nil)
    let few = try sweep(":sweep overflowing-add 5", in: session)
    #expect(few.callCount <= 5 && few.callCount > 1)
    #expect(try sweep(":sweep overflowing-add 1", in: session).callCount == 1)
  }

  @Test func triesEveryValueWhereverTheyAreFew() throws {
    let session = session()
    let neg = try sweep(":sweep integers.overflowing-neg-s8", in: session)
    #expect(neg.callCount == 256 && neg.operands[0].isExhaustive)
    #expect(finding(.overflow(asSigned: true), in: neg)?.count == 1)
    #expect(finding(.overflow(asSigned: true), in: neg)?.smallest.call == "overflowing-neg-s8(-128)")
    // A shift's counts go past its width.
    let shl = try sweep(":sweep integers.overflowing-shl-u8", in: session)
    #expect(shl.operands[1].values.contains(.u32(8)) && shl.declaredCount > 0 && shl.mismatchCount == 0)
  }

  @Test func leavesTheSessionsInstanceAsItIs() throws {
    let session = session()
    let fake = FakeInstance(
      world: Fixture.overflowWorld, ["overflowing-add": .init { _ in .failure(Trap(.unreachable)) }])
    var made = 0
    session.addInstance(
      "trapping",
      InstanceRecipe(kind: .component, world: { Fixture.overflowWorld }) { (_) throws(SessionError) in
        made += 1
        return made == 1
          ? fake
          : FakeInstance(
            world: Fixture.overflowWorld, ["overflowing-add": .init { _ in .failure(Trap(.unreachable)) }])
      })
    let reply = try sweep(":sweep trapping.overflowing-add 4", in: session)
    #expect(reply.callCount > 1 && finding(.trap(.unreachable), in: reply)?.count == reply.callCount)
    // Each trap asks for a fresh instance, and none of them is the session's.
    #expect(made == reply.callCount)
    #expect(session.instances["trapping"]?.liveInstance == nil)
  }

  @Test func endsWhereTheUserInterruptsAndTellsWhatItHas() throws {
    let session = session()
    var polls = 0
    let reply = session.execute(":sweep integers.overflowing-add-s8") {
      polls += 1
      return polls > 2
    }
    guard case .sweep(let sweep) = reply.content else { throw NoSweep() }
    #expect(sweep.stop == .interrupted && sweep.callCount > 0 && sweep.callCount < 65_536)
    #expect(reply.remarks.first?.code == .interrupted)
    // What it did not come to is not in the map.
    #expect(sweep.map?[128, 128].isEmpty == false && sweep.map?[127, 127].isEmpty == true)
  }

  @Test func refusesWhatCannotBeMadeUp() {
    let session = session()
    #expect(session.execute(":load ../ComponentRuntime/resources.wasm").isSuccess)
    guard case .failure(let failure) = session.execute(":sweep value").content else {
      Issue.record("no failure")
      return
    }
    #expect(failure.diagnostics.first?.code == .cannotMeasure, "\(failure.diagnostics)")
  }
}

@Suite struct ArgumentSizeTests {
  private func isSmaller(_ a: (Int8, Int8), _ b: (Int8, Int8)) -> Bool {
    ArgumentSize([.s8(a.0), .s8(a.1)]) < ArgumentSize([.s8(b.0), .s8(b.1)])
  }

  @Test func ordersByTheSumThenByTheLastNumberThenPositiveFirst() {
    #expect(isSmaller((127, 1), (127, 2)))
    #expect(isSmaller((127, 1), (1, 127)))
    #expect(isSmaller((127, 1), (-127, -1)))
    #expect(isSmaller((127, 1), (-127, 1)))
    #expect(!isSmaller((127, 1), (127, 1)))
    #expect(isSmaller((100, 28), (-128, -1)))
  }

  @Test func tellsLargeNumbersApart() {
    let a = ArgumentSize([.s64(.max), .s64(1)])
    let b = ArgumentSize([.s64(.min), .s64(1)])
    #expect(a < b && !(b < a))
    #expect(ArgumentSize([.u64(.max), .u64(.max)]) < ArgumentSize([.f64(.infinity)]))
    #expect(ArgumentSize([.list([.u8(3)])]) < ArgumentSize([.list([.u8(2), .u8(1)])]))
  }
}

@Suite struct SweepPlanTests {
  private func planned(_ types: ValueType..., budget: Int = SweepPlan.usualBudget) -> SweepPlan? {
    let parameters = zip("abcdefgh", types).map { FunctionType.Parameter(String($0), $1) }
    return SweepPlan(
      CallableFunction(
        instance: "i", path: FunctionPath("f"), type: FunctionType(parameters: parameters, result: nil)),
      budget: budget)
  }

  private static let point = ValueType(.record([.init("x", .u8), .init("y", .bool)]))

  @Test func makesEveryCombinationOnce() throws {
    let plan = try #require(planned(Self.point, .bool))
    #expect(plan.operands.map(\.name) == ["a.x", "a.y", "b"] && plan.isExhaustive && plan.callCount == 1_024)
    let all = Set((0..<plan.callCount).map { plan.arguments(ofCall: $0).arguments })
    #expect(all.count == 1_024)
    #expect(all.contains([.record([.u8(7), .bool(true)]), .bool(false)]))
  }

  @Test func keepsToItsBudgetWhateverTheTypes() throws {
    let many = ValueType(.record((0..<200).map { .init("f\($0)", .s32) }))
    for budget in [1, 2, 100, 65_536] {
      for plan in [
        planned(many, budget: budget), planned(.s64, .s64, .s64, .s64, .s64, .s64, .s64, .s64, budget: budget),
      ] {
        let plan = try #require(plan)
        #expect(plan.callCount <= budget && plan.callCount > 0)
        _ = plan.arguments(ofCall: plan.callCount - 1)
      }
    }
  }

  @Test(arguments: [
    ValueType.bool, .s8, .u16, .f32, .f64, .char, .string, ValueType(.list(.s32)), ValueType(.option(.string)),
    ValueType(.result(ok: .u8, error: nil)), ValueType(.list(point)), ValueType(.tuple([.s8, .char])),
    ValueType(.enumeration([.init("a"), .init("b")])), ValueType(.flags([.init("a"), .init("b"), .init("c")])),
    ValueType(.variant([.init("none"), .init("some", .s32)])), ValueType(.fixedLengthList(.u8, length: 3)),
  ])
  func hasValuesOfTheTypeItself(type: ValueType) throws {
    for detail in BoundaryValue.Detail.allCases {
      let values = BoundaryValue.sweepValues(of: type, detail)
      #expect(!values.isEmpty && values.count <= BoundaryValue.sweepLimit)
      #expect(Set(values).count == values.count, "\(values)")
    }
    let plan = try #require(planned(type))
    #expect(plan.callCount > 1)
  }

  @Test func hasNoneForWhatCannotBeMadeUp() {
    #expect(planned(ValueType(.own(ResourceType("r")))) == nil)
    #expect(planned(.s8, ValueType(.stream(.u8))) == nil)
  }

  @Test func hasEverySignedEdgeInOrder() {
    let values = BoundaryValue.sweepValues(of: .s8, .all)
    #expect(
      values
        == [-128, -127, -16, -8, -2, -1, 0, 1, 2, 8, 16, 126, 127].map { .s8($0) })
    #expect(
      BoundaryValue.sweepValues(of: .u8, .all) == [0, 1, 2, 8, 15, 16, 127, 128, 254, 255].map { .u8($0) })
  }
}
