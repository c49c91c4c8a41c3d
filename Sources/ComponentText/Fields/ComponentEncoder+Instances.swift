import ComponentBinary
import CoreText
import Diagnostics

// Instances of components.
//
// Source: Explainer.md, "Instance Definitions"; Binary.md, the same.
extension ComponentEncoder {
  /// Reads `(instance $id? …)`.
  mutating func encodeInstance() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "instance")
    let identifier = try takeDefinedIdentifier()
    let exports = try readInlineExports()
    let index: UInt32
    if let name = try takeInlineImport() {
      index = try encodeInlineImport(name, .instance, identifier, from: first)
    } else {
      let instance = cursor.isAt(opening: "instantiate") ? try readInstantiation() : try readExportList()
      try cursor.expectClose()
      index = try addInstance(instance, identifier, from: first)
    }
    note(inlineExports: exports, SortIndex(.instance, index), at: cursor.span(from: first))
  }

  private mutating func addInstance(
    _ instance: EncodedBytes, _ identifier: Identifier?, from first: Int
  ) throws(CoreTextError) -> UInt32 {
    let span = cursor.span(from: first)
    append(instance, as: .instance, at: span)
    return try add(.instance, identifier, at: span)
  }

  /// Reads `(instantiate component (with "name" …)*)`.
  private mutating func readInstantiation() throws(CoreTextError) -> EncodedBytes {
    try cursor.expect(opening: "instantiate")
    let component = try readIndex(.component)
    var count: UInt32 = 0
    var arguments = EncodedBytes()
    while cursor.take(opening: "with") {
      count += 1
      arguments.append(name: try cursor.expectName())
      arguments.append(try readArgument())
      try cursor.expectClose()
    }
    try cursor.expectClose()
    var instance = EncodedBytes()
    instance.append(0x00)
    instance.append(unsigned: component)
    instance.append(unsigned: count)
    instance.append(arguments)
    return instance
  }

  /// Reads `(sort index "name"*)`, or `(instance (export …)*)`, which becomes an instance of its own.
  private mutating func readArgument() throws(CoreTextError) -> SortIndex {
    let first = cursor.index
    let isList = cursor.token(ahead: 2)?.kind == .open || cursor.token(ahead: 2)?.kind == .close
    guard isList, cursor.take(opening: "instance") else { return try readSortIndex() }
    let instance = try readExportList()
    try cursor.expectClose()
    return SortIndex(.instance, try addInstance(instance, nil, from: first))
  }

  /// Reads `(export "name" (sort index "name"*))` as often as it comes: an instance.
  private mutating func readExportList() throws(CoreTextError) -> EncodedBytes {
    var count: UInt32 = 0
    var exports = EncodedBytes()
    while cursor.take(opening: "export") {
      count += 1
      exports.append(try readExternName())
      exports.append(try readSortIndex())
      try cursor.expectClose()
    }
    var instance = EncodedBytes()
    instance.append(0x01)
    instance.append(unsigned: count)
    instance.append(exports)
    return instance
  }
}
