import BitArithmetic
import Diagnostics
import WAVE

/// What a line can be besides an expression: a type for its literals stands before it.
struct LineSyntax: Sendable {
  /// `s8` in `s8 100 + 50`.
  let literalType: IntegerType?
  let root: ValueSyntax
}

extension ValueParser {
  /// Reads a whole line: an expression, or a call with bare arguments or angle brackets.
  mutating func parseLine() throws(WAVEError) -> LineSyntax {
    let first = try peek()
    if case .label(false) = first.kind, let type = IntegerType(named: lexer.text(first.span)) {
      take(first)
      let root = try parseExpression()
      try expectEnd()
      return LineSyntax(literalType: type, root: root)
    }
    var value: ValueSyntax
    if case .label = first.kind {
      let head = try parsePath(from: try parsePrimary(), isBare: false)
      value = try parseArguments(of: head) ?? head
      value = try parseExpression(from: try parseAscription(of: value))
    } else {
      value = try parseExpression()
    }
    try expectEnd()
    return LineSyntax(literalType: nil, root: value)
  }

  /// Reads bare arguments, or those in angle brackets, behind a name.
  private mutating func parseArguments(of head: ValueSyntax) throws(WAVEError) -> ValueSyntax? {
    guard isName(head) else { return nil }
    let token = try peek()
    if token.isSymbol("<"), lexer.byte(at: token.span.end) != UInt8(ascii: "<") {
      take(token)
      let (fields, span) = try nested(at: token.span) { (parser) throws(WAVEError) in
        try parser.parseFields(after: token, until: ">")
      }
      let call = Self.path(head, [.named(fields, span)])
      return try parsePath(from: call, isBare: false)
    }
    guard try beginsArgument() else {
      // `f -x`: no argument without brackets, and `x -y` no subtraction.
      guard token.isSymbol("-"), token.span.start > lastEnd, lexer.skipBlanks(from: token.span.end) == token.span.end
      else { return nil }
      move(to: lexer.end)
      let rest = SourceSpan(token.span.start, lexer.end)
      return Self.path(head, [.bare([], rest, trailing: rest)])
    }
    let start = token.span.start
    var arguments: [ValueSyntax] = []
    while try beginsArgument() { arguments.append(try parseBareArgument()) }
    let next = try peek(.operation)
    guard next.kind != .end else {
      return Self.path(head, [.bare(arguments, SourceSpan(start, lastEnd), trailing: nil)])
    }
    // Which mistake this is depends on what the name means: the rest is kept as it stands.
    let trailing = SourceSpan(next.span.start, lexer.end)
    let end = lastEnd
    move(to: lexer.end)
    return Self.path(head, [.bare(arguments, SourceSpan(start, end), trailing: trailing)])
  }

  /// Whether it is a name, perhaps with names behind dots, and nothing else.
  private func isName(_ value: ValueSyntax) -> Bool {
    switch value.kind {
    case .label(let isEscaped): return isEscaped || WAVEKeyword(rawValue: lexer.text(value.span)) == nil
    case .embedded:
      guard case .path(let path)? = value.expression?.kind else { return false }
      let isNamed =
        switch path.base {
        case .value(let base): if case .label = base.kind { true } else { false }
        case .interface: true
        default: false
        }
      return isNamed && path.selectors.allSatisfy(\.isName)
    default: return false
    }
  }

  /// Whether a bare argument is next: a literal, a name or a bracket.
  private mutating func beginsArgument() throws(WAVEError) -> Bool {
    let token = try peek()
    switch token.kind {
    case .number, .character, .string, .multilineString: return true
    case .label(let isEscaped): return isEscaped || lexer.text(token.span) != "as"
    case .symbol(let byte): return "([{$".utf8.contains(byte)
    case .end: return false
    }
  }

  /// Reads a bare argument: a literal, a variable or something in brackets, with what touches it.
  private mutating func parseBareArgument() throws(WAVEError) -> ValueSyntax {
    let token = try peek()
    var value: ValueSyntax
    if case .label(let isEscaped) = token.kind, lexer.byte(at: token.span.end) != UInt8(ascii: "("),
      isEscaped || WAVEKeyword(rawValue: lexer.text(token.span)) != .present
    {
      take(token)
      value = ValueSyntax(.label(isEscaped: isEscaped), token.span)
    } else {
      value = try parsePrimary()
    }
    value = try parsePath(from: value, isBare: true)
    return try parseAscription(of: value)
  }
}
