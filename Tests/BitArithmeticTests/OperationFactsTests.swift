import BitArithmetic
import Testing

/// The first thing in which the facts differ from the reference, or nil.
func difference(_ facts: OperationFacts) -> String? {
  let (n, x, y) = (facts.type.width, facts.x, facts.y)
  let expected = Reference(facts.operation, width: n, x, y)
  let modulus = Int128(1) << Int128(n)
  if facts.result != expected.result { return "result" }
  if facts.exact(asSigned: true) != ExactInteger(expected.signedExact) { return "signed exact" }
  let unsigned = ExactInteger(isNegative: expected.unsignedIsNegative, magnitude: expected.unsignedExact)
  if facts.exact(asSigned: false) != unsigned { return "unsigned exact" }
  if facts.exact != (facts.type.isSigned ? ExactInteger(expected.signedExact) : unsigned) { return "own exact" }
  if facts.signedOverflow != expected.signedOverflow { return "signed overflow" }
  if facts.unsignedOverflow != expected.unsignedOverflow { return "unsigned overflow" }
  if facts.overflowed != (facts.type.isSigned ? expected.signedOverflow : expected.unsignedOverflow) {
    return "overflow"
  }

  // exact - k*2^n = result, in the signed reading.
  let k = facts.wraps(asSigned: true)
  let signedK = k.isNegative ? -Int128(k.magnitude) : Int128(k.magnitude)
  let reading = expected.result >= UInt64(modulus / 2) ? Int128(expected.result) - modulus : Int128(expected.result)
  if expected.signedExact - signedK * modulus != reading { return "signed k" }
  if (k == .zero) == expected.signedOverflow { return "signed k is zero" }

  // And in the unsigned one.
  let unsignedK = facts.wraps(asSigned: false)
  if expected.unsignedIsNegative {
    if Int128(expected.result) != Int128(unsignedK.magnitude) * modulus - Int128(expected.unsignedExact) { return "k" }
  } else if expected.unsignedExact - unsignedK.magnitude * UInt128(modulus) != UInt128(expected.result) {
    return "unsigned k"
  }

  // The flags as the table defines them, from carries made bit by bit.
  let carries: [Bool]? =
    switch facts.operation {
    case .add: Reference.carries(width: n, x, y)
    case .sub: Reference.borrows(width: n, x, y)
    case .neg: Reference.borrows(width: n, 0, x)
    case .mul, .shl: nil
    }
  if let carries {
    guard let vector = facts.carries, (0...n).allSatisfy({ vector[$0] == carries[$0] }) else { return "carries" }
    if facts.signedOverflow != (carries[n] != carries[n - 1]) { return "V" }
    if facts.unsignedOverflow != carries[n] { return "C or B" }
    if vector.out != carries[n] || vector.intoTop != carries[n - 1] { return "carries' ends" }
  } else if facts.carries != nil {
    return "carries where there are none"
  }
  if facts.operation == .mul {
    let topCopies: UInt64 = expected.result >= UInt64(modulus / 2) ? UInt64(modulus - 1) : 0
    if facts.signedOverflow != (facts.highHalf(asSigned: true) != topCopies) { return "signed high half" }
    if facts.highHalf(asSigned: false) != UInt64(expected.unsignedExact / UInt128(modulus)) { return "high half" }
  }
  if facts.operation == .shl {
    if facts.lostBits != UInt64(expected.unsignedExact / UInt128(modulus)) { return "lost bits" }
    if facts.countWasReduced != (y >= UInt64(n)) { return "reduced count" }
  }
  return nil
}

/// Values at which something changes, and a few random ones.
func interestingBits(_ type: IntegerType, random: Int, seed: UInt64) -> [UInt64] {
  var generator = SeededGenerator(state: seed)
  let top = type.signBit
  var values = [0, 1, 2, 3, 5, 10, top - 1, top, top + 1, top + (top - 2), top + (top - 1), top >> 1, (top >> 1) - 1]
  values += [0x5555_5555_5555_5555 & type.mask, 0xaaaa_aaaa_aaaa_aaaa & type.mask]
  values += stride(from: 4, to: type.width, by: 5).map { 1 << UInt64($0) }
  values += (0..<random).map { _ in generator.next() & type.mask }
  return values
}

@Suite struct OperationFactsTests {
  @Test(arguments: [IntegerType.s8, .u8], IntegerOperation.allCases)
  func agreesWithWiderArithmeticOverAllPairsOfBytes(type: IntegerType, operation: IntegerOperation) {
    var checked = 0
    var failures: [String] = []
    for x in UInt64(0)...255 {
      for y in UInt64(0)...(operation == .neg ? 0 : 255) {
        if let what = difference(OperationFacts(operation, type, x, y)) { failures.append("\(x) \(y): \(what)") }
        checked += 1
      }
    }
    #expect(failures.isEmpty, "\(failures.prefix(5))")
    #expect(checked == (operation == .neg ? 256 : 65536))
  }

  @Test(arguments: IntegerType.allCases.filter { $0.width > 8 }, IntegerOperation.allCases)
  func agreesWithWiderArithmeticOnBoundaryAndRandomValues(type: IntegerType, operation: IntegerOperation) {
    let values = interestingBits(type, random: 16, seed: 20_250 + UInt64(type.width))
    var failures: [String] = []
    for x in values {
      for y in values {
        if let what = difference(OperationFacts(operation, type, x, y)) { failures.append("\(x) \(y): \(what)") }
      }
    }
    #expect(failures.isEmpty, "\(failures.prefix(5))")
  }

  @Test func wrapsManyTimesInAProduct() {
    let facts = OperationFacts(.mul, .u64, .max, .max)
    #expect(facts.exact.description == "340282366920938463426481119284349108225")
    #expect(facts.wraps.description == "18446744073709551614")
    #expect(facts.result == 1)
    #expect(facts.marks == [.high])
    #expect(OperationFacts(.mul, .s8, 0x80, 0x7f).wraps.description == "-63")
  }

  @Test func marksEachOverflowByItsOperationAndSign() {
    #expect(OperationFacts(.add, .s32, 0x7fff_ffff, 1).marks == [.v])
    #expect(OperationFacts(.add, .u32, 0xffff_ffff, 1).marks == [.c])
    #expect(OperationFacts(.sub, .s8, 0x80, 1).marks == [.v])
    #expect(OperationFacts(.sub, .u8, 0, 1).marks == [.b])
    #expect(OperationFacts(.neg, .s8, 0x80).marks == [.v])
    #expect(OperationFacts(.neg, .u8, 1).marks == [.b])
    #expect(OperationFacts(.mul, .s8, 16, 16).marks == [.high])
    #expect(OperationFacts(.shl, .u8, 0x81, 1).marks == [.lost])
    #expect(OperationFacts(.add, .s8, 1, 1).marks == [])
  }

  @Test func tellsAReducedCountFromLostBits() {
    let reduced = OperationFacts(.shl, .s32, 1, 33)
    #expect(reduced.marks == [.count])
    #expect(reduced.result == 2)
    #expect(!reduced.overflowed)
    let both = OperationFacts(.shl, .u8, 0xc0, 9)
    #expect(both.marks == [.lost, .count])
    #expect(both.lostBits == 1)
    let signChanged = OperationFacts(.shl, .s8, 0x40, 1)
    #expect(signChanged.marks == [.lost])
    #expect(signChanged.lostBits == 0)
    #expect(OperationFacts(.shl, .u8, 1, .max).shiftCount == 7)
  }

  @Test func aCarryOutOfASignedSumThatFitsIsNormal() {
    let facts = OperationFacts(.add, .s32, 0xffff_fffb, 5)
    #expect(facts.carries?.out == true)
    #expect(!facts.signedOverflow)
    #expect(facts.hasNormalCarryOut)
    #expect(!OperationFacts(.add, .u32, 0xffff_fffb, 5).hasNormalCarryOut)
    #expect(!OperationFacts(.add, .s32, 1, 1).hasNormalCarryOut)
  }

  @Test func takesAsManyOperandsAsTheOperation() {
    #expect(OperationFacts(.neg, .s8, operands: [1, 2]) == nil)
    #expect(OperationFacts(.add, .s8, operands: [1]) == nil)
    #expect(OperationFacts(.add, .s8, operands: [0x1ff, 1]) == OperationFacts(.add, .s8, 0xff, 1))
    #expect(OperationFacts(.neg, .s8, operands: [1])?.result == 0xff)
  }
}
