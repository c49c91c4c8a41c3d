package import Diagnostics

extension DiagnosticCode {
  package static let unexpectedCharacter = DiagnosticCode(110)
  package static let badQuotes = DiagnosticCode(111)
  package static let malformedNumber = DiagnosticCode(112)
  package static let malformedName = DiagnosticCode(113)
  package static let unexpectedToken = DiagnosticCode(114)
  package static let unclosedBracket = DiagnosticCode(115)
  package static let duplicateName = DiagnosticCode(116)
  package static let nestingTooDeep = DiagnosticCode(117)

  package static let typeMismatch = DiagnosticCode(202)
  package static let outOfRange = DiagnosticCode(203)
  package static let missingField = DiagnosticCode(204)
  package static let unknownField = DiagnosticCode(205)
  package static let unknownCase = DiagnosticCode(206)
  package static let wrongPayload = DiagnosticCode(207)
  package static let wrongCount = DiagnosticCode(208)
  package static let wrongArguments = DiagnosticCode(209)
  package static let untypedValue = DiagnosticCode(210)
}
