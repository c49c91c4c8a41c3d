import Diagnostics

/// The codes of component binaries: W0450 to W0499.
extension DiagnosticCode {
  static let notAComponent = DiagnosticCode(450)
  static let malformedComponent = DiagnosticCode(451)
  static let componentLimit = DiagnosticCode(452)
  static let unsupportedComponent = DiagnosticCode(453)
  static let componentIndex = DiagnosticCode(454)
  static let componentName = DiagnosticCode(455)
  static let componentType = DiagnosticCode(456)
  static let componentMismatch = DiagnosticCode(457)
  static let componentLinking = DiagnosticCode(458)
  static let canonicalDefinition = DiagnosticCode(459)
  static let typeVisibility = DiagnosticCode(460)
}
