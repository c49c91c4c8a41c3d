import BitArithmetic
import Presentation
import StyledText
import Testing

@Suite struct CarryViewTests {
  let view = BitView()

  @Test func drawsAStepAsDocumented() throws {
    let expected = """
      s8  100 + 50             bit 5, step 6 of 8          Left next  Right back  q
      bit          7    6   [5]   4    3    2    1    0
      carry in     .    1   [0]   0    0    0    0    0
      x = 100      0    1   [1]   0    0    1    0    0
      y =  50      0    0   [1]   1    0    0    1    0
      sum          .    .   [0]   1    0    1    1    0
      bit 5: 1 + 1 + carry 0 = 2: write 0, carry 1 into bit 6
      low 6 bits: 36 + 50 = 86 = 22 + carry 64
      """
    let steps = try #require(CarrySequence(OperationFacts(.add, .s8, 100, 50)))
    #expect(textOfLines(view.carryStep(steps, at: 5, keys: BitView.carryKeys)) == expected)
  }

  @Test func showsTheResultOnlyAtTheLastStep() throws {
    let steps = try #require(CarrySequence(OperationFacts(.add, .s8, 100, 50)))
    for bit in 0..<7 { #expect(!textOfLines(view.carryStep(steps, at: bit)).contains("-106")) }
    let last = textOfLines(view.carryStep(steps, at: 7))
    #expect(last.hasSuffix("carry into the sign bit 1, out of it 0: they differ, so V=1\n150 - 1*2^8 = -106"))
  }

  @Test func subtractsByBorrowingAndByAddingTheComplement() throws {
    let facts = OperationFacts(.sub, .u8, 3, 5)
    let borrow = try #require(CarrySequence(facts))
    let expected = """
      u8  3 - 5                bit 2, step 3 of 8
      bit          7    6    5    4    3   [2]   1    0
      borrow in    .    .    .    .    1   [0]   0    0
      x = 3        0    0    0    0    0   [0]   1    1
      y = 5        0    0    0    0    0   [1]   0    1
      result       .    .    .    .    .   [1]   1    0
      bit 2: 0 - 1 - borrow 0 = -1: write 1, borrow 1 from bit 3
      low 3 bits: 3 - 5 = -2 = 6 - borrow 8
      """
    #expect(textOfLines(view.carryStep(borrow, at: 2)) == expected)
    let complement = try #require(CarrySequence(facts, asComplement: true))
    let step = textOfLines(view.carryStep(complement, at: 2))
    #expect(step.contains(" x =   3"))
    #expect(step.contains("~y = 250"))
    #expect(step.contains("bit 2: 0 + 0 + carry 1 = 1: write 1, carry 0 into bit 3"))
    #expect(step.contains("low 3 bits: 3 + 2 + 1 = 6 = 6 + carry 0"))
    let last = textOfLines(view.carryStep(complement, at: 7))
    #expect(last.contains("carry out of the top 0: the borrow is its inverse, so B=1"))
  }

  @Test func scrollsWideTypesAroundTheCurrentBit() throws {
    let steps = try #require(CarrySequence(OperationFacts(.add, .u64, .max, 1)))
    for bit in 0..<64 {
      let lines = view.carryStep(steps, at: bit, keys: BitView.carryKeys)
      let numbers = try #require(lines.first { $0.plainText.hasPrefix("bit  ") })
      #expect(numbers.plainText.contains("[\(bit)]"))
    }
  }

  @Test func listsEveryStepAndThenTheGrid() throws {
    let steps = try #require(CarrySequence(OperationFacts(.add, .s8, 100, 50)))
    let lines = view.carrySteps(steps).map(\.plainText)
    #expect(lines[0] == "s8  100 + 50             8 steps, bit 0 first")
    for bit in 0..<8 { #expect(lines[bit + 1].hasPrefix("bit \(bit): ")) }
    #expect(lines[8] == "bit 7: 0 + 0 + carry 1 = 1: write 1, carry 0 out of the top")
    #expect(lines.suffix(2) == ["150 - 1*2^8 = -106", "as u8: 100 + 50 = 150"])
    #expect(lines.contains(" carry  0 1100 0000"))
    let words = view.carryStepsInWords(steps).map(\.plainText)
    #expect(words.prefix(9) == lines.prefix(9))
    #expect(!words.contains { $0.contains(" ^ ") || $0.hasPrefix(" carry") })
    #expect(words.contains("Bit 7, the sign, changed 0 to 1."))
  }
}
