import LineEditing
import StyledText

/// Candidates of a completion in columns, or one a line where there is something to say about them.
struct CandidateList {
  /// The most candidates that are shown.
  static let maximumShown = 100

  let lines: [StyledLine]

  init(_ candidates: [CompletionCandidate], width: Int) {
    let shown = candidates.prefix(Self.maximumShown)
    var lines: [StyledLine]
    if shown.contains(where: { !$0.detail.isEmpty }) {
      let widest = shown.map { $0.label.displayWidth }.max() ?? 0
      lines = shown.map { candidate in
        let gap = String(repeating: " ", count: widest - candidate.label.displayWidth + 2)
        // One row each: what is said beside a name is cut where the screen ends.
        return StyledLine([
          StyledRun(candidate.label.escapingTerminalControls),
          StyledRun(gap + candidate.detail.escapingTerminalControls, .dim),
        ]).prefix(columns: width)
      }
    } else {
      lines = Self.columns(shown.map(\.label), width: width)
    }
    if candidates.count > shown.count {
      lines.append(StyledLine("and \(candidates.count - shown.count) more", .dim))
    }
    self.lines = lines
  }

  /// Names down the columns, each column as wide as its widest name.
  private static func columns(_ names: [String], width: Int) -> [StyledLine] {
    let widest = (names.map { $0.displayWidth }.max() ?? 0) + 2
    let count = max(1, (width + 2) / max(1, widest))
    let rows = (names.count + count - 1) / count
    return (0..<rows).map { row in
      var text = ""
      for index in stride(from: row, to: names.count, by: max(1, rows)) {
        let isLast = index + rows >= names.count
        text += names[index]
        if !isLast { text += String(repeating: " ", count: widest - names[index].displayWidth) }
      }
      return StyledLine(text)
    }
  }
}
