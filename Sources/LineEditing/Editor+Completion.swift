extension Editor {
  /// The most candidates that are listed.
  package static let maximumCandidates = 1_000

  /// What could stand at the cursor now: for a popup that shows it and then calls `accept`.
  package func completionSession(in language: some InputLanguage) -> Completion? {
    language.completion(of: buffer.text, at: buffer.cursorUTF8Offset)
  }

  /// Puts a candidate in the place of what its completion replaces, or of the whole selected hole, and selects the first
  /// of the candidate's own holes.
  /// - Returns: `.bell` if the text has changed meanwhile so that the completion does not fit it, or is too long.
  @discardableResult
  package mutating func accept(_ candidate: CompletionCandidate, of completion: Completion) -> EditorEffect {
    guard let lower = buffer.position(ofUTF8Offset: completion.range.lowerBound),
      let upper = buffer.position(ofUTF8Offset: completion.range.upperBound)
    else { return .bell }
    lastAction = .other
    var range = lower..<upper
    if let hole = holes?.selectedRange, hole.contains(lower) || hole.lowerBound == lower, upper <= hole.upperBound {
      range = hole
    }
    let effect = edit(range, with: Array(candidate.text))
    guard effect == .none else { return effect }
    holes?.deselect()
    if !candidate.holes.isEmpty { openHoles(of: candidate) }
    return effect
  }

  /// Completes at the cursor: one candidate wholly, several as far as they agree; a second Tab lists them.
  mutating func complete(after previous: EditorAction, in language: some InputLanguage) -> EditorEffect {
    guard let completion = completionSession(in: language) else { return .bell }
    return complete(completion, mayList: previous == .complete)
  }

  /// Completes as far as candidates agree.
  /// - Parameter mayList: whether they are listed where that is not further than what stands there.
  mutating func complete(_ completion: Completion, mayList: Bool) -> EditorEffect {
    guard let first = completion.candidates.first,
      let lower = buffer.position(ofUTF8Offset: completion.range.lowerBound),
      let upper = buffer.position(ofUTF8Offset: completion.range.upperBound)
    else { return .bell }
    let present = Array(buffer.characters[lower..<upper])
    if completion.candidates.allSatisfy({ $0.text == first.text }) {
      guard Array(first.text) != present else { return .bell }
      return accept(first, of: completion)
    }
    lastAction = .complete
    let common = commonPrefix(of: completion.candidates)
    if common.count > present.count, common.starts(with: present) {
      return edit(lower..<upper, with: common)
    }
    guard mayList else { return .bell }
    return .listCandidates(Array(completion.candidates.prefix(Self.maximumCandidates)))
  }

  private func commonPrefix(of candidates: [CompletionCandidate]) -> [Character] {
    guard var common = candidates.first.map({ Array($0.text) }) else { return [] }
    for candidate in candidates.dropFirst() {
      let agreeing = zip(common, candidate.text).prefix { $0 == $1 }.count
      common.removeLast(common.count - agreeing)
    }
    return common
  }

  /// Selects the first hole of a candidate that ends at the cursor.
  private mutating func openHoles(of candidate: CompletionCandidate) {
    let text = candidate.text
    let start = cursor - text.count
    guard start >= 0, buffer.characters[start..<cursor].elementsEqual(text) else { return }
    var positions: [Int: Int] = [:]
    var bytes = 0
    for (index, character) in text.enumerated() {
      positions[bytes] = index
      bytes += character.utf8.count
    }
    positions[bytes] = text.count
    var ranges: [Range<Int>] = []
    for hole in candidate.holes.prefix(HoleList.maximumCount) {
      guard let lower = positions[hole.lowerBound], let upper = positions[hole.upperBound],
        start + lower >= ranges.last?.upperBound ?? 0
      else { continue }
      ranges.append((start + lower)..<(start + upper))
    }
    guard let first = ranges.first else { return }
    let end = cursor
    if holes?.insert(ranges, until: end) != true { holes = HoleList(ranges, end: end) }
    buffer.moveCursor(to: first.lowerBound)
  }
}
