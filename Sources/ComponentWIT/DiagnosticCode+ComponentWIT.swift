import Diagnostics

/// The codes of components as WIT: W0470 to W0479.
extension DiagnosticCode {
  static let notSayableInWIT = DiagnosticCode(470)
  static let packageMetadata = DiagnosticCode(471)
}
