/// One mistake as data: what is wrong, where, and what to do. How it looks is the renderer's business.
package struct Diagnostic: Error, Hashable, Sendable {
  /// What kind of failure it is; the process's exit code follows from it.
  package enum Failure: Hashable, Sendable {
    /// Well-formed but invalid, unresolved, ill-typed, or an evaluation that failed: exit code 1.
    case invalid
    /// A usage mistake on the command line: exit code 2.
    case usage
    /// Cannot be read, or malformed: exit code 3.
    case malformed
    /// A recorded session or check did not match: exit code 4.
    case mismatch
  }

  /// A place in the source with what it says there.
  package struct Label: Hashable, Sendable {
    /// Where in the diagnostic's source.
    package var span: SourceSpan
    /// What stands behind the carets; may be empty.
    package var text: String

    package init(_ span: SourceSpan, _ text: String = "") {
      self.span = span
      self.text = text
    }
  }

  /// A line below the source, such as `in: args.x` or `help: …`.
  package struct Note: Hashable, Sendable {
    /// The word before the colon.
    package enum Kind: String, Hashable, Sendable {
      case note, help, expected
      case context = "in"
    }
    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// Where the mistake is.
  package enum Location: Hashable, Sendable {
    /// In a text, with the primary label first.
    case text(SourceText, [Label])
    /// In a file of bytes, at a byte offset where one is known.
    case binary(file: String, offset: Int?)
    /// In no file: a setting, a limit, the machine.
    case none
  }

  package var code: DiagnosticCode
  package var failure: Failure
  /// One sentence without a full stop; names in it are already fit to print.
  package var message: String
  package var location: Location
  package var notes: [Note]

  package init(
    _ code: DiagnosticCode, _ message: String, failure: Failure = .invalid, at location: Location = .none,
    notes: [Note] = []
  ) {
    self.code = code
    self.failure = failure
    self.message = message
    self.location = location
    self.notes = notes
  }

  /// The process's exit code when this ends a run.
  package var exitCode: Int32 {
    switch failure {
    case .invalid: 1
    case .usage: 2
    case .malformed: 3
    case .mismatch: 4
    }
  }
}

/// What each target's typed error can be turned into, in that target's one place for wording.
package protocol DiagnosticConvertible: Error {
  /// The error as diagnostics, the most important first; never empty.
  var diagnostics: [Diagnostic] { get }
}
