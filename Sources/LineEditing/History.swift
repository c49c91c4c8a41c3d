/// The inputs that were submitted, the latest last.
package struct History: Hashable, Sendable {
  /// The most entries kept unless told otherwise.
  package static let defaultCapacity = 2_000

  /// The most entries kept.
  package let capacity: Int
  /// The inputs, oldest first; no two neighbours are equal and none is blank.
  package private(set) var entries: [String] = []

  package init(capacity: Int = History.defaultCapacity) {
    self.capacity = max(0, capacity)
  }

  /// Adds an input, unless it is blank or repeats the latest one. The oldest entry gives way when there are too many.
  package mutating func append(_ input: String) {
    guard capacity > 0, input != entries.last, !input.allSatisfy(\.isWhitespace) else { return }
    entries.append(input)
    if entries.count > capacity { entries.removeFirst(entries.count - capacity) }
  }

  /// The latest entry before an index that contains a text.
  package func match(of query: String, before index: Int) -> HistoryMatch? {
    let wanted = Array(query.utf8)
    for candidate in entries.indices.prefix(max(0, index)).reversed() {
      if let offset = entries[candidate].lastOffset(of: wanted) {
        return HistoryMatch(index: candidate, offset: offset)
      }
    }
    return nil
  }

  /// The earliest entry behind an index that contains a text.
  package func match(of query: String, after index: Int) -> HistoryMatch? {
    let wanted = Array(query.utf8)
    for candidate in entries.indices.dropFirst(max(0, index + 1)) {
      if let offset = entries[candidate].lastOffset(of: wanted) {
        return HistoryMatch(index: candidate, offset: offset)
      }
    }
    return nil
  }
}

/// Where a searched text was found.
package struct HistoryMatch: Hashable, Sendable {
  /// The entry's index.
  package var index: Int
  /// The UTF-8 byte offset of the text's last occurrence in the entry.
  package var offset: Int

  package init(index: Int, offset: Int) {
    self.index = index
    self.offset = offset
  }
}

extension String {
  /// The byte offset of the last occurrence of some UTF-8 text.
  fileprivate func lastOffset(of wanted: [UInt8]) -> Int? {
    let bytes = Array(utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    for start in (0...(bytes.count - wanted.count)).reversed()
    where bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start
    }
    return nil
  }
}
