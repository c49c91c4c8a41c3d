import ComponentTypes
import Session
import StyledText
import Testing

@testable import Presentation

@Suite struct StepViewTests {
  private func text(_ lines: [StyledLine]) -> String {
    lines.map { line in
      var text = line.plainText
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  private func shown(_ reply: StepReply, width: Int = 80, plain: Bool = false) -> String {
    let options = PresentationOptions(width: width, isPlain: plain)
    return text(ReplyView(Reply(input: ":step", content: .step(reply)), options: options).lines)
  }

  @Test func drawsTheInstructionWithItsBeforeAndAfter() {
    let drawn = """
      step 3  overflowing-add on interpreted
         0x2a local.get 0               | stack before          | locals
         0x2c local.get 1               |  1                    |  0 x 2147483647
      => 0x2e i32.add     !V            |  2147483647           |  1 y 1
         0x2f local.tee 2               | stack after           |  2 r 0
         0x31 local.get 0               | *-2147483648          |
      !V i32.add: 2147483647 + 1 = 2147483648 -> -2147483648
      in overflowing_add+0x6
      """
    #expect(shown(StepSamples.addition) == drawn)
  }

  @Test func drawsMemoryGlobalsAndTheFramesOfEveryComponent() {
    let drawn = shown(StepSamples.store)
    #expect(drawn.contains("w 0x00000400  51 52 53 54 55 56 57 58 00 00 00 00 00 00 00*80  QRSTUVWX........"))
    #expect(drawn.contains("globals  0 __stack_pointer 1048560"))
    #expect(drawn.contains("in library: overflowing_add+0x6 0x2e\nby client\\u{1b}[31m: func[7]+0x10 0x1234"))
    #expect(drawn.contains("*30 32985348833280"), "a changed local is shown whatever its number")
    #expect(drawn.contains("breakpoint 2"))
    #expect(drawn.hasPrefix("step 1234567 of 2000000  "))
  }

  @Test func sayTheSameInWords() {
    let words = """
      Step 3: i32.add at 0x2e (overflowing_add+0x6).
      It loses something: 2147483647 + 1 = 2147483648 -> -2147483648.
      The stack before, the top first: 1, 2147483647.
      The stack after: -2147483648, which is new.
      Locals: x 2147483647; y 1; r 0.
      In overflowing_add+0x6.
      """
    #expect(shown(StepSamples.addition, plain: true) == words)
    #expect(shown(StepSamples.end, plain: true).contains("returned (-2147483648, true)"))
    #expect(shown(StepSamples.trap, plain: true).hasPrefix("Step 3 traps: integer divide by zero."))
  }

  @Test(arguments: [60, 80, 120, 200])
  func keepsWithinItsColumnsAndRows(_ width: Int) {
    for reply in [
      StepSamples.addition, StepSamples.store, StepSamples.end, StepSamples.beginning, StepSamples.trap,
    ] {
      #expect(shown(reply, width: width).split(separator: "\n").allSatisfy { $0.count <= width })
      for rows in 1...40 {
        var view = StepView(reply, columns: width)
        view.showsKeys = true
        let drawing = view.drawing(rows: rows)
        #expect(drawing.lines.count <= rows)
        #expect(drawing.lines.allSatisfy { $0.displayWidth <= width })
        for cell in drawing.cells where cell.row < rows {
          guard let value = reply.value(at: cell.item) else {
            Issue.record("no value at \(cell)")
            continue
          }
          let line = drawing.lines[cell.row].plainText
          let drawn = String(Array(line)[cell.columns.lowerBound..<min(line.count, cell.columns.upperBound)])
          #expect(drawn.contains(value.text.suffix(4)) || drawn.contains(".."), "\(drawn) is not \(value.text)")
        }
      }
    }
  }

  @Test func namesTheKeysInTheExplorersHeading() {
    var view = StepView(StepSamples.addition, columns: 80)
    view.showsKeys = true
    #expect(
      view.heading.plainText == "step 3  overflowing-add   i/I step  o/O over  f/F out  c/C run  [ ] overflow")
  }

  @Test func showsBeginningAndEnd() {
    #expect(shown(StepSamples.beginning).contains("lower: args: {x: 2147483647, y: 1}"))
    #expect(shown(StepSamples.end).contains("returned (-2147483648, true) : tuple<s32, bool>"))
    #expect(shown(StepSamples.end).hasPrefix("end, 41 steps"))
    #expect(shown(StepSamples.trap).contains("trap: integer divide by zero"))
  }

  @Test func saysItInJSON() {
    let line = ReplyJSON(Reply(input: ":step", content: .step(StepSamples.addition))).line
    #expect(line.contains(#""kind":"walk""#))
    #expect(line.contains(#""after":[{"bits":"0x80000000","changed":true,"type":"i32","value":"-2147483648"}]"#))
    #expect(line.contains(#""step":"3","steps":null,"stop":"overflow""#))
    #expect(
      ReplyJSON(Reply(input: ":step", content: .step(StepSamples.end))).line.contains(
        #""returned":"(-2147483648, true)""#))
    #expect(
      ReplyJSON(Reply(input: ":step", content: .step(StepSamples.store))).line.contains(
        #""memory":{"access":"write","address":"1032""#))
  }
}
