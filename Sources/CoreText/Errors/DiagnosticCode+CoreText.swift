import Diagnostics

// W0440 to W0449: core text. W0007 was text that could not be read yet; it is not used again.
extension DiagnosticCode {
  static let textMalformedToken = DiagnosticCode(440)
  static let textUnexpected = DiagnosticCode(441)
  static let textUnknownOperator = DiagnosticCode(442)
  static let textUnknownIdentifier = DiagnosticCode(443)
  static let textRepeatedIdentifier = DiagnosticCode(444)
  static let textMalformedNumber = DiagnosticCode(445)
  static let textInlineType = DiagnosticCode(446)
  static let textAnnotation = DiagnosticCode(447)
  static let textLimit = DiagnosticCode(448)
}
