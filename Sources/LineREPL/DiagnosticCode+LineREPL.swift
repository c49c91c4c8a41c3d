package import Diagnostics

/// The codes of the loops: what cannot be read.
extension DiagnosticCode {
  package static let inputUnreadable = DiagnosticCode(90)
  package static let inputNotUTF8 = DiagnosticCode(91)
  package static let inputContainsNUL = DiagnosticCode(92)
  package static let inputTooLong = DiagnosticCode(93)
  package static let terminalUnusable = DiagnosticCode(94)
  package static let outputUnwritable = DiagnosticCode(95)
}
