/// Reads a session file's lines into sections and steps. Any text is accepted; what means nothing is a fault.
struct SessionFileReader {
  let lines: [String]
  private(set) var sections = [SessionFile.Section(heading: "", steps: [])]
  private(set) var faults: [SessionFileFault] = []

  init(lines: [String]) { self.lines = lines }

  /// The whole file is a session.
  mutating func readAll() { read(lines.indices, indentation: "") }

  /// Fences tagged `wits` are; headings outside of any fence begin a fresh session.
  mutating func readMarkdown() {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let indentation = String(line.prefix { $0 == " " })
      let body = line[line.utf8.dropFirst(indentation.utf8.count).startIndex...]
      guard let mark = body.first, mark == "`" || mark == "~" else {
        if Self.isHeading(body), indentation.count < 4 { begin(String(body)) }
        index += 1
        continue
      }
      let fence = body.prefix { $0 == mark }
      guard fence.count >= 3 else {
        index += 1
        continue
      }
      let tag = body.dropFirst(fence.count).split(separator: " ").first
      let start = index + 1
      index = start
      // A fence ends with as many marks of its kind, or more, and nothing else.
      while index < lines.count, !Self.closes(lines[index], mark, fence.count) { index += 1 }
      if tag == "wits" { read(start..<index, indentation: indentation) }
      index += 1
    }
  }

  private static func closes(_ line: String, _ mark: Character, _ count: Int) -> Bool {
    let body = line.drop { $0 == " " }
    let run = body.prefix { $0 == mark }
    return run.count >= count && body.dropFirst(run.count).allSatisfy(\.isWhitespace)
  }

  /// Whether a line could end a fence of Markdown.
  static func beginsLikeFence(_ line: some StringProtocol) -> Bool {
    let body = line.utf8.drop { $0 == 0x20 }
    return body.starts(with: "```".utf8) || body.starts(with: "~~~".utf8)
  }

  /// Whether a line begins a fresh session: one to six `#` with a blank, or nothing, behind them.
  static func isHeading(_ line: some StringProtocol) -> Bool {
    let marks = line.utf8.prefix { $0 == UInt8(ascii: "#") }
    return (1...6).contains(marks.count) && line.utf8.dropFirst(marks.count).first.map { $0 == 0x20 } != false
  }

  /// Whether a line is a mark with text behind it, such as `> 1 + 1`, or the mark alone.
  private static func isMarked(_ line: Substring, _ mark: Character) -> Bool {
    // By bytes: an accent without a letter would join the blank before it.
    line.utf8.starts(with: "\(mark) ".utf8) || line == String(mark)
  }

  /// What stands behind a mark and its blank.
  private static func text(behindMarkOf line: Substring) -> Substring {
    let rest = line.utf8.dropFirst(2)
    return line[rest.startIndex...]
  }

  private mutating func begin(_ heading: String) {
    sections.append(
      SessionFile.Section(heading: String(heading.drop { $0 == "#" || $0 == " " }), steps: []))
  }

  private mutating func read(_ range: Range<Int>, indentation: String) {
    var index = range.lowerBound
    func text(_ index: Int) -> Substring {
      let line = lines[index]
      let own = line.utf8.prefix(indentation.utf8.count).prefix { $0 == 0x20 }
      return line[own.endIndex...]
    }
    func isInput(_ line: Substring) -> Bool { Self.isMarked(line, ">") }
    func isContinuation(_ line: Substring) -> Bool { Self.isMarked(line, "|") }
    func isStatus(_ line: Substring) -> Bool { line.utf8.starts(with: "? ".utf8) }
    while index < range.upperBound {
      let line = text(index)
      if Self.isHeading(line) {
        begin(String(line))
        index += 1
        continue
      }
      guard isInput(line) else {
        if isContinuation(line) || isStatus(line) {
          faults.append(SessionFileFault(line: index, message: "there is no input before this line"))
        }
        // Words before the first input are for the reader.
        index += 1
        continue
      }
      let first = index
      var input = [String(Self.text(behindMarkOf: line))]
      index += 1
      while index < range.upperBound, isContinuation(text(index)) {
        input.append(String(Self.text(behindMarkOf: text(index))))
        index += 1
      }
      var status: ExpectedStatus?
      if index < range.upperBound, isStatus(text(index)) {
        status = ExpectedStatus(Self.text(behindMarkOf: text(index)))
        if status == nil {
          faults.append(SessionFileFault(line: index, message: "a status is ok, error, error CODE or trap"))
        }
        index += 1
      }
      let start = index
      while index < range.upperBound, !isInput(text(index)), !Self.isHeading(text(index)) { index += 1 }
      var end = index
      // Blank lines at the end keep inputs apart and are no output.
      while end > start, String(text(end - 1)).withoutTrailingBlanks.isEmpty { end -= 1 }
      for stray in start..<end where isContinuation(text(stray)) || isStatus(text(stray)) {
        faults.append(
          SessionFileFault(line: stray, message: "output that begins like this is written with a backslash before it"))
      }
      sections[sections.count - 1].steps.append(
        SessionFile.Step(
          input: input.joined(separator: "\n"), line: first, status: status,
          expected: (start..<end).map { String(text($0)) }, expectedLines: start..<end, indentation: indentation))
    }
  }
}
