import BitArithmetic
import Presentation
import StyledText
import Testing

@Suite struct BitWordsTests {
  @Test func saysAnOverflowInSentences() {
    let expected = """
      !V OVERFLOW s32: signed overflow.
      2147483647 + 1 in s32 gives -2147483648, hexadecimal 0x80000000.
      The exact result 2147483648 is outside -2147483648 to 2147483647; 1 times 2^32
        was subtracted to make it fit.
      The carry into bit 31, the sign, is 1 and the carry out of it is 0: they differ,
        so V is 1.
      Bit 31, the sign, changed 0 to 1.
      Read as u32, 2147483647 + 1 = 2147483648, which fits.
      Computed by witscope, not observed.
      """
    let lines = BitView().operationInWords(
      OperationFacts(.add, .s32, 0x7fff_ffff, 1), note: "computed by witscope, not observed")
    #expect(textOfLines(lines) == expected)
  }

  @Test func saysBothReadingsOfAValue() {
    let words = textOfLines(BitView().integerInWords(0xfe, .s8))
    #expect(words.contains("s8 -2, hexadecimal 0xfe, octal 0o376."))
    #expect(words.contains("Binary, bit 7 first: 1111 1110."))
    #expect(words.contains("The same bits as u8: 254."))
    #expect(words.contains("Bit 7, the sign, is 1."))
  }

  @Test func saysAFloatByItsFields() {
    #expect(
      textOfLines(BitView().floatInWords(FloatFields(Float(-1.5)))) == """
        f32 -1.5, hexadecimal 0xbfc00000, normal.
        Bit 31, the sign, is 1: negative.
        The exponent's 8 bits, 0111 1111, mean 127 - 127 = 0.
        The fraction's 23 bits, its top first, are 100 0000 0000 0000 0000 0000, as an
          integer 4194304.
        The value is -(1 + 4194304/2^23) * 2^0.
        """)
    let words = textOfLines(BitView().floatInWords(FloatFields(Double.infinity)))
    #expect(words.contains("mean 2047, all ones: not a finite number."))
    #expect(!words.contains("The value is"))
  }

  @Test func saysASubtractionAsAnAddition() throws {
    let steps = try #require(CarrySequence(OperationFacts(.sub, .s8, 5, 7), asComplement: true))
    let words = textOfLines(BitView().complementInWords(steps))
    #expect(words.contains("As an addition it is 5 + -8 + 1 = -2."))
    #expect(words.contains("Every bit of 7 inverted is -8: 1111 1000."))
  }

  @Test func saysWhatNarrowingLost() {
    let words = textOfLines(
      BitView().narrowingInWords(NarrowingFacts(wrapping: 0x1_8000_0000), instruction: "i32.wrap_i64"))
    #expect(words.contains("The bits dropped are 0x00000001, the bits kept 0x80000000."))
    #expect(words.contains("As u64 the value is 6442450944, which does not fit u32; 2147483648 is left."))
  }
}

@Suite struct ViewLimitsTests {
  /// Every view of operations at boundary values, in every type, has lines of ASCII that fit.
  @Test(arguments: [60, 74, 120])
  func everyLineFitsAndIsASCII(columns: Int) throws {
    let view = BitView(columns: columns)
    var checked = 0
    for type in IntegerType.allCases {
      let values = [0, 5, type.signBit - 1, type.signBit, type.mask]
      for operation in IntegerOperation.allCases {
        for x in values {
          for y in values {
            let facts = OperationFacts(operation, type, x, y)
            var lines = view.operation(facts, note: "computed by witscope, not observed")
            lines += view.result(facts) + view.operationInWords(facts)
            if x == y {
              for asComplement in [false, true] {
                guard let steps = CarrySequence(facts, asComplement: asComplement) else { continue }
                lines += view.carrySteps(steps)
                for bit in [0, type.width / 2, type.width - 1] {
                  lines += view.carryStep(steps, at: bit, keys: BitView.carryKeys)
                }
              }
            }
            for line in lines {
              let width = line.plainText.utf8.count
              let isASCII = line.plainText.utf8.allSatisfy { (0x20..<0x7f).contains($0) }
              if width > min(columns, 80) || !isASCII || line.plainText.last == " " {
                Issue.record("\(columns): \(line.plainText)")
                return
              }
              checked += 1
            }
          }
        }
      }
      for x in values {
        for line in view.integer(x, type) + view.integerInWords(x, type) where line.displayWidth > min(columns, 80) {
          Issue.record("\(columns): \(line.plainText)")
        }
      }
    }
    for value in [0.0, -0.1, .infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude] {
      for line in view.float(value) where line.displayWidth > min(columns, 80) { Issue.record("\(line.plainText)") }
    }
    for bits: UInt64 in [0, 1 << 31, .max, 1 << 63] {
      let facts = NarrowingFacts(wrapping: bits)
      let lines =
        view.narrowing(facts, instruction: "i32.wrap_i64", note: "observed")
        + view.narrowingInWords(facts, instruction: "i32.wrap_i64")
      for line in lines where line.displayWidth > min(columns, 80) { Issue.record("\(line.plainText)") }
    }
    #expect(checked > 5_000)
  }
}
