import ComponentTypes
import CoreTypes

/// Turns the store's types into the house's language, each once, so that what was shared stays shared.
struct TypeResolver {
  let store: TypeStore
  private var values: [ValueID: ValueType] = [:]
  private var functions: [FunctionID: FunctionType] = [:]
  private var instances: [InstanceID: InstanceType] = [:]
  private var components: [ComponentID: ComponentType] = [:]

  init(_ store: TypeStore) {
    self.store = store
  }

  /// Every index space of a finished component.
  mutating func indexSpaces(of scope: Scope) -> IndexSpaces {
    var spaces = IndexSpaces()
    spaces.coreFunctions = scope.coreFunctions.map { store.coreFunction($0) ?? CoreFunctionType([], []) }
    spaces.coreTables = scope.coreTables
    spaces.coreMemories = scope.coreMemories
    spaces.coreGlobals = scope.coreGlobals
    spaces.coreTags = scope.coreTags.map { store.coreFunction($0) ?? CoreFunctionType([], []) }
    spaces.coreTypes = scope.coreTypes.map { type in
      switch type {
      case .defined(let number): .defined(store.coreTypes.types[Int(number)])
      case .module(let type): .module(type)
      }
    }
    spaces.coreModules = scope.coreModules
    spaces.coreInstances = scope.coreInstances
    spaces.functions = scope.functions.map { resolve($0) }
    spaces.types = scope.types.map { resolve($0) }
    spaces.components = scope.components.map { resolve($0) }
    spaces.instances = scope.instances.map { resolve($0) }
    spaces.values = scope.values.map { resolve($0.type) }
    return spaces
  }

  mutating func resolve(_ type: TypeReference) -> IndexedType {
    switch type {
    case .value(let id): .value(resolve(id))
    case .resource(let reference): .resource(resolve(reference))
    case .function(let id): .function(resolve(id))
    case .instance(let id): .instance(resolve(id))
    case .component(let id): .component(resolve(id))
    }
  }

  mutating func resolve(_ entity: Entity) -> ExternType {
    switch entity {
    case .module(let type): .coreModule(type)
    case .value(let id): .value(resolve(id))
    case .function(let id): .function(resolve(id))
    case .type(let created, _): .type(resolve(created))
    case .instance(let id): .instance(resolve(id))
    case .component(let id): .component(resolve(id))
    }
  }

  mutating func resolve(_ id: FunctionID) -> FunctionType {
    if let known = functions[id] { return known }
    let node = store[id]
    let type = FunctionType(
      parameters: node.parameters.map { FunctionType.Parameter($0.name, resolve($0.type)) },
      result: node.result.map { resolve($0) }, isAsync: node.isAsync)
    functions[id] = type
    return type
  }

  mutating func resolve(_ id: InstanceID) -> InstanceType {
    if let known = instances[id] { return known }
    let type = InstanceType(exports: resolve(store[id].exports))
    instances[id] = type
    return type
  }

  mutating func resolve(_ id: ComponentID) -> ComponentType {
    if let known = components[id] { return known }
    let node = store[id]
    let type = ComponentType(
      imports: resolve(node.imports), exports: resolve(node.exports),
      importedResources: node.importedResources.map { UInt64($0) },
      definedResources: node.definedResources.map { UInt64($0) }, world: world(of: id))
    components[id] = type
    return type
  }

  private mutating func resolve(_ table: ItemTable) -> [ExternItem] {
    table.items.map { ExternItem($0, resolve($1)) }
  }

  func resolve(_ reference: ResourceReference) -> ResourceType {
    // One name an identity, so that equal resource types are equal in every respect.
    let stamp = store.resourceStamp(reference.identity).map { store[$0] }
    let name = stamp?.name ?? "resource"
    let localName = reference.stamp.flatMap { store[$0].name }
    return ResourceType(
      name, in: stamp?.interface, identity: UInt64(reference.identity), localName: localName == name ? nil : localName)
  }

  /// Turns a type and all that it is made of: the parts by age, since they are older than the whole.
  mutating func resolve(_ id: ValueID) -> ValueType {
    if let known = values[id] { return known }
    var pending = [id]
    var parts: Set<ValueID> = [id]
    while let part = pending.popLast() {
      for child in store[part].shape.children where values[child] == nil && parts.insert(child).inserted {
        pending.append(child)
      }
    }
    for part in parts.sorted(by: { $0.number < $1.number }) { values[part] = turn(part) }
    return values[id] ?? .bool
  }

  /// Turns one type, whose parts are done.
  private func turn(_ id: ValueID) -> ValueType {
    func resolve(_ id: ValueID) -> ValueType { values[id] ?? .bool }
    let node = store[id]
    let shape: ValueType.Shape
    switch node.shape {
    case .primitive(let primitive): shape = primitive.valueType.shape
    case .record(let fields): shape = .record(fields.map { ValueType.Field($0.name, resolve($0.type)) })
    case .variant(let cases):
      shape = .variant(
        cases.map { item in
          let payload = item.payload.map { resolve($0) }
          return ValueType.Case(item.name, payload)
        })
    case .list(let element): shape = .list(resolve(element))
    case .fixedLengthList(let element, let length): shape = .fixedLengthList(resolve(element), length: length)
    case .tuple(let elements): shape = .tuple(elements.map { resolve($0) })
    case .flags(let labels): shape = .flags(labels.map { ValueType.Label($0) })
    case .enumeration(let labels): shape = .enumeration(labels.map { ValueType.Label($0) })
    case .option(let payload): shape = .option(resolve(payload))
    case .result(let ok, let error):
      let okType = ok.map { resolve($0) }
      shape = .result(ok: okType, error: error.map { resolve($0) })
    case .own(let reference): shape = .own(self.resolve(reference))
    case .borrow(let reference): shape = .borrow(self.resolve(reference))
    case .stream(let element): shape = .stream(element.map { resolve($0) })
    case .future(let element): shape = .future(element.map { resolve($0) })
    case .map(let key, let value):
      let keyType = resolve(key)
      shape = .map(key: keyType, value: resolve(value))
    }
    return ValueType(shape, name: node.stamp.flatMap { store[$0].typeName })
  }
}
