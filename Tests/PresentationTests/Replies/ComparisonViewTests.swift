import ComponentTypes
import CoreTypes
import Diagnostics
import Session
import StyledText
import Testing

@testable import Presentation

@Suite struct ComparisonViewTests {
  private func show(_ rows: [(String, TypedValue?)], width: Int = 80) -> [String] {
    let reply = ComparisonReply(
      function: FunctionPath("f"),
      rows: rows.map { name, value in
        ComparisonReply.Row(
          instance: name, code: AnsweringCode(.component, componentCount: 1),
          outcome: value.map { .value($0) }
            ?? .failed(Reply.Failure(diagnostics: [Diagnostic(DiagnosticCode(601), "trap: unreachable")])),
          timing: Reply.Timing())
      })
    return ReplyView(
      Reply(input: "", inputNumber: 1, content: .comparison(reply)), options: PresentationOptions(width: width)
    ).lines.map(\.plainText)
  }

  private func pair(_ value: Int32, _ flag: Bool) -> TypedValue {
    TypedValue(.tuple([.s32(value), .bool(flag)]), ValueType(.tuple([.s32, .bool])))
  }

  @Test func marksTheFirstCharacterThatDiffers() {
    #expect(
      show([("native", pair(-2_147_483_648, true)), ("c", pair(-2_147_483_640, true))]) == [
        "native  (-2147483648, true)",
        "c       (-2147483640, true)",
        "                   ^",
        "DIFFERENT at .0: -2147483640 on c, -2147483648 on native",
      ])
  }

  @Test func marksTheRowThatPartsFirst() {
    #expect(
      show([("a", pair(1, true)), ("b", pair(1, true)), ("c", pair(1, false)), ("d", pair(2, true))]) == [
        "a  (1, true)", "b  (1, true)", "c  (1, false)", "d  (2, true)", "    ^",
        "DIFFERENT at .1: false on c, true on a",
      ])
  }

  @Test func showsAWindowAroundADifferenceInLongValues() {
    let list = ValueType(.list(.u8))
    var bytes = [UInt8](repeating: 7, count: 5_000)
    let a = TypedValue(.bytes(bytes), list)
    bytes[3_000] = 8
    let lines = show([("a", a), ("other", TypedValue(.bytes(bytes), list))], width: 60)
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.displayWidth <= 60 })
    guard let column = lines[2].firstIndex(of: "^").map({ lines[2].distance(from: lines[2].startIndex, to: $0) }) else {
      Issue.record("no mark")
      return
    }
    #expect(Array(lines[0])[column] == "7")
    #expect(Array(lines[1])[column] == "8")
    #expect(lines[3] == "DIFFERENT at [3000]: 8 on other, 7 on a")
  }

  @Test func comparesFailuresWithValues() {
    #expect(
      show([("a", pair(1, true)), ("b", nil)]) == [
        "a  (1, true)", "b  trap: unreachable", "DIFFERENT: b did not end as a did",
      ])
    #expect(show([("a", pair(1, true)), ("b", pair(1, true))]).last == "all agree")
    #expect(show([("a", pair(1, true))]).last == "no other instance has f")
    #expect(show([("a", nil), ("b", nil)]).last == "none answered")
  }

  @Test func marksTheColumnBehindWideCharacters() {
    let lines = show([
      ("a", TypedValue(.string("漢字x"), .string)), ("b", TypedValue(.string("漢字y"), .string)),
    ])
    #expect(lines[2] == "        ^")
  }
}
