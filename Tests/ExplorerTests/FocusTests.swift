import ComponentTypes
import LineEditing
import Session
import StyledText
import Testing

@testable import Explorer

/// The focus follows what is shown, and what is kept follows what is loaded.
@Suite struct FocusTests {
  private static func program(rows: Int = 24, columns: Int = 80) -> ExplorerProgram {
    let session = Session()
    session.addBuiltInExample()
    return ExplorerProgram(session, size: ScreenSize(rows: rows, columns: columns))
  }

  private static func failure(_ lines: Int) -> Reply {
    Reply(input: ":help", content: .wit(WITReply(name: "w", text: String(repeating: "line\n", count: lines))))
  }

  @Test func goesWithAReplyThatHidesTheForm() {
    let program = Self.program()
    program.press(.enter)
    #expect(program.state.focus == .form)
    program.handle(.started(input: ":wit"))
    program.handle(.finished(Self.failure(100)))
    #expect(program.state.focus == .pane(.log))
    #expect(program.screen.cursor != nil)
    program.press(.escape)
    #expect(program.state.focus == .form)
  }

  @Test func goesWithAReplyThatHidesTheSearch() {
    let program = Self.program()
    program.handle(.started(input: ":wit"))
    program.press(.character("/"))
    program.press(.character("w"))
    program.handle(.finished(Self.failure(100)))
    #expect(program.state.focus == .pane(.log))
    #expect(program.screen.cursor != nil)
  }

  @Test func goesWithBitsThatComeWhileTheTreeIsInHand() {
    let program = Self.program()
    program.handle(.started(input: "add"))
    program.handle(.finished(Reply(input: "add", content: .value(BitsSamples.call(.max, 1)))))
    #expect(program.state.focus == .pane(.bits))
    #expect(program.screen.cursor != nil)
  }

  @Test func goesWithTheWheelAboveTheTranscript() {
    let program = Self.program()
    program.press(.enter)
    program.handle(.remark([StyledLine("said")]))
    guard let transcript = program.state.layout?.transcript else {
      Issue.record("no layout")
      return
    }
    let place = MouseEvent(.wheelUp, row: transcript.row, column: 5)
    program.press(Key(.mouse(place)))
    #expect(program.screen.cursor != nil)
  }

  // MARK: - Forms

  private static let path = FunctionPath("f", in: InterfaceName("i", in: PackageName("a", "b")))

  private static func request(_ type: ValueType) -> FormRequest {
    let function = FunctionType(parameters: [FunctionType.Parameter("x", type)], result: nil)
    return FormRequest(path: path, instance: nil, callee: "f", title: "f", type: function, presets: [])
  }

  private static func catalog(_ type: ValueType) -> Catalog {
    let interface = Interface(
      InterfaceName("i", in: PackageName("a", "b")),
      functions: [
        Function("f", request(type).type)
      ])
    return Catalog(packages: [Package(PackageName("a", "b"), interfaces: [interface], worlds: [])])
  }

  @Test func keepsWhatWasTypedIntoAFormThatWasLeft() {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    for key in [Key.character("7"), .escape] { _ = state.update(.key(key), in: NoLookup()) }
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    #expect(state.form?.callText == "f(7)")
  }

  @Test func forgetsAFormThatWasLeftOnceTheFunctionTakesSomethingElse() {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    for key in [Key.character("7"), .escape] { _ = state.update(.key(key), in: NoLookup()) }
    _ = state.update(.form(Self.request(.string)), in: NoLookup())
    #expect(state.form?.callText == "f(\"\")")
  }

  @Test func makesAnOpenFormAnewOnceTheFunctionTakesSomethingElse() {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    _ = state.update(.key(.character("7")), in: NoLookup())
    _ = state.update(.surroundings(Surroundings(), Self.catalog(.u8)), in: NoLookup())
    #expect(state.form?.callText == "f(7)")
    _ = state.update(.surroundings(Surroundings(), Self.catalog(.string)), in: NoLookup())
    #expect(state.form?.callText == "f(\"\")")
    #expect(state.focus == .form)
  }

  private struct NoLookup: SessionLookup {}

  // MARK: - Memory

  @Test func dropsTheOldestOfManyLargeReplies() {
    var transcript = Transcript()
    let bytes = TypedValue(.bytes([UInt8](repeating: 1, count: 20 << 20)), ValueType(.list(.u8)))
    for number in 1...10 {
      transcript.append(TranscriptEntry(input: "f()", prompt: "\(number)> "))
      transcript.finish(with: Reply(input: "f()", content: .value(ValueReply(result: bytes))))
    }
    #expect(transcript.entries.count == 3)
    #expect(transcript.dropped == 7)
    #expect(transcript.lastNumber == 9)
  }

  @Test func keepsTheLatestReplyHoweverLarge() {
    var transcript = Transcript()
    let bytes = TypedValue(.bytes([UInt8](repeating: 1, count: 80 << 20)), ValueType(.list(.u8)))
    for _ in 1...2 {
      transcript.append(TranscriptEntry(input: "f()", prompt: "> "))
      transcript.finish(with: Reply(input: "f()", content: .value(ValueReply(result: bytes))))
    }
    #expect(transcript.entries.count == 1)
    #expect(transcript.entries.last?.reply != nil)
  }
}
