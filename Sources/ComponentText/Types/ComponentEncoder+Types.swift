import ComponentBinary
import CoreText
import Diagnostics

// Type definitions.
extension ComponentEncoder {
  /// Reads `(type $id? …)`.
  ///
  /// Source: Explainer.md, "Type Definitions"; Binary.md, the same.
  mutating func encodeType() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "type")
    let identifier = try takeDefinedIdentifier()
    let exports = scopeKind == .component ? try readInlineExports() : []
    if scopeKind == .component, let name = try takeInlineImport() {
      let index = try encodeInlineImport(name, .type, identifier, from: first)
      return note(inlineExports: exports, SortIndex(.type, index), at: cursor.span(from: first))
    }
    let type = try readDefinedType(identifier)
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(type, as: .type, at: span)
    let index = try add(.type, identifier, at: span)
    note(inlineExports: exports, SortIndex(.type, index), at: span)
  }

  /// Adds a type that was written in place: its index.
  mutating func addType(_ type: EncodedBytes, from first: Int) throws(CoreTextError) -> UInt32 {
    let span = cursor.span(from: first)
    append(type, as: .type, at: span)
    return try add(.type, nil, at: span)
  }

  /// Reads any type, in its brackets.
  private mutating func readDefinedType(_ identifier: Identifier?) throws(CoreTextError) -> EncodedBytes {
    let first = cursor.index
    if cursor.take(opening: "func") { return try readFunctionType() }
    if cursor.take(opening: "component") { return try readScopedType(.componentType, identifier, from: first) }
    if cursor.take(opening: "instance") { return try readScopedType(.instanceType, identifier, from: first) }
    if cursor.take(opening: "resource") { return try readResourceType() }
    return try readDefinedValueType()
  }

  /// Reads a component or instance type after its first word, to its closing bracket.
  mutating func readScopedType(
    _ kind: ComponentScope.Kind, _ identifier: Identifier?, from first: Int
  ) throws(CoreTextError) -> EncodedBytes {
    try within(kind, identifier, from: first) { encoder throws(CoreTextError) in try encoder.encodeDeclarator() }
  }

  /// Reads a function type after its first word, to its closing bracket.
  mutating func readFunctionType() throws(CoreTextError) -> EncodedBytes {
    let type = try readFunctionSignature()
    guard cursor.isAt(.close) else { throw cursor.unexpected("`(param`, `(result` or `)`") }
    cursor.advance()
    return type
  }

  /// Reads `async? (param …)* (result …)?`: the function type.
  mutating func readFunctionSignature() throws(CoreTextError) -> EncodedBytes {
    let isAsync = cursor.take(keyword: "async")
    var count: UInt32 = 0
    var parameters = EncodedBytes()
    while cursor.take(opening: "param") {
      count += 1
      parameters.append(name: try cursor.expectName("the parameter's name in quotes"))
      parameters.append(try readValueType())
      try cursor.expectClose()
    }
    var type = EncodedBytes()
    type.append(isAsync ? 0x43 : 0x40)
    type.append(unsigned: count)
    type.append(parameters)
    if cursor.take(opening: "result") {
      type.append(0x00)
      type.append(try readValueType())
      try cursor.expectClose()
    } else {
      type.append(contentsOf: [0x01, 0x00])
    }
    return type
  }

  /// Reads a resource type after its first word, to its closing bracket.
  private mutating func readResourceType() throws(CoreTextError) -> EncodedBytes {
    var type = EncodedBytes()
    type.append(0x3F)
    try cursor.expect(opening: "rep")
    type.append(try readCoreValueType())
    try cursor.expectClose()
    if cursor.take(opening: "dtor") {
      type.append(0x01)
      type.append(unsigned: try readCoreIndex(.function))
      try cursor.expectClose()
    } else {
      type.append(0x00)
    }
    try cursor.expectClose()
    return type
  }
}
