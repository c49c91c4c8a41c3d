import ComponentTypes
import Diagnostics

/// One package's nodes under indices of their own, before gates are applied and before it has a place among others.
///
/// A type without a name is one node for all of the package, wherever it stands first: so what a gate drops later
/// still counts for the order.
struct PackageDraft {
  typealias TypeNode = PackageArenas.TypeNode
  typealias FunctionNode = PackageArenas.FunctionNode
  typealias NamedIndex = PackageArenas.NamedIndex

  /// A type of this package, or one that a `use` takes from another's interface.
  enum Entry {
    case declared(TypeNode)
    case foreign(ForeignType)
  }

  /// A type of an interface of another package.
  struct ForeignType: Hashable {
    /// The interface's index in the resolver.
    let interface: Int
    let name: String
  }

  /// An interface.
  struct Interface {
    /// Its index in the resolver; nil for an inline one.
    let unit: Int?
    let name: String?
    let attributes: Attributes
    var types: [NamedIndex] = []
    var functions: [FunctionNode] = []
  }

  /// A world: what it declares itself, without what it includes or needs.
  struct World {
    /// Its index in the resolver.
    let unit: Int
    var types: [NamedIndex] = []
    var imports: [(name: String, item: Item)] = []
    var exports: [(name: String, item: Item)] = []

    /// A function, or an inline interface by its index in the draft.
    enum Item {
      case function(FunctionNode)
      case inline(Int)
    }
  }

  private(set) var types: [Entry] = []
  private(set) var interfaces: [Interface] = []
  private(set) var worlds: [World] = []

  private let resolver: Resolver
  private let package: Int
  /// The part of the package that is being read.
  private var part = 0
  /// The names of types in the interface or world that is being read.
  private var scope: [String: Int] = [:]
  /// Whether a type among them is declared as `%error-context`, so that the bare name means the built-in one.
  private var hasEscapedErrorContext = false
  /// The same for the package's interfaces that were read, by their index in the resolver.
  private var scopes: [Int: [String: Int]] = [:]
  private var foreignTypes: [ForeignType: Int] = [:]
  private var unnamedTypes: [TypeNode.Kind: Int] = [:]

  /// - Parameters:
  ///   - package: The package's index in the resolver.
  ///   - resolver: It has found nothing wrong. What stands in a world that is off was not looked at, so that names
  ///     there may mean nothing: such a declaration is left out.
  init(of package: Int, by resolver: Resolver) {
    self.resolver = resolver
    self.package = package
    let positions = Dictionary(
      uniqueKeysWithValues: resolver.interfaceOrder[package].enumerated().map { ($1, $0) })
    interfaces = resolver.interfaceOrder[package].map { unit in
      let syntax = resolver.interfaces[unit].syntax
      return Interface(unit: unit, name: syntax.name.text, attributes: syntax.attributes)
    }
    for unit in resolver.interfaceOrder[package] {
      guard let position = positions[unit] else { continue }
      part = resolver.interfaces[unit].part
      read(resolver.interfaces[unit].syntax.items, into: position)
      scopes[unit] = scope
    }
    for unit in resolver.worldOrder[package] { read(unit) }
  }

  // MARK: Interfaces and worlds

  private mutating func read(_ items: [InterfaceItem], into interface: Int) {
    scope = [:]
    var uses: [UseDeclaration] = []
    var declarations: [TypeDeclaration] = []
    for item in items {
      switch item {
      case .use(let use): uses.append(use)
      case .type(let type): declarations.append(type)
      case .function: break
      }
    }
    interfaces[interface].types = readTypes(uses, declarations, owner: .interface(interface))
    for item in items {
      switch item {
      case .use: break
      case .function(let declaration):
        if let function = function(declaration) { interfaces[interface].functions.append(function) }
      case .type(let declaration): interfaces[interface].functions += members(of: declaration)
      }
    }
  }

  private mutating func read(_ unit: Int) {
    let syntax = resolver.worlds[unit].syntax
    part = resolver.worlds[unit].part
    scope = [:]
    var world = World(unit: unit)
    var uses: [UseDeclaration] = []
    var declarations: [TypeDeclaration] = []
    for item in syntax.items {
      switch item {
      case .use(let use): uses.append(use)
      case .type(let type): declarations.append(type)
      case .extern, .include: break
      }
    }
    world.types = readTypes(uses, declarations, owner: .world(worlds.count))
    for item in syntax.items {
      switch item {
      case .use, .include: break
      case .type(let declaration):
        world.imports += members(of: declaration).map { ($0.name, .function($0)) }
      case .extern(let extern):
        guard let (name, item) = self.item(extern) else { continue }
        if extern.isImport { world.imports.append((name, item)) } else { world.exports.append((name, item)) }
      }
    }
    worlds.append(world)
  }

  /// A function or inline interface; interfaces of packages have their nodes already.
  private mutating func item(_ extern: ExternDeclaration) -> (String, World.Item)? {
    switch extern.kind {
    case .path, .namedPath: return nil
    case .function(let declaration):
      return function(declaration).map { ($0.name, .function($0)) }
    case .interface(let syntax):
      let outer = (scope, hasEscapedErrorContext)
      let index = interfaces.count
      interfaces.append(Interface(unit: nil, name: nil, attributes: extern.attributes))
      read(syntax.items, into: index)
      (scope, hasEscapedErrorContext) = outer
      return (syntax.name.text, .inline(index))
    }
  }

  // MARK: Types

  /// Adds what `use`s bring and what is declared.
  ///
  /// - Returns: The names with their types, in the order in which they were added.
  private mutating func readTypes(
    _ uses: [UseDeclaration], _ declarations: [TypeDeclaration], owner: TypeNode.Owner
  ) -> [NamedIndex] {
    func isEscapedErrorContext(_ name: Identifier) -> Bool { name.isEscaped && name.text == Identifier.errorContext }
    hasEscapedErrorContext =
      declarations.contains { isEscapedErrorContext($0.name) }
      || uses.contains { $0.names.contains { isEscapedErrorContext($0.local) } }
    var found: [NamedIndex] = []
    func add(_ name: String, _ index: Int, to scope: inout [String: Int]) {
      if scope.updateValue(index, forKey: name) == nil { found.append(NamedIndex(name: name, index: index)) }
    }
    for use in uses {
      for name in use.names {
        guard let target = used(name.name.text, from: use.path) else { continue }
        let index = declare(
          TypeNode(
            name: name.local.text, kind: .alias(.node(target)), owner: owner, documentation: nil,
            stability: use.attributes.stability, externalID: use.attributes.externalID))
        add(name.local.text, index, to: &scope)
      }
    }
    for position in TypeOrder(declarations, uses).order {
      let declaration = declarations[position]
      guard let kind = kind(declaration) else { continue }
      let attributes = declaration.attributes
      let index = declare(
        TypeNode(
          name: declaration.name.text, kind: kind, owner: owner, documentation: attributes.documentation,
          stability: attributes.stability, externalID: attributes.externalID))
      add(declaration.name.text, index, to: &scope)
    }
    return found
  }

  private mutating func declare(_ node: TypeNode) -> Int {
    types.append(.declared(node))
    return types.count - 1
  }

  /// The type that a `use` names.
  private mutating func used(_ name: String, from path: UsePath) -> Int? {
    guard case .interface(let unit) = resolver.quietItem(path, package: package, part: part) else { return nil }
    if let scope = scopes[unit] { return scope[name] }
    guard resolver.interfaces[unit].package != package else { return nil }
    let type = ForeignType(interface: unit, name: name)
    if let index = foreignTypes[type] { return index }
    types.append(.foreign(type))
    foreignTypes[type] = types.count - 1
    return types.count - 1
  }

  private mutating func kind(_ declaration: TypeDeclaration) -> TypeNode.Kind? {
    let stability = declaration.attributes.stability
    switch declaration.body {
    case .alias(let type): return kind(type, stability)
    case .resource: return .resource
    case .record(let members): return self.members(members, stability).map { .record($0) }
    case .variant(let members): return self.members(members, stability).map { .variant($0) }
    case .enumeration(let members): return self.members(members, stability).map { .enumeration($0) }
    case .flags(let members): return self.members(members, stability).map { .flags($0) }
    }
  }

  private mutating func members(_ members: [MemberSyntax], _ stability: Stability?) -> [TypeNode.Member]? {
    var found: [TypeNode.Member] = []
    found.reserveCapacity(members.count)
    for member in members {
      var reference: PackageArenas.TypeReference?
      if let type = member.type {
        guard let read = self.reference(type, stability) else { return nil }
        reference = read
      }
      found.append(TypeNode.Member(name: member.name.text, type: reference, documentation: member.documentation))
    }
    return found
  }

  /// A type's form; its syntax nests no deeper than `Limits.typeDepth`.
  ///
  /// - Parameter stability: That of the declaration around it.
  private mutating func kind(_ type: TypeSyntax, _ stability: Stability?) -> TypeNode.Kind? {
    switch type.shape {
    case .primitive(let primitive): return .alias(.primitive(TypeText().expression(primitive)))
    case .named(let name):
      if let index = scope[name.text], !(name.isErrorContext && hasEscapedErrorContext) { return .alias(.node(index)) }
      return name.isErrorContext ? .alias(.primitive(name.text)) : nil
    case .own(let name): return scope[name.text].map { .own($0) }
    case .borrow(let name): return scope[name.text].map { .borrow($0) }
    case .list(let element): return reference(element, stability).map { .list($0) }
    case .fixedLengthList(let element, let length):
      return reference(element, stability).map { .fixedLengthList($0, length: length) }
    case .map(let key, let value):
      guard let key = reference(key, stability), let value = reference(value, stability) else { return nil }
      return .map(key: key, value: value)
    case .tuple(let elements):
      var references: [PackageArenas.TypeReference] = []
      for element in elements {
        guard let element = reference(element, stability) else { return nil }
        references.append(element)
      }
      return .tuple(references)
    case .option(let value): return reference(value, stability).map { .option($0) }
    case .result(let ok, let error):
      guard let ok = reference(ok, stability), let error = reference(error, stability) else { return nil }
      return .result(ok: ok, error: error)
    case .stream(let element): return reference(element, stability).map { .stream($0) }
    case .future(let element): return reference(element, stability).map { .future($0) }
    }
  }

  /// The same for a type that may be absent: the outer nil says that a name in it means nothing.
  private mutating func reference(_ type: TypeSyntax?, _ stability: Stability?) -> PackageArenas.TypeReference?? {
    guard let type else { return .some(nil) }
    return reference(type, stability).map { .some($0) }
  }

  private mutating func reference(_ type: TypeSyntax, _ stability: Stability?) -> PackageArenas.TypeReference? {
    guard let kind = kind(type, stability) else { return nil }
    switch kind {
    case .alias(let target): return target
    // `own<r>` is what the bare name of a resource means.
    case .own(let resource): return .node(resource)
    default: return .node(unnamed(kind, stability))
    }
  }

  /// A type without a name: the one that the package has, or a new one.
  private mutating func unnamed(_ kind: TypeNode.Kind, _ stability: Stability?) -> Int {
    if let index = unnamedTypes[kind] { return index }
    let index = declare(
      TypeNode(
        name: nil, kind: kind, owner: nil, documentation: nil, stability: stability ?? partStability(kind),
        externalID: nil))
    unnamedTypes[kind] = index
    return index
  }

  /// The gate of the first part that has one: where that is off, what is made of it goes too.
  private func partStability(_ kind: TypeNode.Kind) -> Stability? {
    var found: Stability?
    kind.forEachIndex { index in
      if found == nil, case .declared(let node) = types[index] { found = node.stability }
    }
    return found
  }

  // MARK: Functions

  private mutating func function(_ declaration: FunctionDeclaration) -> FunctionNode? {
    function(declaration, named: declaration.name.text, .freestanding)
  }

  /// The members of a resource; none where it is another type.
  private mutating func members(of declaration: TypeDeclaration) -> [FunctionNode] {
    guard case .resource(let members) = declaration.body, let resource = scope[declaration.name.text] else { return [] }
    var found: [FunctionNode] = []
    for member in members {
      let function: FunctionNode?
      let name = declaration.name.text
      let own = member.declaration.name.text
      switch member.kind {
      case .constructor:
        function = self.function(member.declaration, named: "[constructor]\(name)", .constructor(resource))
      case .method: function = self.function(member.declaration, named: "[method]\(name).\(own)", .method(resource))
      case .staticMember:
        function = self.function(member.declaration, named: "[static]\(name).\(own)", .staticMember(resource))
      }
      if let function { found.append(function) }
    }
    return found
  }

  private mutating func function(
    _ declaration: FunctionDeclaration, named name: String, _ kind: FunctionNode.Kind
  ) -> FunctionNode? {
    var parameters: [FunctionNode.Parameter] = []
    if case .method(let resource) = kind {
      parameters.append(.init(name: "self", type: .node(unnamed(.borrow(resource), nil))))
    }
    for parameter in declaration.function.parameters {
      guard let type = parameter.type, let reference = reference(type, nil) else { return nil }
      parameters.append(.init(name: parameter.name.text, type: reference))
    }
    var result: PackageArenas.TypeReference?
    if let type = declaration.function.result {
      guard let reference = reference(type, nil) else { return nil }
      result = reference
    } else if case .constructor(let resource) = kind {
      result = .node(resource)
    }
    let attributes = declaration.attributes
    return FunctionNode(
      name: name, kind: kind, isAsync: declaration.function.isAsync, parameters: parameters, result: result,
      documentation: attributes.documentation, stability: attributes.stability, externalID: attributes.externalID)
  }
}
