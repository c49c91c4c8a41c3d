import ComponentTypes
import Diagnostics

extension Resolver {
  /// The world with every interface that its imports and exports need.
  ///
  /// What an import uses is imported before it. What an export uses is exported where the world exports it, and
  /// imported otherwise; an interface that would have to be both is a mistake.
  ///
  /// Source: WIT.md, "Transitive imports and worlds".
  mutating func elaborated(_ world: ResolvedWorld, _ unit: WorldUnit, _ source: SourceText) -> ResolvedWorld? {
    let interfaces = self.interfaces
    var elaboration = WorldElaboration(exportedInterfaces: world.exports) { interfaces[$0].state.dependencies }
    for (key, entry) in world.imports.ranked().all {
      switch entry.kind {
      case .named, .inline: elaboration.addImport(entry, as: key)
      case .type(_, usedInterface: let used?):
        elaboration.addImport(WorldEntry(kind: .named(used), stability: entry.stability), as: .interface(used))
        _ = elaboration.imports.add(entry, as: key)
      case .type, .function: _ = elaboration.imports.add(entry, as: key)
      }
    }
    for (key, entry) in world.exports.all {
      if case .function = entry.kind { _ = elaboration.exports.add(entry, as: key) }
    }
    for (key, entry) in world.exports.all where entry.rank == 0 {
      guard elaboration.addExport(entry, as: key) else {
        note(.transitiveExport(name(of: key)), at: Place(source: source, span: span(of: key, in: unit)))
        return nil
      }
    }
    return ResolvedWorld(imports: elaboration.imports.ranked(), exports: elaboration.exports)
  }

  private func name(of key: WorldKey) -> String {
    switch key {
    case .plain(let name): name
    case .interface(let index): interfaces[index].name.description
    }
  }

  /// Where a world exports something; the world's name where an include brought it.
  private func span(of key: WorldKey, in unit: WorldUnit) -> SourceSpan {
    for case .extern(let extern) in unit.syntax.items where !extern.isImport {
      switch (extern.kind, key) {
      case (.path(let path), .interface(let index)):
        if case .interface(index) = quietItem(path, package: unit.package, part: unit.part) { return path.span }
      case (.namedPath(let name, _), .plain(let plain)) where name.text == plain: return name.span
      case (.interface(let interface), .plain(let plain)) where interface.name.text == plain:
        return interface.name.span
      default: break
      }
    }
    return unit.syntax.name.span
  }

  /// A resolved world as the value that others read.
  func worldValue(_ world: ResolvedWorld, _ unit: WorldUnit) -> World {
    World(
      unit.syntax.name.text, in: packages[unit.package].name, imports: world.imports.all.compactMap(item),
      exports: world.exports.all.compactMap(item), documentation: unit.syntax.attributes.documentation,
      stability: unit.syntax.attributes.stability)
  }

  private func item(_ key: WorldKey, _ entry: WorldEntry) -> WorldItem? {
    let externName: ExternName
    switch key {
    case .plain(let name): externName = .plain(name)
    case .interface(let index): externName = .interface(interfaces[index].name)
    }
    let kind: WorldItem.Kind
    switch entry.kind {
    case .named(let index):
      guard case .resolved(let interface) = interfaces[index].state else { return nil }
      kind = .interface(interface.value)
    case .inline(let interface, _): kind = .interface(interface)
    case .function(let function):
      return WorldItem(externName, .function(function), stability: function.stability)
    case .type(let definition, _):
      return WorldItem(externName, .type(definition), stability: definition.stability)
    }
    // An inline interface carries its documentation itself.
    let isInline = if case .inline = entry.kind { true } else { false }
    return WorldItem(
      externName, kind, stability: entry.stability, documentation: isInline ? nil : entry.documentation,
      externalID: entry.externalID)
  }
}

extension Resolver.State<ResolvedInterface> {
  /// The interfaces that this one uses; none where it is not resolved.
  var dependencies: [Int] {
    if case .resolved(let interface) = self { interface.dependencies } else { [] }
  }
}

/// Imports and exports in the making, with all they need; the walks keep their own stacks.
struct WorldElaboration {
  var imports = WorldEntries()
  var exports = WorldEntries()
  private let exportedInterfaces: WorldEntries
  private let dependencies: (Int) -> [Int]
  /// What an export needs that must be an import.
  private var requiredImports: Set<WorldKey> = []

  init(exportedInterfaces: WorldEntries, dependencies: @escaping (Int) -> [Int]) {
    self.exportedInterfaces = exportedInterfaces
    self.dependencies = dependencies
  }

  /// An entry whose needs are being added.
  private struct Visit {
    let key: WorldKey
    let entry: WorldEntry
    let isExport: Bool
    var needs: ArraySlice<Int>
  }

  private func visit(_ key: WorldKey, _ entry: WorldEntry, isExport: Bool = false) -> Visit {
    let needs: [Int]
    switch entry.kind {
    case .named(let index): needs = dependencies(index)
    case .inline(_, let dependencies): needs = dependencies
    case .function, .type: needs = []
    }
    return Visit(key: key, entry: entry, isExport: isExport, needs: needs[...])
  }

  /// Adds an interface behind those it needs.
  mutating func addImport(_ entry: WorldEntry, as key: WorldKey) {
    guard imports[key] == nil else { return }
    var stack = [visit(key, entry)]
    while var top = stack.popLast() {
      if let need = top.needs.popFirst() {
        stack.append(top)
        if imports[.interface(need)] == nil {
          stack.append(visit(.interface(need), WorldEntry(kind: .named(need), stability: entry.stability)))
        }
      } else {
        _ = imports.add(top.entry, as: top.key)
      }
    }
  }

  /// Adds an export; false where an interface would have to be imported and exported at once.
  mutating func addExport(_ entry: WorldEntry, as key: WorldKey) -> Bool {
    if exports[key] != nil { return true }
    var stack = [visit(key, entry, isExport: true)]
    while var top = stack.popLast() {
      if let need = top.needs.popFirst() {
        stack.append(top)
        let key = WorldKey.interface(need)
        let isExport = top.isExport && exportedInterfaces[key] != nil
        if exports[key] != nil {
          if isExport { continue }
          return false
        }
        if !isExport, requiredImports.contains(key) { continue }
        let exported = isExport ? exportedInterfaces[key] : nil
        stack.append(
          visit(key, exported ?? WorldEntry(kind: .named(need), stability: entry.stability), isExport: isExport))
      } else if top.isExport {
        if requiredImports.contains(top.key) { return false }
        _ = exports.add(top.entry, as: top.key)
      } else {
        requiredImports.insert(top.key)
        _ = imports.add(top.entry, as: top.key)
      }
    }
    return true
  }
}
