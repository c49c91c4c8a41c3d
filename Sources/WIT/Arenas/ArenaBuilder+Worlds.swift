import ComponentTypes
import Diagnostics

extension ArenaBuilder {
  /// Copies what a world includes, then lists its imports and exports as the resolver has elaborated them.
  mutating func finish(_ unit: Int, package: Int) throws(WITError) {
    guard let world = worldNodes[unit] else { return }
    for case .include(let include) in resolver.worlds[unit].syntax.items {
      try copy(include, into: unit, package: package)
    }
    guard case .resolved(let resolved) = resolver.worlds[unit].state, let items = plainItems[unit] else { return }
    arenas.worlds[world].imports = nodes(resolved.imports, items.imports)
    arenas.worlds[world].exports = nodes(resolved.exports, items.exports)
  }

  private func nodes(_ entries: WorldEntries, _ items: [String: PlainItems.Item]) -> [PackageArenas.ItemNode] {
    entries.all.compactMap { key, entry in
      switch key {
      case .interface(let unit):
        guard let index = interfaceNodes[unit] else { return nil }
        return PackageArenas.ItemNode(key: .interface(index), kind: interface(index, entry))
      case .plain(let name):
        let kind: PackageArenas.ItemNode.Kind
        switch (entry.kind, items[name]) {
        case (.named(let unit), _):
          guard let index = interfaceNodes[unit] else { return nil }
          kind = interface(index, entry)
        case (_, .interface(let index)): kind = interface(index, entry)
        case (_, .function(let function)): kind = .function(function)
        case (_, .type(let index)): kind = .type(index)
        case (_, nil): return nil
        }
        return PackageArenas.ItemNode(key: .plain(name), kind: kind)
      }
    }
  }

  private func interface(_ index: Int, _ entry: WorldEntry) -> PackageArenas.ItemNode.Kind {
    // An inline interface carries its documentation itself.
    let isInline = arenas.interfaces[index].name == nil
    return .interface(
      index, stability: entry.stability, documentation: isInline ? nil : entry.documentation,
      externalID: entry.externalID)
  }

  // MARK: Includes

  /// Copies the plain items of the world that an `include` names: they are this world's own.
  ///
  /// Source: WIT.md, "Union of Worlds with `include`".
  private mutating func copy(_ include: IncludeDeclaration, into unit: Int, package: Int) throws(WITError) {
    let syntax = resolver.worlds[unit]
    guard
      case .world(let included) = resolver.quietItem(include.path, package: syntax.package, part: syntax.part),
      case .resolved(let resolved) = resolver.worlds[included].state, let items = plainItems[included],
      let from = worldNodes[included], let to = worldNodes[unit],
      include.attributes.stability?.unstableFeature.map(resolver.features.contains) ?? true
    else { return }
    var names: [String: String] = [:]
    for name in include.names { names[name.name.text] = name.local.text }
    let types = items.imports.compactMap { name, item in if case .type = item { name } else { nil } }
    let renaming = WorldRenaming(names: names, typeNames: Set(types))
    var copying = NodeCopying(of: .world(from), for: .world(to), package: package)
    for case .plain(let name) in resolved.imports.keys {
      guard let item = items.imports[name] else { continue }
      let renamed = renaming.apply(to: name)
      plainItems[unit]?.imports[renamed] = copying.copy(item, named: renamed, in: &arenas)
    }
    for case .plain(let name) in resolved.exports.keys {
      guard let item = items.exports[name] else { continue }
      let renamed = renaming.apply(to: name)
      plainItems[unit]?.exports[renamed] = copying.copy(item, named: renamed, in: &arenas)
    }
    copiedSize += copying.size
    if copiedSize > Limits.copiedNodes {
      let source = resolver.packages[syntax.package].parts[syntax.part].source
      throw WITError([WITProblem(.typesTooLarge, in: source, at: include.path.span)])
    }
  }
}

/// Copies the types, functions and inline interfaces of one world for another, each node once.
private struct NodeCopying {
  /// Whose types are copied, and who owns the copies.
  let origin: PackageArenas.TypeNode.Owner
  let owner: PackageArenas.TypeNode.Owner
  let package: Int
  private var copies: [Int: Int] = [:]
  /// How many nodes and members were copied.
  private(set) var size = 0

  init(of origin: PackageArenas.TypeNode.Owner, for owner: PackageArenas.TypeNode.Owner, package: Int) {
    self.origin = origin
    self.owner = owner
    self.package = package
  }

  mutating func copy(
    _ item: ArenaBuilder.PlainItems.Item, named name: String, in arenas: inout PackageArenas
  ) -> ArenaBuilder.PlainItems.Item {
    switch item {
    case .function(let function):
      var copy = self.copy(function, origin, owner, in: &arenas)
      copy.name = name
      return .function(copy)
    case .type(let index):
      let copy = type(index, origin, owner, in: &arenas)
      arenas.types[copy].name = name
      return .type(copy)
    case .interface(let index):
      // An interface of a package is the same one in every world.
      if arenas.interfaces[index].name != nil { return item }
      return .interface(interface(index, in: &arenas))
    }
  }

  /// A copy of a type behind copies of its parts, as far as they are the world's own. Types nest no deeper than
  /// `Limits.typeDepth`.
  private mutating func type(
    _ index: Int, _ origin: PackageArenas.TypeNode.Owner, _ owner: PackageArenas.TypeNode.Owner,
    in arenas: inout PackageArenas
  ) -> Int {
    if let copy = copies[index] { return copy }
    var node = arenas.types[index]
    size += 1 + node.kind.memberCount
    if node.owner != nil { node.owner = owner }
    let copied = node.kind.mapping(
      resource: { type($0, origin, owner, in: &arenas) },
      // An alias that a `use` made keeps naming the type of the other interface.
      alias: { arenas.types[$0].owner == origin ? type($0, origin, owner, in: &arenas) : copies[$0] ?? $0 },
      part: { type($0, origin, owner, in: &arenas) })
    if let copied { node.kind = copied }
    arenas.types.append(node)
    copies[index] = arenas.types.count - 1
    return arenas.types.count - 1
  }

  private mutating func copy(
    _ function: PackageArenas.FunctionNode, _ origin: PackageArenas.TypeNode.Owner,
    _ owner: PackageArenas.TypeNode.Owner, in arenas: inout PackageArenas
  ) -> PackageArenas.FunctionNode {
    size += 1 + function.parameters.count
    return function.mapping(
      resource: { type($0, origin, owner, in: &arenas) }, part: { type($0, origin, owner, in: &arenas) })
      ?? function
  }

  private mutating func interface(_ index: Int, in arenas: inout PackageArenas) -> Int {
    var node = arenas.interfaces[index]
    let next = arenas.interfaces.count
    let (from, to) = (PackageArenas.TypeNode.Owner.interface(index), PackageArenas.TypeNode.Owner.interface(next))
    node.types = node.types.map { .init(name: $0.name, index: type($0.index, from, to, in: &arenas)) }
    node.functions = node.functions.map { copy($0, from, to, in: &arenas) }
    node.package = package
    node.copyOf = index
    size += 1
    arenas.interfaces.append(node)
    return next
  }
}
