package import Diagnostics

extension ComponentWITError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] { [diagnostic(file: "component")] }

  /// The error as a diagnostic in a named file.
  package func diagnostic(file: String) -> Diagnostic {
    Diagnostic(
      kind.code, kind.message, failure: kind.isMalformed ? .malformed : .invalid,
      at: .binary(file: file, offset: offset))
  }
}

extension ComponentWITError.Kind {
  fileprivate var isMalformed: Bool {
    switch self {
    case .unknownMetadataVersion, .malformedMetadata, .severalMetadataSections: true
    default: false
    }
  }

  fileprivate var code: DiagnosticCode { isMalformed ? .packageMetadata : .notSayableInWIT }

  fileprivate var message: String {
    switch self {
    case .unnamedType(let word, let item): "`\(item)` mentions a \(word) without a name, which WIT cannot say"
    case .unknownResource(let name, let item):
      "`\(item)` mentions the resource `\(name)`, which nothing in its interface or world declares"
    case .memberOfNothing(let name): "`\(name)` is a member of a resource that is not declared beside it"
    case .notOneItem(let name): "`\(name)` of the encoded package is not one interface or one world"
    case .packagesDiffer(let name, let expected): "`\(name)` is not of the package `\(expected)` that is encoded here"
    case .noPackageName(let name): "`\(name)` of the encoded package does not say its package"
    case .unknownMetadataVersion(let version):
      "the section `package-docs` has " + (version.map { "version \($0)" } ?? "no version") + "; 0 and 1 are known"
    case .malformedMetadata: "the section `package-docs` is not JSON"
    case .severalMetadataSections: "there is more than one section `package-docs`"
    }
  }
}
