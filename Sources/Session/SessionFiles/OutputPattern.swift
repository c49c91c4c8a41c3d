/// Expected lines: `...` stands for any number of lines, `[..]` for any text in a line.
package struct OutputPattern: Hashable, Sendable {
  private let lines: [LinePattern]

  /// - Parameter lines: As they are written in a session file.
  package init(_ lines: [String]) { self.lines = lines.map { LinePattern($0) } }

  /// Whether an output is what is expected. Blanks at the ends of lines do not count, nor do blank lines at the end.
  package func matches(_ output: [String]) -> Bool {
    let output = Self.normalized(output)
    // Greedy with one place to come back to: the latest `...` can always take one line more.
    var (line, position) = (0, 0)
    var retry: (line: Int, position: Int)?
    while position < output.count {
      if line < lines.count, case .anyLines = lines[line] {
        retry = (line, position)
        line += 1
      } else if line < lines.count, lines[line].matches(output[position]) {
        (line, position) = (line + 1, position + 1)
      } else if let place = retry {
        retry = (place.line, place.position + 1)
        (line, position) = (place.line + 1, place.position + 1)
      } else {
        return false
      }
    }
    return lines[line...].allSatisfy { $0 == .anyLines }
  }

  /// The lines to write for an output that does not match: those that still fit stay as they are, and so does a `...`
  /// that stands alone between two of them.
  package static func blessed(_ written: [String], for output: [String]) -> [String] {
    let output = normalized(output)
    let patterns = written.map { LinePattern($0) }
    let anchors = anchors(patterns, output)
    var result: [String] = []
    var (line, position) = (0, 0)
    for (anchorLine, anchorPosition) in anchors + [(patterns.count, output.count)] {
      let gap = patterns[line..<anchorLine]
      if !gap.isEmpty, gap.allSatisfy({ $0 == .anyLines }) {
        result += written[line..<anchorLine]
      } else {
        result += output[position..<anchorPosition].map(escaped)
      }
      if anchorLine < patterns.count { result.append(written[anchorLine]) }
      (line, position) = (anchorLine + 1, anchorPosition + 1)
    }
    return result
  }

  /// An output line as it is written in a session file.
  package static func escaped(_ line: String) -> String {
    let text = escapingAnyText(line.withoutTrailingBlanks)
    let needsMark =
      [">", "|", "?"].contains { text == $0 || text.utf8.starts(with: "\($0) ".utf8) }
      || text == "..." || line.utf8.first == UInt8(ascii: "\\") || SessionFileReader.isHeading(text)
      || SessionFileReader.beginsLikeFence(text)
    return needsMark ? "\\" + text : text
  }

  /// The same with a backslash before each `[..]`.
  private static func escapingAnyText(_ line: String) -> String {
    let mark = Array("[..]".utf8)
    var rest = Array(line.utf8)[...]
    guard rest.firstPlace(of: mark) != nil else { return line }
    var bytes: [UInt8] = []
    while let found = rest.firstPlace(of: mark) {
      bytes += rest[..<found] + [UInt8(ascii: "\\")] + mark
      rest = rest[(found + mark.count)...]
    }
    return String(decoding: bytes + rest, as: UTF8.self)
  }

  /// How many lines two texts may have for their common ones to be looked for; longer ones are written anew.
  private static let anchorLimit = 2_000

  /// Pairs of pattern and output lines that fit, in order: a longest such sequence.
  private static func anchors(_ patterns: [LinePattern], _ output: [String]) -> [(Int, Int)] {
    let (rows, columns) = (patterns.count, output.count)
    guard rows > 0, columns > 0, rows <= anchorLimit, columns <= anchorLimit else { return [] }
    var lengths = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    var fits = [Bool](repeating: false, count: rows * columns)
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for column in stride(from: columns - 1, through: 0, by: -1) {
        let isFit = patterns[row] != .anyLines && patterns[row].matches(output[column])
        fits[row * columns + column] = isFit
        let below = lengths[(row + 1) * (columns + 1) + column]
        let right = lengths[row * (columns + 1) + column + 1]
        let both = isFit ? lengths[(row + 1) * (columns + 1) + column + 1] + 1 : 0
        lengths[row * (columns + 1) + column] = max(below, right, both)
      }
    }
    var found: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < rows, column < columns {
      let here = lengths[row * (columns + 1) + column]
      if fits[row * columns + column], here == lengths[(row + 1) * (columns + 1) + column + 1] + 1 {
        found.append((row, column))
        (row, column) = (row + 1, column + 1)
      } else if lengths[(row + 1) * (columns + 1) + column] == here {
        row += 1
      } else {
        column += 1
      }
    }
    return found
  }

  private static func normalized(_ output: [String]) -> [String] {
    var lines = output.map(\.withoutTrailingBlanks)
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// One expected line. All in bytes: what only looks alike is not the same.
private enum LinePattern: Hashable, Sendable {
  /// `...`.
  case anyLines
  /// The pieces between `[..]`s; one piece is the line itself.
  case pieces([[UInt8]])

  private static let anyText = Array("[..]".utf8)
  private static let backslash = UInt8(ascii: "\\")

  init(_ written: String) {
    var text = Array(written.withoutTrailingBlanks.utf8)[...]
    if text.elementsEqual("...".utf8) {
      self = .anyLines
      return
    }
    func beginsWithEscapedAnyText() -> Bool {
      text.first == Self.backslash && text.dropFirst().starts(with: Self.anyText)
    }
    if text.first == Self.backslash, !beginsWithEscapedAnyText() { text = text.dropFirst() }
    var pieces: [[UInt8]] = [[]]
    while let byte = text.first {
      if beginsWithEscapedAnyText() {
        pieces[pieces.count - 1] += Self.anyText
        text = text.dropFirst(1 + Self.anyText.count)
      } else if text.starts(with: Self.anyText) {
        pieces.append([])
        text = text.dropFirst(Self.anyText.count)
      } else {
        pieces[pieces.count - 1].append(byte)
        text = text.dropFirst()
      }
    }
    self = .pieces(pieces)
  }

  func matches(_ line: String) -> Bool {
    guard case .pieces(let pieces) = self, let first = pieces.first, let last = pieces.last else { return false }
    var rest = Array(line.utf8)[...]
    guard pieces.count > 1 else { return rest.elementsEqual(first) }
    guard rest.starts(with: first) else { return false }
    rest = rest.dropFirst(first.count)
    guard rest.count >= last.count, rest.suffix(last.count).elementsEqual(last) else { return false }
    rest = rest.dropLast(last.count)
    // Each piece at its first place leaves the most room for those behind it.
    for piece in pieces.dropFirst().dropLast() {
      guard let found = rest.firstPlace(of: piece) else { return false }
      rest = rest[(found + piece.count)...]
    }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Where some bytes first stand.
  fileprivate func firstPlace(of bytes: [UInt8]) -> Int? {
    guard let first = bytes.first else { return startIndex }
    guard count >= bytes.count else { return nil }
    return (startIndex...(endIndex - bytes.count)).first { self[$0] == first && self[$0...].starts(with: bytes) }
  }
}

extension String {
  /// Without blanks at its end.
  var withoutTrailingBlanks: String {
    var scalars = Substring(self).unicodeScalars
    while let last = scalars.last, last == " " || last == "\t" || last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}
