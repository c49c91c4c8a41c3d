import BitArithmetic
import ComponentTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct PredictionTests {
  private func question(_ reply: Reply) -> PredictionQuestion? {
    if case .predictionAsked(let question) = reply.content { question } else { nil }
  }

  private func verdictOf(_ reply: Reply) -> PredictionVerdict? {
    if case .predictionJudged(let verdict) = reply.content { verdict } else { nil }
  }

  /// `value V C` with `+` for right, `-` for wrong, `?` for not answered.
  private func judged(_ expression: String, _ answer: String) -> String? {
    let session = Session()
    session.addBuiltInExample()
    guard session.execute(":predict " + expression).isSuccess else { return nil }
    return verdictOf(session.execute(answer))?.judgements
      .map { $0.part.rawValue + ($0.said == nil ? "?" : $0.isRight ? "+" : "-") }.joined(separator: " ")
  }

  @Test func hidesTheOutcomeUntilItIsAnswered() throws {
    let session = Session()
    _ = session.execute("7")
    let asked = session.execute(":predict 100:s8 + 50:s8")
    #expect(question(asked)?.text == "100 + 50 as s8: value V C")
    #expect(session.pendingQuestion == "100 + 50 as s8: value V C")
    #expect(session.lastValue == TypedValue(.s32(7), .s32))
    let verdict = try #require(verdictOf(session.execute("-106 1 0")))
    #expect(verdict.judgements.map(\.isRight) == [true, true, true])
    #expect(verdict.judgements.map(\.truth) == ["-106", "1", "0"])
    #expect(session.pendingQuestion == nil)
    #expect(session.lastValue == TypedValue(.s8(-106), .s8))
    #expect(session.lastValueReply?.operation == OperationFacts(.add, .s8, 100, 50))
    #expect(session.value(ofInput: 2) == TypedValue(.s8(-106), .s8))
  }

  @Test(arguments: [
    ("100:s8 + 50", "-106 1 0", "value+ V+ C+"),
    ("100:s8 + 50", "-106 V=1 C=0", "value+ V+ C+"),
    ("100:s8 + 50", "-106 yes no", "value+ V+ C+"),
    ("100:s8 + 50", "c=0 v=true -106", "value+ V+ C+"),
    ("100:s8 + 50", "150 0 1", "value- V- C-"),
    ("100:s8 + 50", "-106", "value+ V? C?"),
    ("100:s8 + 50", "V=1", "value? V+ C?"),
    ("100:s8 + 50", "-106 1", "value+ V+ C?"),
    ("100:s8 + 50", "-0x6a 1 0", "value+ V+ C+"),
    ("100:s8 + 50", "340282366920938463463374607431768211455 1 0", "value- V+ C+"),
    ("0:u8 - 1", "max 0 1", "value+ V+ B+"),
    ("0:u8 - 1", "1 0", "value- V+ B?"),
    ("-(-128:s8)", "min 1 1", "value+ V+ B+"),
    ("7:u8 * 60", "164 no", "value+ fits+"),
    ("1:s8 << 7", "-128 fits=yes", "value+ fits-"),
    ("overflowing-add 2147483647 1", "-2147483648 1 0", "value+ V+ C+"),
    ("overflowing-add 2147483647 1", "(-2147483648, true) 1 0", "value+ V+ C+"),
    ("overflowing-add 2147483647 1", "(0, true) 1", "value- V+ C?"),
    ("\"a b\"", "\"a b\"", "value+"),
    ("\"a b\"", "\"a c\"", "value-"),
    ("5:u8", "5", "value+"),
    ("integers.checked-add-s8(100, 50)", "none 1 0", "value+ V+ C+"),
    ("integers.saturating-add-s8(100, 50)", "127 1 0", "value+ V+ C+"),
  ])
  func judgesEachPart(expression: String, answer: String, expected: String) {
    #expect(judged(expression, answer) == expected)
  }

  @Test(arguments: ["nonsense(", "-106 7 0", "V=2", "-106 B=1", "-106 1 0 1", "V=1 V=1", "overflowing-add(1, 2)"])
  func asksAgainAfterAnUnreadableAnswer(answer: String) {
    let session = Session()
    session.addBuiltInExample()
    _ = session.execute(":predict 100:s8 + 50")
    #expect(session.execute(answer).code == .unreadableAnswer)
    #expect(session.pendingQuestion != nil)
    #expect(session.predictionScore.parts.isEmpty)
    #expect(verdictOf(session.execute("-106 1 0")) != nil)
  }

  @Test(arguments: ["", "  ", "skip"])
  func showsTheOutcomeWithoutScoring(answer: String) throws {
    let session = Session()
    _ = session.execute(":predict 1 + 1")
    let verdict = try #require(verdictOf(session.execute(answer)))
    #expect(verdict.wasSkipped && verdict.judgements.isEmpty)
    #expect(session.predictionScore.parts.isEmpty)
    #expect(session.lastValue == TypedValue(.s32(2), .s32))
  }

  @Test func commandsAndCommentsAreNoAnswers() {
    let session = Session()
    _ = session.execute(":predict 1 + 1")
    #expect(session.execute(":vars").isSuccess)
    #expect(session.execute("// let me think").isSuccess)
    #expect(session.execute("help").isSuccess)
    #expect(session.pendingQuestion != nil)
    #expect(question(session.execute(":predict 2 + 2"))?.text == "2 + 2 as s32: value V C")
    #expect(session.pendingQuestion == "2 + 2 as s32: value V C")
  }

  @Test func keepsScore() {
    let session = Session()
    for answer in ["-106 1 0", "1 1", "skip"] {
      _ = session.execute(":predict 100:s8 + 50")
      _ = session.execute(answer)
    }
    guard case .predictionScore(let score) = session.execute(":predict").content else {
      Issue.record("no score")
      return
    }
    let text = score.parts.map { "\($0.part.rawValue) \($0.count.right)/\($0.count.asked)" }.joined(separator: " ")
    #expect(text == "value 1/2 V 2/2 C 1/2")
  }

  @Test func keepsBackWhatWouldGiveTheOutcomeAway() {
    let session = Session()
    let asked = session.execute(":predict 300 as u8")
    #expect(asked.remarks.isEmpty)
    #expect(!session.execute("44").remarks.isEmpty)
  }

  @Test func failsWhereTheExpressionFails() {
    let session = Session()
    #expect(!session.execute(":predict nosuch").isSuccess)
    #expect(!session.execute(":predict 1 / 0").isSuccess)
    #expect(session.pendingQuestion == nil)
  }
}
