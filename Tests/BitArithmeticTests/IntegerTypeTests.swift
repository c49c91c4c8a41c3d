import BitArithmetic
import Testing

@Suite struct IntegerTypeTests {
  @Test func readsBothWays() {
    #expect(IntegerType.s8.decimal(0x80) == "-128")
    #expect(IntegerType.u8.decimal(0x80) == "128")
    #expect(IntegerType.s64.decimal(.max) == "-1")
    #expect(IntegerType.u64.decimal(.max) == "18446744073709551615")
    #expect(IntegerType.s64.minimum.description == "-9223372036854775808")
    #expect(IntegerType.s16.maximum.description == "32767")
  }

  @Test func writesEveryDigit() {
    #expect(IntegerType.s8.hexadecimal(5) == "0x05")
    #expect(IntegerType.u64.hexadecimal(0xabc) == "0x0000000000000abc")
    #expect(IntegerType.u8.octal(255) == "0o377")
    #expect(IntegerType.s32.octal(0xffff_ffff) == "0o37777777777")
    #expect(IntegerType.u8.binary(5) == "00000101")
  }

  @Test func knowsItsNamesAndWidths() {
    for type in IntegerType.allCases {
      #expect(IntegerType(named: type.description) == type)
      #expect(IntegerType(width: type.width, isSigned: type.isSigned) == type)
      #expect(type.counterpart.counterpart == type)
      #expect(type.bits(of: type.minimum) == type.minimumBits)
      #expect(type.bits(of: type.maximum) == type.maximumBits)
    }
    #expect(IntegerType(named: "i32") == nil)
    #expect(IntegerType(width: 24, isSigned: true) == nil)
  }

  @Test func refusesValuesOutsideItsRange() {
    #expect(IntegerType.u8.bits(of: ExactInteger(256)) == nil)
    #expect(IntegerType.u8.bits(of: ExactInteger(-1)) == nil)
    #expect(IntegerType.s8.bits(of: ExactInteger(-128)) == 0x80)
    #expect(IntegerType.s32.lowBits(of: ExactInteger(3_000_000_000)) == 0xb2d0_5e00)
  }

  @Test func ordersExactIntegers() {
    let values = [Int128.min, -5, -1, 0, 1, 7, .max]
    for a in values {
      for b in values { #expect((ExactInteger(a) < ExactInteger(b)) == (a < b)) }
    }
    #expect(ExactInteger(isNegative: true, magnitude: 0) == .zero)
  }
}
