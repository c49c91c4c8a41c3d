package import ComponentTypes

/// An import of components, and the instance whose exports it is linked to.
package struct ImportLink: Sendable {
  package let item: WorldItem
  package let instance: String
  /// Where the instance has each function of the import.
  let targets: [FunctionPath: FunctionPath]

  /// Why an instance cannot be linked to an import.
  package enum Mismatch: Error {
    /// It exports nothing of the name.
    case noExport
    case lacks(String)
    /// It has the function with another type.
    case differs(String, expected: FunctionType, found: FunctionType)
  }

  /// Links an import to what a world exports under its name: an interface in its own version or, where there is none, in
  /// another. The types of its functions must be equal.
  init(_ item: WorldItem, to world: World, of instance: String) throws(Mismatch) {
    self.item = item
    self.instance = instance
    let exports = world.exports
    let export =
      exports.first { $0.name == item.name }
      ?? exports.first { export in
        guard case .interface(let wanted) = item.name, case .interface(let name) = export.name else { return false }
        return name.isMatched(by: InterfaceName(wanted.name, in: wanted.package?.withoutVersion))
      }
    guard let export else { throw .noExport }
    let found = export.functions
    var targets: [FunctionPath: FunctionPath] = [:]
    for (path, function) in item.functions {
      guard let target = found.first(where: { $0.function.name == function.name }) else { throw .lacks(function.name) }
      guard target.function.type == function.type else {
        throw .differs(function.name, expected: function.type, found: target.function.type)
      }
      targets[path] = target.path
    }
    self.targets = targets
  }
}

extension PackageName {
  fileprivate var withoutVersion: PackageName { PackageName(namespace, name) }
}

/// `:link`.
package struct LinksReply: Sendable {
  /// The links that were listed, made or ended.
  package var links: [ImportLink]
  /// Whether they ended.
  package var areEnded: Bool

  package init(links: [ImportLink], areEnded: Bool = false) {
    self.links = links
    self.areEnded = areEnded
  }
}
