package import BitArithmetic
package import StyledText

/// The numbers of a type on a circle, as two's complement has them.
extension BitView {
  /// An operation as a way around the wheel.
  ///
  /// - Parameter rows: The most lines there may be.
  package func wheel(_ facts: OperationFacts, rows: Int = 14) -> [StyledLine] {
    Array(operationInWords(facts).prefix(rows))
  }

  /// One integer's place on the wheel.
  ///
  /// - Parameter rows: The most lines there may be.
  package func wheel(_ bits: UInt64, _ type: IntegerType, rows: Int = 14) -> [StyledLine] {
    Array(integer(bits, type).prefix(rows))
  }

  /// The same as `wheel(_:rows:)` in sentences.
  package func wheelInWords(_ facts: OperationFacts) -> [StyledLine] { operationInWords(facts) }

  /// The same as `wheel(_:_:rows:)` in sentences.
  package func wheelInWords(_ bits: UInt64, _ type: IntegerType) -> [StyledLine] { integerInWords(bits, type) }
}
