import BitArithmetic
import Testing

@Suite struct CarrySequenceTests {
  @Test func stepsThroughTheDrawnExample() throws {
    let steps = try #require(CarrySequence(OperationFacts(.add, .s8, 100, 50)))
    #expect(steps.count == 8)
    let step = steps[5]
    #expect(step.x && step.y && !step.carryIn && !step.sum && step.carryOut)
    #expect((step.lowX, step.lowY, step.lowSum, step.carryWorth) == (36, 50, 22, 64))
    #expect(steps.map(\.bit) == Array(0..<8))
    #expect(steps.reversed().first?.bit == 7)
  }

  @Test(arguments: [IntegerOperation.add, .sub, .neg], [false, true])
  func everyStepAddsUpOverAllPairsOfBytes(operation: IntegerOperation, asComplement: Bool) throws {
    var failures = 0
    for x in UInt64(0)...255 {
      for y in UInt64(0)...(operation == .neg ? 0 : 255) {
        let facts = OperationFacts(operation, .u8, x, y)
        let steps = try #require(CarrySequence(facts, asComplement: asComplement))
        let subtracts = steps.method == .borrow
        var carry = steps.method == .complement ? 1 : 0
        for step in steps {
          let (a, b) = (step.x ? 1 : 0, step.y ? 1 : 0)
          let total = subtracts ? a - b - carry : a + b + carry
          let isBitRight = (step.carryIn ? 1 : 0) == carry && (step.sum ? 1 : 0) == total & 1
          carry = subtracts ? (total < 0 ? 1 : 0) : total >> 1
          let low = subtracts ? Int(step.lowX) - Int(step.lowY) : Int(step.lowX) + Int(step.lowY)
          let ingoing = steps.method == .complement ? 1 : 0
          let outgoing = subtracts ? -Int(step.carryWorth) : Int(step.carryWorth)
          let isLowRight = low + ingoing == Int(step.lowSum) + outgoing
          if !isBitRight || !isLowRight || (step.carryOut ? 1 : 0) != carry { failures += 1 }
        }
      }
    }
    #expect(failures == 0)
  }

  @Test func complementCarriesAreInvertedBorrows() throws {
    let facts = OperationFacts(.sub, .s8, 5, 7)
    let borrow = try #require(CarrySequence(facts))
    let complement = try #require(CarrySequence(facts, asComplement: true))
    #expect(complement.method == .complement)
    #expect(complement.y == 0xf8)
    for i in 0...8 { #expect(borrow.carries[i] != complement.carries[i]) }
  }

  @Test func reachesTheTopBitOfTheWidestType() throws {
    let steps = try #require(CarrySequence(OperationFacts(.add, .u64, .max, .max)))
    let last = try #require(steps.last)
    #expect(last.lowX == .max)
    #expect(last.carryWorth == UInt128(1) << 64)
  }

  @Test func multiplicationAndShiftsHaveNoCarryRow() {
    #expect(CarrySequence(OperationFacts(.mul, .s8, 3, 4)) == nil)
    #expect(CarrySequence(OperationFacts(.shl, .s8, 3, 4)) == nil)
  }
}
