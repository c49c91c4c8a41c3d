import ComponentBinary
import CoreText
import Diagnostics

/// What goes in or out: `(func $id? (type 0))`.
struct ExternType {
  var sort: Sort
  var identifier: Identifier?
  /// In the binary format.
  var description: EncodedBytes
}

// The types of imports and exports. A type written in place becomes a definition before the import or export.
extension ComponentEncoder {
  /// Reads `(sort $id? …)`.
  ///
  /// Source: Explainer.md, "Type Definitions" (`externtype`); Binary.md, the same.
  mutating func readExternType() throws(CoreTextError) -> ExternType {
    let first = cursor.index
    guard cursor.isAt(.open) else { throw cursor.unexpected("`(` and what it is: `func`, `type`, `instance`, ...") }
    cursor.advance()
    let sort = try readSort()
    let identifier = try takeDefinedIdentifier()
    let description = try readExternDescription(sort, identifier, from: first)
    return ExternType(sort: sort, identifier: identifier, description: description)
  }

  /// Reads what follows the sort and the identifier, and the closing bracket.
  mutating func readExternDescription(
    _ sort: Sort, _ identifier: Identifier?, from first: Int
  ) throws(CoreTextError) -> EncodedBytes {
    var description = EncodedBytes()
    switch sort {
    case .function:
      description.append(0x01)
      description.append(unsigned: try readTypeUse { encoder throws(CoreTextError) in try encoder.readFunctionType() })
    case .component:
      description.append(0x04)
      description.append(
        unsigned: try readTypeUse { encoder throws(CoreTextError) in
          try encoder.readScopedType(.componentType, identifier, from: first)
        })
    case .instance:
      description.append(0x05)
      description.append(
        unsigned: try readTypeUse { encoder throws(CoreTextError) in
          try encoder.readScopedType(.instanceType, identifier, from: first)
        })
    case .type:
      description.append(0x03)
      if cursor.take(opening: "eq") {
        description.append(0x00)
        description.append(unsigned: try readIndex(.type))
      } else if cursor.take(opening: "sub") {
        guard cursor.take(keyword: "resource") else { throw cursor.unexpected("`resource`") }
        description.append(0x01)
      } else {
        throw cursor.unexpected("`(eq` or `(sub resource)`")
      }
      try cursor.expectClose()
      try cursor.expectClose()
    case .value:
      description.append(0x02)
      if cursor.take(opening: "eq") {
        description.append(0x00)
        description.append(unsigned: try readIndex(.value))
        try cursor.expectClose()
      } else {
        description.append(0x01)
        description.append(try readValueType())
      }
      try cursor.expectClose()
    case .core(.module):
      let type: UInt32
      if let index = try takeTypeUse(.core(.type)) {
        type = index
      } else {
        let moduleType = try readModuleType()
        let span = cursor.span(from: first)
        append(moduleType, as: .coreType, at: span)
        type = try add(.core(.type), nil, at: span)
      }
      description.append(contentsOf: [0x00, CoreSort.module.rawValue])
      description.append(unsigned: type)
    case .core:
      throw CoreTextError(
        .unexpected(found: sort.word, expected: "what goes in or out of a component"), at: cursor.span(from: first))
    }
    return description
  }

  /// Reads `(type index)` and the bracket that closes what it is the type of, or a type in place, which reads that bracket.
  private mutating func readTypeUse(
    _ readInPlace: (inout ComponentEncoder) throws(CoreTextError) -> EncodedBytes
  ) throws(CoreTextError) -> UInt32 {
    if let index = try takeTypeUse(.type) { return index }
    let first = cursor.index
    let type = try readInPlace(&self)
    return try addType(type, from: first)
  }

  /// Whether `(type index "name"*)` comes next, and no definition.
  var isAtTypeReference: Bool {
    guard cursor.isAt(opening: "type"), let second = cursor.token(ahead: 2),
      second.kind == .number || second.kind == .identifier,
      let third = cursor.token(ahead: 3), third.kind == .close || third.kind == .string
    else { return false }
    return true
  }

  /// Reads a function's type, as a reference or in place, without a closing bracket.
  mutating func readLiftedType() throws(CoreTextError) -> UInt32 {
    if isAtTypeReference { return try readIndex(.type) }
    let first = cursor.index
    let type = try readFunctionSignature()
    return try addType(type, from: first)
  }

  /// Reads `(type index)` and the closing bracket after it if they come next.
  private mutating func takeTypeUse(_ sort: Sort) throws(CoreTextError) -> UInt32? {
    guard isAtTypeReference, let group = cursor.group, cursor.token(ahead: group.count)?.kind == .close else {
      return nil
    }
    let index: UInt32
    if sort == .type {
      index = try readIndex(.type)
    } else {
      cursor.advance()
      cursor.advance()
      index = try readPlainIndex(sort)
      try cursor.expectClose()
    }
    try cursor.expectClose()
    return index
  }
}
