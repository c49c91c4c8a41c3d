import BitArithmetic
import ComponentTypes
import Diagnostics

extension EvaluationNote {
  /// The fact as a remark on the input.
  func remark(in source: SourceText) -> Diagnostic {
    switch self {
    case .conversion(let from, let to, let span):
      return Diagnostic(
        .conversionRemark, "as kept the low bits: \(Self.text(from)) became \(Self.text(to))",
        at: .text(source, [Diagnostic.Label(span)]))
    case .shiftCountReduced(let count, let width, let used, let span):
      return Diagnostic(
        .shiftCountRemark, "a shift count of \(Self.text(count)) is taken modulo \(width): \(used)",
        at: .text(source, [Diagnostic.Label(span)]))
    case .divisionWrapped(let type, let span):
      return Diagnostic(
        .divisionRemark, "the quotient does not fit \(type) and wrapped",
        at: .text(source, [Diagnostic.Label(span)]))
    }
  }

  private static func text(_ value: TypedValue) -> String {
    guard let (bits, type) = IntegerBits.bits(of: value.value) else { return "a value" }
    return type.decimal(bits) + ":" + type.description
  }
}
