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
    let identifier = try cursor.takeIdentifier()
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

  /// Whether `(sort $id? (import "name" …) …` comes next, which is an import.
  var isInlineImport: Bool {
    var ahead = 2
    if cursor.token(ahead: ahead)?.kind == .identifier { ahead += 1 }
    guard cursor.token(ahead: ahead)?.kind == .open, let word = cursor.token(ahead: ahead + 1), word.kind == .keyword,
      cursor.token(ahead: ahead + 2)?.kind == .string, cursor.token(ahead: ahead + 3)?.kind == .close
    else { return false }
    return cursor.text.spelling(word).elementsEqual("import".utf8)
  }

  /// Reads `(sort $id? (import "name") …)`.
  mutating func encodeInlineImport() throws(CoreTextError) {
    let first = cursor.index
    cursor.advance()
    let sort = try readSort()
    let identifier = try cursor.takeIdentifier()
    try cursor.expect(opening: "import")
    var item = try readExternName()
    try cursor.expectClose()
    item.append(try readExternDescription(sort, identifier, from: first))
    let span = cursor.span(from: first)
    append(item, as: .import, at: span)
    try add(sort, identifier, at: span)
  }

  /// Reads `(export "name")` as often as it comes next: the names.
  mutating func readInlineExports() throws(CoreTextError) -> [EncodedBytes] {
    var names: [EncodedBytes] = []
    while cursor.isAt(opening: "export"), cursor.token(ahead: 2)?.kind == .string,
      cursor.token(ahead: 3)?.kind == .close
    {
      try cursor.expect(opening: "export")
      names.append(try readExternName())
      try cursor.expectClose()
    }
    return names
  }

  /// Adds the exports that a definition was written with.
  mutating func addExports(_ names: [EncodedBytes], _ target: SortIndex) throws(CoreTextError) {
    for name in names {
      var item = name
      item.append(target)
      item.append(0x00)
      append(item, as: .export, at: cursor.span)
      try add(target.sort, nil, at: cursor.span)
    }
  }

  // MARK: Names

  /// Reads a name with its attributes.
  ///
  /// Source: Binary.md, "Import and Export Definitions" (`nameattributes`).
  private mutating func readExternName() throws(CoreTextError) -> EncodedBytes {
    let name = try cursor.expectName()
    var count: UInt32 = 0
    var attributes = EncodedBytes()
    while let kind = attributeKind {
      cursor.advance()
      cursor.advance()
      count += 1
      attributes.append(kind)
      attributes.append(name: try cursor.expectName())
      try cursor.expectClose()
    }
    var bytes = EncodedBytes()
    bytes.append(count == 0 ? 0x00 : 0x02)
    bytes.append(name: name)
    if count > 0 {
      bytes.append(unsigned: count)
      bytes.append(attributes)
    }
    return bytes
  }

  private var attributeKind: UInt8? {
    switch openedWord {
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
