import ComponentBinary
import Interpreter

extension InstantiationActivation {
  /// Appends what an alias projects out of somewhere else.
  ///
  /// Source: Explainer.md, "Alias Definitions".
  func resolve(_ alias: Alias) throws(ComponentRuntimeError) {
    switch alias.target {
    case .instanceExport(let index, let name):
      guard let item = try scope.instances.item(index, "instance").exports[name] else {
        throw ComponentRuntimeError(.dangling("export \(name) of instance \(index)"))
      }
      append(item)
    case .coreInstanceExport(let index, let name):
      guard let extern = try scope.coreInstances.item(index, "core instance").export(named: name) else {
        throw ComponentRuntimeError(.dangling("export \(name) of core instance \(index)"))
      }
      append(extern)
    case .outer(let count, let index):
      let outer = try scope.scope(outward: count)
      switch alias.sort {
      case .core(.module): append(.coreModule(try outer.coreModules.item(index, "core module")))
      // Core types matter to validation only.
      case .core(.type): break
      case .component: append(.component(try outer.components.item(index, "component")))
      case .type: append(.type(try outer.types.item(index, "type")))
      case .core, .function, .value, .instance:
        throw ComponentRuntimeError(.dangling("an outer alias of a \(alias.sort.word)"))
      }
    }
  }

  private func append(_ extern: CoreExtern) {
    switch extern {
    case .function(let function): scope.coreFunctions.append(function)
    case .table(let table): scope.coreTables.append(table)
    case .memory(let memory): scope.coreMemories.append(memory)
    case .global(let global): scope.coreGlobals.append(global)
    case .tag(let tag): scope.coreTags.append(tag)
    }
  }
}
