/// What could stand at the cursor of half-typed input.
package struct InputCompletion: Hashable, Sendable {
  /// The most candidates that are given.
  package static let maximumCandidates = 1_000

  /// What a candidate replaces: UTF-8 offsets, ending at the cursor.
  package var range: Range<Int>
  /// The candidates, the likeliest first.
  package var candidates: [InputCandidate]

  package init(_ range: Range<Int>, _ candidates: [InputCandidate]) {
    self.range = range
    self.candidates = candidates
  }
}

/// One thing that could stand at the cursor.
package struct InputCandidate: Hashable, Sendable {
  /// What it is.
  package enum Kind: Hashable, Sendable {
    case command, function, variable, instance, interface, type, field, `case`, keyword, path, skeleton, setting
  }

  package var kind: Kind
  /// What takes the place of what was typed, such as `overflowing-add(`.
  package var text: String
  /// What is listed, such as `overflowing-add`.
  package var label: String
  /// What is said of it: a signature, a type, the first line of its documentation. It may be empty.
  package var detail: String
  /// What is to be filled in: UTF-8 ranges of `text`, ascending and apart.
  package var holes: [Range<Int>]

  package init(
    _ kind: Kind, _ text: String, label: String? = nil, detail: String = "", holes: [Range<Int>] = []
  ) {
    self.kind = kind
    self.text = text
    self.label = label ?? text
    self.detail = detail
    self.holes = holes
  }
}
