package import Diagnostics
package import Session

/// What a validation found as one line of JSON Lines: `path`, `valid`, `kind`, `error`. What is absent is null.
package struct ValidationJSON: Sendable {
  private let value: JSONValue

  /// - Parameter kind: What the file is.
  package init(path: String, kind: FileInspection.Kind) {
    value = .object([
      "path": .string(path), "valid": .bool(true), "kind": .string(kind.rawValue), "error": .null,
    ])
  }

  /// - Parameter failure: Why it is not valid; not empty.
  package init(path: String, failure: [Diagnostic]) {
    value = .object([
      "path": .string(path), "valid": .bool(false), "kind": .null,
      "error": .diagnostic(ErrorJSON(Reply.Failure(diagnostics: failure))),
    ])
  }

  /// The line, without its line break. Keys are sorted.
  package var line: String { value.jsonLine }
}
