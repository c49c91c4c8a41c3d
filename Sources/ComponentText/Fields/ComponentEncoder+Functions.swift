import ComponentBinary
import CoreText
import Diagnostics

// Functions and canonical definitions.
//
// Source: Explainer.md, "Canonical Definitions"; Binary.md, the same.
extension ComponentEncoder {
  /// Reads `(func $id? …)`: an import, an alias, or a lifted core function.
  mutating func encodeFunction() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "func")
    let identifier = try takeDefinedIdentifier()
    let exports = try readInlineExports()
    let index: UInt32
    if let name = try takeInlineImport() {
      index = try encodeInlineImport(name, .function, identifier, from: first)
    } else if cursor.take(opening: "alias") {
      guard cursor.take(keyword: "export") else { throw cursor.unexpected("`export`") }
      let instance = try readIndex(.instance)
      let name = try cursor.expectName()
      try cursor.expectClose()
      try cursor.expectClose()
      index = try addExportAlias(.function, of: instance, name, isCore: false, identifier, from: first)
    } else {
      let type = try readLiftedType()
      try cursor.expect(opening: "canon")
      let lift = try readLift()
      try cursor.expectClose()
      try cursor.expectClose()
      index = try addLift(lift, type, identifier, from: first)
    }
    note(inlineExports: exports, SortIndex(.function, index), at: cursor.span(from: first))
  }

  /// Reads `(canon lift … (func $id? …))` or `(canon … (core func $id?))`.
  mutating func encodeCanonical() throws(CoreTextError) {
    let first = cursor.index
    try cursor.expect(opening: "canon")
    if cursor.isAt(keyword: "lift") {
      let lift = try readLift()
      try cursor.expect(opening: "func")
      let identifier = try takeDefinedIdentifier()
      let type = try readLiftedType()
      try cursor.expectClose()
      try cursor.expectClose()
      _ = try addLift(lift, type, identifier, from: first)
      return
    }
    let definition = try readCanonicalCoreFunction()
    try cursor.expect(opening: "core")
    guard cursor.take(keyword: "func") else { throw cursor.unexpected("`func`") }
    let identifier = try takeDefinedIdentifier()
    try cursor.expectClose()
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(definition, as: .canonical, at: span)
    try add(.core(.function), identifier, at: span)
  }

  /// Reads `lift (core func index) option*`, which the type's index follows in the binary format.
  private mutating func readLift() throws(CoreTextError) -> EncodedBytes {
    guard cursor.take(keyword: "lift") else { throw cursor.unexpected("`lift`") }
    var lift = EncodedBytes()
    lift.append(contentsOf: [0x00, 0x00])
    lift.append(unsigned: try readCoreIndex(.function, allowsLegacy: false))
    lift.append(try readCanonicalOptions())
    return lift
  }

  private mutating func addLift(
    _ lift: EncodedBytes, _ type: UInt32, _ identifier: Identifier?, from first: Int
  ) throws(CoreTextError) -> UInt32 {
    var definition = lift
    definition.append(unsigned: type)
    let span = cursor.span(from: first)
    append(definition, as: .canonical, at: span)
    return try add(.function, identifier, at: span)
  }

  // MARK: Options

  /// Reads the options that come next, with their count before them.
  mutating func readCanonicalOptions() throws(CoreTextError) -> EncodedBytes {
    var count: UInt32 = 0
    var options = EncodedBytes()
    while try readCanonicalOption(to: &options) { count += 1 }
    var bytes = EncodedBytes()
    bytes.append(unsigned: count)
    bytes.append(options)
    return bytes
  }

  private mutating func readCanonicalOption(to bytes: inout EncodedBytes) throws(CoreTextError) -> Bool {
    if cursor.take(keyword: "string-encoding=utf8") {
      bytes.append(0x00)
    } else if cursor.take(keyword: "string-encoding=utf16") {
      bytes.append(0x01)
    } else if cursor.take(keyword: "string-encoding=latin1+utf16") {
      bytes.append(0x02)
    } else if cursor.isAt(opening: "memory") {
      bytes.append(0x03)
      bytes.append(unsigned: try readMemoryOption())
    } else if cursor.take(opening: "realloc") {
      try readCoreOption(0x04, .function, to: &bytes)
    } else if cursor.take(opening: "post-return") {
      try readCoreOption(0x05, .function, to: &bytes)
    } else if cursor.take(keyword: "async") {
      bytes.append(0x06)
    } else if cursor.take(opening: "callback") {
      try readCoreOption(0x07, .function, to: &bytes)
    } else if cursor.take(opening: "core-type") {
      try readCoreOption(0x08, .type, to: &bytes)
    } else if cursor.take(keyword: "gc") {
      bytes.append(0x09)
    } else {
      return false
    }
    return true
  }

  private mutating func readCoreOption(
    _ kind: UInt8, _ sort: CoreSort, to bytes: inout EncodedBytes
  ) throws(CoreTextError) {
    bytes.append(kind)
    bytes.append(unsigned: try readCoreIndex(sort))
    try cursor.expectClose()
  }

  /// Reads `(memory index)` or `(memory (core memory index "name"?))`; in older texts `(memory index "name")`, too.
  mutating func readMemoryOption() throws(CoreTextError) -> UInt32 {
    let first = cursor.index
    try cursor.expect(opening: "memory")
    let index: UInt32
    if isAtIndex, allowsLegacyIndices {
      index = try readCoreIndexAndName(.memory, from: first)
    } else {
      index = try readCoreIndex(.memory, allowsLegacy: false)
    }
    try cursor.expectClose()
    return index
  }
}
