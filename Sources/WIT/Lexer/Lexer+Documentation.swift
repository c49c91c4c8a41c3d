import Diagnostics

extension Lexer {
  /// The documentation that the comments between two offsets hold; nil where there is no comment.
  ///
  /// WIT.md writes documentation as `///` and says no more. As other tools do, every comment before an item counts;
  /// indentation that all its lines share is taken away.
  func documentation(from start: Int, to end: Int) -> String? {
    var comments: [Substring] = []
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
      comments.append(contents(of: text(SourceSpan(first, at))))
    }
    if comments.isEmpty { return nil }
    let indentation = comments.filter { !$0.isEmpty }.map(leadingBlanks).min() ?? 0
    var lines: [Substring] = []
    for comment in comments {
      let isIndented = comment.utf8.prefix(indentation).allSatisfy { $0 == UInt8(ascii: " ") }
      let rest =
        isIndented && leadingBlanks(comment) >= indentation ? removingBytes(indentation, from: comment) : comment
      if rest.isEmpty {
        lines.append("")
      } else {
        lines += splitLines(rest)
      }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// What a comment says, without its delimiters and the blanks behind it.
  private func contents(of comment: String) -> Substring {
    var text = Substring(comment)
    if text.hasPrefix("/**") {
      text = text.dropFirst(3)
      text = text.hasSuffix("*/") ? text.dropLast(2) : text.drop { $0 == "/" }
    } else {
      text = text.drop { $0 == "/" }
    }
    while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
    return text
  }

  private func leadingBlanks(_ text: Substring) -> Int {
    text.utf8.prefix { $0 == 0x20 || (0x09...0x0D).contains($0) && $0 != 0x0B }.count
  }

  private func removingBytes(_ count: Int, from text: Substring) -> Substring {
    text[text.utf8.index(text.startIndex, offsetBy: count)...]
  }

  /// The lines of a text; `\r\n` ends a line as `\n` does.
  private func splitLines(_ text: Substring) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}
