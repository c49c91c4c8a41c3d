package import ComponentTypes

// How other rooms make arenas: what they read is no text.

extension PackageArenas {
  /// Arenas of nodes whose indices fit each other.
  package init(
    worlds: [WorldNode], interfaces: [InterfaceNode], types: [TypeNode], packages: [PackageNode]
  ) {
    self.init()
    self.worlds = worlds
    self.interfaces = interfaces
    self.types = types
    self.packages = packages
  }
}

extension PackageArenas.NamedIndex {
  package init(_ name: String, _ index: Int) {
    self.init(name: name, index: index)
  }
}

extension PackageArenas.PackageNode {
  package init(
    _ name: PackageName, interfaces: [PackageArenas.NamedIndex], worlds: [PackageArenas.NamedIndex],
    documentation: String?
  ) {
    self.init(name: name, interfaces: interfaces, worlds: worlds, documentation: documentation)
  }
}

extension PackageArenas.InterfaceNode {
  /// An interface with nothing in it yet; nil for the name of an inline one.
  package init(_ name: String?, in package: Int, documentation: String?, stability: Stability?) {
    self.init(name: name, documentation: documentation, stability: stability, package: package)
  }
}

extension PackageArenas.WorldNode {
  package init(
    _ name: String, in package: Int, imports: [PackageArenas.ItemNode], exports: [PackageArenas.ItemNode],
    documentation: String?, stability: Stability?
  ) {
    self.init(
      name: name, imports: imports, exports: exports, package: package, documentation: documentation,
      stability: stability)
  }
}

extension PackageArenas.ItemNode {
  package init(_ key: Key, _ kind: Kind) {
    self.init(key: key, kind: kind)
  }
}

extension PackageArenas.FunctionNode {
  package init(
    _ name: String, _ kind: Kind, isAsync: Bool, parameters: [Parameter], result: PackageArenas.TypeReference?,
    documentation: String?, stability: Stability?, externalID: String?
  ) {
    self.init(
      name: name, kind: kind, isAsync: isAsync, parameters: parameters, result: result, documentation: documentation,
      stability: stability, externalID: externalID)
  }
}

extension PackageArenas.FunctionNode.Parameter {
  package init(_ name: String, _ type: PackageArenas.TypeReference) {
    self.init(name: name, type: type)
  }
}

extension PackageArenas.TypeNode {
  package init(
    _ name: String?, _ kind: Kind, owner: Owner?, documentation: String? = nil, stability: Stability? = nil,
    externalID: String? = nil
  ) {
    self.init(
      name: name, kind: kind, owner: owner, documentation: documentation, stability: stability, externalID: externalID)
  }
}

extension PackageArenas.TypeNode.Member {
  package init(_ name: String, _ type: PackageArenas.TypeReference?, documentation: String?) {
    self.init(name: name, type: type, documentation: documentation)
  }
}
