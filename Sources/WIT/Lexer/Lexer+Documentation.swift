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
    var lines: [Range<Int>] = []
    var at = start
    while at < end {
      // There is nothing but comments and blanks.
      guard bytes[at] == UInt8(ascii: "/") else {
        at += 1
        continue
      }
      let first = at
      let isLine = byte(at: at + 1) == UInt8(ascii: "/")
      if isLine {
        at = bytes[at..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
      } else {
        at = min(endOfBlockComment(from: at) ?? end, end)
      }
      if isLine || layout == .exchanged {
        lines.append(trimmingEnd(body(of: first..<at).range))
      } else {
        appendLines(ofBlock: first..<at, to: &lines)
      }
    }
    if lines.isEmpty { return nil }
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
      shared = min(shared, bytes[line].prefix { isIndentation($0, layout) }.count)
    }
    if shared == 0 { return }
    for (number, line) in lines.enumerated() where line.count >= shared {
      let beginning = bytes[line].prefix(shared)
      if layout == .exchanged, !beginning.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
      lines[number] = beginning.endIndex..<line.upperBound
    }
  }

  private func isIndentation(_ byte: UInt8, _ layout: DocumentationLayout) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): true
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: layout == .exchanged
    default: false
    }
  }

  /// Lines with line breaks between them, which are one character each, however the file writes them.
  private func text(joining lines: [Range<Int>], _ layout: DocumentationLayout) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for (number, line) in lines.enumerated() {
      if number > 0 { text.append(UInt8(ascii: "\n")) }
      text += bytes[line]
    }
    // Only a block that counts as one line has line breaks in it.
    if layout == .exchanged, text.contains(UInt8(ascii: "\r")) {
      text = Array(zip(text, text.dropFirst() + [0]).lazy.filter { $0 != (0x0D, 0x0A) }.map(\.0))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A comment without its delimiters.
  private func body(of comment: Range<Int>) -> (range: Range<Int>, isBlock: Bool) {
    guard bytes[comment].starts(with: "/**".utf8) else { return (withoutSlashes(comment), false) }
    let inner = comment.lowerBound + 3..<comment.upperBound
    let isClosed = bytes[inner].reversed().starts(with: "/*".utf8)
    return (isClosed ? inner.dropLast(2) : withoutSlashes(inner), true)
  }

  private func withoutSlashes(_ range: Range<Int>) -> Range<Int> {
    bytes[range].drop { $0 == UInt8(ascii: "/") }.indices
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
