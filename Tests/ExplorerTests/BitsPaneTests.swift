import BitArithmetic
import ComponentTypes
import Presentation
import Session
import StyledText
import Testing

@testable import Explorer

@Suite struct BitsPaneTests {
  @Test func drawsACallWithTheCursorOnItsSignBit() {
    var pane = BitsPane()
    pane.show(BitsSamples.call(.max, 1), input: "overflowing-add({x: 2147483647, y: 1})")
    let expected = """
      interpreted  (-2147483648, true) : tuple<s32, bool>
      !V OVERFLOW s32   V=1   as u32: fits, C=0
                31   27   23   19   15   11   7    3
       carry  0 1111 1111 1111 1111 1111 1111 1111 1110
           x    0111 1111 1111 1111 1111 1111 1111 1111   2147483647  0x7fffffff
         + y    0000 0000 0000 0000 0000 0000 0000 0001            1  0x00000001
        result  1000 0000 0000 0000 0000 0000 0000 0000  -2147483648  0x80000000
                ^ carry into the sign bit 1, out of it 0: they differ, so V=1
      2147483648 - 1*2^32 = -2147483648
      bit 31 of x, the sign: 0, worth -2^31; Space flips it
      as u32: 2147483647 + 1 = 2147483648
      observed: i32.add at 0x85 (overflowing_add+0x9)
        its result equals the value returned; declared: true
      """
    #expect(pane.text() == expected)
    #expect(pane.frame(columns: 78, rows: 14, hasFocus: true).cursor == ScreenPosition(row: 4, column: 10))
    #expect(pane.frame(columns: 78, rows: 14, hasFocus: false).cursor == nil)
  }

  @Test func saysTheInputWhereThereIsRoom() {
    var pane = BitsPane()
    pane.show(BitsSamples.expression(.add, .s8, 100, 50), input: "100:s8 + 50")
    #expect(pane.text().hasPrefix("100:s8 + 50 = -106 : s8\n"))
  }

  @Test func flipsABitOfAScratchCopyAndRestores() {
    var pane = BitsPane()
    pane.show(BitsSamples.call(.max, 1))
    let before = pane.text()
    #expect(pane.apply(.character(" ")) == .none)
    let expected = """
      scratch copy, was 2147483647 + 1 = -2147483648 in s32   r restores
      fits s32   V=0   as u32: wraps, C=1
        carry out 1: normal for s32, not overflow
                31   27   23   19   15   11   7    3
       carry  1 1111 1111 1111 1111 1111 1111 1111 1110
           x    1111 1111 1111 1111 1111 1111 1111 1111  -1  0xffffffff
         + y    0000 0000 0000 0000 0000 0000 0000 0001   1  0x00000001
        result  0000 0000 0000 0000 0000 0000 0000 0000   0  0x00000000
                ^ carry into the sign bit 1, out of it 1: they agree, so V=0
      -1 + 1 = 0
      bit 31 of x, the sign: 1, worth -2^31; Space flips it
      as u32: 4294967295 + 1 = 4294967296 - 1*2^32 = 0
      """
    #expect(pane.text() == expected)
    #expect(pane.title == "Bits: scratch copy")
    var again = pane
    #expect(again.apply(.character(" ")) == .none)
    #expect(again.scratch == nil, "a copy that equals what was shown is none")
    #expect(pane.type("r") == .none)
    #expect(pane.text() == before)
    #expect(pane.title == "Bits")
    #expect(pane.type("r") == .message("nothing was changed"))
  }

  @Test func movesTheBitInHandWithinItsNumber() {
    var pane = BitsPane.of(.add, .s8, 0b0110_0100, 0b0011_0010)
    #expect(pane.apply(.left) == .bell)
    #expect(pane.underCursor() == "0")
    #expect(pane.apply(.right) == .none)
    #expect(pane.inHand == BitPlace(operand: 0, bit: 6))
    #expect(pane.underCursor() == "1")
    pane.type("ll")
    #expect(pane.inHand.bit == 4)
    pane.type("hG")
    #expect(pane.inHand.bit == 0)
    #expect(pane.apply(.right) == .bell)
    pane.type("j")
    #expect(pane.inHand == BitPlace(operand: 1, bit: 0))
    pane.type("g")
    #expect(pane.inHand == BitPlace(operand: 1, bit: 7))
    #expect(pane.apply(.home) == .bell)
    #expect(pane.apply(.end) == .none)
    #expect(pane.apply(.up) == .none)
    #expect(pane.inHand == BitPlace(operand: 0, bit: 0))
    #expect(pane.apply(.up) == .bell, "nothing above, and nothing to scroll")
  }

  @Test func flipsEveryBitOfEveryOperationInEveryType() {
    for type in IntegerType.allCases {
      for operation in IntegerOperation.allCases {
        var pane = BitsPane.of(operation, type, 5, 3)
        let operands = pane.form?.operandCount ?? 0
        #expect(operands == (operation == .neg || operation == .shl ? 1 : 2))
        for operand in 0..<operands {
          for bit in 0..<type.width {
            pane.inHand = BitPlace(operand: operand, bit: bit)
            _ = pane.apply(.character(" "))
            let (x, y): (UInt64, UInt64) = operand == 0 ? (5 ^ 1 << UInt64(bit), 3) : (5, 3 ^ 1 << UInt64(bit))
            if pane.form?.facts != OperationFacts(operation, type, x, y) {
              Issue.record("\(operation) \(type): bit \(bit) of \(operand)")
              return
            }
            let digit: Character = (operand == 0 ? x : y) >> UInt64(bit) & 1 == 1 ? "1" : "0"
            #expect(pane.underCursor() == digit)
            _ = pane.apply(.character(" "))
            #expect(pane.scratch == nil)
          }
        }
      }
    }
  }

  @Test func walksA64BitNumberThroughBothItsRows() {
    var pane = BitsPane.of(.add, .u64, 1 << 32, 1)
    var seen: [Int] = [pane.inHand.bit]
    while pane.apply(.right) == .none { seen.append(pane.inHand.bit) }
    #expect(seen == Array((0...63).reversed()))
    #expect(pane.frame(columns: 78, rows: 14, hasFocus: true).cursor?.column == 48)
    pane.type("g")
    // Down goes to y's high half, then to x's low half.
    pane.type("j")
    #expect(pane.inHand == BitPlace(operand: 1, bit: 63))
    pane.type("j")
    #expect(pane.inHand == BitPlace(operand: 0, bit: 31))
  }

  @Test func changesTheWidthAndSaysWhatItLost() {
    var pane = BitsPane.of(.add, .s16, 300, 0xffff)
    #expect(pane.type("w") == .none)
    #expect(pane.form == .operation(OperationFacts(.add, .s32, 300, 0xffff_ffff)))
    #expect(pane.remark == nil)
    pane.type("WW")
    #expect(pane.form == .operation(OperationFacts(.add, .s8, 44, 0xff)))
    #expect(pane.text().contains("only the low 8 bits fit s8: x 300 is now 44"))
    #expect(pane.type("W") == .message("integers have 8, 16, 32 or 64 bits"))
    pane.type("www")
    #expect(pane.form == .operation(OperationFacts(.add, .s64, 44, .max)))
    #expect(pane.type("w") == .message("integers have 8, 16, 32 or 64 bits"))
    pane.type("r")
    #expect(pane.form == .operation(OperationFacts(.add, .s16, 300, 0xffff)))
    #expect(pane.remark == nil)
  }

  @Test func readsTheSameBitsWithTheOtherSign() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    pane.type("u")
    #expect(pane.text().contains("fits u8   C=0   as s8: wraps, V=1"))
    #expect(pane.text().hasPrefix("scratch copy, was 100 + 50 = -106 in s8"))
    pane.type("u")
    #expect(pane.scratch == nil)
  }

  @Test func showsSubtractionAsAdditionAndBack() {
    var pane = BitsPane.of(.sub, .u8, 3, 5)
    #expect(pane.text().contains(" borrow 1 1111 1000"))
    pane.type("t")
    #expect(pane.text().contains("  + ~y    1111 1010  250  0xfa"))
    // A bit of ~y is the same bit of y.
    pane.type("jG ")
    #expect(pane.form == .operation(OperationFacts(.sub, .u8, 3, 4)))
    pane.type("t")
    #expect(pane.text().contains(" borrow 1 1111 1000") || pane.text().contains(" borrow 1"))
    var addition = BitsPane.of(.add, .u8, 3, 5)
    #expect(addition.type("t") == .message("t shows a subtraction as x + ~y + 1; this is none"))
  }

  @Test func showsAFloatByItsFieldsAndFlipsThem() {
    var pane = BitsPane()
    pane.show(BitsReply(result: TypedValue(.f32(0.1), .f32)))
    let expected = """
      0.1 : f32
      f32 0.1   0x3dcccccd   normal
       sign      0   positive
       exponent  0111 1011   123 - 127 = -4
       fraction  1001 1001 1001 1001 1001 101
      value = (1 + 5033165/2^23) * 2^-4
      exactly 0.100000001490116119384765625
      bit 31, the sign: 0; Space flips it
      """
    #expect(pane.text() == expected)
    pane.type(" ")
    #expect(pane.form == .float(FloatFields(Float(-0.1))))
    #expect(pane.text().contains("exactly -0.100000001490116119384765625"))
    pane.type(" jj")
    #expect(pane.inHand.bit == 22)
    pane.type("k")
    #expect((23..<31).contains(pane.inHand.bit))
    #expect(pane.text().contains("in the exponent: "))
    for bit in 0..<32 {
      pane.inHand.bit = bit
      pane.type(" ")
      #expect(pane.form == .float(FloatFields(Float(bitPattern: Float(0.1).bitPattern ^ 1 << UInt32(bit)))))
      pane.type(" ")
    }
    #expect(pane.type("w") == .message("a float has its own width"))
    #expect(pane.type("c") == .message("no operation here, so no carries"))
  }

  @Test func choosesAmongTheNumbersOfAResult() {
    let type = ValueType(.tuple([.s32, .string, ValueType(.record([.init("a", .u8), .init("b", .f64)]))]))
    var pane = BitsPane()
    pane.show(
      ValueReply(result: TypedValue(.tuple([.s32(-5), .string("7"), .record([.u8(7), .f64(2)])]), type)))
    #expect(pane.items.map(\.name) == [".0", ".2.a", ".2.b"])
    #expect(pane.text().split(separator: "\n").first?.hasSuffix("1 of 3: .0  < >") == true)
    #expect(pane.type("<") == .bell)
    pane.type("> ")
    #expect(pane.form == .integer(0x87, .u8))
    pane.type("n")
    #expect(pane.form == .float(FloatFields(2.0)))
    #expect(pane.scratch == nil, "another number is as it was shown")
    #expect(pane.type(">") == .bell)
    pane.type("NN")
    #expect(pane.form == .integer(0xffff_fffb, .s32))
  }

  @Test func boundsWhatItSearchesAResultFor() {
    var deep = ComponentValue.s32(1)
    var type = ValueType.s32
    for _ in 0..<100 { (deep, type) = (.tuple([deep]), ValueType(.tuple([type]))) }
    #expect(BitsItem.items(of: ValueReply(result: TypedValue(deep, type))).isEmpty)
    let long = TypedValue(.list(Array(repeating: .u8(1), count: 100_000)), ValueType(.list(.u8)))
    #expect(BitsItem.items(of: ValueReply(result: long)).count == BitsItem.limit)
    var pane = BitsPane()
    pane.show(ValueReply(result: long), input: String(repeating: "x", count: 100_000))
    #expect((pane.resultLine?.plainText.utf8.count ?? .max) < 1_000)
    #expect(pane.input.utf8.count < 1_000)
  }

  @Test func saysSoWhereThereIsNothingToShow() {
    var pane = BitsPane()
    #expect(pane.isEmpty)
    #expect(pane.text().hasPrefix("no numbers to show in bits"))
    #expect(pane.type(" ") == .unused)
    pane.show(ValueReply(result: TypedValue(.string("a\u{1b}[2Jb"), .string)))
    #expect(pane.isEmpty)
    #expect(!pane.text().contains("\u{1b}"))
    #expect(pane.hints.isEmpty)
  }

  @Test func scrollsWhatIsTallerThanThePane() {
    var pane = BitsPane.of(.add, .u64, .max, 3)
    let whole = pane.text(rows: 40).split(separator: "\n")
    #expect(whole.count == 16)
    for _ in 0..<30 { pane.type("j", rows: 6) }
    #expect(pane.text(rows: 6).hasSuffix(whole[15]))
    #expect(pane.type("j", rows: 6) == .bell)
    #expect(pane.scroll(by: -100, columns: 78, rows: 6) == .none)
    #expect(pane.text(rows: 6).hasPrefix(whole[0]))
    #expect(pane.scroll(by: -1, columns: 78, rows: 6) == .bell)
    // The cursor waits at the edge, and a move brings the bit in hand back.
    #expect(pane.frame(columns: 78, rows: 6, hasFocus: true).cursor?.row == 5)
    pane.type("g", rows: 6)
    #expect(pane.underCursor(rows: 6) == "1" || pane.underCursor(rows: 6) == "0")
    #expect(pane.apply(.pageDown, columns: 78, rows: 6) == .none)
    #expect(pane.apply(.pageUp, columns: 78, rows: 6) == .none)
  }

  @Test func flipsTheBitThatIsClickedAndKeepsItUnderThePointer() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    let frame = pane.frame(columns: 78, rows: 14, hasFocus: true)
    let row = frame.lines.firstIndex { $0.plainText.hasPrefix("   + y") } ?? -1
    // The column of bit 0: ten of labels, eight digits and a blank.
    #expect(pane.click(row: row, column: 18, columns: 78, rows: 14) == .none)
    #expect(pane.form == .operation(OperationFacts(.add, .s8, 100, 51)))
    #expect(pane.frame(columns: 78, rows: 14, hasFocus: true).cursor == ScreenPosition(row: row, column: 18))
    #expect(pane.click(row: row, column: 18, columns: 78, rows: 14) == .none)
    #expect(pane.scratch == nil)
    #expect(pane.click(row: row, column: 14, columns: 78, rows: 14) == .none)
    #expect(pane.scratch == nil, "the blank between two groups is no bit")
    #expect(pane.click(row: 50, column: 1, columns: 78, rows: 14) == .unused)
  }

  @Test func leavesTheExplorersKeysAlone() {
    var pane = BitsPane.of(.add, .s8, 100, 50)
    for key: Key in [
      .tab, .backTab, .escape, .character("e"), .character(":"), .character("/"), .character("q"),
      .character("z"), .character("1"), .character("?"), .control("c"), .alt("u"), Key(.function(1)), .unknown,
    ] {
      #expect(pane.apply(key) == .unused, "\(key)")
    }
  }
}
