package import ComponentTypes

/// An import of components, and the instance whose exports it is linked to.
package struct ImportLink: Sendable {
  package let item: WorldItem
  package let instance: String
  /// Where the instance has each function of the import.
  let targets: [FunctionPath: FunctionPath]
  /// Whether handles pass through any of its functions.
  let passesHandles: Bool

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
      guard function.type.isLinkable(to: target.function.type) else {
        throw .differs(function.name, expected: function.type, found: target.function.type)
      }
      targets[path] = target.path
    }
    self.targets = targets
    passesHandles = item.functions.contains { _, function in
      function.type.parameters.contains { $0.type.holdsHandles } || function.type.result?.holdsHandles == true
    }
  }
}

extension PackageName {
  fileprivate var withoutVersion: PackageName { PackageName(namespace, name) }
}

extension FunctionType {
  /// Whether a function of a type can stand in for one of this. Two components never have the same resource types: those
  /// of one name in one interface are meant to be one.
  fileprivate func isLinkable(to other: FunctionType) -> Bool {
    isAsync == other.isAsync && parameters.map(\.name) == other.parameters.map(\.name)
      && zip(parameters, other.parameters).allSatisfy { $0.type.isLinkable(to: $1.type) }
      && ValueType.areLinkable(result, other.result)
  }
}

extension ValueType {
  fileprivate static func areLinkable(_ type: ValueType?, _ other: ValueType?) -> Bool {
    guard let type, let other else { return type == nil && other == nil }
    return type.isLinkable(to: other)
  }

  // Recursion is bounded by the depth of types, which decoding and resolution limit.
  fileprivate func isLinkable(to other: ValueType) -> Bool {
    guard holdsHandles else { return self == other }
    switch (shape, other.shape) {
    case (.own(let a), .own(let b)), (.borrow(let a), .borrow(let b)): return a.isLinkable(to: b)
    case (.list(let a), .list(let b)), (.option(let a), .option(let b)): return a.isLinkable(to: b)
    case (.fixedLengthList(let a, let count), .fixedLengthList(let b, let otherCount)):
      return count == otherCount && a.isLinkable(to: b)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return key.isLinkable(to: otherKey) && value.isLinkable(to: otherValue)
    case (.tuple(let a), .tuple(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isLinkable(to: $1) }
    case (.record(let a), .record(let b)):
      return a.map(\.name) == b.map(\.name) && zip(a, b).allSatisfy { $0.type.isLinkable(to: $1.type) }
    case (.variant(let a), .variant(let b)):
      return a.map(\.name) == b.map(\.name) && zip(a, b).allSatisfy { Self.areLinkable($0.payload, $1.payload) }
    case (.result(let ok, let error), .result(let otherOK, let otherError)):
      return Self.areLinkable(ok, otherOK) && Self.areLinkable(error, otherError)
    case (.stream(let a), .stream(let b)), (.future(let a), .future(let b)): return Self.areLinkable(a, b)
    default: return self == other
    }
  }
}

extension ResourceType {
  fileprivate func isLinkable(to other: ResourceType) -> Bool {
    guard (localName ?? name) == (other.localName ?? other.name) || name == other.name else { return false }
    guard let own = interface, let others = other.interface else { return true }
    return own.name == others.name && own.package?.withoutVersion == others.package?.withoutVersion
  }
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
