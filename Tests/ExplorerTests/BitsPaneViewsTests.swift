import BitArithmetic
import ComponentTypes
import Presentation
import Session
import StyledText
import Testing

@testable import Explorer

/// The views above the bits: carry, wheel, why.
@Suite struct BitsPaneViewsTests {
  @Test func stepsTheCarryBothWaysAndHidesTheResultUntilTheLastBit() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    #expect(pane.type("c") == .carryMoved(to: 0))
    #expect(pane.title == "Bits: carry, bit 0")
    for bit in 1..<8 {
      #expect(!pane.text().contains("-106"), "bit \(bit - 1)")
      #expect(pane.apply(.left) == .carryMoved(to: bit))
      #expect(pane.text().contains("[\(bit)]"))
      #expect(pane.underCursor() == ([0, 1, 1, 0, 1, 0, 0, 1][bit] == 1 ? "1" : "0"))
    }
    #expect(pane.apply(.left) == .bell)
    #expect(pane.text().hasSuffix("150 - 1*2^8 = -106"))
    #expect(pane.type("l") == .carryMoved(to: 6))
    #expect(!pane.text().contains("-106"))
    #expect(pane.type("G") == .carryMoved(to: 7))
    #expect(pane.apply(.home) == .carryMoved(to: 0))
    #expect(pane.type("l") == .bell)
    #expect(pane.type("h") == .carryMoved(to: 1))
    #expect(pane.apply(.escape) == .none)
    #expect(pane.levels.isEmpty)
  }

  @Test func drawsTheCarryViewAsDocumented() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    pane.type("chhhhh")
    let expected = """
      s8  100 + 50             bit 5, step 6 of 8
      bit          7    6   [5]   4    3    2    1    0
      carry in     .    1   [0]   0    0    0    0    0
      x = 100      0    1   [1]   0    0    1    0    0
      y =  50      0    0   [1]   1    0    0    1    0
      sum          .    .   [0]   1    0    1    1    0
      bit 5: 1 + 1 + carry 0 = 2: write 0, carry 1 into bit 6
      low 6 bits: 36 + 50 = 86 = 22 + carry 64
      """
    #expect(pane.text() == expected)
  }

  @Test func opensAtTheFirstBitForTheCommand() {
    let facts = OperationFacts(.sub, .u16, 3, 5)
    let reply = CarryReply(
      result: TypedValue(.u16(65534), .u16), operation: ReportedOperation(facts: facts, basis: .expression))
    var pane = BitsPane()
    pane.show(reply)
    #expect(pane.levels == [.carry(facts, bit: 0)])
    pane.showCarry(of: reply.operation, at: 9)
    #expect(pane.levels == [.carry(facts, bit: 9)])
    pane.showCarry(of: reply.operation, at: 999)
    #expect(pane.levels == [.carry(facts, bit: 15)])
    #expect(pane.type("t") == .none)
    #expect(pane.text().contains("as x + ~y + 1"))
    #expect(pane.type("q") == .none)
    #expect(pane.text().hasPrefix("65534 : u16"))
  }

  @Test func scrollsAroundTheCurrentBitWhereColumnsAreFew() {
    for columns in [60, 40, 20] {
      var pane = BitsPane.of(.add, .u64, .max, 1)
      pane.type("c")
      for bit in 0..<64 {
        let text = pane.text(columns: columns, rows: 12)
        #expect(text.contains("[\(bit)]"), "\(columns): \(text)")
        #expect(pane.underCursor(columns: columns, rows: 12) == "0")
        _ = pane.apply(.left, columns: columns, rows: 12)
      }
    }
  }

  @Test func goesToTheBitThatIsClickedInTheCarryView() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    pane.type("c")
    // Five columns a bit from column 11 on: bit 7 first.
    #expect(pane.click(row: 1, column: 13, columns: 78, rows: 14) == .carryMoved(to: 7))
    #expect(pane.click(row: 4, column: 11 + 5 * 5, columns: 78, rows: 14) == .carryMoved(to: 2))
    #expect(pane.click(row: 4, column: 3, columns: 78, rows: 14) == .none)
    #expect(pane.click(row: 7, column: 30, columns: 78, rows: 14) == .none)
  }

  @Test func turnsTheWheel() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    pane.type("o")
    #expect(pane.text().contains("once over the seam #"))
    #expect(pane.text().contains("min -128 | max 127"))
    pane.type("w")
    #expect(pane.text().contains("never over the seam"))
    #expect(pane.title == "Bits: wheel, scratch copy")
    pane.type("ru")
    #expect(pane.text().contains("max 255 | 0"))
    #expect(pane.type("o") == .none)
    #expect(pane.levels.isEmpty)
  }

  // MARK: - Why

  @Test func asksWhyFromTheResultToItsInstructionToTheBit() {
    var pane = BitsPane()
    pane.show(BitsSamples.call(.max, 1))
    #expect(pane.type("y") == .showEvent(0))
    let expected = """
      interpreted  (-2147483648, true) : tuple<s32, bool>
      result    2147483647 + 1 = 2147483648 does not fit s32: -2147483648 is left
      observed  i32.add at 0x85 (overflowing_add+0x9): 2147483647 + 1 = 2147483648
                became -2147483648 in s32; its result equals the value returned
      declared  true, by the component's own flag
      computed  witscope did it again: overflow
                y goes on to bit 31, where the carries part
      """
    #expect(pane.text() == expected)
    #expect(pane.type("y") == .carryMoved(to: 31))
    #expect(pane.text().contains("carry into the sign bit 1, out of it 0: they differ, so V=1"))
    // Also where there are only eight rows.
    let expectedBit = """
      bit        [31] 30  29  28  27  26  25  24  23  22  21
      carry in    [1]  1   1   1   1   1   1   1   1   1   1
      x           [0]  1   1   1   1   1   1   1   1   1   1
      y           [0]  0   0   0   0   0   0   0   0   0   0
      sum         [1]  0   0   0   0   0   0   0   0   0   0
      carry into the sign bit 1, out of it 0: they differ, so
        V=1
      2147483648 - 1*2^32 = -2147483648
      """
    #expect(pane.text(columns: 58, rows: 8) == expectedBit)
    #expect(pane.apply(.escape) == .showEvent(0))
    #expect(pane.apply(.escape) == .showBits)
    #expect(pane.apply(.escape) == .unused)
  }

  @Test func saysHonestlyThatNoInstructionWasSeen() {
    var pane = BitsPane()
    pane.show(BitsSamples.call(.max, 1, isObserved: false))
    #expect(pane.text().contains("computed by witscope, not observed"))
    #expect(pane.type("y") == .none)
    let text = pane.text()
    #expect(text.contains("observed  nothing that wrapped: it may compare first or add wider"))
    #expect(text.contains("declared  true, by the component's own flag"))
    #expect(text.contains("computed  witscope did it again: overflow"))
    #expect(pane.type("y") == .carryMoved(to: 31))
  }

  @Test func saysThatTheFlagDiffers() {
    var pane = BitsPane()
    pane.show(BitsSamples.call(.max, 1, declared: false))
    pane.type("y")
    #expect(pane.text().contains("MISMATCH  the flag differs"))
  }

  @Test func asksWhyOfAnExpressionAndOfAScratchCopy() {
    var pane = BitsPane.of(.sub, .u8, 3, 5)
    #expect(pane.type("y") == .none)
    #expect(pane.text().contains("computed  by witscope from the input's own expression"))
    #expect(pane.text().contains("y goes on to bit 7, where the borrows part"))
    #expect(pane.type("y") == .carryMoved(to: 7))
    #expect(pane.text().contains("borrow out of the top 1, so B=1"))
    var call = BitsPane()
    call.show(BitsSamples.call(1, 1))
    #expect(call.type("y") == .message("nothing wrapped here; c steps through its carries"))
    // 1 + 1 with the bits 30 of both set: 2^31.
    call.inHand = BitPlace(operand: 0, bit: 30)
    call.type(" j ")
    #expect(call.type("y") == .none, "no event belongs to a scratch copy")
    #expect(call.text().contains("by witscope from the scratch copy; nothing was called"))
  }

  @Test func showsTheHighHalfAndTheLostBits() {
    var product = BitsPane.of(.mul, .s8, 100, 3)
    #expect(product.type("c") == .message("mul has no carry row; y shows what it lost"))
    product.type("y")
    #expect(product.text().contains("y goes on to the product's high half"))
    #expect(product.type("y") == .showBits)
    #expect(product.text().contains("  high    0000 0001"))
    #expect(product.text().contains("must be copies of the result's sign to lose nothing."))
    #expect(product.underCursor() == "^")
    var shift = BitsPane.of(.shl, .u8, 0xf0, 2)
    shift.type("yy")
    #expect(shift.text().contains("  lost    .... ..11"))
    #expect(shift.text().contains("2^2: it loses nothing only if they are all zeros."))
    #expect(shift.apply(.escape) == .none)
    #expect(shift.apply(.escape) == .none)
    #expect(shift.levels.isEmpty)
  }

  @Test func showsWhatAnInstructionDropped() {
    var pane = BitsPane()
    pane.show(BitsSamples.narrowingCall())
    #expect(pane.type("y") == .showEvent(0))
    #expect(pane.text().contains("no known operation"))
    #expect(pane.text().contains("i32.wrap_i64 at 0x30"))
    #expect(pane.type("y") == .showBits)
    #expect(pane.text().contains("!LOST i32.wrap_i64 keeps the low 32 bits"))
    #expect(pane.type("q") == .showEvent(0))
    #expect(pane.type("q") == .showBits)
  }

  @Test func hintsAtTheKeysThatWorkNow() {
    var pane = BitsPane.of(.sub, .u8, 3, 5)
    #expect(pane.hints.map(\.key) == ["Space", "y", "c", "o", "w W", "u", "t"])
    pane.type(" ")
    #expect(pane.hints.map(\.key).prefix(2) == ["Space", "r"])
    pane.type("c")
    #expect(pane.hints.map(\.key) == ["Left", "Esc", "Home End", "t"])
    for level in 0..<4 {
      if level == 1 { pane.type("q") }
      if level == 2 { pane.type("o") }
      if level == 3 { pane.type("oy") }
      #expect(!pane.help.isEmpty)
      #expect(pane.help.allSatisfy { $0.utf8.count <= 56 })
    }
  }
}
