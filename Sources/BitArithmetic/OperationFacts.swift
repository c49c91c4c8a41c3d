/// What one integer operation did, down to the bit, in both readings of its bits.
///
/// Everything follows from the operation, the type and the operands. `exact`, `overflowed`, `wraps` and `highHalf` without
/// an argument use the type's own sign; their twins take one, since an instruction's operands have none.
package struct OperationFacts: Hashable, Sendable {
  package let operation: IntegerOperation
  package let type: IntegerType
  /// The first operand's bits, zero-extended.
  package let x: UInt64
  /// The second operand's bits, zero-extended; 0 for `neg`. For `shl` it is the count as it was given, which may be
  /// wider than the type.
  package let y: UInt64

  /// The result's bits, wrapped to the type and zero-extended.
  package let result: UInt64
  /// Whether the exact signed result does not fit.
  package let signedOverflow: Bool
  /// Whether the exact unsigned result does not fit.
  package let unsignedOverflow: Bool
  private let signedExact: ExactInteger
  private let unsignedExact: ExactInteger

  /// Bits of the operands above the width are ignored, except in a shift count.
  package init(_ operation: IntegerOperation, _ type: IntegerType, _ x: UInt64, _ y: UInt64 = 0) {
    self.operation = operation
    self.type = type
    self.x = x & type.mask
    self.y =
      switch operation {
      case .neg: 0
      case .shl: y
      case .add, .sub, .mul: y & type.mask
      }
    signedExact = Self.exact(operation, type.withSign(true), self.x, self.y)
    unsignedExact = Self.exact(operation, type.withSign(false), self.x, self.y)
    result = type.lowBits(of: signedExact)
    signedOverflow = type.withSign(true).value(of: result) != signedExact
    unsignedOverflow = type.withSign(false).value(of: result) != unsignedExact
  }

  /// The same with the operands in a list; nil where they are not as many as the operation takes.
  package init?(_ operation: IntegerOperation, _ type: IntegerType, operands: [UInt64]) {
    guard operands.count == operation.operandCount, let x = operands.first else { return nil }
    self.init(operation, type, x, operands.dropFirst().first ?? 0)
  }

  /// The operands, as many as the operation takes.
  package var operands: [UInt64] { operation == .neg ? [x] : [x, y] }

  /// The same operation on the same bits, read with the other sign.
  package var counterpart: OperationFacts { OperationFacts(operation, type.counterpart, x, y) }

  // MARK: - Results

  /// The result as integers without a width would have it. A shift multiplies by 2^`shiftCount`.
  package var exact: ExactInteger { exact(asSigned: type.isSigned) }

  /// The exact result of the operands read with or without a sign.
  package func exact(asSigned isSigned: Bool) -> ExactInteger { isSigned ? signedExact : unsignedExact }

  private static func exact(_ operation: IntegerOperation, _ type: IntegerType, _ x: UInt64, _ y: UInt64)
    -> ExactInteger
  {
    let (a, b) = (type.wideValue(of: x), type.wideValue(of: y))
    switch operation {
    case .add: return ExactInteger(a + b)
    case .sub: return ExactInteger(a - b)
    case .neg: return ExactInteger(-a)
    case .mul:
      // The largest unsigned product needs all 128 bits; signed ones stay below 2^126.
      return type.isSigned ? ExactInteger(a * b) : ExactInteger(UInt128(x) * UInt128(y))
    case .shl: return ExactInteger(a << Int128(y % UInt64(type.width)))
    }
  }

  /// Whether the exact result, in the type's own sign, does not fit the type.
  package var overflowed: Bool { overflowed(asSigned: type.isSigned) }

  /// Whether the exact result does not fit the type's width, with or without a sign.
  package func overflowed(asSigned isSigned: Bool) -> Bool { isSigned ? signedOverflow : unsignedOverflow }

  /// The k of `exact - k*2^n = result`: 0 where the result fits, more than 1 or negative where it must be.
  package var wraps: ExactInteger { wraps(asSigned: type.isSigned) }

  /// The k of `exact - k*2^n = result` in a reading.
  package func wraps(asSigned isSigned: Bool) -> ExactInteger {
    exact(asSigned: isSigned).wraps(to: type.withSign(isSigned).value(of: result), exponent: type.width)
  }
}
