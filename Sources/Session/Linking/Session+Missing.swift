import ComponentTypes
package import Diagnostics

/// Functions that are declared and that nothing provides.
extension Session {
  /// What a name means among the declarations of packages: first among what worlds export.
  func declaredFunction(_ patterns: [NamePattern]) -> FunctionLookup {
    let index = declarations
    let matching = patterns.flatMap { pattern in
      index.named(pattern.function).filter { pattern.admits($0) }
    }
    let exported = matching.filter { !$0.exporters.isEmpty }
    let found = newest(exported.isEmpty ? matching : exported)
    guard let first = found.first else { return .unknown }
    guard found.count == 1 else { return .ambiguous(found.map(\.typedName)) }
    return .found(CallableFunction(instance: nil, path: first.path, type: first.function.type))
  }

  /// Of several versions of one interface the highest.
  private func newest(_ found: [Declaration]) -> [Declaration] {
    found.filter { candidate in
      !found.contains { other in
        guard other.path.function == candidate.path.function, let a = candidate.home ?? candidate.path.interface,
          let b = other.home ?? other.path.interface
        else { return false }
        return a.isOlder(than: b)
      }
    }
  }

  package func obstacle(to function: CallableFunction) -> Diagnostic? {
    guard function.instance == nil else { return nil }
    let declared = declarations.at(function.path)
    let declaration = declared.first
    var facts = SessionError.MissingFunction(
      function: function.path.function.withoutAnnotation, interface: function.path.interface)
    for other in declared where other.function.type == function.type {
      facts.exporters += other.exporters
      facts.importers += other.importers
    }
    // An interface is stubbed whole; a world's own function alone.
    facts.stubName =
      function.path.interface?.package == nil
      ? declaration?.typedName ?? facts.function : function.path.interface?.description ?? facts.function
    return SessionError(.notProvided(facts)).diagnostics.first
  }

  /// What the worlds of loaded packages import or export: those that a name means where no instance has it, and without
  /// a name all that have any, where there is no instance; nil where there is nothing of the kind.
  func declaredItems(_ name: String?, _ side: ItemsReply.Side) -> ItemsReply? {
    if let name {
      guard instances[name] == nil else { return nil }
      let found = worlds(named: name)
      return found.isEmpty ? nil : items(of: found.map(\.world), side, called: name)
    }
    guard instances.current == nil else { return nil }
    let all = packages.flatMap(\.worlds)
    let named = all.filter { !($0.exports.isEmpty && $0.imports.isEmpty) }
    guard !named.isEmpty else { return nil }
    return items(of: named, side, called: named.compactMap(\.name).joined(separator: ", "))
  }

  private func items(of worlds: [World], _ side: ItemsReply.Side, called name: String) -> ItemsReply {
    var seen: Set<WorldItem> = []
    let items = worlds.flatMap { side == .exports ? $0.exports : $0.imports }.filter { seen.insert($0).inserted }
    return ItemsReply(instance: name, side: side, items: items, isDeclared: true)
  }

  /// The worlds of packages that a name means, in short or in full; those of a package by its name.
  func worlds(named name: String) -> [(package: Package, world: World)] {
    let wanted = InterfaceName(parsing: name)
    return packages.flatMap { package in
      package.worlds.filter { world in
        guard let own = world.name else { return false }
        return own == name || package.answers(to: name)
          || wanted.map { InterfaceName(own, in: package.name).isMatched(by: $0) } == true
      }
      .map { (package, $0) }
    }
  }
}

extension InterfaceName {
  /// Whether another is the same in a higher version.
  func isOlder(than other: InterfaceName) -> Bool {
    guard name == other.name, let a = package, let b = other.package, a.namespace == b.namespace, a.name == b.name,
      let low = a.version, let high = b.version
    else { return false }
    return low < high
  }
}
