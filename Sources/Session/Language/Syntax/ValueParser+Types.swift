import Diagnostics
import WAVE

extension ValueParser {
  /// Reads a type.
  mutating func parseTypeSyntax() throws(WAVEError) -> TypeSyntax {
    let token = try peek()
    guard case .label(let isEscaped) = token.kind else { throw unexpected(token, expected: "a type") }
    if !isEscaped, let name = qualifiedTypeName(from: token.span) {
      move(to: name.end)
      return TypeSyntax(kind: .name(lexer.text(name)), span: name)
    }
    take(token)
    let word = lexer.text(LabelSyntax(isEscaped: isEscaped, span: token.span).nameSpan)
    guard !isEscaped else { return TypeSyntax(kind: .name(word), span: token.span) }
    let next = try peek(.operation)
    if next.isSymbol("<"), Self.genericWords.contains(word) { return try parseGeneric(word, token, next) }
    if next.isSymbol("{"), Self.memberWords.contains(word) { return try parseMembers(word, token, next) }
    return TypeSyntax(kind: .name(word), span: token.span)
  }

  private static let genericWords: Set = [
    "list", "option", "result", "tuple", "map", "own", "borrow", "stream", "future",
  ]
  private static let memberWords: Set = ["record", "variant", "enum", "flags"]

  /// Where `namespace:package/interface.name`, a version perhaps in it, stands, if it begins here.
  private func qualifiedTypeName(from first: SourceSpan) -> SourceSpan? {
    guard lexer.byte(at: first.end) == UInt8(ascii: ":") else { return nil }
    var end = first.end
    var hasSlash = false
    while lexer.byte(at: end).isASCIIAlphanumeric || ":/@.+-".utf8.contains(lexer.byte(at: end)) {
      if lexer.byte(at: end) == UInt8(ascii: "/") { hasSlash = true }
      end += 1
    }
    return hasSlash ? SourceSpan(first.start, end) : nil
  }

  /// Reads `<…>` behind a word.
  private mutating func parseGeneric(_ word: String, _ start: Token, _ open: Token) throws(WAVEError) -> TypeSyntax {
    take(open)
    return try nested(at: open.span) { (parser) throws(WAVEError) in
      var arguments: [TypeSyntax?] = []
      var length: UInt32?
      while true {
        let token = try parser.peek()
        if token.isSymbol("_") {
          parser.take(token)
          arguments.append(nil)
        } else if case .number(true) = token.kind, word == "list", arguments.count == 1 {
          guard let number = UInt32(parser.lexer.text(token.span)) else {
            throw parser.unexpected(token, expected: "a length")
          }
          parser.take(token)
          length = number
        } else {
          arguments.append(try parser.parseTypeSyntax())
        }
        let next = try parser.peek(.operation)
        if next.kind == .end { throw parser.error(.unclosed("<", expected: ">"), open.span) }
        parser.take(next)
        if next.isSymbol(">") {
          return TypeSyntax(
            kind: .generic(word, arguments, length: length), span: start.span.union(next.span))
        }
        guard next.isSymbol(","), length == nil else { throw parser.unexpected(next, expected: ", or >") }
      }
    }
  }

  /// Reads `{a: t, b: t}` or `{a(t), b}` behind a word.
  private mutating func parseMembers(_ word: String, _ start: Token, _ open: Token) throws(WAVEError) -> TypeSyntax {
    take(open)
    return try nested(at: open.span) { (parser) throws(WAVEError) in
      var members: [(name: String, type: TypeSyntax?)] = []
      var names: Set<String> = []
      while true {
        let token = try parser.peek()
        if token.isSymbol("}"), !members.isEmpty {
          parser.take(token)
          return TypeSyntax(kind: .members(word, members), span: start.span.union(token.span))
        }
        guard case .label(let isEscaped) = token.kind else {
          if token.kind == .end { throw parser.error(.unclosed("{", expected: "}"), open.span) }
          throw parser.unexpected(token, expected: "a name")
        }
        parser.take(token)
        let name = parser.lexer.text(LabelSyntax(isEscaped: isEscaped, span: token.span).nameSpan)
        guard names.insert(name).inserted else { throw parser.error(.duplicateField(name), token.span) }
        members.append((name, try parser.parseMemberType(word)))
        let next = try parser.peek(.operation)
        if next.isSymbol(",") {
          parser.take(next)
        } else if !next.isSymbol("}") {
          throw parser.unexpected(next, expected: ", or }")
        }
      }
    }
  }

  /// Reads the type of a record's field, or of a variant's case if it has one.
  private mutating func parseMemberType(_ word: String) throws(WAVEError) -> TypeSyntax? {
    if word == "record" {
      guard try takeSymbol(":") != nil else { throw unexpected(try peek(.operation), expected: ": and a type") }
      return try parseTypeSyntax()
    }
    guard word == "variant", try takeSymbol("(") != nil else { return nil }
    let type = try parseTypeSyntax()
    guard try takeSymbol(")") != nil else { throw unexpected(try peek(.operation), expected: ")") }
    return type
  }
}
