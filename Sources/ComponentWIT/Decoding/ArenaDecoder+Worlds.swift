import ComponentBinary
import ComponentTypes
import WIT

/// Worlds, and the order of packages.
extension ArenaDecoder {
  /// Adds the world that a component type is.
  mutating func addWorld(_ name: String, _ type: ComponentType) throws(ComponentWITError) {
    let entry = metadata.world(name)
    worlds.append(MadeWorld(name: name, metadata: entry))
    local = [:]
    var imported: Set<String> = []
    for (item, worldItem) in zip(type.imports, type.world.imports) {
      guard let node = try self.item(item, worldItem, entry, isImport: true, isImportedToo: true) else { continue }
      imported.insert(item.name.name)
      worlds[worlds.count - 1].imports.append(node)
    }
    for (item, worldItem) in zip(type.exports, type.world.exports) {
      let isImportedToo = imported.contains(item.name.name)
      guard let node = try self.item(item, worldItem, entry, isImport: false, isImportedToo: isImportedToo) else {
        continue
      }
      worlds[worlds.count - 1].exports.append(node)
    }
  }

  /// What a world imports or exports under one name; nil where WIT has no words for it.
  private mutating func item(
    _ item: ExternItem, _ worldItem: WorldItem, _ entry: PackageMetadata.WorldEntry, isImport: Bool,
    isImportedToo: Bool
  ) throws(ComponentWITError) -> PackageArenas.ItemNode? {
    let name = item.name.name
    let owner = Owner.world(worlds.count - 1)
    switch (item.type, worldItem.kind) {
    case (.function, .function(let function)):
      let entry = entry.function(name, isImport: isImport, isImportedToo: isImportedToo)
      return PackageArenas.ItemNode(.plain(name), .function(try self.function(function, item, owner: owner, entry)))
    case (.type(let indexed), .type(let definition)) where isImport:
      return PackageArenas.ItemNode(
        .plain(name), .type(try declare(definition, indexed, item, owner: owner, entry.type(name))))
    case (.instance(let type), .interface(let interface)):
      if let meant = item.name.meantInterface, let index = try addInterface(meant, item, worldItem) {
        let isRenamed = item.name.implements != nil
        let (documentation, stability) = entry.reference(isRenamed ? name : meant.description, isImport: isImport)
        return PackageArenas.ItemNode(
          isRenamed ? .plain(name) : .interface(index),
          .interface(
            index, stability: stability, documentation: documentation, externalID: item.name.externalID))
      }
      let entry = entry.interface(name, isImport: isImport, isImportedToo: isImportedToo)
      let index = try addInlineInterface(type, interface, entry)
      return PackageArenas.ItemNode(
        .plain(name),
        .interface(index, stability: entry.stability, documentation: nil, externalID: item.name.externalID))
    default: return nil
    }
  }

  // MARK: The whole

  /// The arenas: other packages each behind those that it uses, then the main one.
  mutating func finish(isPackage: Bool) -> DecodedWIT {
    let order = packageOrder() + [main]
    var positions: [PackageName: Int] = [:]
    for (position, name) in order.enumerated() { positions[name] = position }
    let mainIndex = order.count - 1
    for index in interfaces.indices { interfaces[index].package = positions[packageOfInterface[index]] ?? mainIndex }
    let packages = order.map { name in
      PackageArenas.PackageNode(
        name, interfaces: interfacesOfPackage[name] ?? [],
        worlds: name == main ? self.worlds.enumerated().map { NamedIndex($1.name, $0) } : [],
        documentation: name == main ? metadata.package.documentation : nil)
    }
    let nodes = worlds.map { world in
      PackageArenas.WorldNode(
        world.name, in: mainIndex, imports: world.imports, exports: world.exports,
        documentation: world.metadata.documentation, stability: world.metadata.stability)
    }
    let arenas = PackageArenas(worlds: nodes, interfaces: interfaces, types: types, packages: packages)
    return DecodedWIT(arenas: arenas, main: mainIndex, isPackage: isPackage)
  }

  /// The other packages, each behind those whose types its interfaces use.
  private func packageOrder() -> [PackageName] {
    var order: [PackageName] = []
    var placed: Set<PackageName> = [main]
    for package in packages where !placed.contains(package) {
      var open: Set<PackageName> = [package]
      var stack = [(package: package, needs: needs(of: package)[...])]
      while var top = stack.popLast() {
        if let need = top.needs.popFirst() {
          stack.append(top)
          if !placed.contains(need), open.insert(need).inserted { stack.append((need, needs(of: need)[...])) }
        } else if placed.insert(top.package).inserted {
          order.append(top.package)
        }
      }
    }
    return order
  }

  /// The packages whose types a package's interfaces use, in order.
  private func needs(of package: PackageName) -> [PackageName] {
    var needs: [PackageName] = []
    for interface in interfacesOfPackage[package] ?? [] {
      for type in interfaces[interface.index].types {
        guard case .alias(.node(let target)) = types[type.index].kind,
          case .interface(let owner) = types[target].owner, packageOfInterface[owner] != package
        else { continue }
        needs.append(packageOfInterface[owner])
      }
    }
    return needs
  }
}

extension ExternNameAttributes {
  /// The interface that an instance of this name is, where that has a name: the one it says that it implements, or
  /// its own name, with what was split off the version.
  fileprivate var meantInterface: InterfaceName? {
    InterfaceName(parsing: implements ?? name) ?? InterfaceName(parsing: (implements ?? name) + (versionSuffix ?? ""))
  }
}
