import ComponentBinary
import ComponentTypes

/// Makes what a component's own imports get: linked functions where something is linked, stubs that trap elsewhere.
struct RootImports {
  let component: Component
  let host: (any HostDefinitions)?
  let provide: (WorldItem) -> ImportProvider?
  /// The resource types that stand in for imported ones, by identity: several interfaces may name the same.
  private let resources = StandInResources()

  private final class StandInResources {
    var byIdentity: [UInt64: RuntimeResource] = [:]
    /// Those of the host, which may be known under several identities.
    var ofHost: [ObjectIdentifier: RuntimeResource] = [:]
  }

  init(
    component: Component, host: (any HostDefinitions)? = nil, provide: @escaping (WorldItem) -> ImportProvider?
  ) {
    self.component = component
    self.host = host
    self.provide = provide
  }

  /// - Throws: what is linked but does not fit, and what cannot be stubbed.
  func arguments() throws(ComponentRuntimeError) -> [String: RuntimeItem] {
    let items = Dictionary(
      component.world.imports.map { ($0.name.description, $0) }, uniquingKeysWith: { first, _ in first })
    var arguments: [String: RuntimeItem] = [:]
    for declared in component.type.imports {
      let name = declared.name.name
      var link: Link?
      if let item = items[name], let provider = provide(item) {
        link = Link(item: item, provider: provider, functions: provider.functions(for: item))
      }
      arguments[name] = try item(declared.type, at: [name], link)
    }
    return arguments
  }

  /// An import and what is linked to it.
  private struct Link {
    let item: WorldItem
    let provider: ImportProvider
    let functions: [String: Function]
  }

  /// - Parameter path: the import's name, and behind it the names of exports of instances.
  private func item(_ type: ExternType, at path: [String], _ link: Link?) throws(ComponentRuntimeError) -> RuntimeItem {
    switch type {
    case .function(let type): return .function(try function(type, path.last ?? "", of: nil, link))
    case .instance(let type): return .instance(try instance(type, at: path, link))
    case .type(let type): return .type(runtimeType(type, at: path))
    case .coreModule:
      if let module = host?.coreModule(at: path) { return .coreModule(module) }
    case .value, .component: break
    }
    throw ComponentRuntimeError(.unlinked(name: path.joined(separator: "."), sort: type.word))
  }

  // Recursion is bounded by the depth of the types, which the decoder limits.
  private func instance(
    _ type: InstanceType, at path: [String], _ link: Link?
  ) throws(ComponentRuntimeError) -> InstanceItem {
    var exports: [String: RuntimeItem] = [:]
    for export in type.exports {
      let name = export.name.name
      switch export.type {
      case .function(let type):
        exports[name] = .function(try function(type, name, of: path.joined(separator: "."), link))
      default: exports[name] = try item(export.type, at: path + [name], nil)
      }
    }
    return InstanceItem(exports)
  }

  private func function(
    _ type: FunctionType, _ name: String, of instance: String?, _ link: Link?
  ) throws(ComponentRuntimeError) -> ComponentFunction {
    guard let link else {
      let interface = instance.map { InterfaceName(parsing: $0) ?? InterfaceName($0) }
      return ComponentFunction(type, .stub(FunctionPath(name, in: interface)))
    }
    let importName = link.item.name.description
    guard let function = link.functions[name] else {
      throw ComponentRuntimeError(.providerLacks(function: name, import: importName))
    }
    guard function.type == type else {
      throw ComponentRuntimeError(.providerDiffers(function: name, import: importName))
    }
    return ComponentFunction(type, .linked(link.provider.instance, link.provider.path(of: function, for: link.item)))
  }

  /// A resource type that nothing provides still tells its handles apart.
  private func runtimeType(_ type: IndexedType, at path: [String]) -> RuntimeType {
    guard case .resource(let resource) = type else { return .other }
    if let known = resources.byIdentity[resource.identity] { return .resource(known) }
    let host = host?.resource(at: path)
    let known = host.flatMap { resources.ofHost[ObjectIdentifier($0)] }
    let made = known ?? RuntimeResource(host?.name ?? resource.name, definer: nil, destructor: nil, host: host)
    resources.byIdentity[resource.identity] = made
    if let host { resources.ofHost[ObjectIdentifier(host)] = made }
    return .resource(made)
  }
}
