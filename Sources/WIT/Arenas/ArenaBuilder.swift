import ComponentTypes
import Diagnostics

/// Turns what a resolver holds into arenas, package by package.
///
/// The resolver has found nothing wrong, so that gates and clashes need no second look; here is decided which node is
/// which, and where it stands.
struct ArenaBuilder {
  typealias TypeNode = PackageArenas.TypeNode
  typealias FunctionNode = PackageArenas.FunctionNode
  typealias NamedIndex = PackageArenas.NamedIndex

  let resolver: Resolver
  var arenas = PackageArenas()
  /// From the resolver's indices of interfaces and worlds to those of nodes.
  var interfaceNodes: [Int: Int] = [:]
  var worldNodes: [Int: Int] = [:]
  /// The plain imports and exports of every world so far, by its index in the resolver.
  var plainItems: [Int: PlainItems] = [:]
  /// What was copied for includes so far.
  var copiedSize = 0
  /// For each node of a resource, or an alias of one, the `own` of it in the package at hand.
  private var ownHandles: [Int: Int] = [:]
  /// From the draft's types to nodes; nil where a gate drops the type.
  private var mappedTypes: [Int?] = []
  private var mappedInterfaces: [Int?] = []
  /// For interfaces that other packages use, by node, their types by name.
  private var typeNames: [Int: [String: Int]] = [:]

  /// The functions, types and inline interfaces of a world by name.
  struct PlainItems {
    var imports: [String: Item] = [:]
    var exports: [String: Item] = [:]

    enum Item {
      case function(FunctionNode)
      case type(Int)
      case interface(Int)
    }
  }

  init(_ resolver: Resolver) {
    self.resolver = resolver
  }

  /// Builds the arenas of everything.
  ///
  /// - Throws: `WITError` where includes copy more than `Limits.copiedNodes`.
  mutating func build() throws(WITError) -> PackageArenas {
    for package in resolver.orderedPackages() { try add(package) }
    return arenas
  }

  private mutating func add(_ package: Int) throws(WITError) {
    let gathered = resolver.packages[package]
    let node = arenas.packages.count
    arenas.packages.append(.init(name: gathered.name, documentation: gathered.documentation))
    ownHandles = [:]
    let draft = PackageDraft(of: package, by: resolver)
    addTypes(of: draft)
    addInterfaces(of: draft, package: node)
    for world in draft.worlds { add(world, of: draft, package: node) }
    giveOwners(of: draft)
    for world in draft.worlds where worldNodes[world.unit] != nil {
      try finish(world.unit, package: node)
    }
    for interface in draft.interfaces {
      guard let unit = interface.unit, let index = interfaceNodes[unit], let name = interface.name else { continue }
      arenas.packages[node].interfaces.append(NamedIndex(name: name, index: index))
    }
    for world in draft.worlds {
      guard let index = worldNodes[world.unit] else { continue }
      arenas.packages[node].worlds.append(NamedIndex(name: arenas.worlds[index].name, index: index))
    }
  }

  private func isKept(_ stability: Stability?) -> Bool {
    stability?.unstableFeature.map(resolver.features.contains) ?? true
  }

  private func isKept(_ world: PackageDraft.World) -> Bool {
    if case .resolved = resolver.worlds[world.unit].state { true } else { false }
  }

  // MARK: Types

  private mutating func addTypes(of draft: PackageDraft) {
    mappedTypes = []
    mappedTypes.reserveCapacity(draft.types.count)
    let needed = neededTypes(of: draft)
    for (position, entry) in draft.types.enumerated() {
      let index: Int?
      switch entry {
      case .foreign(let type): index = foreign(type)
      case .declared(var node):
        // A type without a name may stand first in a declaration that a gate drops, and again in one that stays.
        if node.name == nil, needed[position], !isKept(node.stability) { node.stability = nil }
        index = add(node, of: draft)
      }
      mappedTypes.append(index)
    }
  }

  /// Whether a gate drops a declared type, its interface or its world.
  private func isKept(_ node: TypeNode, of draft: PackageDraft) -> Bool {
    guard isKept(node.stability) else { return false }
    return switch node.owner {
    case .interface(let index): isKept(draft.interfaces[index].attributes.stability)
    case .world(let index): isKept(draft.worlds[index])
    case nil: true
    }
  }

  /// For each of the draft's types whether it has no name and something that is kept is made of it.
  private func neededTypes(of draft: PackageDraft) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: draft.types.count)
    var pending: [Int] = []
    func need(_ index: Int) {
      guard !isNeeded[index], case .declared(let node) = draft.types[index], node.name == nil else { return }
      isNeeded[index] = true
      pending.append(index)
    }
    func need(_ function: FunctionNode) {
      guard isKept(function.stability) else { return }
      for case .node(let index) in function.parameters.map(\.type) { need(index) }
      if case .node(let index) = function.result { need(index) }
    }
    for case .declared(let node) in draft.types where node.name != nil && isKept(node, of: draft) {
      node.kind.forEachIndex(need)
    }
    for interface in draft.interfaces where isKept(interface.attributes.stability) { interface.functions.forEach(need) }
    for world in draft.worlds where isKept(world) {
      for case .function(let function) in (world.imports + world.exports).map(\.item) { need(function) }
    }
    while let index = pending.popLast() {
      if case .declared(let node) = draft.types[index] { node.kind.forEachIndex(need) }
    }
    return isNeeded
  }

  /// The node of another package's type.
  private mutating func foreign(_ type: PackageDraft.ForeignType) -> Int? {
    guard let interface = interfaceNodes[type.interface] else { return nil }
    if let names = typeNames[interface] { return names[type.name] }
    var names: [String: Int] = [:]
    for entry in arenas.interfaces[interface].types { names[entry.name] = entry.index }
    typeNames[interface] = names
    return names[type.name]
  }

  private mutating func add(_ node: TypeNode, of draft: PackageDraft) -> Int? {
    guard isKept(node, of: draft) else { return nil }
    let mapped = mappedTypes
    // What an alias stands for may be a resource itself; anywhere else a resource's name means `own` of it.
    guard
      let kind = node.kind.mapping(
        resource: { mapped[$0] }, alias: { mapped[$0] }, part: { mapped[$0].map { part($0) } })
    else { return nil }
    var node = node
    node.kind = kind
    arenas.types.append(node)
    return arenas.types.count - 1
  }

  /// A type as a part of another, or of a function: `own` of it where it is a resource.
  private mutating func part(_ index: Int) -> Int {
    guard isResource(index) else { return index }
    if let handle = ownHandles[index] { return handle }
    arenas.types.append(
      TypeNode(name: nil, kind: .own(index), owner: nil, documentation: nil, stability: nil, externalID: nil))
    ownHandles[index] = arenas.types.count - 1
    return arenas.types.count - 1
  }

  /// Whether a type is a resource or an alias of one. Aliases lead to earlier nodes only.
  private func isResource(_ index: Int) -> Bool {
    var index = index
    while true {
      switch arenas.types[index].kind {
      case .resource: return true
      case .alias(.node(let target)): index = target
      default: return false
      }
    }
  }

  /// Owners are indices in the draft until all interfaces and worlds have their nodes.
  private mutating func giveOwners(of draft: PackageDraft) {
    for case let index? in zip(draft.types, mappedTypes).map({ entry, index in
      if case .declared = entry { index } else { nil }
    }) {
      switch arenas.types[index].owner {
      case .interface(let interface): arenas.types[index].owner = mappedInterfaces[interface].map { .interface($0) }
      case .world(let world):
        arenas.types[index].owner = worldNodes[draft.worlds[world].unit].map { .world($0) }
      case nil: break
      }
    }
  }

  // MARK: Interfaces and worlds

  private mutating func addInterfaces(of draft: PackageDraft, package: Int) {
    mappedInterfaces = []
    for interface in draft.interfaces {
      guard isKept(interface.attributes.stability) else {
        mappedInterfaces.append(nil)
        continue
      }
      let types = interface.types.compactMap { type in
        mappedTypes[type.index].map { NamedIndex(name: type.name, index: $0) }
      }
      let functions = interface.functions.compactMap { add($0) }
      let index = arenas.interfaces.count
      arenas.interfaces.append(
        .init(
          name: interface.name, types: types, functions: functions,
          documentation: interface.attributes.documentation, stability: interface.attributes.stability,
          package: package))
      mappedInterfaces.append(index)
      if let unit = interface.unit { interfaceNodes[unit] = index }
    }
  }

  /// A function with its types as nodes; nil where a gate drops it.
  private mutating func add(_ function: FunctionNode) -> FunctionNode? {
    guard isKept(function.stability) else { return nil }
    let mapped = mappedTypes
    return function.mapping(resource: { mapped[$0] }, part: { mapped[$0].map { part($0) } })
  }

  /// Adds a world with what it declares itself.
  private mutating func add(_ world: PackageDraft.World, of draft: PackageDraft, package: Int) {
    guard isKept(world) else { return }
    var items = PlainItems()
    for type in world.types {
      if let index = mappedTypes[type.index] { items.imports[type.name] = .type(index) }
    }
    for (name, item) in world.imports { items.imports[name] = add(item) }
    for (name, item) in world.exports { items.exports[name] = add(item) }
    let syntax = resolver.worlds[world.unit].syntax
    worldNodes[world.unit] = arenas.worlds.count
    arenas.worlds.append(
      .init(
        name: syntax.name.text, package: package, documentation: syntax.attributes.documentation,
        stability: syntax.attributes.stability))
    plainItems[world.unit] = items
  }

  private mutating func add(_ item: PackageDraft.World.Item) -> PlainItems.Item? {
    switch item {
    case .function(let function): add(function).map { .function($0) }
    case .inline(let interface): mappedInterfaces[interface].map { .interface($0) }
    }
  }
}
