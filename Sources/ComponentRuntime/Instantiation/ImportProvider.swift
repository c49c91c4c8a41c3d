package import ComponentTypes

/// What a component's import is linked to: an export of another instance.
package struct ImportProvider {
  /// The instance whose functions are called.
  package let instance: any ComponentInstance
  /// The name that the instance exports it under; nil for the import's own.
  package let exportName: ExternName?

  package init(_ instance: any ComponentInstance, as exportName: ExternName? = nil) {
    self.instance = instance
    self.exportName = exportName
  }
}

extension ImportProvider {
  /// The functions that an import gets, by name: one under its own name for a function, those of an interface.
  func functions(for item: WorldItem) -> [String: Function] {
    let name = exportName ?? item.name
    let export = instance.world.exports.first { $0.name == name }
    switch export?.kind {
    case .function(let function): return [item.name.description: function]
    case .interface(let interface):
      return Dictionary(interface.functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    case .type, .other, nil: return [:]
    }
  }

  /// The path of a function that an import gets.
  func path(of function: Function, for item: WorldItem) -> FunctionPath {
    switch (exportName ?? item.name, item.kind) {
    case (.interface(let interface), _): FunctionPath(function.name, in: interface)
    case (.plain(let name), .interface): FunctionPath(function.name, in: InterfaceName(name))
    case (.plain, _): FunctionPath(function.name)
    }
  }
}
