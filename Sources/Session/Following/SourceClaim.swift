/// *source*: a loss's result was followed, byte by byte, to where it stands in what a call returned.
package struct SourceClaim: Hashable, Sendable {
  /// What it went through, besides being moved.
  package enum Passage: String, Hashable, Sendable, CaseIterable {
    /// It was stored in a linear memory.
    case memory
    /// It was made wider.
    case `extension`
    /// Upper bytes of it were dropped.
    case truncation
    /// It went from one component to another.
    case border
  }

  /// The parts of the result that it is, as selectors such as `.0` or `[3].x`; an empty one is the whole.
  package var parts: [String]
  package var passages: [Passage]
  /// Which time it was at its place, from 1, and of how many: the event tells of that time.
  package var occurrence: UInt64
  /// The parts that came of other times at the same place.
  package var otherParts: [String]

  package init(
    parts: [String], passages: [Passage] = [], occurrence: UInt64 = 1, otherParts: [String] = []
  ) {
    self.parts = parts
    self.passages = passages
    self.occurrence = occurrence
    self.otherParts = otherParts
  }
}

/// Why nobody followed where a result came from, though a loss might have made it.
package enum NotFollowed: Hashable, Sendable {
  /// The call ran more instructions than `:set follow-limit` says.
  case tooLong(instructions: UInt64)
  /// The instance has more memory than is kept for it, in bytes.
  case tooLarge(bytes: Int)
  /// What linked instances and stubs answered was too large to keep.
  case tooManyAnswers
  /// The user interrupted it, or the time was up.
  case interrupted
  /// The second run could not be told from the first for certain.
  case failed
}
