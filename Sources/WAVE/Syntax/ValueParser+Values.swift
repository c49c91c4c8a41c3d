package import Diagnostics

extension ValueParser {
  /// Reads a value; what the embedding language adds can stand inside its brackets.
  package mutating func parseValue() throws(WAVEError) -> ValueSyntax {
    let token = try peek()
    switch token.kind {
    case .number(let isInteger): return leaf(.number(isInteger: isInteger), token)
    case .character: return leaf(.character, token)
    case .string: return leaf(.string, token)
    case .multilineString: return leaf(.multilineString, token)
    case .label(let isEscaped): return try parseLabelled(token, isEscaped: isEscaped)
    case .symbol(UInt8(ascii: "(")): return try parseTuple(token)
    case .symbol(UInt8(ascii: "[")):
      let (elements, span) = try parseElements(after: token, until: "]")
      return ValueSyntax(.list(elements), span)
    case .symbol(UInt8(ascii: "{")): return try parseBraces(token)
    default: throw unexpected(token, expected: "a value")
    }
  }

  private mutating func leaf(_ kind: ValueSyntax.Kind, _ token: Token) -> ValueSyntax {
    take(token)
    return ValueSyntax(kind, token.span)
  }

  /// Reads a name, and a payload if a `(` follows it.
  private mutating func parseLabelled(_ token: Token, isEscaped: Bool) throws(WAVEError) -> ValueSyntax {
    take(token)
    let keyword = isEscaped ? nil : WAVEKeyword(rawValue: lexer.text(token.span))
    let next = try peek(.operation)
    guard next.isSymbol("("), keyword?.takesPayload ?? true else {
      guard keyword != .present else { throw unexpected(next, expected: "( and the payload of some") }
      return ValueSyntax(.label(isEscaped: isEscaped), token.span)
    }
    let label = LabelSyntax(isEscaped: isEscaped, span: token.span)
    if element == nil || keyword != nil {
      let (payload, span) = try parsePayload(after: next)
      return ValueSyntax(.labelled(label, [payload]), token.span.union(span))
    }
    let (payload, span) = try parseElements(after: next, until: ")")
    return ValueSyntax(.labelled(label, payload), token.span.union(span))
  }

  /// Reads a case's one payload and the bracket behind it; no comma may stand there.
  private mutating func parsePayload(after open: Token) throws(WAVEError) -> (ValueSyntax, SourceSpan) {
    take(open)
    return try nested(at: open.span) { (parser) throws(WAVEError) in
      if let end = try parser.takeClosing(")", of: open) {
        throw parser.error(.unexpected(")", expected: "a payload"), end.span)
      }
      let payload = try parser.parseElement()
      let end = try parser.peek(.operation)
      if end.kind == .end { throw parser.unclosed(open, ")") }
      guard end.isSymbol(")") else { throw parser.unexpected(end, expected: ") after one payload") }
      parser.take(end)
      return (payload, open.span.union(end.span))
    }
  }

  private mutating func parseTuple(_ open: Token) throws(WAVEError) -> ValueSyntax {
    let (elements, span) = try parseElements(after: open, until: ")")
    guard !elements.isEmpty else { throw error(.emptyTuple, span) }
    return ValueSyntax(.tuple(elements), span)
  }

  /// Reads elements between commas up to a closing bracket; a comma may stand behind the last.
  /// - Returns: the elements, and where they and both brackets stand.
  package mutating func parseElements(
    after open: Token, until close: Unicode.Scalar
  ) throws(WAVEError) -> (elements: [ValueSyntax], span: SourceSpan) {
    take(open)
    return try nested(at: open.span) { (parser) throws(WAVEError) in
      var elements: [ValueSyntax] = []
      while true {
        if let end = try parser.takeClosing(close, of: open) { return (elements, open.span.union(end.span)) }
        elements.append(try parser.parseElement())
        if let end = try parser.takeSeparator(before: close, of: open) { return (elements, open.span.union(end.span)) }
      }
    }
  }

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
}

extension ValueParser {
  /// Reads flags or a record: which of them shows behind the first name.
  private mutating func parseBraces(_ open: Token) throws(WAVEError) -> ValueSyntax {
    take(open)
    return try nested(at: open.span) { (parser) throws(WAVEError) in
      if let end = try parser.takeClosing("}", of: open) { return ValueSyntax(.flags([]), open.span.union(end.span)) }
      if try parser.takeSymbol(":") != nil {
        guard let end = try parser.takeClosing("}", of: open) else {
          throw parser.unexpected(try parser.peek(), expected: "} after {:")
        }
        return ValueSyntax(.record([]), open.span.union(end.span))
      }
      let first = try parser.parseFieldName()
      let next = try parser.peek(.operation)
      if next.isSymbol(":") {
        let (fields, span) = try parser.parseFields(after: open, first: first, until: "}")
        return ValueSyntax(.record(fields), span)
      }
      return try parser.parseFlags(first, after: open)
    }
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

  /// Reads `name: value` between commas up to a closing bracket, for records and for arguments by name.
  package mutating func parseFields(
    after open: Token, first: LabelSyntax? = nil, until close: Unicode.Scalar
  ) throws(WAVEError) -> (fields: [FieldSyntax], span: SourceSpan) {
    var fields: [FieldSyntax] = []
    var seen: Set<String> = []
    var pending = first
    while true {
      if pending == nil, let end = try takeClosing(close, of: open) { return (fields, open.span.union(end.span)) }
      let label = if let pending { pending } else { try parseFieldName() }
      pending = nil
      let name = lexer.text(label.nameSpan)
      guard seen.insert(name).inserted else { throw error(.duplicateField(name), label.span) }
      let colon = try peek(.operation)
      guard colon.isSymbol(":") else {
        if colon.kind == .end { throw unclosed(open, close) }
        throw unexpected(colon, expected: ": and the value of \(name)")
      }
      take(colon)
      fields.append(FieldSyntax(label: label, value: try parseElement()))
      if let end = try takeFieldSeparator(before: close, of: open) { return (fields, open.span.union(end.span)) }
    }
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
