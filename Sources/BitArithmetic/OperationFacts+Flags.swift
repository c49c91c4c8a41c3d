extension OperationFacts {
  /// The carries of an addition, or the borrows of a subtraction or negation; nil for `mul` and `shl`, which have neither.
  package var carries: CarryVector? {
    switch operation {
    case .add: CarryVector(width: type.width, bits: (UInt128(x) + UInt128(y)) ^ UInt128(x) ^ UInt128(y))
    case .sub: CarryVector(width: type.width, bits: (UInt128(x) &- UInt128(y)) ^ UInt128(x) ^ UInt128(y))
    case .neg: CarryVector(width: type.width, bits: (0 &- UInt128(x)) ^ UInt128(x))
    case .mul, .shl: nil
    }
  }

  /// The product's high half in the type's own sign; nil for other operations.
  package var highHalf: UInt64? { highHalf(asSigned: type.isSigned) }

  /// Bits n through 2n-1 of the product, read with or without a sign; nil for other operations.
  package func highHalf(asSigned isSigned: Bool) -> UInt64? {
    guard operation == .mul else { return nil }
    let product = exact(asSigned: isSigned).twosComplement
    return UInt64(truncatingIfNeeded: product >> UInt128(type.width)) & type.mask
  }

  /// How far a shift moves: its count modulo the width; 0 for other operations.
  package var shiftCount: Int { operation == .shl ? Int(y % UInt64(type.width)) : 0 }

  /// Whether a shift's count was the width or more.
  package var countWasReduced: Bool { operation == .shl && y >= UInt64(type.width) }

  /// The bits that a shift moved out at the top, the last one lowest: `shiftCount` of them; nil for other operations.
  package var lostBits: UInt64? {
    guard operation == .shl else { return nil }
    return shiftCount == 0 ? 0 : x >> UInt64(type.width - shiftCount)
  }

  /// The marks in the type's own sign.
  package var marks: [OverflowMark] { marks(asSigned: type.isSigned) }

  /// The mark of an overflow in a reading, if there was one, and that of a reduced count.
  package func marks(asSigned isSigned: Bool) -> [OverflowMark] {
    (overflowed(asSigned: isSigned) ? [overflowMark(asSigned: isSigned)] : []) + (countWasReduced ? [.count] : [])
  }

  /// The mark that an overflow of this operation has in a reading.
  package func overflowMark(asSigned isSigned: Bool) -> OverflowMark {
    switch operation {
    case .add: isSigned ? .v : .c
    case .sub, .neg: isSigned ? .v : .b
    case .mul: .high
    case .shl: .lost
    }
  }

  /// Whether the type is signed, the result fits, and yet a carry or borrow left the topmost bit: -5 + 5 does it.
  /// It is normal for two's complement and no overflow.
  package var hasNormalCarryOut: Bool {
    type.isSigned && !signedOverflow && (carries?.out ?? false)
  }
}
