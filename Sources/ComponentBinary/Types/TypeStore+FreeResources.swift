extension TypeStore {
  /// The resource types that an entity's type refers to and does not itself define or import.
  func freeResources(_ entity: Entity) throws(ComponentBinaryError.Kind) -> Set<Int> {
    var search = FreeResourceSearch(store: self)
    try search.visit(entity)
    return search.found
  }

  /// The resource types that a type refers to and does not itself define or import.
  func freeResources(_ type: TypeReference) throws(ComponentBinaryError.Kind) -> Set<Int> {
    var search = FreeResourceSearch(store: self)
    try search.visit(type)
    return search.found
  }

  /// The resource types that a table's items refer to and do not themselves define or import.
  func freeResources(_ table: ItemTable) throws(ComponentBinaryError.Kind) -> Set<Int> {
    var search = FreeResourceSearch(store: self)
    for type in table.types { try search.visit(type) }
    return search.found
  }
}

/// A walk over types that visits each once.
///
/// A resource that a nested instance or component type defines has an identity of its own, so that it can be taken out
/// of the result after the walk, whatever was met first.
private struct FreeResourceSearch {
  let store: TypeStore
  private var all: Set<Int> = []
  private var bound: Set<Int> = []
  private var values: Set<ValueID> = []
  private var functions: Set<FunctionID> = []
  private var instances: Set<InstanceID> = []
  private var components: Set<ComponentID> = []

  init(store: TypeStore) {
    self.store = store
  }

  var found: Set<Int> { all.subtracting(bound) }

  mutating func visit(_ entity: Entity) throws(ComponentBinaryError.Kind) {
    switch entity {
    case .module: break
    case .value(let id): try visit(id)
    case .function(let id): try visit(TypeReference.function(id))
    case .type(let created, _): try visit(created)
    case .instance(let id): try visit(TypeReference.instance(id))
    case .component(let id): try visit(TypeReference.component(id))
    }
  }

  mutating func visit(_ type: TypeReference) throws(ComponentBinaryError.Kind) {
    guard store.facts(type).mentionsNames else { return }
    switch type {
    case .value(let id): try visit(id)
    case .resource(let reference): all.insert(reference.identity)
    case .function(let id):
      guard functions.insert(id).inserted else { return }
      let node = store[id]
      for parameter in node.parameters { try visit(parameter.type) }
      if let result = node.result { try visit(result) }
    case .instance(let id):
      guard instances.insert(id).inserted else { return }
      let node = store[id]
      try store.spend(node.exports.count)
      for item in node.exports.types { try visit(item) }
      bound.formUnion(node.definedResources)
    case .component(let id):
      guard components.insert(id).inserted else { return }
      let node = store[id]
      try store.spend(node.imports.count + node.exports.count)
      for item in node.imports.types { try visit(item) }
      for item in node.exports.types { try visit(item) }
      bound.formUnion(node.importedResources)
      bound.formUnion(node.definedResources)
    }
  }

  private mutating func visit(_ id: ValueID) throws(ComponentBinaryError.Kind) {
    var pending = [store[id].canonical]
    while let part = pending.popLast() {
      let node = store[part]
      guard node.mentionsNames, values.insert(part).inserted else { continue }
      switch node.shape {
      case .own(let reference), .borrow(let reference): all.insert(reference.identity)
      default: pending += node.shape.children
      }
    }
  }
}
