import ComponentTypes
import Session

/// What there is to browse.
struct Catalog: Sendable {
  var packages: [Package] = []
  var instances: [InstanceSummary] = []
  /// The worlds of the instances that were made so far.
  var worlds: [String: World] = [:]
}

extension Catalog {
  /// The type of a function on an instance, or wherever it is found; nil where it is not there, or not known.
  func type(of path: FunctionPath, on instance: String?) -> FunctionType? {
    let known = instance.map { [$0] } ?? instances.map(\.name)
    for name in known {
      if let type = Self.type(of: path, in: worlds[name]?.exports ?? []) { return type }
    }
    guard instance == nil else { return nil }
    let declared = packages.lazy.flatMap(\.interfaces).first { $0.name == path.interface }?.functions
      .first { $0.name == path.function }?.type
    // A world's own functions stand in no interface of the package.
    return declared ?? Self.type(of: path, in: packages.flatMap(\.worlds).flatMap { $0.exports + $0.imports })
  }

  private static func type(of path: FunctionPath, in items: [WorldItem]) -> FunctionType? {
    for item in items {
      switch item.kind {
      case .function(let function) where path == FunctionPath(function.name): return function.type
      case .interface(let interface):
        guard interface.name == path.interface,
          let function = interface.functions.first(where: { $0.name == path.function })
        else { continue }
        return function.type
      default: continue
      }
    }
    return nil
  }
}
