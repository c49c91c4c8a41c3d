/// What was lost when a bit pattern was cut to its low bits, as `i32.wrap_i64` does.
package struct NarrowingFacts: Hashable, Sendable {
  /// The width before, in bits.
  package let sourceWidth: Int
  /// The width after, in bits.
  package let resultWidth: Int
  /// The bits before, zero-extended.
  package let bits: UInt64

  private let signedSource: IntegerType
  private let signedResult: IntegerType

  /// Nil where a width is none of 8, 16, 32 and 64, or the result's is not the smaller.
  package init?(_ bits: UInt64, from sourceWidth: Int, to resultWidth: Int) {
    guard resultWidth < sourceWidth, let source = IntegerType(width: sourceWidth, isSigned: true),
      let result = IntegerType(width: resultWidth, isSigned: true)
    else { return nil }
    self.sourceWidth = sourceWidth
    self.resultWidth = resultWidth
    self.bits = bits & source.mask
    signedSource = source
    signedResult = result
  }

  /// The facts of `i32.wrap_i64`.
  package init(wrapping bits: UInt64) {
    (sourceWidth, resultWidth, signedSource, signedResult) = (64, 32, .s64, .s32)
    self.bits = bits
  }

  /// The type before, with or without a sign.
  package func sourceType(asSigned isSigned: Bool) -> IntegerType { signedSource.withSign(isSigned) }

  /// The type after, with or without a sign.
  package func resultType(asSigned isSigned: Bool) -> IntegerType { signedResult.withSign(isSigned) }

  /// The bits that were kept, zero-extended.
  package var result: UInt64 { bits & signedResult.mask }

  /// The bits that were dropped, the lowest of them lowest.
  package var droppedBits: UInt64 { bits >> UInt64(resultWidth) }

  /// The value before, in a reading.
  package func exact(asSigned isSigned: Bool) -> ExactInteger { sourceType(asSigned: isSigned).value(of: bits) }

  /// Whether the value is the same afterwards, in a reading.
  package func fits(asSigned isSigned: Bool) -> Bool {
    resultType(asSigned: isSigned).contains(exact(asSigned: isSigned))
  }

  /// Whether the value is lost in both readings. A value that survives in one was narrowed on purpose, more likely than not.
  package var losesBothReadings: Bool { !fits(asSigned: true) && !fits(asSigned: false) }

  /// The k of `exact - k*2^n = result` in a reading, n being the width after.
  package func wraps(asSigned isSigned: Bool) -> ExactInteger {
    exact(asSigned: isSigned)
      .wraps(to: resultType(asSigned: isSigned).value(of: result), exponent: resultWidth)
  }
}
