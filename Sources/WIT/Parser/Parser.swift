import ComponentTypes
import Diagnostics

/// Reads one file into its syntax tree, noting every problem and going on after it where it can.
///
/// Recursion happens for nested types alone, and `Limits.typeDepth` bounds it.
///
/// Source: WIT.md, "Top-level items" and the sections after it.
struct Parser {
  let source: SourceText
  var lexer: Lexer
  /// The token to be looked at.
  var token: Token
  /// Where the token before it ends.
  var previousEnd = 0
  /// How many braces are open.
  private var braceDepth = 0
  private(set) var problems: [WITProblem] = []
  /// How many problems were met after those that are kept.
  private(set) var furtherProblems = 0

  let documentationLayout: DocumentationLayout
  /// The version that was read last: the gates of a package repeat one.
  private var lastVersion: (span: SourceSpan, version: SemanticVersion)?

  init(_ source: SourceText, documentationLayout: DocumentationLayout = .normalised) {
    self.source = source
    self.documentationLayout = documentationLayout
    lexer = Lexer(source.text)
    token = Token(kind: .endOfFile, start: 0, end: 0, leading: 0)
    token = lexer.next()
  }

  /// Whether enough is wrong to stop: what comes after a thousand problems is no WIT.
  var hasGivenUp: Bool { furtherProblems >= Limits.countedProblems }

  mutating func note(_ problem: WITProblem) {
    if problems.count < Limits.problems { problems.append(problem) } else { furtherProblems += 1 }
  }

  mutating func note(_ kind: WITProblem.Kind, at span: SourceSpan) {
    note(WITProblem(kind, in: source, at: span))
  }

  func failure(_ kind: WITProblem.Kind, at span: SourceSpan, related: WITProblem.Related? = nil) -> WITProblem {
    WITProblem(kind, in: source, at: span, related: related)
  }

  // MARK: Tokens

  mutating func advance() {
    if token.kind == .leftBrace { braceDepth += 1 }
    if token.kind == .rightBrace { braceDepth -= 1 }
    previousEnd = token.end
    token = lexer.next()
  }

  /// Takes the token if it is of this kind.
  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  mutating func take(_ keyword: WITKeyword) -> Bool { take(.keyword(keyword)) }

  func isAt(_ keyword: WITKeyword) -> Bool { token.kind == .keyword(keyword) }

  /// Takes the token, which must be of this kind.
  @discardableResult
  mutating func expect(_ kind: Token.Kind) throws(WITProblem) -> SourceSpan {
    guard token.kind == kind else { throw expected(kind.words) }
    let span = token.span
    advance()
    return span
  }

  @discardableResult
  mutating func expect(_ keyword: WITKeyword) throws(WITProblem) -> SourceSpan { try expect(.keyword(keyword)) }

  /// Takes `;`.
  ///
  /// Where the next item begins on a line of its own, only the `;` is missing: reading goes on as if it stood there.
  mutating func expectSemicolon() throws(WITProblem) {
    if take(.semicolon) { return }
    let problem = expected("`;`")
    guard mayBeginItem, lexer.bytes[previousEnd..<token.start].contains(UInt8(ascii: "\n")) else { throw problem }
    note(problem)
  }

  /// Whether an item may begin here, or the block around it end.
  private var mayBeginItem: Bool {
    switch token.kind {
    case .identifier, .escapedIdentifier, .at, .rightBrace: true
    default: beginsItem
    }
  }

  /// Whether the token is a word that only begins items.
  private var beginsItem: Bool {
    switch token.kind {
    case .keyword(.type), .keyword(.record), .keyword(.variant), .keyword(.enum), .keyword(.flags),
      .keyword(.resource), .keyword(.use), .keyword(.include), .keyword(.import), .keyword(.export),
      .keyword(.world), .keyword(.package), .keyword(.interface):
      true
    default: false
    }
  }

  /// What is wrong when the token is not what it should be.
  func expected(_ what: String, opening: SourceSpan? = nil) -> WITProblem {
    if token.kind == .invalid, let fault = lexer.fault { return failure(fault.kind, at: fault.span) }
    let related = opening.map { WITProblem.Related(source: source, span: $0, role: .opening) }
    return failure(.expected(what, found: token.kind.words), at: token.span, related: related)
  }

  /// Looks ahead without taking anything.
  func lookingAhead<Result>(_ body: (inout Parser) -> Result) -> Result {
    var copy = self
    return body(&copy)
  }

  // MARK: Names

  /// Takes a name. A misshapen one is noted and used all the same.
  mutating func identifier(_ what: String = "a name") throws(WITProblem) -> Identifier {
    let span = token.span
    let isEscaped: Bool
    switch token.kind {
    case .identifier: isEscaped = false
    case .escapedIdentifier: isEscaped = true
    case .keyword(let keyword):
      throw failure(
        .expected("\(what) (a keyword is escaped as `%\(keyword.rawValue)`)", found: token.kind.words), at: span)
    default: throw expected(what)
    }
    let name = SourceSpan(span.start + (isEscaped ? 1 : 0), span.end)
    let text = lexer.text(name)
    advance()
    if !isLabel(lexer.bytes(name)) {
      note(.invalidIdentifier(text.isEmpty ? "`%`" : printable(text)), at: span)
    }
    return Identifier(text: text, span: span, isEscaped: isEscaped)
  }

  /// A name fit to print, whatever it holds.
  private func printable(_ text: String) -> String {
    var shown = "`"
    for scalar in text.unicodeScalars.prefix(64) { shown += scalar.escaped(asASCII: false) }
    return shown + "`"
  }

  /// Reads the version behind an `@` that was just taken.
  mutating func version() throws(WITProblem) -> SemanticVersion {
    lexer.offset = token.start
    let span = lexer.scanVersion()
    previousEnd = span.end
    token = lexer.next()
    if let lastVersion, lexer.bytes(lastVersion.span) == lexer.bytes(span) { return lastVersion.version }
    let text = lexer.text(span)
    guard let version = SemanticVersion(parsing: text) else {
      throw failure(
        span.start == span.end
          ? .expected("a version", found: token.kind.words) : .invalidVersion(String(text.prefix(64))),
        at: span)
    }
    lastVersion = (span, version)
    return version
  }

  /// Reads `namespace:name`, then `@version` where there is one.
  mutating func packageName() throws(WITProblem) -> PackageNameSyntax {
    let namespace = try identifier("a namespace")
    try expect(.colon)
    let name = try identifier("a package's name")
    let version = try take(.at) ? version() : nil
    return PackageNameSyntax(
      name: PackageName(namespace.text, name.text, version: version),
      span: SourceSpan(namespace.span.start, previousEnd))
  }

  /// Reads an interface's or world's name, alone or with its package.
  mutating func usePath() throws(WITProblem) -> UsePath {
    let first = try identifier("an interface's name")
    guard take(.colon) else { return UsePath(package: nil, name: first) }
    let package = try identifier("a package's name")
    guard take(.slash) else {
      if token.kind == .invalid { throw expected("`/`") }
      throw failure(.packagePathWithoutInterface, at: first.span.union(package.span))
    }
    let name = try identifier("an interface's name")
    let version = try take(.at) ? version() : nil
    let packageName = PackageName(first.text, package.text, version: version)
    return UsePath(package: PackageNameSyntax(name: packageName, span: first.span.union(package.span)), name: name)
  }

  // MARK: Going on after a problem

  /// Reads items up to the closing brace, going on with the next one where one is wrong.
  mutating func items(opening: SourceSpan, _ item: (inout Parser) throws(WITProblem) -> Void) throws(WITProblem) {
    let level = braceDepth
    while !hasGivenUp {
      if take(.rightBrace) { return }
      if token.kind == .endOfFile { throw expected("`}`", opening: opening) }
      let start = token.start
      do throws(WITProblem) {
        try item(&self)
      } catch {
        note(error)
        skipItem(from: start, level: level)
      }
    }
  }

  /// Moves to where the next item may begin: behind a `;` or a closed block, or before a closing brace or a word
  /// that only begins items.
  ///
  /// - Parameter level: How many braces are open around the items.
  mutating func skipItem(from start: Int, level: Int) {
    while token.kind != .endOfFile {
      if braceDepth > level {
        advance()
        if braceDepth == level, token.start > start {
          // A block that ends an item may have a semicolon behind it.
          _ = take(.semicolon)
          return
        }
        continue
      }
      switch token.kind {
      case .semicolon:
        advance()
        return
      case .rightBrace: return
      default: if beginsItem, token.start > start { return }
      }
      advance()
    }
  }
}
