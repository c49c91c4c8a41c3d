import ComponentTypes
import Diagnostics

extension ValueElaborator {
  /// Reads a number as a value of a type.
  func number(_ span: SourceSpan, isInteger: Bool, as type: ValueType) throws(WAVEError) -> ComponentValue {
    switch type.shape {
    case .f32: return .f32(try float(span, isInteger: isInteger))
    case .f64: return .f64(try float(span, isInteger: isInteger))
    default: break
    }
    guard isInteger, let (width, isSigned) = type.integerLayout else {
      throw mismatch(ValueSyntax(.number(isInteger: isInteger), span), type)
    }
    let literal = IntegerLiteral(lexer.text(span))
    guard literal.fits(width: width, isSigned: isSigned) else { throw error(.outOfRange(literal, type), span) }
    guard let value = ComponentValue(integerBits: literal.lowBits, type) else {
      throw mismatch(ValueSyntax(.number(isInteger: true), span), type)
    }
    return value
  }

  /// The nearest value of a floating-point type, ties to even; infinity where the number is too large.
  private func float<F: BinaryFloatingPoint & LosslessStringConvertible>(
    _ span: SourceSpan, isInteger: Bool
  ) throws(WAVEError) -> F {
    let text = lexer.text(span)
    if isInteger {
      let literal = IntegerLiteral(text)
      if literal.isExact {
        let magnitude = F(literal.magnitude)
        return literal.isNegative ? -magnitude : magnitude
      }
    }
    guard let value = F(text.contains("_") ? text.filter { $0 != "_" } : text) else {
      throw mismatch(ValueSyntax(.number(isInteger: isInteger), span), .f64)
    }
    return value
  }
}
