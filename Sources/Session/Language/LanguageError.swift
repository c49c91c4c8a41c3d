package import Diagnostics

/// A mistake in an input, or a call that failed.
package struct LanguageError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    case call(Diagnostic)
  }

  package let kind: Kind
  package let source: SourceText
  package let span: SourceSpan
}
