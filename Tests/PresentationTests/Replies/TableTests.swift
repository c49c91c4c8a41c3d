import ComponentTypes
import CoreTypes
import Session
import StyledText
import Testing

@testable import Presentation

@Suite struct TableTests {
  private func show(_ content: Reply.Content) -> [String] {
    ReplyView(Reply(input: "", inputNumber: 1, content: content)).lines.map(\.plainText)
  }

  @Test func alignsInstancesAndMarksTheCurrentAndTheTrapped() {
    let lines = show(
      .instances([
        InstanceSummary(
          name: "native", kind: .native, isCurrent: false, path: nil, size: nil, trap: nil, functionCount: 1),
        InstanceSummary(
          name: "c", kind: .component, isCurrent: true, path: "c.wasm", size: 1351, trap: Trap(.unreachable),
          functionCount: 1),
      ]))
    #expect(
      lines == [
        "   native  native     built in",
        "*  c       component  1351 bytes  c.wasm  trapped: unreachable",
      ])
  }

  @Test func countsTheFunctionsOfALargeInterface() {
    let name = InterfaceName("many", in: PackageName("a", "b"))
    let functions = (0..<40).map { Function("f\($0)", FunctionType(parameters: [], result: nil)) }
    let package = Package(
      PackageName("a", "b"), interfaces: [Interface(name, functions: functions)], worlds: [])
    let lines = show(.browse(BrowseReply(packages: [package], instances: [])))
    #expect(
      lines == ["package a:b", "  interface many", "    40 functions; :browse many lists them"])
  }

  @Test func endsAListOfManyNamesWithACount() {
    let entries = (0..<100).map { FoundReply.Entry(kind: .function, name: "f\($0)", documentation: nil) }
    let lines = show(.found(FoundReply(text: "f", entries: entries)))
    #expect(lines.count == 41)
    #expect(lines.last == "and 60 more; a longer text finds fewer")
  }

  @Test func numbersHistory() {
    let lines = show(.history([HistoryEntry(number: 9, input: "a(\n1)"), HistoryEntry(number: 10, input: "b")]))
    #expect(lines == [" 9  a(", "    1)", "10  b"])
  }

  @Test func neverWritesNamesRaw() {
    let hostile = "x\u{1b}[31m\u{202e}"
    let package = Package(
      PackageName(hostile, hostile), interfaces: [Interface(InterfaceName(hostile), documentation: hostile)],
      worlds: [World(hostile, exports: [WorldItem(.plain(hostile), .other(sort: hostile))])],
      documentation: hostile)
    let variable = VariableSummary(name: "v", value: TypedValue(.string(hostile), .string))
    for content in [
      Reply.Content.browse(BrowseReply(packages: [package], instances: [])), .variables([variable]),
      .found(FoundReply(text: hostile, entries: [.init(kind: .type, name: hostile, documentation: hostile)])),
      .found(FoundReply(text: hostile, entries: [])), .wit(WITReply(name: hostile, text: hostile)),
      .info(InfoReply(name: hostile, meanings: [.package(package)])),
      .history([HistoryEntry(number: 1, input: hostile)]),
    ] {
      for line in show(content) {
        #expect(line.unicodeScalars.allSatisfy { !$0.isTerminalControl }, "\(line.debugDescription)")
      }
    }
  }
}
