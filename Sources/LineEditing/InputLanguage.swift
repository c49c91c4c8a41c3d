package import StyledText

/// What the editor asks of the language that is typed into it. The editor itself knows no syntax.
package protocol InputLanguage {
  /// Whether Enter should start a new line because the input cannot be complete, such as with an open bracket.
  func isUnfinished(_ text: String) -> Bool

  /// What could stand at the cursor, or nil if nothing is known.
  /// - Parameter cursor: the cursor as a UTF-8 byte offset into `text`.
  func completion(of text: String, at cursor: Int) -> Completion?

  /// The text in styles, for drawing while it is typed. The runs' texts together must be `text`; otherwise they are
  /// ignored.
  func highlighted(_ text: String) -> [StyledRun]

  /// A quiet remark drawn behind the input, such as the parameter the cursor is in, or nil.
  /// - Parameter cursor: the cursor as a UTF-8 byte offset into `text`.
  func hint(for text: String, at cursor: Int) -> String?

  /// Where the brackets stand that are marked while the cursor is there: two that belong together, or none.
  /// - Parameter cursor: the cursor as a UTF-8 byte offset into `text`.
  /// - Returns: the offset of each bracket's first byte.
  func markedBrackets(in text: String, at cursor: Int) -> [Int]
}

extension InputLanguage {
  package func isUnfinished(_ text: String) -> Bool { false }
  package func completion(of text: String, at cursor: Int) -> Completion? { nil }
  package func highlighted(_ text: String) -> [StyledRun] { [StyledRun(text)] }
  package func hint(for text: String, at cursor: Int) -> String? { nil }
  package func markedBrackets(in text: String, at cursor: Int) -> [Int] { [] }
}

/// A language in which every line is complete and nothing completes.
package struct PlainText: InputLanguage, Sendable {
  package init() {}
}

/// The candidates for one place in the input.
package struct Completion: Hashable, Sendable {
  /// What a candidate replaces, in UTF-8 byte offsets; it ends at or behind the cursor.
  package var range: Range<Int>
  /// The candidates in the order they are listed.
  package var candidates: [CompletionCandidate]

  package init(_ range: Range<Int>, _ candidates: [CompletionCandidate]) {
    self.range = range
    self.candidates = candidates
  }
}

/// One thing that could stand at the cursor.
package struct CompletionCandidate: Hashable, Sendable {
  /// The text that replaces the range, such as `overflowing-add(`.
  package var text: String
  /// What is listed; the text itself unless something else reads better.
  package var label: String
  /// A remark for the list, such as a signature; may be empty.
  package var detail: String
  /// What is to be filled in once the text stands in the input: UTF-8 byte ranges of `text`, ascending and apart.
  package var holes: [Range<Int>]

  package init(_ text: String, label: String? = nil, detail: String = "", holes: [Range<Int>] = []) {
    self.text = text
    self.label = label ?? text
    self.detail = detail
    self.holes = holes
  }
}
