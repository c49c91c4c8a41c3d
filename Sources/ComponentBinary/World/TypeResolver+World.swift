import ComponentTypes

/// A component's type as a WIT world.
///
/// Source: WIT.md, "WIT Worlds"; Explainer.md, "Import and Export Definitions".
extension TypeResolver {
  mutating func world(of id: ComponentID) -> World {
    let node = store[id]
    return World(nil, imports: items(of: node.imports), exports: items(of: node.exports))
  }

  private mutating func items(of table: ItemTable) -> [WorldItem] {
    var items: [WorldItem] = []
    items.reserveCapacity(table.count)
    for (name, type) in table.items { items.append(WorldItem(externName(name.name), kind(of: type, name.name))) }
    return items
  }

  private mutating func kind(of type: Entity, _ name: String) -> WorldItem.Kind {
    switch type {
    case .function(let id): return .function(Function(name, resolve(id)))
    case .instance(let id): return .interface(interface(id, interfaceName(name)))
    case .type(let created, let referenced):
      guard let definition = definition(name, created, referenced) else { return .other(sort: created.word) }
      return .type(definition)
    case .module, .component, .value: return .other(sort: type.word)
    }
  }

  /// An instance's types and functions; what else it may export is no part of an interface.
  private mutating func interface(_ id: InstanceID, _ name: InterfaceName) -> Interface {
    var types: [TypeDefinition] = []
    var functions: [Function] = []
    for (item, type) in store[id].exports.items {
      switch type {
      case .function(let id): functions.append(Function(item.name, resolve(id)))
      case .type(let created, let referenced):
        if let definition = definition(item.name, created, referenced) { types.append(definition) }
      case .module, .instance, .component, .value: break
      }
    }
    return Interface(name, types: types, functions: functions)
  }

  /// A type's definition; nil for types of functions, instances and components, which WIT cannot name.
  private mutating func definition(
    _ name: String, _ created: TypeReference, _ referenced: TypeReference
  ) -> TypeDefinition? {
    let type: ValueType
    switch created {
    case .value(let id): type = resolve(id)
    case .resource(let reference): type = ValueType(.own(resolve(reference)))
    case .function, .instance, .component: return nil
    }
    var aliasOf: TypeName?
    if created != referenced, let origin = store.stamp(of: referenced).map({ store[$0] }) {
      aliasOf = origin.typeName
    }
    return TypeDefinition(name, type, aliasOf: aliasOf)
  }
}
