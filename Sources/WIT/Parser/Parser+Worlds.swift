import ComponentTypes
import Diagnostics

extension Parser {
  /// Reads `{ … }` of a world.
  ///
  /// Source: WIT.md, "Item: `world`".
  mutating func worldItems() throws(WITProblem) -> [WorldItemSyntax] {
    let opening = try expect(.leftBrace)
    var found: [WorldItemSyntax] = []
    try items(opening: opening) { (parser) throws(WITProblem) in
      found.append(try parser.worldItem())
    }
    return found
  }

  private mutating func worldItem() throws(WITProblem) -> WorldItemSyntax {
    let attributes = try attributes()
    switch token.kind {
    case .keyword(.import), .keyword(.export):
      let isImport = isAt(.import)
      advance()
      return .extern(
        ExternDeclaration(attributes: attributes, isImport: isImport, kind: try externKind(attributes)))
    case .keyword(.use): return .use(try use(attributes))
    case .keyword(.include): return .include(try include(attributes))
    default:
      if let type = try typeDeclaration(attributes) { return .type(type) }
      throw expected("`import`, `export`, `use`, `include` or a type declaration")
    }
  }

  /// Reads what follows `import` or `export`.
  ///
  /// `a: b` names an import, `a:b/c` is one path; the slash decides, and without one the blank does.
  private mutating func externKind(_ attributes: Attributes) throws(WITProblem) -> ExternDeclaration.Kind {
    let isNamed = lookingAhead { parser in
      parser.advance()
      guard parser.token.kind == .colon else { return false }
      let isAdjacent = parser.token.leading == parser.token.start
      parser.advance()
      switch parser.token.kind {
      case .identifier, .escapedIdentifier: break
      default: return true
      }
      if !isAdjacent || parser.token.leading != parser.token.start {
        parser.advance()
        return parser.token.kind != .slash
      }
      return false
    }
    guard isNamed else {
      let path = try usePath()
      try expectSemicolon()
      return .path(path)
    }
    let name = try identifier()
    try expect(.colon)
    switch token.kind {
    case .keyword(.func), .keyword(.async):
      let function = try function()
      try expectSemicolon()
      return .function(FunctionDeclaration(attributes: attributes, name: name, function: function))
    case .keyword(.interface):
      advance()
      return .interface(InterfaceDeclaration(attributes: attributes, name: name, items: try interfaceItems()))
    case .identifier, .escapedIdentifier:
      let path = try usePath()
      try expectSemicolon()
      return .namedPath(name, path)
    default:
      throw expected("`func`, `interface` or an interface's name")
    }
  }

  /// Reads `include path;` or `include path with { a as b }`.
  ///
  /// Source: WIT.md, "Item: `include`".
  private mutating func include(_ attributes: Attributes) throws(WITProblem) -> IncludeDeclaration {
    if attributes.externalID != nil, let span = attributes.span { note(.misplacedExternalID("`include`"), at: span) }
    try expect(.include)
    let path = try usePath()
    guard take(.with) else {
      try expectSemicolon()
      return IncludeDeclaration(attributes: attributes, path: path, names: [])
    }
    let names = try list(opening: .leftBrace, closing: .rightBrace) { (parser) throws(WITProblem) in
      let name = try parser.identifier()
      try parser.expect(.as)
      return RenamedName(name: name, alias: try parser.identifier())
    }
    // The grammar ends this form with a `;`, its own examples do not.
    _ = take(.semicolon)
    return IncludeDeclaration(attributes: attributes, path: path, names: names)
  }
}
