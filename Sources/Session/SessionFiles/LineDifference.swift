/// Two texts' differences as `diff -u` shows them, as data.
package struct LineDifference: Hashable, Sendable {
  /// How many equal lines stand around each difference.
  private static let context = 3

  /// A line of one text or of both.
  package struct Line: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case same, removed, added }
    package var kind: Kind
    package var text: String
  }

  /// Differences that stand near each other, with the equal lines around them.
  package struct Hunk: Hashable, Sendable {
    /// The number of the first line in either text, as `diff -u` counts: from 1, or the line before where it has none.
    package var oldStart: Int
    package var newStart: Int
    package var lines: [Line]

    package var oldCount: Int { lines.count { $0.kind != .added } }
    package var newCount: Int { lines.count { $0.kind != .removed } }
    /// `@@ -1,4 +1,5 @@`.
    package var heading: String { "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@" }
  }

  /// In their order; none where the texts are equal.
  package let hunks: [Hunk]

  package init(old: [String], new: [String]) {
    self.init(old: old, replacing: [(old.indices, new)])
  }

  /// - Parameter replacements: Ranges of the old lines with what takes their place, in order and apart from each other.
  init(old: [String], replacing replacements: [(range: Range<Int>, lines: [String])]) {
    var edits: [Edit] = []
    var (oldLine, newLine) = (0, 0)
    func add(_ kind: Line.Kind, _ text: String) {
      edits.append(Edit(line: Line(kind: kind, text: text), oldLine: oldLine, newLine: newLine))
      if kind != .added { oldLine += 1 }
      if kind != .removed { newLine += 1 }
    }
    for (range, lines) in replacements {
      for text in old[oldLine..<range.lowerBound] { add(.same, text) }
      for line in Self.lines(Array(old[range]), lines) { add(line.kind, line.text) }
    }
    for text in old[oldLine...] { add(.same, text) }
    hunks = Self.hunks(edits)
  }

  private struct Edit {
    var line: Line
    /// The lines before it, in either text.
    var oldLine: Int
    var newLine: Int
  }

  /// How many lines two texts may have for their common ones to be looked for, which takes the product of both; of longer
  /// ones all is another line.
  private static let limit = 2_000

  private static func lines(_ old: [String], _ new: [String]) -> [Line] {
    var removed = Set(old.indices)
    var added = Set(new.indices)
    if old.count <= limit, new.count <= limit {
      (removed, added) = ([], [])
      // Bytes are compared: what only looks alike differs.
      for change in new.map({ Array($0.utf8) }).difference(from: old.map { Array($0.utf8) }) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): added.insert(offset)
        }
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        lines.append(Line(kind: .removed, text: old[i]))
        i += 1
      } else if j < new.count, added.contains(j) {
        lines.append(Line(kind: .added, text: new[j]))
        j += 1
      } else {
        lines.append(Line(kind: .same, text: i < old.count ? old[i] : ""))
        i += 1
        j += 1
      }
    }
    return lines
  }

  /// Runs of edits with their context; runs that would touch are one.
  private static func hunks(_ edits: [Edit]) -> [Hunk] {
    var ranges: [Range<Int>] = []
    for index in edits.indices where edits[index].line.kind != .same {
      let range = max(0, index - context)..<min(edits.count, index + context + 1)
      if let last = ranges.last, last.upperBound >= range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges.compactMap { range in
      guard let first = edits[range].first else { return nil }
      var hunk = Hunk(oldStart: first.oldLine, newStart: first.newLine, lines: edits[range].map(\.line))
      if hunk.oldCount > 0 { hunk.oldStart += 1 }
      if hunk.newCount > 0 { hunk.newStart += 1 }
      return hunk
    }
  }
}
