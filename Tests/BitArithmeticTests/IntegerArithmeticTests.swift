import BitArithmetic
import Testing

@Suite struct IntegerArithmeticTests {
  private func run(_ operation: ArithmeticOperator, _ type: IntegerType, _ x: UInt64, _ y: UInt64) -> UInt64? {
    try? IntegerArithmetic.evaluate(operation, type, x, y).bits
  }

  @Test func agreesWithTheStandardLibraryOverAllPairsOfSignedBytes() {
    var failures: [String] = []
    for x in Int8.min...Int8.max {
      for y in Int8.min...Int8.max {
        let (p, q) = (UInt64(UInt8(bitPattern: x)), UInt64(UInt8(bitPattern: y)))
        let count = Int(UInt8(bitPattern: y) % 8)
        let expected: [ArithmeticOperator: Int8?] = [
          .add: x &+ y, .subtract: x &- y, .multiply: x &* y, .and: x & y, .or: x | y, .exclusiveOr: x ^ y,
          .divide: y == 0 ? nil : x.dividedReportingOverflow(by: y).partialValue,
          .remainder: y == 0 ? nil : x.remainderReportingOverflow(dividingBy: y).partialValue,
          .shiftLeft: x << count, .shiftRight: x >> count,
        ]
        for (operation, value) in expected {
          let bits = value.map { UInt64(UInt8(bitPattern: $0)) }
          if run(operation, .s8, p, q) != bits { failures.append("\(x) \(operation.rawValue) \(y)") }
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.prefix(5))")
  }

  @Test func agreesWithTheStandardLibraryOnTheWidestType() {
    let values = interestingBits(.u64, random: 30, seed: 7)
    for x in values {
      for y in values where y != 0 {
        #expect(run(.divide, .u64, x, y) == x / y)
        #expect(run(.remainder, .u64, x, y) == x % y)
        #expect(run(.shiftRight, .u64, x, y) == x >> (y % 64))
        let (a, b) = (Int64(bitPattern: x), Int64(bitPattern: y))
        #expect(run(.divide, .s64, x, y) == UInt64(bitPattern: a.dividedReportingOverflow(by: b).partialValue))
        #expect(run(.shiftRight, .s64, x, y) == UInt64(bitPattern: a >> Int64(y % 64)))
      }
    }
  }

  @Test func refusesToDivideByZero() {
    #expect(throws: IntegerArithmetic.Failure.divisionByZero) { try IntegerArithmetic.evaluate(.divide, .u8, 1, 0) }
    #expect(throws: IntegerArithmetic.Failure.divisionByZero) { try IntegerArithmetic.evaluate(.remainder, .s64, 1, 0) }
    #expect(throws: IntegerArithmetic.Failure.divisionByZero) { try IntegerArithmetic.evaluate(.divide, .u8, 1, 256) }
  }

  @Test func theSmallestValueDividedByMinusOneWraps() throws {
    let outcome = try IntegerArithmetic.evaluate(.divide, .s32, 0x8000_0000, 0xffff_ffff)
    #expect(outcome.bits == 0x8000_0000)
    #expect(outcome.facts?.exact.description == "2147483648")
    #expect(outcome.facts?.signedOverflow == true)
    #expect(try IntegerArithmetic.evaluate(.remainder, .s32, 0x8000_0000, 0xffff_ffff).bits == 0)
    #expect(try IntegerArithmetic.evaluate(.divide, .s32, 6, 3).facts == nil)
  }

  @Test func saysThatACountWasReduced() throws {
    #expect(try IntegerArithmetic.evaluate(.shiftRight, .u8, 0x80, 9).countWasReduced)
    #expect(try IntegerArithmetic.evaluate(.shiftLeft, .u8, 1, 8).countWasReduced)
    #expect(try !IntegerArithmetic.evaluate(.shiftRight, .u8, 0x80, 7).countWasReduced)
  }

  @Test func evaluatesOperatorsOfOneOperand() {
    #expect(IntegerArithmetic.evaluate(.negate, .s8, 0x80).facts?.marks == [.v])
    #expect(IntegerArithmetic.evaluate(.complement, .u16, 0x00ff).bits == 0xff00)
  }
}
