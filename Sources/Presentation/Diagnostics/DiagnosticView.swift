package import Diagnostics
package import StyledText

/// Draws a diagnostic: its heading, its place, the source with carets, its notes.
///
/// ```
/// error[W0203]: 3000000000 does not fit s32
///  --> <repl:4>:21
/// 4 | overflowing-add({x: 3000000000, y: 1})
///   |                     ^^^^^^^^^^ s32: -2147483648..2147483647
///   = in: args.x of arithmetic:overflow/overflowing-add
///   = help: the same 32 bits as s32: -1294967296
/// ```
package struct DiagnosticView {
  /// How grave the heading says it is.
  package enum Severity: String, Hashable, Sendable {
    case error, note
  }

  private let diagnostic: Diagnostic
  private let severity: Severity
  private let width: Int
  private let isPlain: Bool

  /// - Parameters:
  ///   - width: the columns that source lines may take.
  ///   - isPlain: whether the place is said in words, without the source and carets below it.
  package init(_ diagnostic: Diagnostic, severity: Severity = .error, width: Int, isPlain: Bool = false) {
    self.isPlain = isPlain
    self.diagnostic = diagnostic
    self.severity = severity
    self.width = width
  }

  /// The lines, the heading first.
  package var lines: [StyledLine] {
    if isPlain { return [heading] + placeInWords + diagnostic.notes.flatMap(noteInWords) }
    let (place, gutter) = placeLines
    return [heading] + place + diagnostic.notes.flatMap { noteLines($0, gutter: gutter) }
  }

  /// The place, and the words that are meant: nothing depends on what stands above what.
  private var placeInWords: [StyledLine] {
    guard case .text(let source, let labels) = diagnostic.location, !labels.isEmpty else { return placeLines.lines }
    return labels.prefix(8).map { label in
      let excerpt = SourceExcerpt(label.span, in: source)
      var line = StyledLine("at " + Self.place(excerpt, in: source), .dim)
      let bytes = source.text.utf8.dropFirst(excerpt.marked.lowerBound).prefix(excerpt.marked.count)
      let marked = String(decoding: bytes.prefix(1_000), as: UTF8.self).escapingTerminalControls
      if !marked.isEmpty { line.extend(": " + marked.elidedInTheMiddle(columns: max(20, width / 2)), .strong) }
      if !label.text.isEmpty { line.extend(" -- " + label.text.escapingTerminalControls) }
      return line
    }
  }

  private func noteInWords(_ note: Diagnostic.Note) -> [StyledLine] {
    note.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, part in
      StyledLine((index == 0 ? note.kind.rawValue + ": " : "") + String(part).escapingTerminalControls)
    }
  }

  private var heading: StyledLine {
    let style: Style = severity == .error ? .error : .warning
    // A remark tells something; only mistakes have codes that someone looks up.
    let word = severity == .error ? "error[\(diagnostic.code)]" : severity.rawValue
    return StyledLine([
      StyledRun(word, style), StyledRun(": " + diagnostic.message.escapingTerminalControls, .strong),
    ])
  }

  /// The place and the source, and how many columns line numbers take.
  private var placeLines: (lines: [StyledLine], gutter: Int) {
    switch diagnostic.location {
    case .none: return ([], 1)
    case .binary(let file, let offset):
      let place = file.escapingTerminalControls + (offset.map { " at 0x" + String($0, radix: 16) } ?? "")
      return ([StyledLine([StyledRun(" --> ", .dim), StyledRun(place)])], 1)
    case .text(let source, let labels):
      let excerpts = labels.prefix(8).map { (label: $0, excerpt: SourceExcerpt($0.span, in: source)) }
      guard let first = excerpts.first else {
        return ([StyledLine([StyledRun(" --> ", .dim), StyledRun(source.name.escapingTerminalControls)])], 1)
      }
      let gutter = excerpts.map { String(Self.number($0.excerpt, in: source)).utf8.count }.max() ?? 1
      var lines = [
        StyledLine([
          StyledRun(String(repeating: " ", count: gutter) + "--> ", .dim),
          StyledRun(Self.place(first.excerpt, in: source)),
        ])
      ]
      var shownLine: Int?
      for (position, item) in excerpts.enumerated() {
        let window = ExcerptWindow(item.excerpt, in: source, width: width - gutter - 3)
        // A line that needs no window is written once for all of its labels.
        if shownLine != item.excerpt.index || window.text.hasPrefix("...") || window.text.hasSuffix("...") {
          let number = String(Self.number(item.excerpt, in: source))
          let padding = String(repeating: " ", count: gutter - number.utf8.count)
          lines.append(StyledLine([StyledRun(padding + number + " | ", .dim), StyledRun(window.text)]))
          shownLine = item.excerpt.index
        }
        lines.append(marks(item.label, window, gutter: gutter, isPrimary: position == 0))
      }
      return (lines, gutter)
    }
  }

  /// Where a diagnostic is, in one word; nil where it is nowhere.
  static func place(of diagnostic: Diagnostic) -> String? {
    switch diagnostic.location {
    case .none: nil
    case .binary(let file, let offset):
      file.escapingTerminalControls + (offset.map { ":0x" + String($0, radix: 16) } ?? "")
    case .text(let source, let labels):
      labels.first.map { place(SourceExcerpt($0.span, in: source), in: source) }
        ?? source.name.escapingTerminalControls
    }
  }

  /// `name:column` in what was typed as one line, otherwise `name:line:column`.
  private static func place(_ excerpt: SourceExcerpt, in source: SourceText) -> String {
    let name = source.name.escapingTerminalControls
    if isTyped(source), excerpt.index == 0 { return "\(name):\(excerpt.column)" }
    return "\(name):\(number(excerpt, in: source)):\(excerpt.column)"
  }

  /// The number that a line is shown with. The first line of what was typed has its input's; the others count on from it
  /// within the input, since the next input has the next number.
  private static func number(_ excerpt: SourceExcerpt, in source: SourceText) -> Int {
    isTyped(source) && excerpt.index > 0 ? excerpt.index + 1 : excerpt.number
  }

  /// What was typed is known by its input's number, or was the command line's only input.
  private static func isTyped(_ source: SourceText) -> Bool {
    source.name.hasPrefix("<repl:") || source.name == "<argument>"
  }

  private func marks(_ label: Diagnostic.Label, _ window: ExcerptWindow, gutter: Int, isPrimary: Bool) -> StyledLine {
    var line = StyledLine([StyledRun(String(repeating: " ", count: gutter) + " | ", .dim)])
    line.append(String(repeating: " ", count: window.markStart))
    let mark = String(repeating: isPrimary ? "^" : "-", count: window.markWidth)
    let text = label.text.isEmpty ? "" : " " + label.text.escapingTerminalControls
    line.append(mark + text, isPrimary ? (severity == .error ? .error : .warning) : .dim)
    return line
  }

  private func noteLines(_ note: Diagnostic.Note, gutter: Int) -> [StyledLine] {
    let margin = String(repeating: " ", count: gutter) + " = "
    let style: Style = note.kind == .help ? .help : .dim
    let parts = note.text.split(separator: "\n", omittingEmptySubsequences: false)
    let indent = String(repeating: " ", count: margin.utf8.count + note.kind.rawValue.utf8.count + 2)
    return parts.enumerated().map { index, part in
      let text = String(part).escapingTerminalControls
      guard index == 0 else { return StyledLine([StyledRun(indent + text)]) }
      return StyledLine([
        StyledRun(margin, .dim), StyledRun(note.kind.rawValue + ": ", style), StyledRun(text),
      ])
    }
  }
}
