/// What `EXPR as TYPE` did between two integer types: it keeps the low bits, or extends by the source's own sign.
package struct ConversionFacts: Hashable, Sendable {
  package let source: IntegerType
  package let target: IntegerType
  /// The bits before, zero-extended.
  package let bits: UInt64

  /// Bits above the source's width are ignored.
  package init(_ bits: UInt64, from source: IntegerType, to target: IntegerType) {
    self.source = source
    self.target = target
    self.bits = bits & source.mask
  }

  /// The value before.
  package var exact: ExactInteger { source.value(of: bits) }

  /// The bits after, zero-extended.
  package var result: UInt64 { target.lowBits(of: exact) }

  /// Whether the value is the same afterwards.
  package var keepsValue: Bool { target.contains(exact) }

  /// The bits that were cut off, the lowest of them lowest; 0 where the target is as wide or wider.
  package var droppedBits: UInt64 { target.width < source.width ? bits >> UInt64(target.width) : 0 }

  /// The k of `exact - k*2^n = result`, n being the target's width.
  package var wraps: ExactInteger { exact.wraps(to: target.value(of: result), exponent: target.width) }
}
