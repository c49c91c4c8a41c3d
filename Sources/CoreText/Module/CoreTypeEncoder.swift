package import Diagnostics

/// Encodes core types that stand in something larger than a module, such as those of a component: one after the other,
/// each seeing only those before it.
///
/// Source: core specification, "Types" (text format); Explainer.md, "Type Definitions" (`core:type`, `core:moduletype`).
package struct CoreTypeEncoder {
  private var encoder: ModuleEncoder

  /// - Parameters:
  ///   - cursor: where reading begins.
  ///   - space: the types that are there before.
  package init(_ cursor: TokenCursor, space: IndexSpace = IndexSpace(.type)) {
    encoder = ModuleEncoder(cursor, identifier: nil)
    encoder.types.space = space
    // Of a type that comes from elsewhere nothing is known, and other tools compare none.
    encoder.comparesSpelledTypes = false
    encoder.types.reusesSpelledTypes = false
  }

  /// Where the next thing is read.
  package var cursor: TokenCursor {
    get { encoder.cursor }
    set { encoder.cursor = newValue }
  }

  /// The types so far: takes them, so that they are nowhere twice.
  package mutating func takeSpace() -> IndexSpace {
    defer { encoder.types.space = IndexSpace(.type) }
    return encoder.types.space
  }

  /// Reads a type without the bracket around it: `(func …)`, `(struct …)`, `(array …)` or `(sub …)`. It may name itself.
  package mutating func encodeDefinition(
    _ identifier: Identifier?, at span: SourceSpan
  ) throws(CoreTextError) -> EncodedBytes {
    try encoder.types.space.add(identifier, at: span)
    return try encoder.encodeSubtype(isAlone: true)
  }

  /// Reads `(type $id? …)`, or `(rec …)` with any number of them.
  package mutating func encodeType() throws(CoreTextError) -> EncodedBytes {
    let first = cursor.index
    let isGroup = encoder.cursor.take(opening: "rec")
    if isGroup { return try encodeGroupedTypes(from: first) }
    try nameTypes(isGroup: false)
    return try encoder.encodeTypeField(isAlone: true)
  }

  /// Reads any number of `(type $id? …)` that are one recursion group, and the bracket that closes it.
  ///
  /// - Parameter first: the group's first token.
  package mutating func encodeGroupedTypes(from first: Int) throws(CoreTextError) -> EncodedBytes {
    try nameTypes(isGroup: true)
    return try encoder.encodeGroupedTypes(from: first)
  }

  /// Types of one group may name each other, so that all are named first.
  private mutating func nameTypes(isGroup: Bool) throws(CoreTextError) {
    var ahead = cursor
    while ahead.isAt(opening: "type"), let group = ahead.group {
      ahead.move(to: ahead.index + 2)
      let span = ahead.span
      try encoder.types.space.add(try ahead.takeIdentifier(), at: span)
      ahead.move(to: group.upperBound)
      if !isGroup { break }
    }
  }

  /// Counts a function type that comes from elsewhere.
  package mutating func addAlias(_ identifier: Identifier?, at span: SourceSpan) throws(CoreTextError) {
    try encoder.types.space.add(identifier, at: span)
    encoder.types.define(TypeTable.Definition(signature: nil, parameterCount: 0), fields: nil, isPlain: false)
  }

  /// What is imported or exported: its type, and the types that have to be defined before, since they were written in
  /// place.
  package struct Extern {
    package var implied: [EncodedBytes]
    package var type: EncodedBytes
  }

  /// Reads `(func $id? …)`, or a table, memory, global or tag likewise.
  package mutating func encodeExtern() throws(CoreTextError) -> Extern {
    let known = encoder.types.definitions.count
    guard cursor.isAt(.open) else { throw cursor.unexpected("`(`, `func` or the like, and a type") }
    encoder.cursor.advance()
    let (_, kind) = try encoder.readExternSpace()
    _ = try encoder.cursor.takeIdentifier()
    if encoder.cursor.isAt(annotation: .name) { encoder.cursor.skipGroup() }
    var type = EncodedBytes()
    try encoder.encodeImportedType(kind: kind, 1, to: &type)
    try encoder.cursor.expectClose()
    let implied = encoder.types.definitions[known...].map { definition in
      var bytes = EncodedBytes()
      bytes.append(0x60)
      bytes.append(contentsOf: definition.signature ?? [])
      return bytes
    }
    return Extern(implied: implied, type: type)
  }

  /// Reads one value type.
  package mutating func encodeValueType() throws(CoreTextError) -> EncodedBytes {
    var bytes = EncodedBytes()
    try encoder.encodeValueType(to: &bytes)
    return bytes
  }
}
