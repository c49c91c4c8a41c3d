import BitArithmetic
import Presentation
import StyledText
import Testing

/// The lines' text, with line breaks between.
func textOfLines(_ lines: [StyledLine]) -> String { lines.map(\.plainText).joined(separator: "\n") }

@Suite struct BitViewTests {
  let view = BitView()

  @Test func drawsASignedOverflowAsDocumented() {
    let expected = """
      !V OVERFLOW s32   V=1   as u32: fits, C=0
                31   27   23   19   15   11   7    3
       carry  0 1111 1111 1111 1111 1111 1111 1111 1110
           x    0111 1111 1111 1111 1111 1111 1111 1111   2147483647  0x7fffffff
         + y    0000 0000 0000 0000 0000 0000 0000 0001            1  0x00000001
        result  1000 0000 0000 0000 0000 0000 0000 0000  -2147483648  0x80000000
                ^ carry into the sign bit 1, out of it 0: they differ, so V=1
      2147483648 - 1*2^32 = -2147483648
      as u32: 2147483647 + 1 = 2147483648
      """
    #expect(textOfLines(view.operation(OperationFacts(.add, .s32, 0x7fff_ffff, 1))) == expected)
  }

  @Test func drawsUnsignedBorrowUnderItsOwnDigit() {
    let expected = """
      !B OVERFLOW u8   B=1   as s8: fits, V=0   computed by witscope, not observed
                7    3
       borrow 1 1111 1000
           x    0000 0011    3  0x03
         - y    0000 0101    5  0x05
        result  1111 1110  254  0xfe
              ^ borrow out of the top bit 1, so B=1
      -2 + 1*2^8 = 254
      as s8: 3 - 5 = -2
      """
    #expect(
      textOfLines(view.operation(OperationFacts(.sub, .u8, 3, 5), note: "computed by witscope, not observed"))
        == expected)
  }

  @Test func drawsAProductsHighHalfWithoutFlags() {
    let expected = """
      !HI OVERFLOW s8   as u8: wraps
                7    3
           x    0110 0100  100  0x64
         * y    0000 0011    3  0x03
        high    0000 0001       0x01
        result  0010 1100   44  0x2c
                ^ the high half is not 8 copies of this bit, 0: !HI
      300 - 1*2^8 = 44
      as u8: 100 * 3 = 300 - 1*2^8 = 44
      """
    #expect(textOfLines(view.operation(OperationFacts(.mul, .s8, 100, 3))) == expected)
  }

  @Test func drawsLostBitsAndTheReducedCountApart() {
    let expected = """
      !LOST !COUNT OVERFLOW s8   as u8: wraps   count 11 taken modulo 8 as 3
                7    3
           x    0110 0100  100  0x64
        << 3   count 11 modulo 8
        lost    .... .011
        result  0010 0000   32  0x20
                ^ the bits lost are not all copies of this bit, 0: !LOST
      800 - 3*2^8 = 32
      as u8: 100 << 3 = 800 - 3*2^8 = 32
      """
    #expect(textOfLines(view.operation(OperationFacts(.shl, .s8, 100, 11))) == expected)
  }

  @Test func drawsNegationAsSubtractionFromZero() {
    let expected = """
      !V OVERFLOW s16   V=1   as u16: wraps, B=1
                15   11   7    3
       borrow 1 0000 0000 0000 0000
           0    0000 0000 0000 0000       0  0x0000
         - x    1000 0000 0000 0000  -32768  0x8000
        result  1000 0000 0000 0000  -32768  0x8000
                ^ borrow into the sign bit 0, out of it 1: they differ, so V=1
      32768 - 1*2^16 = -32768
      as u16: 0 - 32768 = -32768 + 1*2^16 = 32768
      """
    #expect(textOfLines(view.operation(OperationFacts(.neg, .s16, 0x8000))) == expected)
  }

  @Test func draws64BitsInTwoRowsHighHalfFirst() {
    let expected = """
      !C OVERFLOW u64   C=1   as s64: fits, V=0
                63   59   55   51   47   43   39   35
       carry  1 1111 1111 1111 1111 1111 1111 1111 1111
           x    1111 1111 1111 1111 1111 1111 1111 1111  18446744073709551615
         + y    0000 0000 0000 0000 0000 0000 0000 0000                     2
        result  0000 0000 0000 0000 0000 0000 0000 0000                     1
              ^ carry out of the top bit 1, so C=1
                31   27   23   19   15   11   7    3
       carry    1111 1111 1111 1111 1111 1111 1111 1100
           x    1111 1111 1111 1111 1111 1111 1111 1111    0xffffffffffffffff
         + y    0000 0000 0000 0000 0000 0000 0000 0010    0x0000000000000002
        result  0000 0000 0000 0000 0000 0000 0000 0001    0x0000000000000001
      18446744073709551617 - 1*2^64 = 1
      as s64: -1 + 2 = 1
      """
    #expect(textOfLines(view.operation(OperationFacts(.add, .u64, .max, 2))) == expected)
  }

  @Test func drawsSubtractionAsAdditionOfTheComplement() {
    let expected = """
                7    3
       carry  0 0000 0111
           x    0000 0011    3  0x03
        + ~y    1111 1010  250  0xfa
         + 1    the carry into bit 0
        result  1111 1110  254  0xfe
              ^ carry out of the top bit 0: the borrow is its inverse, so B=1
      """
    #expect(textOfLines(view.grid(OperationFacts(.sub, .u8, 3, 5), asComplement: true)) == expected)
    let negation = textOfLines(view.grid(OperationFacts(.neg, .s8, 0x80), asComplement: true))
    #expect(negation.contains(" carry  0 1111 1111"))
    #expect(negation.contains("  + ~x    0111 1111"))
    #expect(negation.contains("carry into the sign bit 1, out of it 0: they differ, so V=1"))
    let addition = OperationFacts(.add, .s8, 1, 2)
    #expect(view.grid(addition, asComplement: true) == view.grid(addition))
  }

  @Test func movesNumbersBelowWhereColumnsAreFew() {
    let expected = """
      !V OVERFLOW s32   V=1   as u32: fits, C=0
                31   27   23   19   15   11   7    3
       carry  0 1111 1111 1111 1111 1111 1111 1111 1110
           x    0111 1111 1111 1111 1111 1111 1111 1111
         + y    0000 0000 0000 0000 0000 0000 0000 0001
        result  1000 0000 0000 0000 0000 0000 0000 0000
                ^ carry into the sign bit 1, out of it 0: they
                  differ, so V=1
           x     2147483647  0x7fffffff
         + y              1  0x00000001
        result  -2147483648  0x80000000
      2147483648 - 1*2^32 = -2147483648
      as u32: 2147483647 + 1 = 2147483648
      """
    #expect(textOfLines(BitView(columns: 60).operation(OperationFacts(.add, .s32, 0x7fff_ffff, 1))) == expected)
  }

  @Test func saysThatACarryOutIsNormalInOneLine() {
    #expect(
      textOfLines(view.result(OperationFacts(.add, .s32, 0xffff_fffb, 5)))
        == "fits s32   V=0   as u32: wraps, C=1   carry out 1: normal for s32, not overflow")
    #expect(
      textOfLines(view.result(OperationFacts(.sub, .s64, 3, 5)))
        == "fits s64   V=0   as u64: wraps, B=1   borrow out 1: normal for s64, not overflow")
    #expect(textOfLines(view.result(OperationFacts(.add, .s8, 3, 5))) == "fits s8   V=0   as u8: fits, C=0   0x08")
    #expect(textOfLines(view.result(OperationFacts(.mul, .u8, 3, 5))) == "fits u8   as s8: fits   0x0f")
    #expect(
      textOfLines(view.result(OperationFacts(.shl, .s32, 1, 33)))
        == "!COUNT fits s32   as u32: fits   count 33 taken modulo 32 as 1   0x00000002")
  }

  @Test func marksOverflowInStyleAndInText() {
    let lines = view.operation(OperationFacts(.add, .s32, 0x7fff_ffff, 1))
    #expect(lines[0].runs.first == StyledRun("!V OVERFLOW s32", .overflow))
    #expect(lines[6].runs.contains { $0.text == "^" && $0.style == .overflow })
    #expect(lines[5].runs.contains { $0.text == "1" && $0.style == .sign })
    #expect(lines[2].runs.contains { $0.style == .carry })
  }

  @Test func showsAValueInEveryReading() {
    let expected = """
                31   27   23   19   15   11   7    3
        s32     1111 1111 1111 1111 1111 1111 1111 1110  -2  0xfffffffe
      as s32: -2   as u32: 4294967294   octal: 0o37777777776
      """
    #expect(textOfLines(view.integer(0xffff_fffe, .s32)) == expected)
  }

  @Test func showsAFloatByItsFields() {
    let expected = """
      f64 -0.1   0xbfb999999999999a   normal
       sign      1   negative
       exponent  011 1111 1011   1019 - 1023 = -4
       fraction  1001 1001 1001 1001 1001 1001 1001 1001 1001 1001 1001 1001 1010
      value = -(1 + 2702159776422298/2^52) * 2^-4
      """
    #expect(textOfLines(view.float(-0.1)) == expected)
    #expect(textOfLines(view.float(Float.infinity)).contains("1111 1111   255, all ones: not a finite number"))
    #expect(textOfLines(view.float(Float.leastNonzeroMagnitude)).contains("value = (0 + 1/2^23) * 2^-126"))
    #expect(textOfLines(view.float(Double.nan)).contains("quiet NaN"))
  }

  @Test func showsWhatNarrowingDropped() {
    let expected = """
      !LOST i32.wrap_i64 keeps the low 32 bits   does not fit s32   fits u32
                63   59   55   51   47   43   39   35
        bits    0000 0000 0000 0000 0000 0000 0000 0000
        kept    .... .... .... .... .... .... .... ....
                31   27   23   19   15   11   7    3
        bits    1000 0000 0000 0000 0000 0000 0000 0000  0x0000000080000000
        kept    1000 0000 0000 0000 0000 0000 0000 0000          0x80000000
      as s64: 2147483648 - 1*2^32 = -2147483648
      as u64: 2147483648 fits u32
      """
    #expect(textOfLines(view.narrowing(NarrowingFacts(wrapping: 0x8000_0000), instruction: "i32.wrap_i64")) == expected)
  }

  @Test func saysWhatAConversionKept() {
    #expect(
      textOfLines(view.conversion(ConversionFacts(300, from: .s32, to: .u8)))
        == "as u8: kept the low 8 bits of s32: 300 - 1*2^8 = 44")
    #expect(
      textOfLines(view.conversion(ConversionFacts(0xff, from: .s8, to: .u32)))
        == "as u32: extended the sign of s8: -1 + 1*2^32 = 4294967295")
    #expect(
      textOfLines(view.conversion(ConversionFacts(0xff, from: .u8, to: .s8)))
        == "as s8: kept all 8 bits of u8: 255 - 1*2^8 = -1")
    #expect(view.conversion(ConversionFacts(200, from: .u8, to: .s32)).isEmpty)
  }
}
