package import BitArithmetic
package import Session
package import StyledText

/// Bits in a few lines, as they stand under a prompt while an expression is typed.
extension BitView {
  /// An operation in at most four lines.
  package func compact(_ facts: OperationFacts, rows: Int = 4) -> [StyledLine] {
    Array(heading(facts).prefix(max(0, min(4, rows))))
  }

  /// An integer in at most four lines.
  package func compact(_ bits: UInt64, _ type: IntegerType, rows: Int = 4) -> [StyledLine] {
    Array(integer(bits, type).prefix(max(0, min(4, rows))))
  }

  /// A value in at most four lines; none where it holds no number.
  package func compact(_ value: ValueReply, rows: Int = 4) -> [StyledLine] {
    value.operation.map { compact($0, rows: rows) } ?? []
  }
}
