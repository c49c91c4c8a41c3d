import BitArithmetic
import Testing

@Suite struct ConversionTests {
  @Test func narrowingKeepsAValueThatFitsInOneReading() {
    let minusOne = NarrowingFacts(wrapping: .max)
    #expect(minusOne.fits(asSigned: true) && !minusOne.fits(asSigned: false))
    #expect(minusOne.droppedBits == 0xffff_ffff && minusOne.result == 0xffff_ffff)
    let sum = NarrowingFacts(wrapping: 0x8000_0000)
    #expect(!sum.fits(asSigned: true) && sum.fits(asSigned: false))
    #expect(sum.wraps(asSigned: true).description == "1")
    #expect(sum.resultType(asSigned: true).decimal(sum.result) == "-2147483648")
    #expect(!sum.losesBothReadings)
    let large = NarrowingFacts(wrapping: 0x7_0000_0001)
    #expect(large.losesBothReadings)
    #expect(large.wraps(asSigned: false).description == "7")
  }

  @Test func narrowingNeedsASmallerWidth() {
    #expect(NarrowingFacts(1, from: 32, to: 64) == nil)
    #expect(NarrowingFacts(1, from: 8, to: 8) == nil)
    #expect(NarrowingFacts(0x1ff, from: 16, to: 8)?.droppedBits == 1)
    #expect(NarrowingFacts(7, from: 64, to: 32) == NarrowingFacts(wrapping: 7))
  }

  @Test func conversionExtendsByTheSourcesSign() {
    #expect(ConversionFacts(0xff, from: .s8, to: .u32).result == 0xffff_ffff)
    #expect(ConversionFacts(0xff, from: .u8, to: .s32).result == 0xff)
    #expect(!ConversionFacts(0xff, from: .s8, to: .u32).keepsValue)
    #expect(ConversionFacts(0xff, from: .s8, to: .u32).wraps.description == "-1")
    let cut = ConversionFacts(300, from: .s32, to: .u8)
    #expect((cut.result, cut.droppedBits, cut.keepsValue, cut.wraps.description) == (44, 1, false, "1"))
  }

  @Test func conversionAgreesWithTheStandardLibraryOverAllPairsOfTypes() {
    for x in Int16.min...Int16.max {
      let bits = UInt64(UInt16(bitPattern: x))
      #expect(ConversionFacts(bits, from: .s16, to: .s8).result == UInt64(UInt8(truncatingIfNeeded: x)))
      #expect(ConversionFacts(bits, from: .s16, to: .s8).keepsValue == (Int8(exactly: x) != nil))
      #expect(ConversionFacts(bits, from: .s16, to: .u64).result == UInt64(truncatingIfNeeded: x))
      #expect(ConversionFacts(bits, from: .u16, to: .s16).keepsValue == (x >= 0))
    }
  }

  @Test func splitsFloatsIntoTheirFields() {
    let one = FloatFields(Float(1.5))
    #expect((one.isNegative, one.exponent, one.fraction, one.unbiasedExponent) == (false, 127, 0x40_0000, 0))
    let tiny = FloatFields(-Double.leastNonzeroMagnitude)
    #expect(tiny.class == .subnormal && tiny.isNegative && tiny.fraction == 1 && tiny.unbiasedExponent == -1022)
    #expect(FloatFields(Float.infinity).class == .infinity)
    #expect(FloatFields(Double.nan).class == .quietNaN)
    #expect(FloatFields(Float(bitPattern: 0x7f80_0001)).class == .signalingNaN)
    #expect(FloatFields(-0.0).class == .zero)
    #expect(FloatFields(Double.greatestFiniteMagnitude).unbiasedExponent == 1023)
  }
}
