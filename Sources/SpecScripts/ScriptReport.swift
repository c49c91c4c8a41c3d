/// What came of a script.
package struct ScriptReport: Sendable {
  /// One for each directive, in order; a thread's stand where it was started.
  package internal(set) var outcomes: [DirectiveOutcome]

  package var passed: Int { outcomes.count { $0.verdict == .passed } }
  package var skipped: Int { outcomes.count { if case .skipped = $0.verdict { true } else { false } } }
  package var failed: Int { outcomes.count - passed - skipped }
}

/// What came of one directive.
package struct DirectiveOutcome: Hashable, Sendable {
  /// How it ended.
  package enum Verdict: Hashable, Sendable {
    case passed
    /// What was expected and what happened instead.
    case failed(String)
    /// Why nothing was tried.
    case skipped(String)
  }

  /// The line that it begins in, from 1.
  package let line: Int
  /// Its keyword, such as `assert_return`.
  package let directive: String
  package let verdict: Verdict
}
