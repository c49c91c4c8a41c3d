package import Diagnostics

extension DiagnosticCode {
  /// An import has nothing that fits it.
  package static let unlinkableImport = DiagnosticCode(510)
  /// What is linked to an import lacks a function or has it with another type.
  package static let providerMismatch = DiagnosticCode(511)
  /// A component uses something that the runtime does not support yet.
  package static let unsupportedComponent = DiagnosticCode(512)
  /// A component instantiates too much, or refers to nothing.
  package static let instantiationRefused = DiagnosticCode(513)
  /// Guest code trapped while its component was instantiated.
  package static let instantiationTrapped = DiagnosticCode(660)
}
