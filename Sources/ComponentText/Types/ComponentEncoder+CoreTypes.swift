import ComponentBinary
import CoreText
import Diagnostics

// Core types.
//
// Source: Explainer.md, "Type Definitions" (`core:type`); Binary.md, the same.
extension ComponentEncoder {
  /// Reads `(core rec (type $id? …)*)`.
  mutating func encodeCoreRecursionGroup() throws(CoreTextError) {
    let first = cursor.index
    cursor.move(to: first + 3)
    var encoder = CoreTypeEncoder(cursor, space: takeSpace(of: .core(.type)))
    let types = try encoder.encodeGroupedTypes(from: first)
    cursor.move(to: encoder.cursor.index)
    put(encoder.takeSpace(), of: .core(.type))
    append(types, as: .coreType, at: cursor.span(from: first))
  }

  /// Reads `(core type $id? …)`.
  mutating func encodeCoreType() throws(CoreTextError) {
    guard let word = cursor.token(ahead: 2), cursor.text.spelling(word).elementsEqual("type".utf8) else {
      if let word = cursor.token(ahead: 2), cursor.text.spelling(word).elementsEqual("rec".utf8) {
        return try encodeCoreRecursionGroup()
      }
      cursor.advance()
      cursor.advance()
      throw cursor.unexpected("`type` or `rec`")
    }
    let (first, identifier) = try openCoreDefinition()
    skipNameAnnotation()
    var type = EncodedBytes()
    var isNamed = false
    if cursor.take(opening: "module") {
      type.append(try readModuleType())
    } else {
      var encoder = CoreTypeEncoder(cursor, space: takeSpace(of: .core(.type)))
      let definition = try encoder.encodeDefinition(identifier, at: cursor.span)
      cursor.move(to: encoder.cursor.index)
      put(encoder.takeSpace(), of: .core(.type))
      isNamed = true
      // An open subtype's first byte is a module type's, too.
      if definition.bytes.first == 0x50 { type.append(0x00) }
      type.append(definition)
    }
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(type, as: .coreType, at: span)
    if !isNamed { try add(.core(.type), identifier, at: span) }
  }

  /// Reads a core value type.
  mutating func readCoreValueType() throws(CoreTextError) -> EncodedBytes {
    var encoder = CoreTypeEncoder(cursor)
    let type = try encoder.encodeValueType()
    cursor.move(to: encoder.cursor.index)
    return type
  }

  /// Reads a module type after its first word, to its closing bracket.
  mutating func readModuleType() throws(CoreTextError) -> EncodedBytes {
    try enter()
    var encoder = CoreTypeEncoder(cursor)
    var count: UInt32 = 0
    var declarators = EncodedBytes()
    while !encoder.cursor.isAt(.close), !encoder.cursor.isAtEnd {
      let first = encoder.cursor.index
      if encoder.cursor.isAt(opening: "type") || encoder.cursor.isAt(opening: "rec") {
        let type = try encoder.encodeType()
        declarators.mark(encoder.cursor.span(from: first))
        declarators.append(0x01)
        declarators.append(type)
      } else if encoder.cursor.take(opening: "alias") {
        cursor.move(to: encoder.cursor.index)
        let (alias, identifier) = try readCoreTypeAlias()
        encoder.cursor = cursor
        declarators.mark(encoder.cursor.span(from: first))
        declarators.append(0x02)
        declarators.append(alias)
        try encoder.addAlias(identifier, at: encoder.cursor.span(from: first))
      } else {
        let isImport = encoder.cursor.take(opening: "import")
        guard isImport || encoder.cursor.take(opening: "export") else {
          throw encoder.cursor.unexpected("`(type`, `(alias`, `(import` or `(export`")
        }
        var names = EncodedBytes()
        names.append(name: try encoder.cursor.expectName())
        if isImport { names.append(name: try encoder.cursor.expectName()) }
        let extern = try encoder.encodeExtern()
        try encoder.cursor.expectClose()
        declarators.mark(encoder.cursor.span(from: first))
        for implied in extern.implied {
          count += 1
          declarators.append(0x01)
          declarators.append(implied)
        }
        declarators.append(isImport ? 0x00 : 0x03)
        declarators.append(names)
        declarators.append(extern.type)
      }
      count += 1
    }
    cursor.move(to: encoder.cursor.index)
    try cursor.expectClose()
    leave()
    var type = EncodedBytes()
    type.append(0x50)
    type.append(unsigned: count)
    type.append(declarators)
    return type
  }

  /// Reads `outer count index (type $id?))` after `(alias` in a module type.
  ///
  /// Source: Binary.md, "Type Definitions" (`core:alias`).
  private mutating func readCoreTypeAlias() throws(CoreTextError) -> (EncodedBytes, Identifier?) {
    guard cursor.take(keyword: "outer") else { throw cursor.unexpected("`outer`") }
    // The module type is a scope of its own.
    let (count, index) = try readOuterReference(.core(.type), scopesInside: 1)
    try cursor.expect(opening: "type")
    let identifier = try takeDefinedIdentifier()
    try cursor.expectClose()
    try cursor.expectClose()
    var alias = EncodedBytes()
    alias.append(contentsOf: [CoreSort.type.rawValue, 0x01])
    alias.append(unsigned: count)
    alias.append(unsigned: index)
    return (alias, identifier)
  }
}
