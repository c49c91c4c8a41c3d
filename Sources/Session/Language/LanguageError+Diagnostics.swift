package import Diagnostics

extension LanguageError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] {
    switch kind {
    case .call(let diagnostic): [diagnostic]
    }
  }
}
