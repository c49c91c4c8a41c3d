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
      for item in worlds[name]?.exports ?? [] {
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
    }
    guard instance == nil else { return nil }
    guard path.interface != nil else {
      // A world's own function, which no interface declares.
      for item in packages.flatMap(\.worlds).flatMap(\.exports) {
        if case .function(let function) = item.kind, function.name == path.function { return function.type }
      }
      return nil
    }
    return packages.lazy.flatMap(\.interfaces).first { $0.name == path.interface }?.functions
      .first { $0.name == path.function }?.type
  }
}
