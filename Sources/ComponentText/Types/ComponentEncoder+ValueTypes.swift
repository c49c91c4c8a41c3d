import ComponentBinary
import CoreText
import Diagnostics

// Value types.
extension ComponentEncoder {
  /// Reads a value type: a primitive's word, a reference, or a type in place, which becomes a definition of its own.
  ///
  /// Source: Explainer.md, "Type Definitions" (`valtype`); Binary.md, the same.
  mutating func readValueType() throws(CoreTextError) -> EncodedBytes {
    var bytes = EncodedBytes()
    if let primitive = takePrimitive() {
      bytes.append(primitive.rawValue)
    } else if isAtIndex || cursor.isAt(opening: "type") {
      bytes.append(signed: Int64(try readIndex(.type)))
    } else {
      let first = cursor.index
      let type = try readDefinedValueType()
      bytes.append(signed: Int64(try addType(type, from: first)))
    }
    return bytes
  }

  private mutating func takePrimitive() -> Primitive? {
    guard let token = cursor.current, token.kind == .keyword,
      let primitive = Primitive(word: String(decoding: cursor.text.spelling(token), as: UTF8.self))
    else { return nil }
    cursor.advance()
    return primitive
  }

  /// Whether a value type comes next.
  private var isAtValueType: Bool { !cursor.isAt(.close) && !cursor.isAt(opening: "error") }

  /// Reads an optional value type.
  private mutating func readOptionalValueType() throws(CoreTextError) -> EncodedBytes {
    var bytes = EncodedBytes()
    guard isAtValueType else {
      bytes.append(0x00)
      return bytes
    }
    bytes.append(0x01)
    bytes.append(try readValueType())
    return bytes
  }

  /// Reads the definition of a value type: a primitive's word, or `(record …)` and the like.
  mutating func readDefinedValueType() throws(CoreTextError) -> EncodedBytes {
    var type = EncodedBytes()
    if let primitive = takePrimitive() {
      type.append(primitive.rawValue)
      return type
    }
    guard let word = openedWord else { throw cursor.unexpected("a type") }
    try enter()
    cursor.advance()
    cursor.advance()
    switch word {
    case "record":
      type.append(0x72)
      try readMembers("field", into: &type) { encoder throws(CoreTextError) in
        var member = EncodedBytes()
        member.append(name: try encoder.cursor.expectName("the field's name in quotes"))
        member.append(try encoder.readValueType())
        return member
      }
    case "variant":
      type.append(0x71)
      var cases = IndexSpace(.case)
      try readMembers("case", into: &type) { encoder throws(CoreTextError) in
        var member = EncodedBytes()
        // Cases may have identifiers, which nothing refers to.
        let span = encoder.cursor.span
        try cases.add(try encoder.cursor.takeIdentifier(), at: span)
        member.append(name: try encoder.cursor.expectName("the case's name in quotes"))
        member.append(try encoder.readOptionalValueType())
        member.append(0x00)
        return member
      }
    case "list":
      let element = try readValueType()
      let isFixed = cursor.isAt(.number)
      type.append(isFixed ? 0x67 : 0x70)
      type.append(element)
      if isFixed { type.append(unsigned: try readNumber()) }
    case "tuple":
      var count: UInt32 = 0
      var members = EncodedBytes()
      while !cursor.isAt(.close), !cursor.isAtEnd {
        count += 1
        members.append(try readValueType())
      }
      type.append(0x6F)
      type.append(unsigned: count)
      type.append(members)
    case "flags": try readLabels(0x6E, into: &type)
    case "enum": try readLabels(0x6D, into: &type)
    case "option":
      type.append(0x6B)
      type.append(try readValueType())
    case "result":
      type.append(0x6A)
      type.append(try readOptionalValueType())
      if cursor.take(opening: "error") {
        type.append(0x01)
        type.append(try readValueType())
        try cursor.expectClose()
      } else {
        type.append(0x00)
      }
    case "own", "borrow":
      type.append(word == "own" ? 0x69 : 0x68)
      type.append(unsigned: try readIndex(.type))
    case "stream", "future":
      type.append(word == "stream" ? 0x66 : 0x65)
      type.append(try readOptionalValueType())
    case "map":
      type.append(0x63)
      type.append(try readValueType())
      type.append(try readValueType())
    default:
      cursor.move(to: cursor.index - 1)
      throw cursor.unexpected("a type")
    }
    try cursor.expectClose()
    leave()
    return type
  }

  /// Reads `(word …)` as often as it comes.
  private mutating func readMembers(
    _ word: StaticString, into type: inout EncodedBytes,
    _ readMember: (inout ComponentEncoder) throws(CoreTextError) -> EncodedBytes
  ) throws(CoreTextError) {
    var count: UInt32 = 0
    var members = EncodedBytes()
    while !cursor.isAt(.close), !cursor.isAtEnd {
      try cursor.expect(opening: word)
      count += 1
      members.append(try readMember(&self))
      try cursor.expectClose()
    }
    type.append(unsigned: count)
    type.append(members)
  }

  /// Reads names in quotes.
  private mutating func readLabels(_ opcode: UInt8, into type: inout EncodedBytes) throws(CoreTextError) {
    var count: UInt32 = 0
    var labels = EncodedBytes()
    while !cursor.isAt(.close), !cursor.isAtEnd {
      count += 1
      labels.append(name: try cursor.expectName())
    }
    type.append(opcode)
    type.append(unsigned: count)
    type.append(labels)
  }
}

extension Primitive {
  /// The primitive of a word of the text format; nil where it is none.
  fileprivate init?(word: String) {
    switch word {
    case "bool": self = .bool
    case "s8": self = .s8
    case "u8": self = .u8
    case "s16": self = .s16
    case "u16": self = .u16
    case "s32": self = .s32
    case "u32": self = .u32
    case "s64": self = .s64
    case "u64": self = .u64
    case "f32", "float32": self = .f32
    case "f64", "float64": self = .f64
    case "char": self = .char
    case "string": self = .string
    case "error-context": self = .errorContext
    default: return nil
    }
  }
}
