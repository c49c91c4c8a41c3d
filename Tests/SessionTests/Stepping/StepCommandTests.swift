import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct StepCommandTests {
  private let call = "overflowing-add 2147483647 1"

  private func session() -> (Session, WalkableFake) {
    let fake = WalkableFake()
    let session = Session()
    session.addInstance("fake", InstanceRecipe(kind: .component) { (_) throws(SessionError) in fake })
    return (session, fake)
  }

  private func step(_ reply: Reply) -> UInt64? {
    if case .step(let step) = reply.content { step.step } else { nil }
  }

  private func stop(_ reply: Reply) -> StepStop? {
    if case .step(let step) = reply.content { step.stop } else { nil }
  }

  @Test func walksForwardsAndBack() {
    let (session, _) = session()
    #expect(step(session.execute(":step " + call)) == 0)
    #expect(step(session.execute(":next")) == 1)
    #expect(step(session.execute(":n 5")) == 6)
    #expect(step(session.execute(":over")) == 12, "what step 6 calls ran to its end")
    #expect(step(session.execute(":back over")) == 6)
    #expect(step(session.execute(":next 3")) == 9)
    #expect(step(session.execute(":out")) == 12)
    #expect(step(session.execute(":goto 9")) == 9)
    #expect(step(session.execute(":back out")) == 6)
    #expect(step(session.execute(":back")) == 5)
    #expect(stop(session.execute(":continue overflow")) == .overflow)
    #expect(step(session.execute(":step")) == 13, "alone it shows where it stands")
    #expect(step(session.execute(":goto start")) == 0)
    #expect(session.execute(":back").code == .noMoreSteps)
    #expect(step(session.execute(":c")) == 20)
    #expect(session.execute(":next").code == .noMoreSteps)
    #expect(step(session.execute(":back overflow")) == 13)
    #expect(stop(session.execute(":back continue")) == .end)
  }

  @Test func stopsAtBreakpointsAndListsThem() {
    let (session, _) = session()
    // Its code is what the places are looked for in.
    session.addBuiltInExample()
    _ = session.execute(":use fake")
    guard case .breakpoints(let set) = session.execute(":break overflow").content else {
      Issue.record("no breakpoint")
      return
    }
    #expect(set.added?.number == 1)
    _ = session.execute(":break 0x85")
    _ = session.execute(":break overflowing_add")
    _ = session.execute(":break \"overflowing-add\"")
    guard case .breakpoints(let all) = session.execute(":break").content else {
      Issue.record("no list")
      return
    }
    #expect(
      all.entries.map(\.breakpoint) == [
        .overflow, .offset(0x85), .function("overflowing_add"), .function("overflowing-add"),
      ])
    #expect(all.entries.map(\.text) == ["overflow", "0x85", "overflowing_add", "overflowing-add"])
    #expect(all.entries.map(\.places.count) == [0, 1, 1, 1])
    _ = session.execute(":step " + call)
    #expect(stop(session.execute(":continue")) == .breakpoint(1))
    #expect(session.breakpoints.entries.map(\.hits) == [1, 0, 0, 0])
    #expect(session.execute(":break off 0x85").isSuccess)
    #expect(session.execute(":break off 3").isSuccess)
    #expect(session.execute(":break off 3").code == .commandArguments)
    #expect(session.execute(":break 0xzz").code == .commandArguments)
    #expect(session.execute(":break \"trap\"").code == .unknownName)
    #expect(session.execute(":break import").code == .commandArguments)
    #expect(session.execute(":break import overflowing_add").code == .unknownName)
    #expect(session.execute(":break 0x85 0x86").code == .commandArguments)
    #expect(session.breakpoints.entries.map(\.number) == [1, 4])
    #expect(session.execute(":break off").isSuccess)
    #expect(session.breakpoints.entries.isEmpty)
  }

  @Test func lendsNextAndBackToWhatWasOpenedLast() {
    let (session, _) = session()
    _ = session.execute(":carry 100:s8 + 50:s8")
    _ = session.execute(":step " + call)
    #expect(step(session.execute(":next")) == 1)
    _ = session.execute(":carry 100:s8 + 50:s8")
    guard case .carryStep(let bit) = session.execute(":next").content else {
      Issue.record("the carries were opened last")
      return
    }
    #expect(bit.bit == 0)
    #expect(step(session.execute(":over")) == 2, "other moves are the walk's alone")
    #expect(step(session.execute(":next")) == 3)
    _ = session.execute(":step off")
    guard case .carryStep(let later) = session.execute(":next").content else {
      Issue.record("the carries are in hand still")
      return
    }
    #expect(later.bit == 1)
  }

  @Test func looksAtTheStepsOperation() {
    let (session, _) = session()
    _ = session.execute(":step " + call)
    #expect(session.execute(":bits").code == .noBits, "no integer before the first step")
    _ = session.execute(":goto 13")
    guard case .bits(let bits) = session.execute(":bits").content else {
      Issue.record("no bits")
      return
    }
    #expect(bits.operation?.facts == OperationFacts(.add, .s32, 0x7FFF_FFFF, 1))
    guard case .why(let why) = session.execute(":why").content else {
      Issue.record("no why")
      return
    }
    #expect(why.isStep && why.parting != nil)
    _ = session.execute("1 + 1")
    guard case .why(let other) = session.execute(":why").content else {
      Issue.record("no why")
      return
    }
    #expect(!other.isStep, "the value came later")
    guard case .carry = session.execute(":carry").content, case .wheel = session.execute(":wheel").content else {
      Issue.record("no carries or no wheel")
      return
    }
    _ = session.execute(":goto 2")
    #expect(session.execute(":carry").code == .noOperation)
    guard case .bits(let top) = session.execute(":bits").content else {
      Issue.record("no bits")
      return
    }
    #expect(top.integer == BitsReply.IntegerBits(bits: 2, type: .s32))
  }

  @Test func keepsTheInstanceBusyUntilTheCallIsOver() {
    let (session, fake) = session()
    _ = session.execute(":step " + call)
    #expect(session.execute(call).code == .instanceIsWalked)
    #expect(session.execute(":step").isSuccess, "the refused call left the walk alone")
    _ = session.execute(":continue")
    #expect(session.execute(call).isSuccess)
    #expect(session.execute(":step").code == .noWalk, "another call ends a walk that came to its end")
    #expect(fake.walkers.map(\.wasAbandoned) == [false])
  }

  @Test(arguments: [":step off", ":reset", ":quit", ":step overflowing-add 1 1"])
  func givesTheCallUp(_ input: String) {
    let (session, fake) = session()
    _ = session.execute(":step " + call)
    _ = session.execute(":next")
    _ = session.execute(input)
    #expect(fake.walkers[0].wasAbandoned)
  }

  @Test func refusesWhatCannotBeWalked() {
    let (session, _) = session()
    #expect(session.execute(":step").code == .noWalk)
    #expect(session.execute(":over").code == .noWalk)
    #expect(session.execute(":next").code == .noCarryInHand)
    #expect(session.execute(":step 1 + 1").code == .notACall)
    #expect(session.execute(":goto").code == .commandArguments)
    _ = session.execute(":step " + call)
    for input in [":goto x", ":next 0", ":next x", ":over 2", ":continue on", ":back up", ":goto 1 2"] {
      #expect(session.execute(input).code == .commandArguments, "\(input)")
    }
    session.addBuiltInExample()
    #expect(session.execute(":step native.overflowing-add 1 1").code == .cannotWalk)
  }

  @Test func endsALongMoveWhereItHasComeTo() {
    let (session, fake) = session()
    _ = session.execute(":step " + call)
    fake.walkers[0].slices = nil
    var polls = 0
    let reply = session.execute(":continue") {
      polls += 1
      return polls > 3
    }
    #expect(stop(reply) == .interrupted(.interrupted))
    #expect(polls == 4)
  }
}
