import Diagnostics

/// How the layout of comments is kept in documentation. The two differ for comments in `/** … */` alone.
enum DocumentationLayout {
  /// Without the indentation that all lines share, so that it prints back as `///` and reads as it was.
  case normalised
  /// As tools exchange it: a block's inner lines keep their indentation.
  case exchanged
}

extension Lexer {
  /// The documentation that the comments between two offsets hold; nil where there is no comment.
  ///
  /// WIT.md writes documentation as `///` and says no more. As other tools do, every comment before an item counts;
  /// blanks at the ends of lines and the indentation that all lines share are taken away.
  func documentation(from start: Int, to end: Int, layout: DocumentationLayout = .normalised) -> String? {
    let comments = self.comments(from: start, to: end)
    guard !comments.isEmpty else { return nil }
    var lines: [Substring] =
      switch layout {
      case .normalised: withoutSharedBlanks(comments.flatMap { self.lines(of: $0) })
      case .exchanged: withoutSharedSpaces(comments.map { trimmingEnd(body(of: $0).text) })
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let text = lines.joined(separator: "\n")
    // Line breaks are one character each, however the file writes them.
    return text.utf8.contains(UInt8(ascii: "\r"))
      ? text.split(omittingEmptySubsequences: false) { $0 == "\r\n" }.joined(separator: "\n") : text
  }

  /// The comments between two offsets.
  private func comments(from start: Int, to end: Int) -> [String] {
    var comments: [String] = []
    var at = start
    while at < end {
      guard bytes[at] == UInt8(ascii: "/") else {
        at += 1
        continue
      }
      let first = at
      if byte(at: at + 1) == UInt8(ascii: "*") {
        at = min(endOfBlockComment(from: at) ?? end, end)
      } else {
        while at < end, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      }
      comments.append(text(SourceSpan(first, at)))
    }
    return comments
  }

  /// Takes away the blanks that all lines begin with; empty ones do not count.
  private func withoutSharedBlanks(_ lines: [Substring]) -> [Substring] {
    let shared = lines.filter { !$0.isEmpty }.map(leadingBlanks).min() ?? 0
    return lines.map { line in
      line.isEmpty || leadingBlanks(line) < shared
        ? line : line[line.utf8.index(line.startIndex, offsetBy: shared)...]
    }
  }

  /// Takes away the spaces that all comments begin with, where a block counts as one line that has line breaks in it:
  /// these count as blanks, but only spaces go.
  private func withoutSharedSpaces(_ comments: [Substring]) -> [Substring] {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0C, 0x0D]
    let shared = comments.filter { !$0.isEmpty }.map { $0.utf8.prefix { blanks.contains($0) }.count }.min() ?? 0
    return comments.map { comment in
      let beginning = comment.utf8.prefix(shared)
      guard beginning.count == shared, beginning.allSatisfy({ $0 == 0x20 }) else { return comment }
      return comment[beginning.endIndex...]
    }
  }

  /// A comment without its delimiters.
  private func body(of comment: String) -> (text: Substring, isBlock: Bool) {
    let text = Substring(comment)
    guard text.hasPrefix("/**") else { return (text.drop { $0 == "/" }, false) }
    let inner = text.dropFirst(3)
    return (inner.hasSuffix("*/") ? inner.dropLast(2) : inner.drop { $0 == "/" }, true)
  }

  /// The lines of a comment, without its delimiters and the blanks at their ends.
  private func lines(of comment: String) -> [Substring] {
    let (text, isBlock) = body(of: comment)
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(trimmingEnd)
    if isBlock {
      // A block's text usually begins below its opening and ends above its closing.
      if lines.count > 1, lines.first?.isEmpty == true { lines.removeFirst() }
      if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    }
    return lines
  }

  private func trimmingEnd(_ line: Substring) -> Substring {
    var line = line
    while let last = line.unicodeScalars.last, last.properties.isWhitespace { line.unicodeScalars.removeLast() }
    return line
  }

  private func leadingBlanks(_ line: Substring) -> Int {
    line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
  }
}
