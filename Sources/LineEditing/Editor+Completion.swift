extension Editor {
  /// The most candidates that are listed.
  static let maximumCandidates = 1_000

  /// Completes at the cursor: one candidate wholly, several as far as they agree; a second Tab lists them.
  mutating func complete(after previous: EditorAction, in language: some InputLanguage) -> EditorEffect {
    guard let completion = language.completion(of: buffer.text, at: buffer.cursorUTF8Offset),
      let first = completion.candidates.first,
      let lower = buffer.position(ofUTF8Offset: completion.range.lowerBound),
      let upper = buffer.position(ofUTF8Offset: completion.range.upperBound)
    else { return .bell }
    let present = Array(buffer.characters[lower..<upper])
    if completion.candidates.allSatisfy({ $0.text == first.text }) {
      let replacement = Array(first.text)
      guard replacement != present else { return .bell }
      return edit(lower..<upper, with: replacement)
    }
    lastAction = .complete
    let common = commonPrefix(of: completion.candidates)
    if common.count > present.count, common.starts(with: present) {
      return edit(lower..<upper, with: common)
    }
    guard previous == .complete else { return .bell }
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
}
