import BitArithmetic
import Presentation
import Session
import StyledText
import Testing

@testable import Explorer

/// The pane with what a session really answers.
@Suite struct BitsPaneSessionTests {
  private func pane(_ inputs: String...) -> BitsPane {
    let session = Session()
    session.addBuiltInExample()
    var pane = BitsPane()
    for input in inputs {
      switch session.execute(input).content {
      case .value(let reply): pane.show(reply, input: input)
      case .bits(let reply): pane.show(reply, input: input)
      case .carry(let reply): pane.show(reply, input: input)
      case .carryStep(let reply): pane.show(reply, input: input)
      case .wheel(let reply): pane.show(reply, input: input)
      default: break
      }
    }
    return pane
  }

  @Test func findsTheInstructionBehindTheArticlesOverflow() {
    var pane = pane("overflowing-add({x: 2147483647, y: 1})")
    #expect(pane.items.count == 1)
    #expect(pane.type("y") == .showEvent(0))
    #expect(pane.text().contains("source    i32.add at 0x"))
    #expect(pane.type("y") == .carryMoved(to: 31))
    #expect(pane.text().contains("they differ, so V=1"))
  }

  @Test func explainsTheNativeComponentToo() {
    var pane = pane(":use native", "overflowing-add({x: -2147483648, y: -1})")
    #expect(pane.text().hasPrefix("native  (2147483647, true)"))
    #expect(pane.text().contains("!V OVERFLOW s32"))
    pane.type("y")
    #expect(pane.levels.count == 1)
    #expect(pane.type("y") == .carryMoved(to: 31))
  }

  @Test func showsExpressionsAndCommands() {
    #expect(pane("100:s8 + 50:s8").form == .operation(OperationFacts(.add, .s8, 100, 50)))
    #expect(pane(":bits 100:s8 + 50:s8").items.count == 1)
    #expect(pane(":carry 100:s8 + 50:s8").levels == [.carry(OperationFacts(.add, .s8, 100, 50), bit: 0)])
    #expect(
      pane(":carry 100:s8 + 50:s8", ":next", ":next").levels == [.carry(OperationFacts(.add, .s8, 100, 50), bit: 1)])
    #expect(pane(":wheel 100:s8 + 50:s8").levels == [.wheel])
    #expect(pane(":wheel 7:u8").text().contains("u8  x = 7"))
    // The sum went on into the conjunction: the value comes first, the sum is a step on the way.
    let masked = pane("(100:s8 + 50:s8) & 15:s8")
    #expect(masked.items.map(\.name) == ["result", "step 1"])
    #expect(masked.form == .integer(6, .s8))
    #expect(pane("0.5:f64").form == .float(FloatFields(0.5)))
  }
}
