import ComponentBinary
import CoreText
import Diagnostics

// What stands directly in a component or a type.
extension ComponentEncoder {
  /// Reads one definition of a component.
  ///
  /// Source: Explainer.md, "Component Definitions".
  mutating func encodeField() throws(CoreTextError) {
    if cursor.isAt(annotation: .custom) { return try encodeCustom() }
    switch openedWord {
    case "component":
      if isInlineImport { return try encodeInlineImport() }
      try encodeNestedComponent()
    case "type": if isInlineImport { try encodeInlineImport() } else { try encodeType() }
    case "alias": try encodeAlias()
    case "import": try encodeImport()
    case "export": try encodeExport()
    case "func", "instance", "value":
      if isInlineImport { return try encodeInlineImport() }
      throw notReadYet()
    case "core", "canon", "start": throw notReadYet()
    default:
      // The word is what is wrong, not the bracket before it.
      if cursor.isAt(.open), cursor.token(ahead: 1)?.kind != .close { cursor.advance() }
      throw cursor.unexpected("a definition: `type`, `alias`, `import`, `export` or `component`")
    }
  }

  /// Reads one declarator of a component type or an instance type.
  ///
  /// Source: Explainer.md, "Type Definitions" (`componentdecl`, `instancedecl`).
  mutating func encodeDeclarator() throws(CoreTextError) {
    switch openedWord {
    case "type": try encodeType()
    case "alias": try encodeAlias()
    case "import" where scopeKind == .componentType: try encodeImport()
    case "export": try encodeExportDeclarator()
    case "core": throw notReadYet()
    default:
      if cursor.isAt(.open), cursor.token(ahead: 1)?.kind != .close { cursor.advance() }
      let words = scopeKind == .componentType ? "`type`, `alias`, `import` or `export`" : "`type`, `alias` or `export`"
      throw cursor.unexpected("a declarator: \(words)")
    }
  }

  /// The definition that comes next, by its words.
  private func notReadYet() -> CoreTextError {
    var words: [String] = []
    for ahead in 1...2 {
      guard let word = cursor.token(ahead: ahead), word.kind == .keyword, words.isEmpty || words == ["core"] else {
        break
      }
      words.append(String(decoding: cursor.text.spelling(word), as: UTF8.self))
    }
    let first = cursor.index + 1
    return CoreTextError(
      .notReadYet("`\(words.joined(separator: " "))`"), at: cursor.text.span(of: first..<first + max(1, words.count)))
  }

  // MARK: Nested components and custom sections

  private mutating func encodeNestedComponent() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "component")
    let identifier = try cursor.takeIdentifier()
    let exports = try readInlineExports()
    let component = try encodeComponent(identifier)
    let span = cursor.span(from: first)
    append(section: 4, component, at: span)
    let index = try add(.component, identifier, at: span)
    try addExports(exports, SortIndex(.component, index))
  }

  /// Reads `(@custom "name" "bytes"*)`.
  private mutating func encodeCustom() throws(CoreTextError) {
    let first = cursor.index
    _ = cursor.take(annotation: .custom)
    var contents = EncodedBytes()
    contents.append(name: try cursor.expectName("the section's name in quotes"))
    while let bytes = try cursor.takeString() { contents.append(contentsOf: bytes) }
    try cursor.expectClose()
    append(section: 0, contents, at: cursor.span(from: first))
  }

  // MARK: Aliases

  /// Reads `(alias …)`.
  ///
  /// Source: Explainer.md, "Alias Definitions".
  private mutating func encodeAlias() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "alias")
    if cursor.take(keyword: "outer") { return try encodeOuterAlias(from: first) }
    let isCore = cursor.take(keyword: "core")
    guard cursor.take(keyword: "export") else { throw cursor.unexpected("`export`, `core export` or `outer`") }
    let instance = try readIndex(isCore ? .core(.instance) : .instance)
    let name = try cursor.expectName()
    let (sort, identifier) = try readAliasedSort()
    try cursor.expectClose()
    _ = try addExportAlias(sort, of: instance, name, isCore: isCore, identifier, from: first)
  }

  private mutating func encodeOuterAlias(from first: Int) throws(CoreTextError) {
    // A number may go out too far, which is for the decoder to say.
    var count: UInt32 = 0
    if cursor.isAt(.identifier) {
      let span = cursor.span
      let name = try cursor.takeIdentifier()
      guard let place = scopes.lastIndex(where: { $0.identifier == name }) else {
        throw CoreTextError(.unknownIdentifier(.component, name?.name ?? "", near: []), at: span)
      }
      count = UInt32(scopes.count - 1 - place)
    } else {
      count = try readNumber()
    }
    let target = cursor.span
    var name: Identifier?
    var index: UInt32 = 0
    if cursor.isAt(.identifier) { name = try cursor.takeIdentifier() } else { index = try readNumber() }
    let (sort, identifier) = try readAliasedSort()
    try cursor.expectClose()
    if let name {
      guard Int(count) < scopes.count else {
        throw CoreTextError(.unknownIdentifier(sort.textSpace, name.name, near: []), at: target)
      }
      index = try scopes[scopes.count - 1 - Int(count)].index(of: name, sort, at: target)
    }
    let span = cursor.span(from: first)
    append(outerAlias(sort, count: count, index: index), as: .alias, at: span)
    try add(sort, identifier, at: span)
  }

  /// Reads `(sort $id?)`.
  private mutating func readAliasedSort() throws(CoreTextError) -> (Sort, Identifier?) {
    guard cursor.isAt(.open) else { throw cursor.unexpected("`(` and a sort") }
    cursor.advance()
    let sort = try readSort()
    let identifier = try cursor.takeIdentifier()
    try cursor.expectClose()
    return (sort, identifier)
  }
}
