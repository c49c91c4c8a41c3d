import Testing

@testable import BitArithmetic

@Suite struct WideSumFactsTests {
  private static let top: UInt128 = 1 << 127
  private static let values: [UInt128] = [
    0, 1, 2, 5, 9, 10, UInt128(UInt64.max), 1 << 64, top - 1, top, top + 1, .max - 9, .max - 1, .max,
  ]

  /// Exact sums in decimal digits, computed digit by digit.
  private func exact(_ facts: WideSumFacts, asSigned isSigned: Bool) -> String {
    func digits(_ bits: UInt128) -> (isNegative: Bool, digits: [Int]) {
      let isNegative = isSigned && bits >> 127 == 1
      let text = String(isNegative ? 0 &- bits : bits)
      return (isNegative, text.reversed().compactMap(\.wholeNumberValue))
    }
    let (x, other) = (digits(facts.x), digits(facts.y))
    let y = (isNegative: facts.isDifference != other.isNegative, digits: other.digits)
    var sum = (0..<42).map { place in
      func digit(_ number: (isNegative: Bool, digits: [Int])) -> Int {
        place < number.digits.count ? (number.isNegative ? -1 : 1) * number.digits[place] : 0
      }
      return digit(x) + digit(y)
    }
    func carried(_ digits: [Int]) -> [Int] {
      var (digits, carry) = (digits, 0)
      for place in digits.indices {
        let total = digits[place] + carry
        let digit = ((total % 10) + 10) % 10
        carry = (total - digit) / 10
        digits[place] = digit
      }
      return carry < 0 ? [] : digits
    }
    var isNegative = false
    if carried(sum).isEmpty {
      isNegative = true
      sum = sum.map { -$0 }
    }
    var text = carried(sum).reversed().map(String.init).joined()
    while text.count > 1, text.hasPrefix("0") { text.removeFirst() }
    return isNegative ? "-" + text : text
  }

  @Test func tellsTheExactResultInBothReadings() {
    var overflows = 0
    for x in Self.values {
      for y in Self.values {
        for isDifference in [false, true] {
          let facts = WideSumFacts(x, y, isDifference: isDifference)
          for isSigned in [true, false] {
            let exact = exact(facts, asSigned: isSigned)
            #expect(facts.exact(asSigned: isSigned) == exact)
            let fits = WideSumFacts.decimal(facts.result, asSigned: isSigned) == exact
            #expect(facts.overflowed(asSigned: isSigned) != fits, "\(facts) \(isSigned)")
            #expect(facts.marks(asSigned: isSigned).isEmpty == fits)
            if !fits { overflows += 1 }
          }
        }
      }
    }
    #expect(overflows > 100)
  }

  @Test func readsOperandsFromTheirHalves() {
    let facts = WideSumFacts(halves: [.max, .max >> 1, 1, 0], isDifference: false)
    #expect(facts == WideSumFacts(Self.top - 1, 1, isDifference: false))
    #expect(facts?.exact(asSigned: true) == "170141183460469231731687303715884105728")
    #expect(facts?.signedOverflow == true && facts?.unsignedOverflow == false)
    #expect(WideSumFacts(halves: [1, 2], isDifference: false) == nil)
  }
}
