package import Diagnostics

/// The codes of the input language. WAVE has 110 to 117 and 202 to 210 of these families.
extension DiagnosticCode {
  package static let unknownName = DiagnosticCode(101)
  package static let unknownType = DiagnosticCode(102)
  package static let ambiguousName = DiagnosticCode(103)
  package static let notAssignable = DiagnosticCode(104)
  package static let notAFunction = DiagnosticCode(105)
  package static let functionNotCalled = DiagnosticCode(106)
  package static let operatorSpacing = DiagnosticCode(107)
  package static let bareExpression = DiagnosticCode(108)
  package static let noEarlierValue = DiagnosticCode(109)
  package static let malformedVersion = DiagnosticCode(118)
  package static let malformedType = DiagnosticCode(119)

  package static let noSuchPart = DiagnosticCode(230)
  package static let notAnInteger = DiagnosticCode(231)
  package static let mixedTypes = DiagnosticCode(232)
  package static let cannotConvert = DiagnosticCode(233)
  package static let noResult = DiagnosticCode(234)
  package static let divisionByZero = DiagnosticCode(235)
  package static let indexOutOfRange = DiagnosticCode(236)
}
