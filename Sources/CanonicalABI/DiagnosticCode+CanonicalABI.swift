package import Diagnostics

extension DiagnosticCode {
  /// A guest broke a rule of the canonical ABI.
  package static let canonicalABIRule = DiagnosticCode(650)
  /// A type that cannot be lifted or lowered.
  package static let typeNotTransferable = DiagnosticCode(651)
}
