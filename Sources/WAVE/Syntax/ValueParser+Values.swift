package import Diagnostics

/// A bracket that is open while what stands in it is read.
private struct OpenBracket {
  enum Content {
    case tuple
    case list
    /// What a name has in brackets where a language embeds values: perhaps a call's arguments.
    case arguments(LabelSyntax)
    /// A case's one payload.
    case payload(LabelSyntax)
    case fields
  }

  let content: Content
  let open: Token
  let close: Unicode.Scalar
  var elements: [ValueSyntax] = []
  var fields: [FieldSyntax] = []
  var names: Set<String> = []
  /// The name of the field whose value is being read.
  var label: LabelSyntax?

  init(_ content: Content, _ open: Token, _ close: Unicode.Scalar) {
    self.content = content
    self.open = open
    self.close = close
  }

  /// The value that the bracket and what it holds are, once it is closed.
  func value(until end: Token) -> ValueSyntax {
    let span = open.span.union(end.span)
    return switch content {
    case .tuple: ValueSyntax(.tuple(elements), span)
    case .list: ValueSyntax(.list(elements), span)
    case .fields: ValueSyntax(.record(fields), span)
    case .arguments(let label), .payload(let label):
      ValueSyntax(.labelled(label, elements), label.span.union(span))
    }
  }
}

// Open brackets are kept in a list and not on the stack, so that values may nest as deep as their types.
extension ValueParser {
  /// Reads a value; what the embedding language adds can stand inside its brackets.
  package mutating func parseValue() throws(WAVEError) -> ValueSyntax {
    var open: [OpenBracket] = []
    return try finish(try begin(&open), in: &open)
  }

  /// Reads elements between commas up to a closing bracket; a comma may stand behind the last.
  /// - Returns: the elements, and where they and both brackets stand.
  package mutating func parseElements(
    after token: Token, until close: Unicode.Scalar
  ) throws(WAVEError) -> (elements: [ValueSyntax], span: SourceSpan) {
    var open: [OpenBracket] = []
    take(token)
    let value = try finish(try enter(OpenBracket(.list, token, close), &open), in: &open)
    guard case .list(let elements) = value.kind else { return ([], value.span) }
    return (elements, value.span)
  }

  /// Reads `name: value` between commas up to a closing bracket, for arguments by name. The opening one was taken.
  package mutating func parseFields(
    after token: Token, until close: Unicode.Scalar
  ) throws(WAVEError) -> (fields: [FieldSyntax], span: SourceSpan) {
    var open: [OpenBracket] = []
    let value = try finish(try enter(OpenBracket(.fields, token, close), &open), in: &open)
    guard case .record(let fields) = value.kind else { return ([], value.span) }
    return (fields, value.span)
  }

  /// Reads on until all brackets are closed.
  private mutating func finish(
    _ first: ValueSyntax?, in open: inout [OpenBracket]
  ) throws(WAVEError) -> ValueSyntax {
    var value = first
    while true {
      if let read = value {
        guard !open.isEmpty else { return read }
        value = try takeElement(read, &open)
      } else if let element, depth <= Self.maximumDepth {
        value = try element(&self)
      } else {
        value = try begin(&open)
      }
    }
  }

  /// Reads a value without brackets, or opens its bracket, which gives nil.
  private mutating func begin(_ open: inout [OpenBracket]) throws(WAVEError) -> ValueSyntax? {
    let token = try peek()
    switch token.kind {
    case .number(let isInteger): return leaf(.number(isInteger: isInteger), token)
    case .character: return leaf(.character, token)
    case .string: return leaf(.string, token)
    case .multilineString: return leaf(.multilineString, token)
    case .label(let isEscaped): return try beginLabelled(token, isEscaped: isEscaped, &open)
    case .symbol(UInt8(ascii: "(")):
      take(token)
      return try enter(OpenBracket(.tuple, token, ")"), &open)
    case .symbol(UInt8(ascii: "[")):
      take(token)
      return try enter(OpenBracket(.list, token, "]"), &open)
    case .symbol(UInt8(ascii: "{")):
      take(token)
      return try beginBraces(token, &open)
    default: throw unexpected(token, expected: "a value")
    }
  }

  private mutating func leaf(_ kind: ValueSyntax.Kind, _ token: Token) -> ValueSyntax {
    take(token)
    return ValueSyntax(kind, token.span)
  }

  /// Reads a name, and opens its payload if a `(` follows it.
  private mutating func beginLabelled(
    _ token: Token, isEscaped: Bool, _ open: inout [OpenBracket]
  ) throws(WAVEError) -> ValueSyntax? {
    take(token)
    let keyword = isEscaped ? nil : WAVEKeyword(rawValue: lexer.text(token.span))
    let next = try peek(.operation)
    guard next.isSymbol("("), keyword?.takesPayload ?? true else {
      guard keyword != .present else { throw unexpected(next, expected: "( and the payload of some") }
      return ValueSyntax(.label(isEscaped: isEscaped), token.span)
    }
    let label = LabelSyntax(isEscaped: isEscaped, span: token.span)
    take(next)
    let isCase = element == nil || keyword != nil
    return try enter(OpenBracket(isCase ? .payload(label) : .arguments(label), next, ")"), &open)
  }

  /// Reads flags, or opens a record: which of them shows behind the first name.
  private mutating func beginBraces(_ token: Token, _ open: inout [OpenBracket]) throws(WAVEError) -> ValueSyntax? {
    if let end = try takeClosing("}", of: token) { return ValueSyntax(.flags([]), token.span.union(end.span)) }
    if try takeSymbol(":") != nil {
      guard let end = try takeClosing("}", of: token) else {
        throw unexpected(try peek(), expected: "} after {:")
      }
      return ValueSyntax(.record([]), token.span.union(end.span))
    }
    let first = try parseFieldName()
    guard try peek(.operation).isSymbol(":") else { return try parseFlags(first, after: token) }
    var bracket = OpenBracket(.fields, token, "}")
    try takeColon(behind: first, in: &bracket)
    return try push(bracket, &open)
  }

  /// Opens a bracket, or reads it if it is closed at once.
  private mutating func enter(
    _ bracket: OpenBracket, _ open: inout [OpenBracket]
  ) throws(WAVEError) -> ValueSyntax? {
    if let end = try takeClosing(bracket.close, of: bracket.open) {
      switch bracket.content {
      case .payload: throw error(.unexpected(")", expected: "a payload"), end.span)
      case .tuple: throw error(.emptyTuple, bracket.open.span.union(end.span))
      case .list, .arguments, .fields: return bracket.value(until: end)
      }
    }
    var bracket = bracket
    if case .fields = bracket.content { try takeColon(behind: try parseFieldName(), in: &bracket) }
    return try push(bracket, &open)
  }

  private mutating func push(_ bracket: OpenBracket, _ open: inout [OpenBracket]) throws(WAVEError) -> ValueSyntax? {
    guard depth < Self.maximumValueDepth else {
      throw error(.nestingTooDeep(limit: Self.maximumValueDepth), bracket.open.span)
    }
    depth += 1
    open.append(bracket)
    return nil
  }

  /// Puts a value into the innermost bracket and reads what stands behind it.
  /// - Returns: the bracket's own value if that closes it.
  private mutating func takeElement(
    _ value: ValueSyntax, _ open: inout [OpenBracket]
  ) throws(WAVEError) -> ValueSyntax? {
    guard var bracket = open.popLast() else { return value }
    if let label = bracket.label {
      bracket.fields.append(FieldSyntax(label: label, value: value))
    } else {
      bracket.elements.append(value)
    }
    if let end = try takeEnd(of: &bracket) {
      depth -= 1
      return bracket.value(until: end)
    }
    open.append(bracket)
    return nil
  }

  /// Takes the closing bracket, or what stands before the next value, which gives nil.
  private mutating func takeEnd(of bracket: inout OpenBracket) throws(WAVEError) -> Token? {
    switch bracket.content {
    case .payload:
      let token = try peek(.operation)
      if token.kind == .end { throw unclosed(bracket.open, bracket.close) }
      guard token.isSymbol(bracket.close) else { throw unexpected(token, expected: ") after one payload") }
      take(token)
      return token
    case .tuple, .list, .arguments:
      if let end = try takeSeparator(before: bracket.close, of: bracket.open) { return end }
      return try takeClosing(bracket.close, of: bracket.open)
    case .fields:
      if let end = try takeFieldSeparator(before: bracket.close, of: bracket.open) { return end }
      if let end = try takeClosing(bracket.close, of: bracket.open) { return end }
      try takeColon(behind: try parseFieldName(), in: &bracket)
      return nil
    }
  }

  /// Takes the colon behind a field's name, whose value is next.
  private mutating func takeColon(behind label: LabelSyntax, in bracket: inout OpenBracket) throws(WAVEError) {
    let name = lexer.text(label.nameSpan)
    guard bracket.names.insert(name).inserted else { throw error(.duplicateField(name), label.span) }
    let colon = try peek(.operation)
    guard colon.isSymbol(":") else {
      if colon.kind == .end { throw unclosed(bracket.open, bracket.close) }
      throw unexpected(colon, expected: ": and the value of \(name)")
    }
    take(colon)
    bracket.label = label
  }

  private mutating func parseFlags(_ first: LabelSyntax, after open: Token) throws(WAVEError) -> ValueSyntax {
    var flags = [first]
    var seen: Set = [lexer.text(first.nameSpan)]
    while true {
      if let end = try takeFieldSeparator(before: "}", of: open) {
        return ValueSyntax(.flags(flags), open.span.union(end.span))
      }
      if let end = try takeClosing("}", of: open) { return ValueSyntax(.flags(flags), open.span.union(end.span)) }
      let flag = try parseFieldName()
      let name = lexer.text(flag.nameSpan)
      guard seen.insert(name).inserted else { throw error(.duplicateFlag(name), flag.span) }
      flags.append(flag)
    }
  }
}

extension ValueParser {
  /// Takes the closing bracket if it is next; the end of the input is an error about the opening one.
  private mutating func takeClosing(_ close: Unicode.Scalar, of open: Token) throws(WAVEError) -> Token? {
    // Where a value may begin, what WAVE has is read as a value: `-1` is a number.
    let token = try peek()
    if token.kind == .end { throw unclosed(open, close) }
    guard token.isSymbol(close) else { return nil }
    take(token)
    return token
  }

  /// Takes a comma, which gives nil, or the closing bracket.
  private mutating func takeSeparator(before close: Unicode.Scalar, of open: Token) throws(WAVEError) -> Token? {
    let token = try peek(.operation)
    if token.kind == .end { throw unclosed(open, close) }
    if token.isSymbol(close) {
      take(token)
      return token
    }
    guard token.isSymbol(",") else { throw unexpected(token, expected: ", or \(close)") }
    take(token)
    return nil
  }

  func unclosed(_ open: Token, _ close: Unicode.Scalar) -> WAVEError {
    // What is missing is missing at the end.
    error(
      .unclosed(lexer.text(open.span), expected: String(Character(close))), SourceSpan(lexer.end, lexer.end),
      marking: open.span)
  }

  /// Takes a comma, which gives nil, or the closing bracket. Where a name follows without a comma, reading goes on.
  private mutating func takeFieldSeparator(
    before close: Unicode.Scalar, of open: Token
  ) throws(WAVEError) -> Token? {
    let token = try peek(.operation)
    if element == nil, case .label = token.kind {
      missComma(before: token, close)
      return nil
    }
    return try takeSeparator(before: close, of: open)
  }

  /// Reads the name of a field or flag; keywords are names here.
  private mutating func parseFieldName() throws(WAVEError) -> LabelSyntax {
    let token = try peek()
    guard case .label(let isEscaped) = token.kind else { throw unexpected(token, expected: "a name") }
    take(token)
    return LabelSyntax(isEscaped: isEscaped, span: token.span)
  }
}

extension WAVEKeyword {
  var takesPayload: Bool { self == .present || self == .ok || self == .err }
}
