import ComponentBinary
import ComponentTypes

/// A component-level function that a component imports, and the core functions that lower it.
struct ImportedFunction {
  let name: ImportedName
  /// The tags of the host functions that call it, each with the number of the component instance that lowers it.
  let loweredAs: [(tag: Int, caller: Int)]
}

/// The name of an imported function, as binaries spell it.
struct ImportedName: Hashable, CustomStringConvertible {
  /// The imported instance that it is an export of; nil for a function that is imported itself.
  let instance: String?
  let function: String

  var description: String { instance.map { "\($0).\(function)" } ?? function }

  /// Whether a user who says this means it: the function's name, or that of its interface before it, in full, without
  /// the version, or alone.
  func isCalled(_ name: String) -> Bool {
    if name == function || name == description { return true }
    guard let instance, name.hasSuffix(".\(function)") else { return false }
    let prefix = name.dropLast(function.utf8.count + 1)
    guard let interface = InterfaceName(parsing: instance) else { return false }
    let package = interface.package.map { "\($0.namespace):\($0.name)/\(interface.name)" }
    return prefix == interface.name || String(prefix) == package
  }
}

extension RuntimeStore {
  /// The functions that each component imports, the outermost component's first.
  func importedFunctions() -> [ImportedFunction] {
    var tags: [ObjectIdentifier: [(tag: Int, caller: Int)]] = [:]
    for (tag, function) in hostFunctions.enumerated() {
      guard case .lowered(let lowered) = function else { continue }
      tags[ObjectIdentifier(lowered.callee), default: []].append((tag, lowered.side.scope.number))
    }
    return scopes.flatMap { scope in
      scope.component.importedFunctions().compactMap { index, name -> ImportedFunction? in
        guard index < scope.functions.count, let tags = tags[ObjectIdentifier(scope.functions[index])] else {
          return nil
        }
        return ImportedFunction(name: name, loweredAs: tags)
      }
    }
  }
}

extension Component {
  /// The functions that come of its imports, by their indices.
  func importedFunctions() -> [(index: Int, name: ImportedName)] {
    var found: [(index: Int, name: ImportedName)] = []
    var functionCount = 0
    var instanceCount: UInt32 = 0
    var instances: [UInt32: String] = [:]
    for definition in definitions {
      let sort: Sort?
      switch definition.kind {
      case .import(let declaration):
        let name = declaration.name.name
        switch declaration.type {
        case .function:
          sort = .function
          found.append((functionCount, ImportedName(instance: nil, function: name)))
        case .instance:
          sort = .instance
          instances[instanceCount] = name
        default: sort = nil
        }
      case .alias(let alias):
        sort = alias.sort
        if case .instanceExport(let index, let name) = alias.target, let instance = instances[index] {
          if sort == .function { found.append((functionCount, ImportedName(instance: instance, function: name))) }
          if sort == .instance { instances[instanceCount] = "\(instance).\(name)" }
        }
      case .instance: sort = .instance
      case .canonical(.lift): sort = .function
      case .export(let export): sort = export.item.sort
      default: sort = nil
      }
      if sort == .function { functionCount += 1 }
      if sort == .instance { instanceCount += 1 }
    }
    return found
  }
}
