import CoreTypes

/// Aliases.
///
/// Source: Binary.md, "Alias Definitions".
extension ComponentDecoder {
  func addAlias(_ alias: Alias) throws(ComponentBinaryError.Kind) {
    if scope.kind != .component {
      switch (alias.target, alias.sort) {
      case (.instanceExport, .type), (.instanceExport, .instance), (.outer, .type), (.outer, .core(.type)): break
      default: throw .notAllowedHere("alias of a \(alias.sort.word)")
      }
    }
    switch alias.target {
    case .instanceExport(let index, let name):
      guard let found = store[try instance(index)].exports[name] else { throw .noExport(name) }
      switch (found, alias.sort) {
      case (.module(let type), .core(.module)): try push(type)
      case (.function(let id), .function): try push(id)
      case (.type(let created, _), .type): try push(created)
      case (.component(let id), .component): try push(id)
      case (.instance(let id), .instance): try push(id)
      case (.value(let type), .value): try push(Scope.Value(type: type))
      default: throw .exportIsNot(name, expected: alias.sort.word)
      }
    case .coreInstanceExport(let index, let name):
      guard let found = try coreInstance(index)[name] else { throw .noExport(name) }
      switch (found.type, alias.sort) {
      case (.function, .core(.function)), (.table, .core(.table)), (.memory, .core(.memory)), (.global, .core(.global)),
        (.tag, .core(.tag)):
        try push(found.entity)
      default: throw .exportIsNot(name, expected: alias.sort.word)
      }
    case .outer(let count, let index):
      guard let outer = outerScope(count) else { throw .invalidOuterCount(count) }
      switch alias.sort {
      case .core(.module): try push(try look(outer.coreModules, index, "core module"))
      case .core(.type):
        let type = try look(outer.coreTypes, index, "core type")
        if case .defined(let number) = type { scope.coreTypeNumbers.append(number) }
        try push(type)
      case .component: try push(try look(outer.components, index, "component"))
      case .type:
        let type = try look(outer.types, index, "type")
        // Beyond a component's border no resource type may come in.
        if count > 0, scopes[scopes.count - Int(count)].kind == .component, !(try store.freeResources(type)).isEmpty {
          throw .outerResource
        }
        try push(type)
      default: throw .notAllowedHere("outer alias of a \(alias.sort.word)")
      }
    }
  }

  /// The enclosing scope of a number, 0 being the innermost.
  func outerScope(_ count: UInt32) -> Scope? {
    let index = scopes.count - 1 - Int(count)
    return scopes.indices.contains(index) ? scopes[index] : nil
  }
}
