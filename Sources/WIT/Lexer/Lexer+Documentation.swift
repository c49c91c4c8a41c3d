import Diagnostics

extension Lexer {
  /// The documentation that the comments between two offsets hold; nil where there is no comment.
  ///
  /// WIT.md writes documentation as `///` and says no more. As other tools do, every comment before an item counts;
  /// blanks at the ends of lines and the indentation that all lines share are taken away.
  func documentation(from start: Int, to end: Int) -> String? {
    var lines: [Substring] = []
    var hasComments = false
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
      hasComments = true
      lines += self.lines(of: text(SourceSpan(first, at)))
    }
    guard hasComments else { return nil }
    let indentation = lines.filter { !$0.isEmpty }.map(leadingBlanks).min() ?? 0
    lines = lines.map { $0.isEmpty ? $0 : $0[$0.utf8.index($0.startIndex, offsetBy: indentation)...] }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The lines of a comment, without its delimiters and the blanks at their ends.
  private func lines(of comment: String) -> [Substring] {
    var text = Substring(comment)
    var isBlock = false
    if text.hasPrefix("/**") {
      isBlock = true
      text = text.dropFirst(3)
      text = text.hasSuffix("*/") ? text.dropLast(2) : text.drop { $0 == "/" }
    } else {
      text = text.drop { $0 == "/" }
    }
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
