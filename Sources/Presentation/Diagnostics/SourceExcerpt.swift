import Diagnostics

/// The line of a source that a span begins in: found by bytes, so that a line of many megabytes costs one pass.
struct SourceExcerpt {
  /// The line's number as it is shown.
  let number: Int
  /// The line's index in the text, from 0.
  let index: Int
  /// Where the line is in the text: byte offsets, without its line break.
  let line: Range<Int>
  /// The span's column: scalars from the line's start, from 1.
  let column: Int
  /// The span's part that is in this line: byte offsets into the text.
  let marked: Range<Int>

  init(_ span: SourceSpan, in source: SourceText) {
    var text = source.text
    (number, index, line, column, marked) = text.withUTF8 { bytes in
      let start = min(max(0, span.start), bytes.count)
      var lineStart = 0
      var index = 0
      for offset in 0..<start where bytes[offset] == 0x0A {
        lineStart = offset + 1
        index += 1
      }
      var lineEnd = start
      while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
      if lineEnd > lineStart, bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
      // A scalar begins at each byte that is not a continuation.
      var column = 1
      for offset in lineStart..<start where bytes[offset] & 0xC0 != 0x80 { column += 1 }
      let end = min(max(span.end, start), lineEnd)
      return (
        source.firstLineNumber + index, index, lineStart..<lineEnd, column,
        min(start, lineEnd)..<max(end, min(start, lineEnd))
      )
    }
  }
}
