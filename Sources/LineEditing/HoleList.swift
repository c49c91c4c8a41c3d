/// The holes of a skeleton: places in the text that wait to be filled in. They move with what is edited.
///
/// Invariant: the holes are ascending and apart, inside the text, and none ends behind `end`.
package struct HoleList: Hashable, Sendable {
  /// The most holes that are kept of a skeleton.
  static let maximumCount = 256

  /// Where they are, in characters.
  package private(set) var ranges: [Range<Int>]
  /// Where the skeleton ends: behind its closing bracket.
  package private(set) var end: Int
  /// The hole that the next typed character replaces; nil while the cursor is on its own.
  package private(set) var selected: Int?

  init?(_ ranges: [Range<Int>], end: Int) {
    guard !ranges.isEmpty else { return nil }
    self.ranges = ranges
    self.end = end
    selected = 0
  }

  /// The range of the selected hole.
  package var selectedRange: Range<Int>? { selected.map { ranges[$0] } }

  /// Puts the holes of a skeleton that was inserted into a hole in that one's place, and selects the first of them.
  /// - Returns: false where they lie in no hole, or there would be too many.
  mutating func insert(_ inner: [Range<Int>], until innerEnd: Int) -> Bool {
    guard let first = inner.first, let last = inner.last,
      let index = ranges.firstIndex(where: { $0.lowerBound <= first.lowerBound && innerEnd <= $0.upperBound }),
      last.upperBound <= innerEnd, ranges.count + inner.count <= Self.maximumCount
    else { return false }
    ranges.replaceSubrange(index...index, with: inner)
    selected = index
    return true
  }

  mutating func select(_ index: Int) { selected = ranges.indices.contains(index) ? index : nil }
  mutating func deselect() { selected = nil }

  /// The hole that a position is in or at the border of.
  func index(at position: Int) -> Int? {
    ranges.firstIndex { $0.lowerBound <= position && position <= $0.upperBound }
  }

  /// The holes after a change of the text: one that was changed over its border is gone, and all are if the skeleton's
  /// end is.
  func adjusted(to change: BufferChange, in buffer: TextBuffer) -> HoleList? {
    let replaced = change.position..<(change.position + change.removed.count)
    let growth = change.inserted.count - change.removed.count
    guard replaced.upperBound <= end else { return replaced.lowerBound < end ? nil : self }
    // What is inserted behind the skeleton is not in it, unless its last hole ends there.
    let isBehind = replaced.isEmpty && replaced.lowerBound == end && ranges.last?.upperBound != end
    var result = self
    result.ranges = []
    result.selected = nil
    var isTaken = false
    for (index, hole) in ranges.enumerated() {
      let moved: Range<Int>
      // Between two holes that touch, what is inserted belongs to the selected one, otherwise to the first.
      let isPreferred = selected.map { $0 == index || ranges[$0].lowerBound != hole.upperBound } ?? true
      if !isTaken, isPreferred, hole.lowerBound <= replaced.lowerBound, replaced.upperBound <= hole.upperBound {
        moved = hole.lowerBound..<(hole.upperBound + growth)
        isTaken = true
      } else if !isTaken, hole.upperBound <= replaced.lowerBound {
        moved = hole
      } else if replaced.upperBound <= hole.lowerBound {
        moved = (hole.lowerBound + growth)..<(hole.upperBound + growth)
      } else {
        continue
      }
      if index == selected { result.selected = result.ranges.count }
      result.ranges.append(moved)
    }
    result.end = isBehind ? end : end + growth
    guard let last = result.ranges.last, last.upperBound <= result.end, result.end <= buffer.count,
      result.ranges[0].lowerBound >= 0
    else { return nil }
    return result
  }
}
