import Diagnostics

/// `(@custom "name" (after type) "bytes" …)`: a custom section written in the text.
///
/// Source: core specification, "Custom Annotations" (appendix).
struct CustomAnnotation {
  enum Place: Hashable {
    case beforeFirst, afterLast
    case before(SectionAnchor), after(SectionAnchor)
  }

  var name: [UInt8]
  var place: Place
  var contents: [UInt8]
  var span: SourceSpan
}

/// The sections that a custom section can stand before or after, by the text format's words.
enum SectionAnchor: String, Hashable {
  case type, `import`, `func`, table, memory, tag, global, export, start, elem, code, data
}

extension ModuleEncoder {
  /// Reads a custom annotation, whose beginning comes next.
  mutating func readCustomAnnotation() throws(CoreTextError) {
    let first = cursor.index
    _ = cursor.take(annotation: .custom)
    let name = try cursor.expectName("the section's name in quotes")
    var place = CustomAnnotation.Place.afterLast
    if cursor.isAt(.open) {
      cursor.advance()
      let isBefore = cursor.take(keyword: "before")
      guard isBefore || cursor.take(keyword: "after") else { throw cursor.unexpected("`before` or `after`") }
      if isBefore, cursor.take(keyword: "first") {
        place = .beforeFirst
      } else if !isBefore, cursor.take(keyword: "last") {
        place = .afterLast
      } else {
        guard let word = cursor.current, word.kind == .keyword,
          let anchor = SectionAnchor(rawValue: String(decoding: cursor.text.spelling(word), as: UTF8.self))
        else { throw cursor.unexpected("a section, `first` or `last`") }
        cursor.advance()
        place = isBefore ? .before(anchor) : .after(anchor)
      }
      try cursor.expectClose()
    }
    var contents: [UInt8] = []
    while let bytes = try cursor.takeString() { contents += bytes }
    try cursor.expectClose()
    customs.append(CustomAnnotation(name: name, place: place, contents: contents, span: cursor.span(from: first)))
  }

  /// Reads `(@name "text")` if it comes next.
  mutating func takeNameAnnotation() throws(CoreTextError) -> [UInt8]? {
    guard cursor.take(annotation: .name) else { return nil }
    let name = try cursor.expectName()
    try cursor.expectClose()
    if cursor.isAt(annotation: .name) { throw CoreTextError(.repeatedAnnotation("name"), at: cursor.span) }
    return name
  }
}
