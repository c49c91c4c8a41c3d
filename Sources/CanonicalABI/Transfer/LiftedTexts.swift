/// What is known of the strings that a lift met: how they were encoded decides in which steps they are lowered again.
///
/// Source: CanonicalABI.md, "Loading" (`String`), "Storing" (`store_string_into_range`).
package struct LiftedTexts: Hashable, Sendable {
  /// The encoding that all had.
  let encoding: StringEncoding
  /// The strings, by their order, that were tagged as UTF-16 and would have fitted Latin-1.
  private var needlesslyWide: Set<Int> = []
  private var count = 0

  /// None yet.
  package init(_ encoding: StringEncoding) { self.encoding = encoding }

  /// Notes the next string.
  mutating func note(isNeedlesslyWide: Bool) {
    if isNeedlesslyWide { needlesslyWide.insert(count) }
    count += 1
  }

  /// Whether a string, by its order, took more room than it had to.
  func isNeedlesslyWide(_ index: Int) -> Bool { needlesslyWide.contains(index) }
}
