import CoreTypes
import Diagnostics

// Types, which are encoded before all other fields.
//
// Source: core specification, "Types" (text format) and "Types" (binary format).
extension ModuleEncoder {
  mutating func encodeTypes() throws(CoreTextError) {
    for field in fields {
      cursor.move(to: field.tokens.lowerBound)
      let span = cursor.text.span(of: field.tokens)
      switch field.kind {
      case .type: types.append(try encodeTypeField(isAlone: true), at: span)
      case .recursionGroup: types.append(try encodeRecursionGroup(), at: span)
      default: break
      }
    }
  }

  mutating func encodeRecursionGroup() throws(CoreTextError) -> EncodedBytes {
    let start = cursor.index
    try cursor.expect(opening: "rec")
    return try encodeGroupedTypes(from: start)
  }

  /// Encodes the types of a recursion group, and reads the bracket that closes it.
  ///
  /// - Parameter start: the group's first token.
  mutating func encodeGroupedTypes(from start: Int) throws(CoreTextError) -> EncodedBytes {
    var group = EncodedBytes()
    var count: UInt32 = 0
    // Types in a group of one are still a group by themselves.
    var ahead = cursor
    while ahead.isAt(opening: "type") {
      ahead.skipGroup()
      count += 1
    }
    group.append(0x4E)
    group.append(unsigned: count)
    for _ in 0..<count {
      group.mark(cursor.group.map(cursor.text.span(of:)) ?? cursor.span(from: start))
      group.append(try encodeTypeField(isAlone: count == 1))
    }
    try cursor.expectClose()
    return group
  }

  /// Encodes one `(type …)`.
  mutating func encodeTypeField(isAlone: Bool) throws(CoreTextError) -> EncodedBytes {
    try cursor.expect(opening: "type")
    _ = try cursor.takeIdentifier()
    _ = try takeNameAnnotation()
    let result = try encodeSubtype(isAlone: isAlone)
    try cursor.expectClose()
    return result
  }

  /// Encodes `(sub …)`, or a composite type alone.
  mutating func encodeSubtype(isAlone: Bool) throws(CoreTextError) -> EncodedBytes {
    var result = EncodedBytes()
    guard cursor.take(opening: "sub") else {
      try encodeCompositeType(to: &result, isPlain: isAlone)
      return result
    }
    var isPlain = isAlone
    let isFinal = cursor.take(keyword: "final")
    var supertypes: [UInt32] = []
    while cursor.isAt(.identifier) || cursor.isAt(.number) { supertypes.append(try readIndex(types.space)) }
    if !isFinal || !supertypes.isEmpty {
      isPlain = false
      result.append(isFinal ? 0x4F : 0x50)
      result.append(unsigned: UInt64(supertypes.count))
      for supertype in supertypes { result.append(unsigned: supertype) }
    }
    try encodeCompositeType(to: &result, isPlain: isPlain)
    try cursor.expectClose()
    return result
  }

  private mutating func encodeCompositeType(to result: inout EncodedBytes, isPlain: Bool) throws(CoreTextError) {
    if cursor.take(opening: "func") {
      let signature = try readSignature(bindsParameters: true)
      result.append(0x60)
      result.append(contentsOf: signature.bytes)
      types.define(
        TypeTable.Definition(signature: signature.bytes, parameterCount: signature.parameterCount), fields: nil,
        isPlain: isPlain)
    } else if cursor.take(opening: "struct") {
      let (bytes, fields) = try readStructureFields()
      result.append(0x5F)
      result.append(unsigned: fields.count)
      result.append(bytes)
      types.define(TypeTable.Definition(signature: nil, parameterCount: 0), fields: fields, isPlain: false)
    } else if cursor.take(opening: "array") {
      result.append(0x5E)
      try encodeFieldType(to: &result)
      types.define(TypeTable.Definition(signature: nil, parameterCount: 0), fields: nil, isPlain: false)
    } else {
      throw cursor.unexpected("`(func`, `(struct`, `(array` or `(sub`")
    }
    try cursor.expectClose()
  }

  private mutating func readStructureFields() throws(CoreTextError) -> (EncodedBytes, IndexSpace) {
    var bytes = EncodedBytes()
    var fields = IndexSpace(.field)
    while cursor.take(opening: "field") {
      let span = cursor.span
      if let identifier = try cursor.takeIdentifier() {
        let annotation = try takeNameAnnotation()
        try fields.add(identifier, annotation: annotation, at: span)
        try encodeFieldType(to: &bytes)
      } else {
        while !cursor.isAt(.close) {
          try fields.add(nil, annotation: try takeNameAnnotation(), at: span)
          try encodeFieldType(to: &bytes)
        }
      }
      try cursor.expectClose()
    }
    return (bytes, fields)
  }

  private mutating func encodeFieldType(to bytes: inout EncodedBytes) throws(CoreTextError) {
    let isMutable = cursor.take(opening: "mut")
    if cursor.take(keyword: "i8") {
      bytes.append(0x78)
    } else if cursor.take(keyword: "i16") {
      bytes.append(0x77)
    } else {
      try encodeValueType(to: &bytes)
    }
    if isMutable { try cursor.expectClose() }
    bytes.append(isMutable ? 1 : 0)
  }

  // MARK: Value types

  /// Whether a value type comes next.
  var isAtValueType: Bool {
    guard let current = cursor.current else { return false }
    if current.kind == .open { return cursor.isAt(opening: "ref") }
    return current.kind == .keyword && TypeKeyword.values[WordKey(cursor.text.spelling(current))] != nil
  }

  mutating func encodeValueType(to bytes: inout EncodedBytes) throws(CoreTextError) {
    if let current = cursor.current, current.kind == .keyword,
      let byte = TypeKeyword.values[WordKey(cursor.text.spelling(current))]
    {
      cursor.advance()
      bytes.append(byte)
    } else {
      guard cursor.isAt(opening: "ref") else { throw cursor.unexpected("a value type") }
      try encodeReferenceType(to: &bytes)
    }
  }

  /// Encodes a reference type: `funcref` or `(ref null? heaptype)`.
  mutating func encodeReferenceType(to bytes: inout EncodedBytes) throws(CoreTextError) {
    if let current = cursor.current, current.kind == .keyword,
      let byte = TypeKeyword.references[WordKey(cursor.text.spelling(current))]
    {
      cursor.advance()
      bytes.append(byte)
      return
    }
    let (isNullable, heap) = try readReferenceType()
    if isNullable, let byte = heap.abstractByte {
      // The short form, so that equal types have equal bytes.
      bytes.append(byte)
    } else {
      bytes.append(isNullable ? 0x63 : 0x64)
      heap.encode(to: &bytes)
    }
  }

  /// Reads a reference type as its two parts.
  mutating func readReferenceType() throws(CoreTextError) -> (isNullable: Bool, heap: EncodedHeapType) {
    if let current = cursor.current, current.kind == .keyword,
      let byte = TypeKeyword.references[WordKey(cursor.text.spelling(current))]
    {
      cursor.advance()
      return (true, .abstract(byte))
    }
    guard cursor.take(opening: "ref") else { throw cursor.unexpected("a reference type") }
    let isNullable = cursor.take(keyword: "null")
    let heap = try readHeapType()
    try cursor.expectClose()
    return (isNullable, heap)
  }

  /// Reads a heap type: a keyword or a type's index.
  mutating func readHeapType() throws(CoreTextError) -> EncodedHeapType {
    if let current = cursor.current, current.kind == .keyword,
      let byte = TypeKeyword.heaps[WordKey(cursor.text.spelling(current))]
    {
      cursor.advance()
      return .abstract(byte)
    }
    guard cursor.isAt(.identifier) || cursor.isAt(.number) else { throw cursor.unexpected("a heap type") }
    return .concrete(try readIndex(types.space))
  }

  // MARK: Indices

  /// Reads an index: a number, or an identifier of an index space.
  mutating func readIndex(_ space: IndexSpace) throws(CoreTextError) -> UInt32 {
    let span = cursor.span
    if let identifier = try cursor.takeIdentifier() { return try space.index(of: identifier, at: span) }
    guard cursor.isAt(.number) else { throw cursor.unexpected("the index or identifier of a \(space.kind.rawValue)") }
    return UInt32(truncatingIfNeeded: try cursor.readUnsigned(bits: 32))
  }

  /// Whether an index comes next.
  var isAtIndex: Bool { cursor.isAt(.identifier) || cursor.isAt(.number) }
}

/// A heap type as the binary format has it.
enum EncodedHeapType: Hashable {
  case abstract(UInt8)
  case concrete(UInt32)

  var abstractByte: UInt8? {
    if case .abstract(let byte) = self { byte } else { nil }
  }

  func encode(to bytes: inout EncodedBytes) {
    switch self {
    case .abstract(let byte): bytes.append(byte)
    case .concrete(let index): bytes.append(signed: Int64(index))
    }
  }
}

/// A keyword to look up, without copying it.
struct WordKey: Hashable {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
  init(_ word: String) { bytes = Array(word.utf8)[...] }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// The words for types and their bytes in the binary format.
///
/// Source: core specification, "Types" (binary format).
enum TypeKeyword {
  /// Heap types.
  static let heaps = table([
    ("any", 0x6E), ("eq", 0x6D), ("i31", 0x6C), ("struct", 0x6B), ("array", 0x6A), ("none", 0x71), ("func", 0x70),
    ("nofunc", 0x73), ("extern", 0x6F), ("noextern", 0x72), ("exn", 0x69), ("noexn", 0x74),
  ])

  /// Nullable references.
  static let references = table([
    ("anyref", 0x6E), ("eqref", 0x6D), ("i31ref", 0x6C), ("structref", 0x6B), ("arrayref", 0x6A), ("nullref", 0x71),
    ("funcref", 0x70), ("nullfuncref", 0x73), ("externref", 0x6F), ("nullexternref", 0x72), ("exnref", 0x69),
    ("nullexnref", 0x74),
  ])

  /// Value types that are one word.
  static let values = references.merging(
    table([("i32", 0x7F), ("i64", 0x7E), ("f32", 0x7D), ("f64", 0x7C), ("v128", 0x7B)]), uniquingKeysWith: { $1 })

  private static func table(_ rows: [(String, UInt8)]) -> [WordKey: UInt8] {
    Dictionary(uniqueKeysWithValues: rows.map { (WordKey($0.0), $0.1) })
  }
}
