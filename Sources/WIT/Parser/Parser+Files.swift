import ComponentTypes
import Diagnostics

extension Parser {
  /// Reads the whole file.
  ///
  /// Source: WIT.md, "Top-level items" (`wit-file`).
  mutating func file() -> FileSyntax {
    var file = FileSyntax()
    if let forbidden = lexer.firstForbiddenCharacter() {
      note(.forbiddenCharacter(forbidden.scalar), at: forbidden.span)
      return file
    }
    var isFirst = true
    while token.kind != .endOfFile, !hasGivenUp {
      let start = token.start
      do throws(WITProblem) {
        if isAt(.package) {
          try packageItem(into: &file, isFirst: isFirst)
        } else {
          try packageLevelItem(into: &file.items)
        }
      } catch {
        note(error)
        skipItem(from: start, level: 0)
        // A brace too many at the top level would otherwise be met for ever.
        if token.kind == .rightBrace { advance() }
      }
      isFirst = false
    }
    return file
  }

  /// Reads `package a:b;`, which only the first item may be, or `package a:b { … }`.
  private mutating func packageItem(into file: inout FileSyntax, isFirst: Bool) throws(WITProblem) {
    let documentation = takeDocumentation()
    let start = try expect(.package).start
    let declaration = PackageDeclaration(documentation: documentation, name: try packageName())
    if isFirst, take(.semicolon) {
      file.declaration = declaration
      return
    }
    guard token.kind == .leftBrace else { throw expected(isFirst ? "`;` or `{`" : "`{`") }
    let opening = token.span
    advance()
    var items = PackageItems()
    try self.items(opening: opening) { (parser) throws(WITProblem) in
      if parser.isAt(.package) {
        throw parser.failure(.nestedPackageNotAtTopLevel, at: parser.token.span)
      }
      try parser.packageLevelItem(into: &items)
    }
    file.nested.append((declaration, items, SourceSpan(start, previousEnd)))
  }

  /// Reads `use`, `interface` or `world`.
  private mutating func packageLevelItem(into items: inout PackageItems) throws(WITProblem) {
    let attributes = try attributes()
    switch token.kind {
    case .keyword(.interface):
      try rejectExternalID(attributes, on: "an interface")
      advance()
      let name = try identifier("the interface's name")
      items.interfaces.append(
        InterfaceDeclaration(attributes: attributes, name: name, items: try interfaceItems()))
    case .keyword(.world):
      try rejectExternalID(attributes, on: "a world")
      advance()
      let name = try identifier("the world's name")
      items.worlds.append(WorldDeclaration(attributes: attributes, name: name, items: try worldItems()))
    case .keyword(.use):
      if let span = attributes.span { note(.misplacedAttribute("a top-level use"), at: span) }
      advance()
      let path = try usePath()
      let alias = try take(.as) ? identifier() : nil
      try expectSemicolon()
      items.uses.append(TopLevelUse(path: path, alias: alias))
    case .keyword(.package):
      throw failure(.misplacedAttribute("a package"), at: attributes.span ?? token.span)
    default:
      throw expected("`interface`, `world`, `use` or `package`")
    }
  }

  private mutating func rejectExternalID(_ attributes: Attributes, on place: String) throws(WITProblem) {
    if attributes.externalID != nil, let span = attributes.span { note(.misplacedExternalID(place), at: span) }
  }
}
