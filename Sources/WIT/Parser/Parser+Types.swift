import ComponentTypes
import Diagnostics

extension Parser {
  /// Reads a type.
  ///
  /// Source: WIT.md, "Types".
  mutating func type() throws(WITProblem) -> TypeSyntax {
    try type(depth: 0)
  }

  private mutating func type(depth: Int) throws(WITProblem) -> TypeSyntax {
    if depth >= Limits.typeDepth { throw failure(.typeNestingTooDeep, at: token.span) }
    let start = token.start
    let shape: TypeSyntax.Shape
    switch token.kind {
    case .identifier, .escapedIdentifier: shape = .named(try identifier("a type"))
    case .keyword(let keyword):
      if let primitive = Self.primitive(keyword) {
        advance()
        shape = .primitive(primitive)
      } else {
        shape = try compound(keyword, depth: depth)
      }
    default: throw expected("a type")
    }
    return TypeSyntax(shape: shape, span: SourceSpan(start, previousEnd))
  }

  private static func primitive(_ keyword: WITKeyword) -> ValueType? {
    switch keyword {
    case .bool: .bool
    case .s8: .s8
    case .u8: .u8
    case .s16: .s16
    case .u16: .u16
    case .s32: .s32
    case .u32: .u32
    case .s64: .s64
    case .u64: .u64
    case .f32: .f32
    case .f64: .f64
    case .char: .char
    case .string: .string
    default: nil
    }
  }

  /// Reads a type that begins with the keyword at hand.
  private mutating func compound(_ keyword: WITKeyword, depth: Int) throws(WITProblem) -> TypeSyntax.Shape {
    let start = token.span
    switch keyword {
    case .tuple:
      advance()
      let elements = try list(opening: .lessThan, closing: .greaterThan) { (parser) throws(WITProblem) in
        try parser.type(depth: depth + 1)
      }
      if elements.isEmpty { note(.empty("a tuple"), at: start) }
      return .tuple(elements)
    case .list:
      advance()
      try expect(.lessThan)
      let element = try type(depth: depth + 1)
      let length = try take(.comma) ? listLength() : nil
      try expect(.greaterThan)
      return length.map { .fixedLengthList(element, $0) } ?? .list(element)
    case .map:
      advance()
      try expect(.lessThan)
      let key = try mapKey(depth: depth + 1)
      try expect(.comma)
      let value = try type(depth: depth + 1)
      try expect(.greaterThan)
      return .map(key: key, value: value)
    case .option:
      advance()
      try expect(.lessThan)
      let value = try type(depth: depth + 1)
      try expect(.greaterThan)
      return .option(value)
    case .result:
      advance()
      return try result(depth: depth)
    case .stream, .future:
      advance()
      var element: TypeSyntax?
      if take(.lessThan) {
        element = try type(depth: depth + 1)
        try expect(.greaterThan)
      }
      return keyword == .stream ? .stream(element) : .future(element)
    case .own, .borrow:
      advance()
      try expect(.lessThan)
      let resource = try identifier("a resource's name")
      try expect(.greaterThan)
      return keyword == .own ? .own(resource) : .borrow(resource)
    default: throw expected("a type")
    }
  }

  /// Reads what follows `result`.
  private mutating func result(depth: Int) throws(WITProblem) -> TypeSyntax.Shape {
    guard take(.lessThan) else { return .result(ok: nil, error: nil) }
    var ok: TypeSyntax?
    var error: TypeSyntax?
    if take(.underscore) {
      try expect(.comma)
      error = try type(depth: depth + 1)
    } else {
      ok = try type(depth: depth + 1)
      if take(.comma) { error = try type(depth: depth + 1) }
    }
    try expect(.greaterThan)
    return .result(ok: ok, error: error)
  }

  /// Reads the length of a fixed-length list.
  private mutating func listLength() throws(WITProblem) -> UInt32 {
    guard token.kind == .integer else { throw expected("a length") }
    let text = lexer.text(token.span)
    guard !text.hasPrefix("0"), let length = UInt32(text) else { throw failure(.invalidListLength, at: token.span) }
    advance()
    return length
  }

  /// Reads a map's key, which is one of a few primitive types and no name.
  private mutating func mapKey(depth: Int) throws(WITProblem) -> TypeSyntax {
    let key = try type(depth: depth)
    if case .primitive(let type) = key.shape, type != .f32, type != .f64 { return key }
    note(.invalidMapKey, at: key.span)
    return key
  }
}
