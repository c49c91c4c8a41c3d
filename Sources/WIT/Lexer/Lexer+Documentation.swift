import Diagnostics

/// How the layout of comments is kept in documentation. The two differ for comments in `/** … */` alone.
enum DocumentationLayout {
  /// Without the indentation that all lines share, so that it prints back as `///` and reads as it was.
  case normalised
  /// As tools exchange it: a block's inner lines keep their indentation.
  case exchanged
}

extension Lexer {
  /// The documentation that the comments before the last token hold; nil where there is none.
  ///
  /// WIT.md writes documentation as `///` and says no more. As other tools do, every comment before an item counts;
  /// blanks at the ends of lines and the indentation that all lines share are taken away.
  func documentation(_ layout: DocumentationLayout = .normalised) -> String? {
    if comments.isEmpty { return nil }
    var lines: [Range<Int>] = []
    lines.reserveCapacity(comments.count)
    for comment in comments {
      if layout == .exchanged || !isBlock(comment) {
        lines.append(trimmingEnd(body(of: comment).range))
      } else {
        appendLines(ofBlock: comment, to: &lines)
      }
    }
    removeSharedIndentation(from: &lines, layout)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return text(joining: lines, layout)
  }

  /// Takes away what all lines begin with; empty ones do not count.
  ///
  /// As tools exchange documentation, a block counts as one line that has line breaks in it: these count as blanks,
  /// but only spaces go.
  private func removeSharedIndentation(from lines: inout [Range<Int>], _ layout: DocumentationLayout) {
    var shared = Int.max
    for line in lines where !line.isEmpty {
      shared = min(shared, line.count, line.prefix { isIndentation(bytes[$0], layout) }.count)
    }
    if shared == 0 { return }
    for (number, line) in lines.enumerated() where line.count >= shared {
      let beginning = line.prefix(shared)
      if layout == .exchanged, !beginning.allSatisfy({ bytes[$0] == UInt8(ascii: " ") }) { continue }
      lines[number] = beginning.upperBound..<line.upperBound
    }
  }

  private func isBlock(_ comment: Range<Int>) -> Bool { byte(at: comment.lowerBound + 1) == UInt8(ascii: "*") }

  private func isIndentation(_ byte: UInt8, _ layout: DocumentationLayout) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): true
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: layout == .exchanged
    default: false
    }
  }

  /// Lines with line breaks between them, which are one character each, however the file writes them.
  private func text(joining lines: [Range<Int>], _ layout: DocumentationLayout) -> String {
    if lines.count == 1, layout == .normalised { return String(decoding: bytes[lines[0]], as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for (number, line) in lines.enumerated() {
      if number > 0 { text.append(UInt8(ascii: "\n")) }
      text += bytes[line]
    }
    // Only a block that counts as one line has line breaks in it.
    if layout == .exchanged, comments.contains(where: isBlock), text.contains(UInt8(ascii: "\r")) {
      text = Array(zip(text, text.dropFirst() + [0]).lazy.filter { $0 != (0x0D, 0x0A) }.map(\.0))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A comment without its delimiters.
  private func body(of comment: Range<Int>) -> (range: Range<Int>, isBlock: Bool) {
    let start = comment.lowerBound
    guard byte(at: start + 1) == UInt8(ascii: "*"), byte(at: start + 2) == UInt8(ascii: "*"), comment.count > 2 else {
      return (withoutSlashes(comment), false)
    }
    let inner = comment.lowerBound + 3..<comment.upperBound
    let isClosed = bytes[inner].reversed().starts(with: "/*".utf8)
    return (isClosed ? inner.dropLast(2) : withoutSlashes(inner), true)
  }

  private func withoutSlashes(_ range: Range<Int>) -> Range<Int> {
    range.drop { bytes[$0] == UInt8(ascii: "/") }
  }

  /// The lines of a block comment, without its delimiters and the blanks at their ends.
  private func appendLines(ofBlock comment: Range<Int>, to lines: inout [Range<Int>]) {
    let (range, isBlock) = body(of: comment)
    var found = bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { trimmingEnd($0.indices) }
    if isBlock {
      // A block's text usually begins below its opening and ends above its closing.
      if found.count > 1, found.first?.isEmpty == true { found.removeFirst() }
      if found.count > 1, found.last?.isEmpty == true { found.removeLast() }
    }
    lines += found
  }

  /// Takes away the white space that a line ends with.
  private func trimmingEnd(_ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound {
      // Most lines end with a visible character of ASCII.
      if bytes[end - 1] &- 0x21 < 0x5E { break }
      var start = end - 1
      // The bytes of a character behind its first one.
      while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      guard isWhiteSpace(start..<end) else { break }
      end = start
    }
    return line.lowerBound..<end
  }

  private func isWhiteSpace(_ character: Range<Int>) -> Bool {
    let first = bytes[character.lowerBound]
    if first < 0x80 { return first == UInt8(ascii: " ") || (0x09...0x0D).contains(first) }
    return scalar(in: character)?.properties.isWhitespace ?? false
  }
}
