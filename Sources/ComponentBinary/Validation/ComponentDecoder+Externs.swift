import ComponentTypes
import CoreTypes

/// Imports and exports.
///
/// Source: Binary.md, "Import and Export Definitions"; Explainer.md, "External Visibility of Types".
extension ComponentDecoder {
  func addImport(_ declaration: ImportDeclaration) throws(ComponentBinaryError.Kind) {
    guard scope.imports.count < ComponentLimits.imports else {
      throw .tooMany("imports", limit: ComponentLimits.imports)
    }
    let described = try entity(of: declaration.type, name: declaration.name.name)
    let added = try add(described, as: .import, named: declaration.name.name)
    try checkName(declaration.name, of: added, role: .import)
    try store.combine(&scope.facts, store.facts(added))
    guard scope.imports.append(declaration.name, added) else {
      throw .nameConflict(declaration.name.name, with: declaration.name.name, role: "import")
    }
  }

  func addExport(_ export: ExportDefinition) throws(ComponentBinaryError.Kind) {
    let name = export.name.name
    var exported = try entity(export.item)
    if case .type(let referenced, _) = exported {
      exported = .type(created: try stamped(referenced, name), referenced: referenced)
    }
    if let ascription = export.ascription {
      let ascribed = try entity(of: ascription, name: name)
      // An ascribed `sub resource` hides which resource type it is.
      var check = SubtypeCheck(store: store, open: freshResources(of: ascribed))
      try check.check(exported, satisfies: ascribed)
      exported = ascribed
    }
    try addExport(export.name, exported)
  }

  private func freshResources(of ascribed: Entity) -> [Int] {
    switch ascribed {
    case .type(.resource(let created), .resource(let referenced)) where created == referenced: [created.identity]
    case .instance(let id): store[id].definedResources
    default: []
    }
  }

  func addExport(_ name: ExternNameAttributes, _ type: Entity) throws(ComponentBinaryError.Kind) {
    guard scope.exports.count < ComponentLimits.exports else {
      throw .tooMany("exports", limit: ComponentLimits.exports)
    }
    let added = try add(type, as: .export, named: name.name)
    try checkName(name, of: added, role: .export)
    try store.combine(&scope.facts, store.facts(added))
    guard scope.exports.append(name, added) else { throw .nameConflict(name.name, with: name.name, role: "export") }
  }

  /// A type under a name of its own.
  private func stamped(_ type: TypeReference, _ name: String) throws(ComponentBinaryError.Kind) -> TypeReference {
    switch type {
    case .value(let id): return .value(try store.intern(store[id].shape, stamp: store.makeStamp(name)))
    case .resource(let reference):
      let stamp = store.makeStamp(name)
      store.nameResource(reference.identity, stamp)
      return .resource(ResourceReference(identity: reference.identity, stamp: stamp))
    case .function, .instance, .component: return type
    }
  }

  /// The type that an import or export is written with.
  func entity(of description: ExternDescription, name: String) throws(ComponentBinaryError.Kind) -> Entity {
    switch description {
    case .coreModule(let index):
      guard case .module(let type) = try look(scope.coreTypes, index, "core type") else {
        throw .wrongKind(index: index, expected: "core module type")
      }
      return .module(type)
    case .function(let index):
      guard case .function(let id) = try type(index) else { throw .wrongKind(index: index, expected: "function type") }
      return .function(id)
    case .value(let expression):
      try require(.values, "values")
      return .value(try valueType(expression))
    case .typeEqual(let index):
      let referenced = try type(index)
      return .type(created: try stamped(referenced, name), referenced: referenced)
    case .subResource:
      let stamp = store.makeStamp(name)
      let reference = ResourceReference(identity: store.makeResource(named: stamp), stamp: stamp)
      return .type(created: .resource(reference), referenced: .resource(reference))
    case .component(let index):
      guard case .component(let id) = try type(index) else {
        throw .wrongKind(index: index, expected: "component type")
      }
      return .component(id)
    case .instance(let index):
      guard case .instance(let id) = try type(index) else { throw .wrongKind(index: index, expected: "instance type") }
      return .instance(id)
    }
  }

  /// Appends an imported or exported item to its index space; the item as it is from then on.
  private func add(
    _ entity: Entity, as role: ExternRole, named name: String
  ) throws(ComponentBinaryError.Kind) -> Entity {
    var entity = entity
    switch entity {
    case .module(let type): try push(type)
    case .value(let type):
      if store.facts(type).containsBorrow { throw .invalidType("a value that contains a borrow") }
      // What is exported is used; another name for it is not to be used again.
      try push(Scope.Value(type: type, isUsed: role == .export))
    case .component(let id): try push(id)
    case .function(let id): try push(id)
    case .instance(let id):
      let prepared = try prepare(id, as: role, named: name)
      try push(prepared)
      entity = .instance(prepared)
      // What an alias took out of the instance before stays as visible as what is taken out from now on.
      try registerStamps(of: id, as: role)
    case .type(let created, let referenced):
      try push(created)
      guard case .resource(let reference) = created else { break }
      let isNew = created == referenced
      switch role {
      case .import:
        if isNew { scope.importedResources.append(reference.identity) }
        scope.importNames.resources[reference] = name
        scope.importNames.resourceNames.insert(name)
      case .export:
        if isNew { scope.definedResources.append(reference.identity) }
        scope.explicitResources.insert(reference.identity)
        scope.exportNames.resources[reference] = name
        scope.exportNames.resourceNames.insert(name)
      }
    }
    guard try register(entity, as: role) else { throw .unnamedType(name, role: role.rawValue) }
    return entity
  }

  /// Makes an instance's resource types fresh, since each import or export of an instance type has its own, and names
  /// its types after the interface that the instance is.
  private func prepare(
    _ id: InstanceID, as role: ExternRole, named name: String
  ) throws(ComponentBinaryError.Kind) -> InstanceID {
    let node = store[id]
    var prepared = id
    if node.facts.mentionsNames {
      var substitution = Substitution()
      for old in node.definedResources {
        let new = store.makeResource(like: old)
        substitution.resources[old] = new
        switch role {
        case .import: scope.importedResources.append(new)
        case .export: scope.definedResources.append(new)
        }
      }
      try collectNames(of: node.exports, interface: interfaceName(name), into: &substitution)
      var exports = node.exports
      _ = try substitution.apply(to: &exports, in: store)
      prepared = try store.add(exports: exports, definedResources: [])
    }
    if role == .export { try collectExplicitResources(prepared) }
    return prepared
  }

  /// Gives the types that an instance exports the names of those exports.
  private func collectNames(
    of exports: ItemTable, interface: InterfaceName, into substitution: inout Substitution
  ) throws(ComponentBinaryError.Kind) {
    try store.spend(exports.count)
    for (name, type) in exports.items {
      switch type {
      case .type(let created, _):
        guard let stamp = store.stamp(of: created), substitution.renamed[stamp] == nil else { continue }
        substitution.renamed[stamp] = store.makeStamp(name.name, in: interface)
      case .instance(let inner):
        try collectNames(of: store[inner].exports, interface: interfaceName(name.name), into: &substitution)
      case .module, .function, .component, .value: break
      }
    }
  }

  private func collectExplicitResources(_ id: InstanceID) throws(ComponentBinaryError.Kind) {
    let exports = store[id].exports
    try store.spend(exports.count)
    for type in exports.types {
      switch type {
      case .type(.resource(let reference), _): scope.explicitResources.insert(reference.identity)
      case .instance(let inner): try collectExplicitResources(inner)
      default: break
      }
    }
  }

  // MARK: Visibility

  private func registerStamps(of id: InstanceID, as role: ExternRole) throws(ComponentBinaryError.Kind) {
    let exports = store[id].exports
    try store.spend(exports.count)
    for type in exports.types {
      switch type {
      case .type(let created, _): makeVisible(created, as: role)
      case .instance(let inner): try registerStamps(of: inner, as: role)
      default: break
      }
    }
  }

  /// What is imported may be used by imports and exports, what is exported by exports.
  private func makeVisible(_ type: TypeReference, as role: ExternRole) {
    guard let stamp = store.stamp(of: type) else { return }
    scope.exportNames.stamps.insert(stamp)
    if role == .import { scope.importNames.stamps.insert(stamp) }
  }

  /// Checks that an item's type refers to types with names alone, and makes the types that it exports visible.
  private func register(_ entity: Entity, as role: ExternRole) throws(ComponentBinaryError.Kind) -> Bool {
    if scope.kind == .instanceType { return true }
    switch entity {
    case .module, .component: return true
    case .value(let id): return areVisible([id], as: role)
    case .function(let id): return isVisible(id, as: role)
    case .type(let created, let referenced):
      guard try isVisible(inside: referenced, as: role) else { return false }
      makeVisible(created, as: role)
      return true
    case .instance(let id):
      let exports = store[id].exports
      try store.spend(exports.count)
      for type in exports.types {
        guard try register(type, as: role) else { return false }
      }
      return true
    }
  }

  /// Whether what a type is made of has names; the type itself is about to get one.
  private func isVisible(inside type: TypeReference, as role: ExternRole) throws(ComponentBinaryError.Kind) -> Bool {
    switch type {
    case .resource, .component: return true
    case .value(let id): return isVisible(inside: store[id].shape, as: role)
    case .function(let id): return isVisible(id, as: role)
    case .instance(let id):
      let exports = store[id].exports
      try store.spend(exports.count)
      for type in exports.types {
        switch type {
        case .module, .component: break
        case .value(let id): if !areVisible([id], as: role) { return false }
        case .function(let id): if !isVisible(id, as: role) { return false }
        case .type(let created, _): if !(try isVisible(inside: created, as: role)) { return false }
        case .instance(let id): if !(try isVisible(inside: .instance(id), as: role)) { return false }
        }
      }
      return true
    }
  }

  private func isVisible(_ id: FunctionID, as role: ExternRole) -> Bool {
    let node = store[id]
    return areVisible(node.parameters.map(\.type) + [node.result].compactMap { $0 }, as: role)
  }

  private func isVisible(inside shape: ValueNode.Shape, as role: ExternRole) -> Bool {
    switch shape {
    case .own(let reference), .borrow(let reference): hasName(reference.stamp, as: role)
    default: areVisible(shape.children, as: role)
    }
  }

  private func hasName(_ stamp: StampID?, as role: ExternRole) -> Bool {
    guard let stamp else { return false }
    return role == .import ? scope.importNames.stamps.contains(stamp) : scope.exportNames.stamps.contains(stamp)
  }

  /// Whether types have a name where they need one, down to the types that have one.
  private func areVisible(_ types: [ValueID], as role: ExternRole) -> Bool {
    var pending = types
    var seen: Set<ValueID> = []
    while let id = pending.popLast() {
      let isKnown = role == .import ? scope.importNames.visible.contains(id) : scope.exportNames.visible.contains(id)
      guard !isKnown, seen.insert(id).inserted else { continue }
      let node = store[id]
      switch node.shape {
      case .primitive: break
      case .record, .variant, .flags, .enumeration: guard hasName(node.stamp, as: role) else { return false }
      case .own(let reference), .borrow(let reference): guard hasName(reference.stamp, as: role) else { return false }
      default: pending += node.shape.children
      }
    }
    // All that was seen is visible, and stays so, since names are only added.
    if role == .import { scope.importNames.visible.formUnion(seen) } else { scope.exportNames.visible.formUnion(seen) }
    return true
  }
}

extension TypeStore {
  /// The stamp of a value or resource type.
  func stamp(of type: TypeReference) -> StampID? {
    switch type {
    case .value(let id): self[id].stamp
    case .resource(let reference): reference.stamp
    case .function, .instance, .component: nil
    }
  }
}
