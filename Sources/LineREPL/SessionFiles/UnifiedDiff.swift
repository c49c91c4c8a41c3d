import StyledText

/// Two texts' differences as `diff -u` writes them.
struct UnifiedDiff {
  /// How many equal lines stand around each difference.
  private static let context = 3

  let old: [String]
  let new: [String]

  /// The lines, the two names first; none where the texts are equal.
  func lines(oldName: String, newName: String) -> [StyledLine] {
    let edits = self.edits
    guard edits.contains(where: { $0.kind != .same }) else { return [] }
    var result = [StyledLine("--- \(oldName)", .strong), StyledLine("+++ \(newName)", .strong)]
    for hunk in hunks(edits) {
      let (removed, added) = (hunk.filter { $0.kind != .added }.count, hunk.filter { $0.kind != .removed }.count)
      guard let first = hunk.first else { continue }
      let oldStart = removed == 0 ? first.oldLine : first.oldLine + 1
      let newStart = added == 0 ? first.newLine : first.newLine + 1
      result.append(StyledLine("@@ -\(oldStart),\(removed) +\(newStart),\(added) @@", .keyword))
      for edit in hunk {
        let text = edit.text.escapingTerminalControls
        switch edit.kind {
        case .same: result.append(StyledLine(" " + text))
        case .removed: result.append(StyledLine("-" + text, .error))
        case .added: result.append(StyledLine("+" + text, .help))
        }
      }
    }
    return result
  }

  private struct Edit {
    enum Kind { case same, removed, added }
    var kind: Kind
    var text: String
    /// The lines before it, in either text.
    var oldLine: Int
    var newLine: Int
  }

  private var edits: [Edit] {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var edits: [Edit] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        edits.append(Edit(kind: .removed, text: old[i], oldLine: i, newLine: j))
        i += 1
      } else if j < new.count, added.contains(j) {
        edits.append(Edit(kind: .added, text: new[j], oldLine: i, newLine: j))
        j += 1
      } else {
        edits.append(Edit(kind: .same, text: i < old.count ? old[i] : "", oldLine: i, newLine: j))
        i += 1
        j += 1
      }
    }
    return edits
  }

  /// Runs of edits with their context; runs that would touch are one.
  private func hunks(_ edits: [Edit]) -> [ArraySlice<Edit>] {
    var hunks: [Range<Int>] = []
    for index in edits.indices where edits[index].kind != .same {
      let range = max(0, index - Self.context)..<min(edits.count, index + Self.context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks.map { edits[$0] }
  }
}
