import ComponentTypes
import Session
import StyledText
import Testing

@testable import Presentation

/// Stubs as JSON: what they are, and which calls they had.
@Suite struct StubJSONTests {
  private static let log = FunctionType(parameters: [.init("line", .string)], result: .bool)

  @Test func aStubIsListedWithItsCalls() {
    let path = FunctionPath("log", in: InterfaceName("host", in: PackageName("a", "b")))
    let call = StubbedCall(path: path, type: Self.log, arguments: [.string("x\u{1b}")], outcome: .value(.bool(true)))
    let stub = StubSummary(
      path: path, function: Function("log", Self.log), behaviour: .value(TypedValue(.bool(true), .bool)), callCount: 3,
      calls: [call])
    let line = ReplyJSON(
      Reply(input: ":stub", content: .stubs(StubsReply(change: .none, stubs: [stub], instance: "stub")))
    ).line
    #expect(line.contains("\"kind\":\"stubs\""))
    #expect(line.contains("\"callCount\":\"3\""))
    #expect(line.contains("\"returns\":\"true\""))
    #expect(line.contains("\"function\":\"a:b/host.log\",\"result\":\"true\""))
    #expect(!line.contains("\u{1b}"))
  }

  @Test func callsMeanwhileHaveAKeyOfTheirOwn() {
    let call = StubbedCall(path: FunctionPath("log"), type: Self.log, arguments: nil, outcome: nil)
    let reply = Reply(
      input: "run()", content: .value(ValueReply(result: nil)), stubCalls: StubCalls(calls: [call], total: 20))
    let line = ReplyJSON(reply).line
    #expect(line.contains("\"stubCalls\":[{\"arguments\":null,\"function\":\"log\",\"result\":null}]"))
    #expect(!ReplyJSON(Reply(input: "1", content: .nothing)).line.contains("stubCalls"))
    let lines = ReplyView(reply).lines.map(\.plainText)
    #expect(lines == ["stub: log(...) -> trap", "stub: and 19 calls more; :stub lists the latest", "()"])
  }
}
