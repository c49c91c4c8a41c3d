import BitArithmetic
import ComponentRuntime
import ComponentTypes
import Diagnostics
import Session
import Testing

@testable import Presentation

@Suite struct ReplyJSONTests {
  @Test func writesAbsentPartsAsNull() {
    let reply = Reply(
      input: "1", inputNumber: 1, content: .value(ValueReply(result: TypedValue(.s32(1), .s32))))
    #expect(
      ReplyJSON(reply).line
        == #"{"error":null,"input":"1","ok":true,"overflow":null,"type":"s32","value":"1"}"#)
  }

  @Test func writesNumbersInsideOverflowAsStrings() {
    let facts = OperationFacts(.add, .u64, .max, 1)
    let reply = Reply(
      input: "x", inputNumber: 1,
      content: .value(ValueReply(result: TypedValue(.u64(0), .u64), operations: [facts])))
    let expected =
      #"{"error":null,"input":"x","ok":true,"overflow":{"declared":null,"events":[],"exact":"18446744073709551616","#
      + #""provenance":"computed","signed":false,"unsigned":true},"type":"u64","value":"0"}"#
    #expect(ReplyJSON(reply).line == expected)
  }

  @Test func writesWhatAnEventWasFollowedTo() {
    let facts = OperationFacts(.add, .s32, 0x7FFF_FFFF, 1)
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: facts.operands, result: facts.result,
      location: nil)
    var reported = ReportedEvent(event: event, facts: .arithmetic(facts), equalsResult: true, isNoise: false)
    func line() -> String {
      let report = CallReport(
        instance: "i", function: FunctionPath("f"), wasWatched: true, events: [reported], placeCount: 1, eventCount: 1)
      let value = ValueReply(result: TypedValue(.s32(.min), .s32), call: report)
      return ReplyJSON(Reply(input: "f()", inputNumber: 1, content: .value(value))).line
    }
    #expect(line().contains(#""source":null"#))
    #expect(line().contains(#""provenance":"observed""#))
    reported.source = SourceClaim(parts: [".0", "[3].x", ""])
    #expect(line().contains(#""source":["0","[3].x",""]"#))
    #expect(line().contains(#""provenance":"source""#))
  }

  @Test func writesEveryErrorWithItsPlace() {
    let source = SourceText(name: "a.wit", text: "one\ntwo")
    let diagnostics = [
      Diagnostic(DiagnosticCode(324), "first", at: .text(source, [.init(SourceSpan(0, 3))])),
      Diagnostic(
        DiagnosticCode(325), "second", at: .text(source, [.init(SourceSpan(5, 6))]), notes: [.init(.help, "h")]),
    ]
    let reply = Reply(input: "x", inputNumber: 1, content: .failure(Reply.Failure(diagnostics: diagnostics)))
    let expected =
      #""error":{"code":"W0324","message":"first","more":[{"code":"W0325","message":"second","notes":["help: h"],"#
      + #""place":"a.wit:2:2"}],"notes":[],"place":"a.wit:1:1"}"#
    #expect(ReplyJSON(reply).line.contains(expected))
  }

  @Test func writesTheFirstErrorsCode() {
    let failure = Reply.Failure(diagnostics: [Diagnostic(DiagnosticCode(101), "unknown \"z\"")])
    let reply = Reply(input: "z\u{1b}", inputNumber: 1, content: .failure(failure))
    let line = ReplyJSON(reply).line
    #expect(line.contains(#""error":{"code":"W0101","message":"unknown \"z\"","notes":[]}"#))
    #expect(line.contains(#""ok":false"#))
    #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }
}
