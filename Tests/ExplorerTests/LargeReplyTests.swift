import ComponentTypes
import Session
import StyledText
import Testing

@testable import Explorer

/// What is large is kept and drawn within bounds.
@Suite struct LargeReplyTests {
  @Test func drawsNoMoreOfADocumentationThanThereIsRoomFor() {
    let text = String(repeating: "word ", count: 1_000) + "END"
    let interface = Interface(InterfaceName("i", in: PackageName("a", "b")), documentation: text)
    var pane = BrowsePane()
    pane.show(Catalog(packages: [Package(PackageName("a", "b"), interfaces: [interface], worlds: [])]))
    pane.move(to: 1)
    let lines = pane.frame(columns: 60, rows: 20, hasFocus: true).lines.map(\.plainText)
    #expect(lines.count == 20)
    #expect(lines.last?.contains(":info NAME") == true)
  }

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
