import ComponentTypes

/// A replacement of resource types and of stamped types, applied to types of the store.
///
/// A stamped type that changes gets a fresh stamp of the same name, since it is another type from then on.
///
/// Source: Binary.md, "Instance Definitions"; Explainer.md, "Type Checking".
struct Substitution {
  /// By identity.
  var resources: [Int: Int] = [:]
  /// What a stamp's type is replaced by.
  var types: [StampID: TypeReference] = [:]
  /// Stamps that only change their name.
  var renamed: [StampID: StampID] = [:]

  private var values: [ValueID: ValueID] = [:]
  private var references: [ResourceReference: ResourceReference] = [:]
  private var functions: [FunctionID: FunctionID] = [:]
  private var instances: [InstanceID: InstanceID] = [:]
  private var components: [ComponentID: ComponentID] = [:]

  var isEmpty: Bool { resources.isEmpty && types.isEmpty && renamed.isEmpty }

  /// Forgets what was substituted so far; to be called when a replacement is added.
  mutating func forget() {
    values.removeAll()
    references.removeAll()
    functions.removeAll()
    instances.removeAll()
    components.removeAll()
  }

  mutating func apply(
    to reference: ResourceReference, in store: TypeStore
  ) throws(ComponentBinaryError.Kind) -> ResourceReference {
    if let stamp = reference.stamp, case .resource(let replacement)? = types[stamp] { return replacement }
    if let known = references[reference] { return known }
    var result = reference
    if let identity = resources[reference.identity] { result.identity = identity }
    if let stamp = reference.stamp {
      if let new = renamed[stamp] {
        result.stamp = new
        store.nameResource(result.identity, new)
      } else if result.identity != reference.identity {
        result.stamp = store.makeStamp(store[stamp].name, in: store[stamp].interface)
      }
    }
    references[reference] = result
    return result
  }

  /// Applies to a type and all that it is made of.
  ///
  /// A type's parts are older than it is, so that going through all parts by age needs no recursion.
  mutating func apply(to id: ValueID, in store: TypeStore) throws(ComponentBinaryError.Kind) -> ValueID {
    if let done = finished(id, in: store) { return done }
    var pending = [id]
    var parts: Set<ValueID> = [id]
    while let part = pending.popLast() {
      for child in store[part].shape.children where finished(child, in: store) == nil {
        if parts.insert(child).inserted { pending.append(child) }
      }
    }
    try store.spend(parts.count)
    for part in parts.sorted(by: { $0.number < $1.number }) { try rebuild(part, in: store) }
    return values[id] ?? id
  }

  /// What a type becomes where that is known without looking at its parts.
  private func finished(_ id: ValueID, in store: TypeStore) -> ValueID? {
    let node = store[id]
    guard node.mentionsNames, !isEmpty else { return id }
    if let stamp = node.stamp, case .value(let replacement)? = types[stamp] { return replacement }
    return values[id]
  }

  /// Substitutes in one type, whose parts are done.
  private mutating func rebuild(_ id: ValueID, in store: TypeStore) throws(ComponentBinaryError.Kind) {
    let node = store[id]
    var shape = node.shape
    switch shape {
    case .own(let reference): shape = .own(try apply(to: reference, in: store))
    case .borrow(let reference): shape = .borrow(try apply(to: reference, in: store))
    default: shape = shape.mapped(value: { finished($0, in: store) ?? $0 }, resource: { $0 })
    }
    var stamp = node.stamp
    if let old = stamp {
      if let new = renamed[old] {
        stamp = new
      } else if shape != node.shape {
        stamp = store.makeStamp(store[old].name, in: store[old].interface)
      }
    }
    let isSame = shape == node.shape && stamp == node.stamp
    values[id] = isSame ? id : try store.intern(shape, stamp: stamp)
  }

  mutating func apply(to id: FunctionID, in store: TypeStore) throws(ComponentBinaryError.Kind) -> FunctionID {
    let node = store[id]
    guard node.facts.mentionsNames, !isEmpty else { return id }
    if let known = functions[id] { return known }
    try store.spend(1 + node.parameters.count)
    var hasChanged = false
    var parameters: [FunctionNode.Parameter] = []
    parameters.reserveCapacity(node.parameters.count)
    for parameter in node.parameters {
      let type = try apply(to: parameter.type, in: store)
      hasChanged = hasChanged || type != parameter.type
      parameters.append(FunctionNode.Parameter(name: parameter.name, type: type))
    }
    var result = node.result
    if let old = result {
      let new = try apply(to: old, in: store)
      hasChanged = hasChanged || new != old
      result = new
    }
    let new = hasChanged ? try store.add(parameters: parameters, result: result, isAsync: node.isAsync) : id
    functions[id] = new
    return new
  }

  mutating func apply(to id: InstanceID, in store: TypeStore) throws(ComponentBinaryError.Kind) -> InstanceID {
    let node = store[id]
    guard node.facts.mentionsNames, !isEmpty else { return id }
    if let known = instances[id] { return known }
    var exports = node.exports
    let hasChanged = try apply(to: &exports, in: store)
    let new = hasChanged ? try store.add(exports: exports, definedResources: node.definedResources) : id
    instances[id] = new
    return new
  }

  mutating func apply(to id: ComponentID, in store: TypeStore) throws(ComponentBinaryError.Kind) -> ComponentID {
    let node = store[id]
    guard node.facts.mentionsNames, !isEmpty else { return id }
    if let known = components[id] { return known }
    var imports = node.imports
    var exports = node.exports
    let importsChanged = try apply(to: &imports, in: store)
    let exportsChanged = try apply(to: &exports, in: store)
    var new = id
    if importsChanged || exportsChanged {
      new = try store.add(
        imports: imports, exports: exports, importedResources: node.importedResources,
        definedResources: node.definedResources)
    }
    components[id] = new
    return new
  }

  mutating func apply(to type: TypeReference, in store: TypeStore) throws(ComponentBinaryError.Kind) -> TypeReference {
    switch type {
    case .value(let id): .value(try apply(to: id, in: store))
    case .resource(let reference): .resource(try apply(to: reference, in: store))
    case .function(let id): .function(try apply(to: id, in: store))
    case .instance(let id): .instance(try apply(to: id, in: store))
    case .component(let id): .component(try apply(to: id, in: store))
    }
  }

  mutating func apply(to entity: Entity, in store: TypeStore) throws(ComponentBinaryError.Kind) -> Entity {
    switch entity {
    case .module: entity
    case .value(let id): .value(try apply(to: id, in: store))
    case .function(let id): .function(try apply(to: id, in: store))
    case .instance(let id): .instance(try apply(to: id, in: store))
    case .component(let id): .component(try apply(to: id, in: store))
    case .type(let created, let referenced):
      .type(created: try apply(to: created, in: store), referenced: try apply(to: referenced, in: store))
    }
  }

  /// Applies to every item; whether any changed.
  mutating func apply(to table: inout ItemTable, in store: TypeStore) throws(ComponentBinaryError.Kind) -> Bool {
    try store.spend(1 + table.count)
    var hasChanged = false
    for index in table.types.indices {
      let old = table.types[index]
      guard store.facts(old).mentionsNames else { continue }
      let new = try apply(to: old, in: store)
      if !new.isIdentical(to: old) {
        hasChanged = true
        table.types[index] = new
      }
    }
    return hasChanged
  }
}

extension Entity {
  /// Whether both are the same entry of the store.
  func isIdentical(to other: Entity) -> Bool {
    switch (self, other) {
    case (.module(let a), .module(let b)): a === b
    case (.value(let a), .value(let b)): a == b
    case (.function(let a), .function(let b)): a == b
    case (.instance(let a), .instance(let b)): a == b
    case (.component(let a), .component(let b)): a == b
    case (.type(let a, let x), .type(let b, let y)): a == b && x == y
    default: false
    }
  }
}
