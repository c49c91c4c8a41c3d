/// A recorded session as text: inputs, each with the output that is expected. `.wits` files, and Markdown whose fences are
/// tagged `wits`.
///
/// ```
/// # wraps at max
/// > overflowing-add({x: 2147483647,
/// |                  y: 1})
/// (-2147483648, true) : tuple<s32, bool>
/// [..]OVERFLOW[..]
/// ...
/// > overflowing-add({x: z, y: 1})
/// ? error W0101
/// ```
package struct SessionFile: Hashable, Sendable {
  /// One input, and what is expected of it.
  package struct Step: Hashable, Sendable {
    /// The input, its lines joined by line feeds.
    package var input: String
    /// Where its first line stands, from 0.
    package var line: Int
    /// The status that is stated; nil where none is.
    package var status: ExpectedStatus?
    /// The expected lines as they are written, without blank ones at the end.
    package var expected: [String]
    /// Where the expected lines stand: what a blessing replaces.
    package var expectedLines: Range<Int>
    /// What stands before each line in its file: a fence may be indented.
    package var indentation: String
  }

  /// Steps that share a session of their own.
  package struct Section: Hashable, Sendable {
    /// The heading, or an empty text before the first.
    package var heading: String
    package var steps: [Step]
  }

  /// All lines of the file, without line ends.
  package let lines: [String]
  /// The sections with inputs in them.
  package private(set) var sections: [Section] = []
  /// Lines that could not be understood, from 0, with what is wrong.
  package private(set) var faults: [SessionFileFault] = []

  /// - Parameter isMarkdown: whether inputs stand in fences tagged `wits` only.
  package init(_ text: String, isMarkdown: Bool) {
    lines = Self.lines(of: text)
    var reader = SessionFileReader(lines: lines)
    isMarkdown ? reader.readMarkdown() : reader.readAll()
    sections = reader.sections.filter { !$0.steps.isEmpty }
    faults = reader.faults
  }

  /// A text's lines without their ends, LF or CRLF, and without a mark of byte order.
  static func lines(of text: String) -> [String] {
    // Bytes, not characters: CR and LF are one of those.
    let bytes = text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? text.utf8.dropFirst(3) : text.utf8[...]
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }

  /// The same of a file, whose name says what it is.
  package init(_ text: String, path: String) {
    self.init(text, isMarkdown: path.hasSuffix(".md") || path.hasSuffix(".markdown"))
  }
}

/// A line of a session file that means nothing.
package struct SessionFileFault: Hashable, Sendable {
  /// From 0.
  package var line: Int
  package var message: String
}

/// How an input is expected to end: `? ok`, `? error W0101`, `? trap`.
package enum ExpectedStatus: Hashable, Sendable {
  case ok
  /// With an error; nil for any.
  case error(code: String?)
  case trap

  /// Reads what follows `? `.
  init?(_ text: Substring) {
    let words = text.split(separator: " ")
    switch words.first {
    case "ok" where words.count == 1: self = .ok
    case "trap" where words.count == 1: self = .trap
    case "error" where words.count <= 2: self = .error(code: words.dropFirst().first.map(String.init))
    default: return nil
    }
  }

  /// As it is written behind `? `.
  package var text: String {
    switch self {
    case .ok: "ok"
    case .error(let code): code.map { "error \($0)" } ?? "error"
    case .trap: "trap"
    }
  }
}
