package import ComponentTypes

/// Writes WIT text that reads back as what was written.
package struct WITPrinter: Sendable {
  /// Whether documentation is written.
  package var includesDocumentation: Bool

  package init(includesDocumentation: Bool = true) {
    self.includesDocumentation = includesDocumentation
  }

  /// A package: its declaration, then its interfaces and worlds. What it uses of other packages is not written.
  package func print(package: Package) -> String {
    var writer = WITWriter(includesDocumentation)
    writer.package(package)
    return writer.text
  }

  /// A resolution in one file: the main package, then the others as nested packages.
  package func print(_ resolved: ResolvedPackages) -> String {
    var writer = WITWriter(includesDocumentation)
    writer.package(resolved.main)
    for package in resolved.packages where package.name != resolved.main.name { writer.nested(package) }
    return writer.text
  }

  /// A world as text that stands alone: in the package `root:component` and named `root` where it has no name, and
  /// behind it, as nested packages, every interface that it imports or exports by name.
  package func print(world: World) -> String {
    let package = world.package ?? PackageName("root", "component")
    var interfaces: [PackageName: [Interface]] = [:]
    var order: [PackageName] = []
    for case .interface(let interface) in (world.imports + world.exports).map(\.kind) {
      guard let name = interface.name.package else { continue }
      if interfaces[name] == nil, name != package { order.append(name) }
      let earlier = interfaces[name]?.firstIndex { $0.name == interface.name }
      if let earlier, let kept = interfaces[name]?[earlier] {
        interfaces[name]?[earlier] = kept.merged(with: interface)
      } else {
        interfaces[name, default: []].append(interface)
      }
    }
    let named =
      world.name == nil
      ? World(
        "root", in: package, imports: world.imports, exports: world.exports, documentation: world.documentation,
        stability: world.stability) : world
    var writer = WITWriter(includesDocumentation)
    writer.package(Package(package, interfaces: interfaces[package] ?? [], worlds: [named]))
    for name in order { writer.nested(Package(name, interfaces: interfaces[name] ?? [], worlds: [])) }
    return writer.text
  }

  /// One interface, without its package.
  package func print(interface: Interface) -> String {
    var writer = WITWriter(includesDocumentation)
    writer.scope = interface.name.package
    writer.interface(interface)
    return writer.text
  }
}

extension Interface {
  /// Everything that either of two views of one interface has: an import and an export may each list a part.
  fileprivate func merged(with other: Interface) -> Interface {
    let typeNames = Set(types.map(\.name))
    let functionNames = Set(functions.map(\.name))
    return Interface(
      name, types: types + other.types.filter { !typeNames.contains($0.name) },
      functions: functions + other.functions.filter { !functionNames.contains($0.name) },
      documentation: documentation ?? other.documentation, stability: stability ?? other.stability)
  }
}
