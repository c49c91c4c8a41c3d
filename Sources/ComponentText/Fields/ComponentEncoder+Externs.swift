import ComponentBinary
import CoreText
import Diagnostics

// Imports and exports.
extension ComponentEncoder {
  /// Reads `(import "name" … (sort …))`.
  ///
  /// Source: Explainer.md, "Import and Export Definitions"; Binary.md, the same.
  mutating func encodeImport() throws(CoreTextError) {
    try encodeExtern("import", as: .import)
  }

  /// Reads `(export "name" … (sort …))` in a type.
  mutating func encodeExportDeclarator() throws(CoreTextError) {
    try encodeExtern("export", as: .export)
  }

  /// Reads what imports and the exports of types have in common: a name and a type.
  private mutating func encodeExtern(_ keyword: StaticString, as form: ItemForm) throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: keyword)
    var item = try readExternName()
    let type = try readExternType()
    try cursor.expectClose()
    item.append(type.description)
    let span = cursor.span(from: first)
    append(item, as: form, at: span)
    try add(type.sort, type.identifier, at: span)
  }

  /// Reads `(export $id? "name" … (sort index) (sort …)?)` in a component.
  mutating func encodeExport() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "export")
    let identifier = try takeDefinedIdentifier()
    var item = try readExternName()
    let target = try readSortIndex()
    item.append(target)
    if cursor.isAt(.open) {
      item.append(0x01)
      item.append(try readExternType().description)
    } else {
      item.append(0x00)
    }
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(item, as: .export, at: span)
    try add(target.sort, identifier, at: span)
  }

  // MARK: Written inside a definition

  /// Reads `(import "name" …)` if it comes next and that is all of it: the name. A module's own imports have two names.
  mutating func takeInlineImport() throws(CoreTextError) -> EncodedBytes? {
    guard isAtInlineName("import") else { return nil }
    try cursor.expect(opening: "import")
    let name = try readExternName()
    try cursor.expectClose()
    return name
  }

  /// Adds an import that was written inside a definition, from after `(import "name")` to the closing bracket.
  mutating func encodeInlineImport(
    _ name: EncodedBytes, _ sort: Sort, _ identifier: Identifier?, from first: Int
  ) throws(CoreTextError) -> UInt32 {
    var item = name
    item.append(try readExternDescription(sort, identifier, from: first))
    let span = cursor.span(from: first)
    append(item, as: .import, at: span)
    return try add(sort, identifier, at: span)
  }

  /// Whether `(keyword "name")` or `(keyword (interface "name"))` comes next, perhaps with attributes.
  private func isAtInlineName(_ keyword: StaticString) -> Bool {
    guard cursor.isAt(opening: keyword), let group = cursor.group else { return false }
    if cursor.token(ahead: 2)?.kind == .open {
      return cursor.token(ahead: 4)?.kind == .string && group.count == 7
    }
    guard cursor.token(ahead: 2)?.kind == .string, let after = cursor.token(ahead: 3) else { return false }
    if after.kind == .close { return true }
    // What follows are attributes, and neither a second name nor what is exported.
    guard after.kind == .open, let word = cursor.token(ahead: 4), word.kind == .keyword else { return false }
    return Self.attributeKind(of: String(decoding: cursor.text.spelling(word).prefix(20), as: UTF8.self)) != nil
      && group.count == 8
  }

  /// Reads `(export "name")` as often as it comes next: the names.
  mutating func readInlineExports() throws(CoreTextError) -> [EncodedBytes] {
    var names: [EncodedBytes] = []
    while isAtInlineName("export") {
      try cursor.expect(opening: "export")
      names.append(try readExternName())
      try cursor.expectClose()
    }
    return names
  }

  /// Takes down the exports that a definition was written with.
  mutating func note(inlineExports names: [EncodedBytes], _ target: SortIndex, at span: SourceSpan) {
    guard !scopes.isEmpty else { return }
    for name in names { scopes[scopes.count - 1].inlineExports.append((name, target, span)) }
  }

  /// Adds the exports that definitions of the innermost scope were written with.
  mutating func addInlineExports() throws(CoreTextError) {
    for export in scopes.last?.inlineExports ?? [] {
      var item = export.name
      item.append(export.target)
      item.append(0x00)
      append(item, as: .export, at: export.span)
      try add(export.target.sort, nil, at: export.span)
    }
  }

  // MARK: Names

  /// Reads a name with its attributes.
  ///
  /// Source: Binary.md, "Import and Export Definitions" (`nameattributes`).
  mutating func readExternName() throws(CoreTextError) -> EncodedBytes {
    // Older texts say which names are those of interfaces.
    let isMarked = cursor.take(opening: "interface")
    let name = try cursor.expectName()
    if isMarked { try cursor.expectClose() }
    var kinds: Set<UInt8> = []
    var attributes = EncodedBytes()
    while let kind = attributeKind {
      guard !kinds.contains(kind) else { throw cursor.unexpected("an attribute that the name does not have yet") }
      kinds.insert(kind)
      cursor.advance()
      cursor.advance()
      attributes.append(kind)
      attributes.append(name: try cursor.expectName())
      try cursor.expectClose()
    }
    var bytes = EncodedBytes()
    bytes.append(kinds.isEmpty ? 0x00 : 0x02)
    bytes.append(name: name)
    if !kinds.isEmpty {
      bytes.append(unsigned: UInt32(kinds.count))
      bytes.append(attributes)
    }
    return bytes
  }

  private var attributeKind: UInt8? { openedWord.flatMap(Self.attributeKind) }

  private static func attributeKind(of word: String) -> UInt8? {
    switch word {
    case "implements": 0x00
    case "versionsuffix": 0x01
    case "external-id": 0x02
    default: nil
    }
  }
}

extension EncodedBytes {
  /// A sort and an index.
  mutating func append(_ reference: SortIndex) {
    append(contentsOf: reference.sort.encoded)
    append(unsigned: reference.index)
  }
}
