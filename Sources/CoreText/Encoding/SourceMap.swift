package import Diagnostics

/// Where in a text the bytes made from it come from.
package struct SourceMap: Sendable {
  /// One place: it holds up to the next.
  struct Mark: Hashable, Sendable {
    var offset: Int
    var span: SourceSpan
  }

  /// In the order of the offsets.
  private let marks: [Mark]

  init(_ marks: [Mark]) { self.marks = marks }

  /// The innermost known span of the byte at an offset; nil if nothing is known.
  package func span(ofByte offset: Int) -> SourceSpan? {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = low + (high - low) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : marks[low - 1].span
  }
}
