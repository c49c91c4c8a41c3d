import Diagnostics

/// The codes of the command line.
extension DiagnosticCode {
  static let usage = DiagnosticCode(701)
}
