import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText
import Testing

@testable import Presentation

@Suite struct TranscriptTests {
  private let path = FunctionPath(
    "overflowing-add", in: InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow")))
  private let resultType = ValueType(.tuple([.s32, .bool]))

  private func bits(_ value: Int32) -> UInt64 { UInt64(UInt32(bitPattern: value)) }

  private func show(_ reply: ValueReply, _ options: PresentationOptions = PresentationOptions()) -> String {
    ReplyView(Reply(input: "", inputNumber: 1, content: .value(reply)), options: options)
      .lines.map(\.plainText).joined(separator: "\n")
  }

  /// An `i32.add` at the place that PRODUCT's transcript names.
  private func addition(_ x: Int32, _ y: Int32, equalsResult: Bool = true) -> ReportedEvent {
    let facts = OperationFacts(.add, .s32, bits(x), bits(y))
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: facts.operands,
      result: facts.result,
      location: CodeLocation(offset: 0x85, function: 1, functionName: "overflowing_add", distance: 9))
    return ReportedEvent(event: event, facts: .arithmetic(facts), equalsResult: equalsResult, isNoise: false)
  }

  private func report(
    _ x: Int32, _ y: Int32, basis: ReportedOperation.Basis, declared: Bool?, events: [ReportedEvent]
  ) -> CallReport {
    let facts = OperationFacts(.add, .s32, bits(x), bits(y))
    return CallReport(
      instance: "interpreted", function: path, wasWatched: true, declared: declared,
      computed: ComputedOperation(facts: facts, flag: facts.overflowed, matchesValue: true),
      operation: ReportedOperation(facts: facts, basis: basis), events: events, placeCount: events.count,
      eventCount: events.reduce(0) { $0 + $1.event.count })
  }

  private func value(_ value: Int32, _ flag: Bool) -> TypedValue {
    TypedValue(.tuple([.s32(value), .bool(flag)]), resultType)
  }

  @Test func drawsTheAgreedTranscript() {
    let reply = ValueReply(
      result: value(.min, true),
      call: report(.max, 1, basis: .observed(event: 0), declared: true, events: [addition(.max, 1)]))
    #expect(
      show(reply) == """
        (-2147483648, true) : tuple<s32, bool>
        !V OVERFLOW s32   V=1   as u32: fits, C=0
                  31   27   23   19   15   11   7    3
         carry  0 1111 1111 1111 1111 1111 1111 1111 1110
             x    0111 1111 1111 1111 1111 1111 1111 1111   2147483647  0x7fffffff
           + y    0000 0000 0000 0000 0000 0000 0000 0001            1  0x00000001
          result  1000 0000 0000 0000 0000 0000 0000 0000  -2147483648  0x80000000
                  ^ carry into the sign bit 1, out of it 0: they differ, so V=1
        2147483648 - 1*2^32 = -2147483648
        observed: i32.add at 0x85 (overflowing_add+0x9); its result equals the value returned; declared: true
        """)
  }

  @Test func saysThatACarryOutIsNormalForSigned() {
    let reply = ValueReply(
      result: value(0, false), call: report(-5, 5, basis: .native, declared: false, events: []))
    let text = show(reply)
    #expect(text.hasPrefix("(0, false) : tuple<s32, bool>\nfits s32   V=0   as u32: wraps, C=1"))
    #expect(text.contains("carry out 1: normal for s32, not overflow"))
    #expect(text.contains("declared: false"))
    #expect(!text.contains("OVERFLOW"))
    #expect(!text.contains("observed"))
  }

  @Test func saysThatAFlagWithoutAnEventWasOnlyDeclared() {
    let reply = ValueReply(
      result: value(.min, true), call: report(.max, 1, basis: .computed, declared: true, events: []))
    let text = show(reply)
    #expect(text.contains("computed by witscope, not observed"))
    #expect(text.hasSuffix("declared: true; no wrap observed (it may compare first or add wider)"))
  }

  @Test func saysThatANarrowingDroppedBitsAndNoAddWrapped() {
    let wide = NarrowingFacts(wrapping: 2_147_483_648)
    let event = ReportedEvent(
      event: ObservedEvent(
        operation: .wrap, instruction: "i32.wrap_i64", operands: [wide.bits], result: wide.result,
        location: CodeLocation(offset: 0x40, function: 0, functionName: nil, distance: 7)),
      facts: .narrowing(wide), equalsResult: true, isNoise: false)
    let reply = ValueReply(
      result: value(.min, true), call: report(.max, 1, basis: .computed, declared: true, events: [event]))
    let text = show(reply).split(whereSeparator: \.isNewline).joined(separator: " ")
    #expect(text.contains("observed: i32.wrap_i64 at 0x40 (func[0]+0x7)"))
    #expect(text.contains("no add wrapped"))
    #expect(text.contains("computed by witscope, not observed"))
  }

  @Test func saysSourceWhereItWasFollowed() {
    var event = addition(.max, 1)
    event.source = SourceClaim(parts: [".0"], passages: [.memory, .extension, .border])
    var reply = ValueReply(
      result: value(.min, true),
      call: report(.max, 1, basis: .observed(event: 0), declared: true, events: [event]))
    #expect(
      show(reply).hasSuffix(
        "source: i32.add at 0x85 (overflowing_add+0x9), followed to .0 through memory, extension and a component's border; "
          + "declared: true"))
    // Of several times one is told, and an unknown operation with its operands.
    event.event.count = 23
    event.source = SourceClaim(parts: ["", "[3].x"], occurrence: 22, otherParts: ["[4].x"])
    reply.call = report(.max, 1, basis: .computed, declared: nil, events: [event])
    reply.call?.computed = nil
    #expect(
      show(reply).hasSuffix(
        "became -2147483648 in s32; the 22nd time followed to the value returned and [3].x, other times to [4].x"))
  }

  @Test func marksAFlagThatDiffersFromTheComputation() {
    let reply = ValueReply(
      result: value(.min, false),
      call: report(.max, 1, basis: .observed(event: 0), declared: false, events: [addition(.max, 1)]))
    #expect(show(reply).hasSuffix("MISMATCH: declared false, computed true"))
  }

  @Test func listsAtMostEightPlacesAndThenACount() {
    var report = report(1, 1, basis: .native, declared: nil, events: Array(repeating: addition(.max, 1), count: 8))
    report.computed = nil
    report.operation = nil
    report.placeCount = 12
    report.eventCount = 500
    let lines = show(ValueReply(result: TypedValue(.string("x"), .string), call: report))
      .split(separator: "\n").map(String.init)
    #expect(lines[1].hasPrefix("500 wraps observed at 12 places"))
    #expect(lines.filter { $0.hasPrefix("  i32.add at 0x85") }.count == 8)
    #expect(lines.last == "  and 4 more places")
    #expect(!lines.joined().contains("OVERFLOW"))
  }

  @Test func printsAFunctionWithoutAResultAsAnEmptyTuple() {
    #expect(show(ValueReply(result: nil)) == "()")
  }

  @Test func escapesWhatAComponentProduced() {
    let text = show(ValueReply(result: TypedValue(.string("\u{1b}[2J\u{202e}x"), .string)))
    #expect(text.unicodeScalars.allSatisfy { !$0.isTerminalControl })
  }

  @Test func usesWordsInPlainOutput() {
    let reply = ValueReply(
      result: value(.min, true),
      call: report(.max, 1, basis: .observed(event: 0), declared: true, events: [addition(.max, 1)]))
    let text = show(reply, PresentationOptions(isPlain: true))
    #expect(text.contains("Bit 31, the sign, changed 0 to 1"))
    #expect(!text.contains("1111 1111"))
  }
}
