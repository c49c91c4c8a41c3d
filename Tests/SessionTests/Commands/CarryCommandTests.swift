import BitArithmetic
import ComponentRuntime
import ComponentTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct CarryCommandTests {
  private func bit(_ reply: Reply) -> Int? {
    if case .carryStep(let step) = reply.content { step.bit } else { nil }
  }

  @Test func walksTheCarriesBothWays() {
    let session = Session()
    #expect(session.execute(":carry 100:s8 + 50:s8").isSuccess)
    #expect(session.carryInHand?.bit == nil)
    #expect(bit(session.execute(":next")) == 0)
    #expect(bit(session.execute(":n")) == 1)
    #expect(bit(session.execute(":back")) == 0)
    #expect(session.execute(":back").code == .noCarryInHand)
    #expect(session.carryInHand?.bit == 0, "a refused step changes nothing")
    for expected in 1...7 { #expect(bit(session.execute(":next")) == expected) }
    #expect(session.execute(":next").code == .noCarryInHand)
    #expect(bit(session.execute(":back")) == 6)
  }

  @Test func followsAFrontEndThatStepsByItself() {
    let session = Session()
    _ = session.execute(":carry 1:u64 - 2")
    session.carryInHand?.bit = 40
    #expect(bit(session.execute(":next")) == 41)
    #expect(session.execute("1 + 1").isSuccess)
    #expect(bit(session.execute(":next")) == 42, "other inputs leave it in hand")
  }

  @Test func needsCarriesToWalk() {
    let session = Session()
    #expect(session.execute(":next").code == .noCarryInHand)
    #expect(session.execute(":back").code == .noCarryInHand)
    #expect(session.execute(":carry 2 * 3").code == .noOperation)
    #expect(session.execute(":next").code == .noCarryInHand)
    // Only a walk takes more than one step at a time.
    #expect(session.execute(":next 3").code == .noWalk)
    #expect(session.execute(":back continue").code == .noWalk)
    #expect(session.execute(":back somewhere").code == .commandArguments)
    _ = session.execute(":carry 2 + 3")
    #expect(session.execute(":next 3").code == .commandArguments)
  }

  @Test func putsIntegersAndOperationsOnTheWheel() throws {
    let session = Session()
    session.addBuiltInExample()
    guard case .wheel(let number) = session.execute(":wheel -5:s8").content else {
      Issue.record("no wheel")
      return
    }
    #expect(number.operation == nil)
    #expect(number.integer == BitsReply.IntegerBits(bits: 251, type: .s8))
    guard case .wheel(let sum) = session.execute(":wheel overflowing-add 2147483647 1").content else {
      Issue.record("no wheel")
      return
    }
    #expect(sum.operation?.facts == OperationFacts(.add, .s32, 0x7FFF_FFFF, 1))
    #expect(sum.integer.bits == 0x8000_0000)
    #expect(session.execute(":wheel \"text\"").code == .noBits)
    #expect(session.execute(":wheel").code == .commandArguments)
  }

  // MARK: - :why

  private func explanation(_ session: Session) -> WhyReply? {
    if case .why(let why) = session.execute(":why").content { why } else { nil }
  }

  @Test func hasNothingToExplainAtFirst() {
    #expect(Session().execute(":why").code == .noValue)
  }

  @Test func leadsFromAnOverflowToItsInstructionToTheBit() throws {
    let session = Session()
    session.addBuiltInExample()
    _ = session.execute("overflowing-add 2147483647 1")
    let why = try #require(explanation(session))
    #expect(why.input == "overflowing-add 2147483647 1")
    #expect(why.isResult && why.didLose && why.eventPerformsOperation)
    #expect(why.event?.event.instruction == "i32.add")
    #expect(why.call?.declared == true)
    guard case .carry(let step)? = why.parting else {
      Issue.record("no carry")
      return
    }
    #expect(step.bit == 31)
    #expect(step.carryIn && !step.carryOut)
    #expect(session.carryInHand?.bit == 31)
    #expect(bit(session.execute(":back")) == 30)
  }

  @Test(arguments: [
    ("s8 3 * 100", "highHalf"), ("u8 200 << 3", "shiftedOut"), ("0:u8 - 1", "carry"), ("-(-128:s8)", "carry"),
    ("100:s8 + 1", "carry"),
  ])
  func knowsWhereEachOperationLosesBits(input: String, expected: String) throws {
    let session = Session()
    #expect(session.execute(input).isSuccess)
    let why = try #require(explanation(session))
    let found =
      switch why.parting {
      case .carry: "carry"
      case .highHalf: "highHalf"
      case .shiftedOut: "shiftedOut"
      case .dropped: "dropped"
      case nil: "nothing"
      }
    #expect(found == expected)
    #expect(why.event == nil)
    #expect(why.didLose == (input != "100:s8 + 1"))
  }

  @Test func tellsOfAnOperationOnTheWay() throws {
    let session = Session()
    _ = session.execute("(s8 100 + 50) & 1:s8")
    _ = session.execute("(100:s8 + 50) & 1")
    let why = try #require(explanation(session))
    #expect(!why.isResult)
    #expect(why.operation?.facts == OperationFacts(.add, .s8, 100, 50))
  }

  @Test func claimsNoOperationBehindAPlainValue() throws {
    let session = Session()
    _ = session.execute("\"text\"")
    let why = try #require(explanation(session))
    #expect(why.operation == nil && why.parting == nil && !why.didLose)
    #expect(session.carryInHand == nil)
  }
}

extension Reply {
  /// The first diagnostic's code, where it failed.
  var code: DiagnosticCode? {
    if case .failure(let failure) = content { failure.diagnostics.first?.code } else { nil }
  }
}
