/// Instances, and the types of finished components.
///
/// Source: Binary.md, "Instance Definitions"; Explainer.md, "Type Checking".
extension ComponentDecoder {
  func addInstance(_ expression: InstanceExpression) throws(ComponentBinaryError.Kind) {
    switch expression {
    case .instantiate(let index, let arguments): try push(try instantiate(try component(index), arguments))
    case .exports(let items): try push(try tuple(items))
    }
  }

  private func instantiate(
    _ id: ComponentID, _ arguments: [InstantiationArgument]
  ) throws(ComponentBinaryError.Kind) -> InstanceID {
    var given: [String: Entity] = [:]
    for argument in arguments {
      guard given.updateValue(try entity(argument.item), forKey: argument.name) == nil else {
        throw .duplicateArgument(argument.name)
      }
    }
    let node = store[id]
    var substitution = try SubtypeCheck.match(
      { given[$0] }, satisfies: node.imports, open: node.importedResources, in: store)
    for old in node.definedResources {
      let new = store.makeResource(like: old)
      substitution.resources[old] = new
      scope.definedResources.append(new)
    }
    var exports = node.exports
    _ = try substitution.apply(to: &exports, in: store)
    return try store.add(exports: exports, definedResources: [])
  }

  private func tuple(_ items: [InlineExport]) throws(ComponentBinaryError.Kind) -> InstanceID {
    var exports = ItemTable()
    var names: [String: String] = [:]
    let context = Scope.NameContext()
    for item in items {
      let type = try entity(item.item)
      let key = try checkForm(item.name, of: type, role: "export", in: context)
      if let other = names.updateValue(item.name.name, forKey: key) {
        throw .nameConflict(item.name.name, with: other, role: "export")
      }
      guard exports.append(item.name, type) else {
        throw .nameConflict(item.name.name, with: item.name.name, role: "export")
      }
    }
    return try store.add(exports: exports, definedResources: [])
  }

  /// The type of a component, or a component type, all of whose definitions are read.
  func componentType(of scope: Scope) throws(ComponentBinaryError.Kind) -> ComponentID {
    let defined = Set(scope.definedResources)
    guard try store.freeResources(scope.imports).isDisjoint(with: defined) else { throw .localResourceInImports }
    let used = try store.freeResources(scope.exports)
    var exported: [Int] = []
    for identity in scope.definedResources where used.contains(identity) {
      guard scope.explicitResources.contains(identity) else { throw .hiddenResource }
      exported.append(identity)
    }
    return try store.add(
      imports: scope.imports, exports: scope.exports, importedResources: scope.importedResources,
      definedResources: exported)
  }
}
