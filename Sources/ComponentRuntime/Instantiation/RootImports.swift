import ComponentBinary
import ComponentTypes

/// Makes what a component's own imports get: linked functions where something is linked, stubs that trap elsewhere.
struct RootImports {
  let component: Component
  let provide: (WorldItem) -> ImportProvider?
  /// The resource types that stand in for imported ones, by identity: several interfaces may name the same.
  private let resources = StandInResources()

  private final class StandInResources {
    var byIdentity: [UInt64: RuntimeResource] = [:]
  }

  init(component: Component, provide: @escaping (WorldItem) -> ImportProvider?) {
    self.component = component
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
      arguments[name] = try item(declared.type, name: name, link)
    }
    return arguments
  }

  /// An import and what is linked to it.
  private struct Link {
    let item: WorldItem
    let provider: ImportProvider
    let functions: [String: Function]
  }

  private func item(_ type: ExternType, name: String, _ link: Link?) throws(ComponentRuntimeError) -> RuntimeItem {
    switch type {
    case .function(let type): .function(try function(type, name, of: nil, link))
    case .instance(let type): .instance(try instance(type, name: name, link))
    case .type(let type): .type(runtimeType(type))
    case .coreModule, .value, .component: throw ComponentRuntimeError(.unlinked(name: name, sort: type.word))
    }
  }

  // Recursion is bounded by the depth of the types, which the decoder limits.
  private func instance(
    _ type: InstanceType, name: String, _ link: Link?
  ) throws(ComponentRuntimeError) -> InstanceItem {
    var exports: [String: RuntimeItem] = [:]
    for export in type.exports {
      let exportName = export.name.name
      switch export.type {
      case .function(let type): exports[exportName] = .function(try function(type, exportName, of: name, link))
      default: exports[exportName] = try item(export.type, name: "\(name).\(exportName)", nil)
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
  private func runtimeType(_ type: IndexedType) -> RuntimeType {
    guard case .resource(let resource) = type else { return .other }
    if let known = resources.byIdentity[resource.identity] { return .resource(known) }
    let made = RuntimeResource(resource.name, definer: nil, destructor: nil)
    resources.byIdentity[resource.identity] = made
    return .resource(made)
  }
}
