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
    case "core": try encodeCoreField()
    case "component": try encodeNestedComponent()
    case "instance": try encodeInstance()
    case "func": try encodeFunction()
    case "canon": try encodeCanonical()
    case "type": try encodeType()
    case "alias": try encodeAlias()
    case "import": try encodeImport()
    case "export": try encodeExport()
    case "start": try encodeStart()
    case "value": try encodeValue()
    default:
      // The word is what is wrong, not the bracket before it.
      if cursor.isAt(.open), cursor.token(ahead: 1)?.kind != .close { cursor.advance() }
      throw cursor.unexpected(
        "a definition: `core`, `component`, `instance`, `func`, `canon`, `type`, `alias`, `import` or `export`")
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
    case "core": try encodeCoreType()
    default:
      if cursor.isAt(.open), cursor.token(ahead: 1)?.kind != .close { cursor.advance() }
      let words = scopeKind == .componentType ? "`type`, `alias`, `import` or `export`" : "`type`, `alias` or `export`"
      throw cursor.unexpected("a declarator: \(words)")
    }
  }

  // MARK: Start

  /// Reads `(start func (value index)* (result (value $id?))*)`.
  ///
  /// Source: Explainer.md, "Start Definitions"; Binary.md, the same.
  private mutating func encodeStart() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "start")
    var start = EncodedBytes()
    start.append(unsigned: try readIndex(.function))
    var count: UInt32 = 0
    var arguments = EncodedBytes()
    while cursor.isAt(opening: "value") {
      count += 1
      arguments.append(unsigned: try readIndex(.value))
    }
    start.append(unsigned: count)
    start.append(arguments)
    var results: UInt32 = 0
    while cursor.take(opening: "result") {
      results += 1
      let span = cursor.span
      try cursor.expect(opening: "value")
      try add(.value, try takeDefinedIdentifier(), at: span)
      try cursor.expectClose()
      try cursor.expectClose()
    }
    start.append(unsigned: results)
    try cursor.expectClose()
    append(section: 9, start, at: cursor.span(from: first))
  }

  // MARK: Nested components and custom sections

  private mutating func encodeNestedComponent() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "component")
    let identifier = try takeDefinedIdentifier()
    let exports = try readInlineExports()
    let index: UInt32
    if let name = try takeInlineImport() {
      index = try encodeInlineImport(name, .component, identifier, from: first)
    } else {
      let component = try encodeComponent(identifier)
      let span = cursor.span(from: first)
      append(section: 4, component, at: span)
      index = try add(.component, identifier, at: span)
    }
    note(inlineExports: exports, SortIndex(.component, index), at: cursor.span(from: first))
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
    // What is named is known once the sort is.
    let start = cursor.index
    cursor.advance()
    cursor.advance()
    let (sort, identifier) = try readAliasedSort()
    let end = cursor.index
    cursor.move(to: start)
    let (count, index) = try readOuterReference(sort, scopesInside: 0)
    cursor.move(to: end)
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(outerAlias(sort, count: count, index: index), as: .alias, at: span)
    try add(sort, identifier, at: span)
  }

  /// Reads which scope around this one is meant, and which of its definitions.
  ///
  /// - Parameter scopesInside: how many scopes the reference stands in that are not among `scopes`.
  mutating func readOuterReference(
    _ sort: Sort, scopesInside: Int
  ) throws(CoreTextError) -> (count: UInt32, index: UInt32) {
    // A number may go out too far, which is for the decoder to say.
    var count: UInt32 = 0
    if cursor.isAt(.identifier) {
      let span = cursor.span
      let name = try cursor.takeIdentifier()
      guard let place = scopes.lastIndex(where: { $0.identifier == name }) else {
        throw CoreTextError(.unknownIdentifier(.component, name?.name ?? "", near: []), at: span)
      }
      count = UInt32(scopes.count - 1 - place + scopesInside)
    } else {
      count = try readNumber()
    }
    let target = cursor.span
    guard cursor.isAt(.identifier), let name = try cursor.takeIdentifier() else { return (count, try readNumber()) }
    let place = scopes.count - 1 + scopesInside - Int(count)
    guard scopes.indices.contains(place) else {
      throw CoreTextError(.unknownIdentifier(sort.textSpace, name.name, near: []), at: target)
    }
    return (count, try scopes[place].index(of: name, sort, at: target))
  }

  /// Reads `(sort $id?)`.
  private mutating func readAliasedSort() throws(CoreTextError) -> (Sort, Identifier?) {
    guard cursor.isAt(.open) else { throw cursor.unexpected("`(` and a sort") }
    cursor.advance()
    let sort = try readSort()
    let identifier = try takeDefinedIdentifier()
    try cursor.expectClose()
    return (sort, identifier)
  }
}
