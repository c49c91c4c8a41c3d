import ComponentTypes
import Diagnostics

extension Resolver {
  /// Resolves a package's worlds, each after those it includes.
  mutating func resolveWorlds(of package: Int) {
    let own = ownWorlds[package]
    var positions: [Int: Int] = [:]
    for (position, index) in own.enumerated() { positions[index] = position }
    var dependencies: [[Int]] = []
    var paths: [[UsePath]] = []
    for index in own {
      var found: [Int] = []
      var spans: [UsePath] = []
      for case .include(let include) in worlds[index].syntax.items {
        guard case .world(let target) = quietItem(include.path, package: package, part: worlds[index].part),
          let position = positions[target]
        else { continue }
        found.append(position)
        spans.append(include.path)
      }
      dependencies.append(found)
      paths.append(spans)
    }
    let order = TopologicalOrder(dependencies)
    if let cycle = order.cycle, let edge = dependencies[cycle.node].firstIndex(of: cycle.dependency) {
      let path = paths[cycle.node][edge]
      let source = packages[package].parts[worlds[own[cycle.node]].part].source
      note(.cycle(.world, path.name.text), at: Place(source: source, span: path.span))
    }
    worldOrder[package] = order.order.map { own[$0] }
    for position in order.order where !hasGivenUp {
      let unit = worlds[own[position]]
      let attributes = unit.syntax.attributes
      let source = packages[package].parts[unit.part].source
      // The names in a world that is dropped must still exist.
      let isActive = self.isActive(attributes, package: package, source: source)
      let resolved = world(unit, isActive: isActive, source: source)
      worlds[own[position]].state =
        isActive
        ? resolved.map { .resolved($0) } ?? .broken : .excluded(feature: attributes.stability?.unstableFeature)
    }
  }

  private mutating func world(_ unit: WorldUnit, isActive: Bool, source: SourceText) -> ResolvedWorld? {
    let before = problems.count
    var scope = Scope(source: source, package: unit.package, part: unit.part, owner: nil)
    scope.isExcluded = !isActive
    var uses: [UseDeclaration] = []
    var declarations: [TypeDeclaration] = []
    for item in unit.syntax.items {
      switch item {
      case .use(let use): uses.append(use)
      case .type(let type): declarations.append(type)
      case .extern, .include: break
      }
    }
    if scope.isExcluded {
      checkGates(of: uses, declarations, of: .world, in: scope, feature: unit.syntax.attributes.stability)
    }
    resolveTypes(uses, declarations, in: &scope)
    var world = ResolvedWorld()
    for type in scope.types {
      let entry = WorldEntry(
        kind: .type(type.definition, usedInterface: type.usedInterface), stability: type.definition.stability)
      _ = world.imports.add(entry, as: .plain(type.definition.name))
    }
    // Types are imports, and names live in one scope for imports and another for exports.
    var names = (imports: scope.definedNames, exports: [String: (name: String, span: SourceSpan)]())
    var seen = (imports: [Int: SourceSpan](), exports: [Int: SourceSpan]())
    for item in unit.syntax.items {
      switch item {
      case .type(let declaration):
        guard case .resource(let members) = declaration.body else { continue }
        for function in self.members(members, of: declaration.name, in: scope) {
          let entry = WorldEntry(kind: .function(function), stability: function.stability)
          _ = world.imports.add(entry, as: .plain(function.name))
        }
      case .extern(let extern):
        if extern.isImport {
          add(extern, in: scope, to: &world.imports, names: &names.imports, seen: &seen.imports)
        } else {
          add(extern, in: scope, to: &world.exports, names: &names.exports, seen: &seen.exports)
        }
      case .use, .include: break
      }
    }
    for case .include(let include) in unit.syntax.items where !hasGivenUp {
      resolve(include, in: scope, into: &world)
    }
    if scope.isExcluded || problems.count > before { return nil }
    checkCase(of: world, unit, source)
    guard let elaborated = elaborated(world, unit, source), problems.count == before else { return nil }
    totalWorldItems += elaborated.imports.keys.count + elaborated.exports.keys.count
    if totalWorldItems > Limits.worldItems {
      note(.tooManyWorldItems, in: scope, at: unit.syntax.name.span)
      return nil
    }
    return elaborated
  }

  // MARK: Imports and exports

  private mutating func add(
    _ extern: ExternDeclaration, in scope: Scope, to entries: inout WorldEntries,
    names: inout [String: (name: String, span: SourceSpan)], seen: inout [Int: SourceSpan]
  ) {
    let sort: WITProblem.Sort = extern.isImport ? .import_ : .export
    let attributes = extern.attributes
    let isActive = self.isActive(attributes, package: scope.package, source: scope.source) && !scope.isExcluded
    func isFree(_ name: Identifier) -> Bool {
      let earlier = names.updateValue((name.text, name.span), forKey: name.text.lowercased())
      guard let earlier else { return true }
      note(
        .duplicateName(sort, name.text, earlier: earlier.name), at: Place(source: scope.source, span: name.span),
        related: .init(source: scope.source, span: earlier.span, role: .firstDefinition))
      return false
    }
    var entry: WorldEntry
    var key: WorldKey
    switch extern.kind {
    case .path(let path):
      guard let index = named(path, isActive: isActive, in: scope) else { return }
      if let earlier = seen.updateValue(path.span, forKey: index) {
        note(
          .duplicateName(sort, path.name.text, earlier: path.name.text),
          at: Place(source: scope.source, span: path.span),
          related: .init(source: scope.source, span: earlier, role: .firstDefinition))
        return
      }
      (entry, key) = (WorldEntry(kind: .named(index)), .interface(index))
    case .namedPath(let name, let path):
      guard isFree(name), let index = named(path, isActive: isActive, in: scope) else { return }
      (entry, key) = (WorldEntry(kind: .named(index)), .plain(name.text))
    case .interface(let syntax):
      guard isFree(syntax.name) else { return }
      let name = InterfaceName(syntax.name.text)
      var inner = Scope(source: scope.source, package: scope.package, part: scope.part, owner: name)
      inner.isExcluded = !isActive
      let resolved = interface(syntax, name: name, in: &inner)
      (entry, key) = (
        WorldEntry(kind: .inline(resolved.value, dependencies: resolved.dependencies)), .plain(syntax.name.text)
      )
    case .function(let declaration):
      guard isFree(declaration.name), let function = freestanding(declaration, in: scope) else { return }
      (entry, key) = (WorldEntry(kind: .function(function)), .plain(function.name))
    }
    guard isActive else { return }
    entry.stability = attributes.stability
    entry.documentation = attributes.documentation
    entry.externalID = attributes.externalID
    _ = entries.add(entry, as: key)
  }

  /// The interface that is imported or exported by its path.
  private mutating func named(_ path: UsePath, isActive: Bool, in scope: Scope) -> Int? {
    // What another package drops under the same gate need not be there, and is not looked at.
    if !isActive, path.package != nil {
      guard case .interface(let index) = quietItem(path, package: scope.package, part: scope.part) else { return nil }
      return index
    }
    guard let index = interface(path, package: scope.package, part: scope.part, source: scope.source) else {
      return nil
    }
    switch interfaces[index].state {
    case .resolved: return index
    case .excluded(let feature):
      if !isActive { return index }
      note(.featureOff(.interface, path.name.text, feature: feature), in: scope, at: path.span)
      return nil
    case .pending, .broken: return nil
    }
  }

  /// Includes may bring names that differ from others only in case.
  private mutating func checkCase(of world: ResolvedWorld, _ unit: WorldUnit, _ source: SourceText) {
    for (entries, sort) in [(world.imports, WITProblem.Sort.import_), (world.exports, .export)] {
      var folded: [String: String] = [:]
      for case .plain(let name) in entries.keys {
        if let earlier = folded.updateValue(name, forKey: name.lowercased()), earlier != name {
          note(.duplicateName(sort, name, earlier: earlier), at: Place(source: source, span: unit.syntax.name.span))
        }
      }
    }
  }

  // MARK: Includes

  /// Adds what another world has.
  ///
  /// Source: WIT.md, "Union of Worlds with `include`".
  private mutating func resolve(_ include: IncludeDeclaration, in scope: Scope, into world: inout ResolvedWorld) {
    let isActive =
      self.isActive(include.attributes, package: scope.package, source: scope.source) && !scope.isExcluded
    guard let index = self.world(include.path, package: scope.package, part: scope.part, source: scope.source),
      isActive
    else { return }
    let included: ResolvedWorld
    switch worlds[index].state {
    case .resolved(let resolved): included = resolved
    case .excluded(let feature):
      note(.featureOff(.world, include.path.name.text, feature: feature), in: scope, at: include.path.span)
      return
    case .pending, .broken: return
    }
    guard let renaming = renaming(include, of: included, in: scope) else { return }
    let isForeign = worlds[index].package != scope.package
    merge(included.imports, .import_, renaming, isForeign, include, in: scope, into: &world.imports)
    merge(included.exports, .export, renaming, isForeign, include, in: scope, into: &world.exports)
  }

  /// What `with` asks for; nil where it names something that cannot be renamed.
  private mutating func renaming(
    _ include: IncludeDeclaration, of world: ResolvedWorld, in scope: Scope
  ) -> WorldRenaming? {
    var names: [String: String] = [:]
    for name in include.names {
      let original = name.name.text
      let isPlain = world.imports[.plain(original)] != nil || world.exports[.plain(original)] != nil
      guard isPlain else {
        let keys = world.imports.keys + world.exports.keys
        let isInterface = keys.contains { key in
          if case .interface(let index) = key { interfaces[index].syntax.name.text == original } else { false }
        }
        note(.includeNameUnknown(original, isInterface: isInterface), in: scope, at: name.name.span)
        return nil
      }
      if names.updateValue(name.local.text, forKey: original) != nil {
        note(.duplicateName(.import_, original, earlier: original), in: scope, at: name.name.span)
        return nil
      }
    }
    let types = world.imports.all.compactMap { pair -> String? in
      if case .type(let definition, _) = pair.entry.kind { definition.name } else { nil }
    }
    return WorldRenaming(names: names, typeNames: Set(types))
  }

  private mutating func merge(
    _ entries: WorldEntries, _ sort: WITProblem.Sort, _ renaming: WorldRenaming, _ isForeign: Bool,
    _ include: IncludeDeclaration, in scope: Scope, into target: inout WorldEntries
  ) {
    for (key, entry) in entries.all {
      switch key {
      case .plain(let name):
        let renamed = renaming.apply(to: name)
        var copy = renaming
        guard target.add(copy.apply(to: entry), as: .plain(renamed)) else {
          note(.includeConflict(sort, renamed), in: scope, at: include.path.span)
          return
        }
        totalTypeSize += copy.visited
        if totalTypeSize > Limits.totalTypeSize {
          note(.typesTooLarge, in: scope, at: include.path.span)
          return
        }
      case .interface(let index):
        var merged = target[key] ?? entry
        if isForeign, entry.stability?.since != nil {
          // Another package's versions mean nothing in this one.
          merged.stability = nil
        } else if let stability = entry.stability, merged.stability != stability {
          if merged.stability != nil {
            note(.gatesDiffer(interfaces[index].name.description), in: scope, at: include.path.span)
          }
          merged.stability = stability
        }
        if !target.add(merged, as: key) { target.replace(key, with: merged) }
      }
    }
  }
}
