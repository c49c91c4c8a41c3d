import Diagnostics

/// `:source`: what each input of a file came to.
package struct SourceReply: Sendable {
  /// As it was given.
  package var path: String
  /// In order; where one ended the file early, it is the last.
  package var replies: [Reply]
  /// Why the file ended early; nil where all its inputs ran.
  package var failure: Reply.Failure?

  package init(path: String, replies: [Reply], failure: Reply.Failure? = nil) {
    self.path = path
    self.replies = replies
    self.failure = failure
  }
}

/// `:check`: a session file held against what happens now.
package struct CheckReply: Sendable {
  /// An input that did something else than stands in the file.
  package struct Mismatch: Hashable, Sendable {
    /// Where the input stands, from 1.
    package var line: Int
    package var input: String
    /// The status that is stated, such as `error W0101`; nil where none is.
    package var expected: String?
    /// How the input ended.
    package var found: String

    package init(line: Int, input: String, expected: String?, found: String) {
      self.line = line
      self.input = input
      self.expected = expected
      self.found = found
    }
  }

  /// A line that means nothing.
  package struct Fault: Hashable, Sendable {
    /// From 1.
    package var line: Int
    package var message: String

    package init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }

  /// As it was given.
  package var path: String
  package var inputCount: Int
  package var mismatches: [Mismatch]
  package var faults: [Fault]
  /// From the file as it reads to the file as it would have to read.
  package var difference: LineDifference

  package init(
    path: String, inputCount: Int, mismatches: [Mismatch], faults: [Fault] = [],
    difference: LineDifference = LineDifference(old: [], new: [])
  ) {
    self.path = path
    self.inputCount = inputCount
    self.mismatches = mismatches
    self.faults = faults
    self.difference = difference
  }

  /// Whether all happens as the file says.
  package var holds: Bool { mismatches.isEmpty && faults.isEmpty }

  /// Why it does not hold; nil where it does.
  package var failure: Reply.Failure? {
    holds ? nil : Reply.Failure(diagnostics: SessionError(.checkFailed(self)).diagnostics)
  }
}

/// `:record`: what becomes of the session's recording.
package enum RecordingReply: Hashable, Sendable {
  /// From now on inputs are appended; so many were there before and stand in the file already.
  case began(path: String, earlierInputs: Int)
  /// It goes on; so many inputs stand in the file.
  case going(path: String, inputs: Int)
  case ended(path: String, inputs: Int)
  /// Nothing is recorded.
  case none
}
