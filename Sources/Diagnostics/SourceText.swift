/// A named piece of text that diagnostics point into.
///
/// Positions are UTF-8 byte offsets; lines and columns are derived only when they are shown.
package struct SourceText: Hashable, Sendable {
  /// What the text is called where it is shown, such as `<repl:4>` or a path.
  package let name: String
  /// The whole text.
  package let text: String
  /// The number that the first line is shown with. A prompt's input shows its input number.
  package let firstLineNumber: Int

  package init(name: String, text: String, firstLineNumber: Int = 1) {
    self.name = name
    self.text = text
    self.firstLineNumber = firstLineNumber
  }
}

/// A half-open range of UTF-8 byte offsets into a `SourceText`.
package struct SourceSpan: Hashable, Sendable {
  /// The first byte.
  package var start: Int
  /// One past the last byte; equal to `start` for a position between bytes.
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest span that holds both.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}
