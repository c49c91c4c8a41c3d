import ComponentTypes
import Diagnostics

extension Parser {
  /// Reads `{ … }` of an interface.
  ///
  /// Source: WIT.md, "Item: `interface`".
  mutating func interfaceItems() throws(WITProblem) -> [InterfaceItem] {
    let opening = try expect(.leftBrace)
    var found: [InterfaceItem] = []
    try items(opening: opening) { (parser) throws(WITProblem) in
      found.append(try parser.interfaceItem())
    }
    return found
  }

  private mutating func interfaceItem() throws(WITProblem) -> InterfaceItem {
    let attributes = try attributes()
    switch token.kind {
    case .keyword(.use): return .use(try use(attributes))
    case .identifier, .escapedIdentifier:
      let name = try identifier()
      try expect(.colon)
      let function = try function()
      try expectSemicolon()
      return .function(FunctionDeclaration(attributes: attributes, name: name, function: function))
    default:
      if let type = try typeDeclaration(attributes) { return .type(type) }
      throw expected("a function's name, a type declaration or `use`")
    }
  }

  /// Reads `use path.{a, b as c};`.
  ///
  /// Source: WIT.md, "Item: `use`".
  mutating func use(_ attributes: Attributes) throws(WITProblem) -> UseDeclaration {
    if attributes.externalID != nil, let span = attributes.span { note(.misplacedExternalID("`use`"), at: span) }
    try expect(.use)
    let path = try usePath()
    try expect(.period)
    let names = try list(opening: .leftBrace, closing: .rightBrace) { (parser) throws(WITProblem) in
      let name = try parser.identifier("a type's name")
      return RenamedName(name: name, alias: try parser.take(.as) ? parser.identifier() : nil)
    }
    try expectSemicolon()
    return UseDeclaration(attributes: attributes, path: path, names: names)
  }

  /// Reads `async? func(…) -> type`.
  mutating func function() throws(WITProblem) -> FunctionSyntax {
    let isAsync = take(.async)
    guard isAt(.func) else { throw expected(isAsync ? "`func`" : "`func` or `async func`") }
    advance()
    let parameters = try parameters()
    return FunctionSyntax(isAsync: isAsync, parameters: parameters, result: try take(.arrow) ? type() : nil)
  }

  private mutating func parameters() throws(WITProblem) -> [MemberSyntax] {
    try list(opening: .leftParenthesis, closing: .rightParenthesis) { (parser) throws(WITProblem) in
      let name = try parser.identifier("a parameter's name")
      try parser.expect(.colon)
      return MemberSyntax(name: name, type: try parser.type(), documentation: nil)
    }
  }

  /// Reads a list with commas between its elements and, if one likes, behind the last.
  mutating func list<Element>(
    opening: Token.Kind, closing: Token.Kind, _ element: (inout Parser) throws(WITProblem) -> Element
  ) throws(WITProblem) -> [Element] {
    let start = try expect(opening)
    var elements: [Element] = []
    while !take(closing) {
      if token.kind == .endOfFile { throw expected(closing.words, opening: start) }
      elements.append(try element(&self))
      if take(.comma) { continue }
      guard take(closing) else { throw expected("`,` or \(closing.words)", opening: start) }
      break
    }
    return elements
  }

  /// Reads a type declaration; nil where none begins here.
  mutating func typeDeclaration(_ attributes: Attributes) throws(WITProblem) -> TypeDeclaration? {
    guard case .keyword(let keyword) = token.kind else { return nil }
    switch keyword {
    case .type, .record, .variant, .enum, .flags, .resource: advance()
    default: return nil
    }
    let name = try identifier("the \(keyword.rawValue)'s name")
    let body: TypeDeclaration.Body
    switch keyword {
    case .type:
      try expect(.equals)
      body = .alias(try type())
      try expectSemicolon()
    case .record: body = .record(try members(of: name, "a record", .field))
    case .variant: body = .variant(try members(of: name, "a variant", .payload))
    case .enum: body = .enumeration(try members(of: name, "an enum", .none))
    case .flags: body = .flags(try members(of: name, "a flags type", .none))
    default: body = .resource(try resourceMembers())
    }
    return TypeDeclaration(attributes: attributes, name: name, body: body)
  }

  /// What follows the name of a field or case.
  private enum MemberType {
    case field, payload, none
  }

  private mutating func members(
    of name: Identifier, _ what: String, _ memberType: MemberType
  ) throws(WITProblem) -> [MemberSyntax] {
    let members = try list(opening: .leftBrace, closing: .rightBrace) { (parser) throws(WITProblem) in
      let documentation = parser.takeDocumentation()
      let name = try parser.identifier(memberType == .field ? "a field's name" : "a name")
      var type: TypeSyntax?
      switch memberType {
      case .field:
        try parser.expect(.colon)
        type = try parser.type()
      case .payload where parser.take(.leftParenthesis):
        type = try parser.type()
        try parser.expect(.rightParenthesis)
      default: break
      }
      return MemberSyntax(name: name, type: type, documentation: documentation)
    }
    if members.isEmpty { note(.empty(what), at: name.span) }
    return members
  }

  /// Reads `;` or `{ … }` of a resource.
  ///
  /// Source: WIT.md, "Item: `resource`".
  private mutating func resourceMembers() throws(WITProblem) -> [ResourceMember] {
    if take(.semicolon) { return [] }
    guard token.kind == .leftBrace else { throw expected("`{` or `;`") }
    let opening = token.span
    advance()
    var members: [ResourceMember] = []
    try items(opening: opening) { (parser) throws(WITProblem) in
      members.append(try parser.resourceMember())
    }
    return members
  }

  private mutating func resourceMember() throws(WITProblem) -> ResourceMember {
    let attributes = try attributes()
    if isAt(.constructor) {
      let name = Identifier(text: "constructor", span: token.span, isEscaped: false)
      advance()
      let parameters = try parameters()
      let result = try take(.arrow) ? type() : nil
      try expectSemicolon()
      let function = FunctionSyntax(isAsync: false, parameters: parameters, result: result)
      return ResourceMember(
        kind: .constructor, declaration: FunctionDeclaration(attributes: attributes, name: name, function: function))
    }
    guard token.kind == .identifier || token.kind == .escapedIdentifier else {
      throw expected("`constructor` or a function's name")
    }
    let name = try identifier()
    try expect(.colon)
    let isStatic = take(.static)
    let function = try function()
    try expectSemicolon()
    return ResourceMember(
      kind: isStatic ? .staticMember : .method,
      declaration: FunctionDeclaration(attributes: attributes, name: name, function: function))
  }
}
