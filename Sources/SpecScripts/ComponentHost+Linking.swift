import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreModule

// Whether what a component imports is here, as what it imports it.
extension ComponentHost {
  /// Why a component's imports are not all here; nil where they are.
  func reasonNotToLink(_ type: ComponentType) -> String? {
    var bound: [UInt64: HostResource] = [:]
    for item in type.imports {
      if let reason = mismatch(item.type, items[item.name.name], item.name.name, &bound) { return reason }
    }
    return nil
  }

  // Recursion is bounded by the depth of the types, which the decoder limits.
  private func mismatch(
    _ required: ExternType, _ found: Item?, _ name: String, _ bound: inout [UInt64: HostResource]
  ) -> String? {
    // What asks for nothing need not be there.
    guard let found else { return required.asksForNothing(bound) ? nil : "import \(name) is unknown" }
    switch (required, found) {
    case (.function(let type), .function(let given)):
      return isSame(type, given, bound) ? nil : "function \(name) has another type"
    case (.instance(let type), .instance(let exports)):
      for export in type.exports {
        let path = "\(name).\(export.name.name)"
        if let reason = mismatch(export.type, exports[export.name.name], path, &bound) { return reason }
      }
      return nil
    case (.coreModule(let type), .coreModule(_, let given)):
      return given.satisfies(type) ? nil : "core module \(name) has another type"
    case (.type(.resource(let type)), .resource(let resource)):
      if let known = bound[type.identity], known !== resource { return "resource type \(name) is another" }
      bound[type.identity] = resource
      return nil
    case (.type(.value(let type)), .value(let given)): return type == given ? nil : "type \(name) is another"
    default: return "import \(name) is of another sort"
    }
  }

  /// Whether a function's type is what the host has. A host cares neither for the names of parameters nor for whether a
  /// call may take its time.
  private func isSame(_ type: FunctionType, _ given: FunctionType, _ bound: [UInt64: HostResource]) -> Bool {
    type.parameters.count == given.parameters.count
      && zip(type.parameters, given.parameters).allSatisfy { hostType(of: $0.type, bound) == $1.type }
      && type.result.map { hostType(of: $0, bound) } == given.result
  }

  /// A type with the host's resource type where the component has its own.
  private func hostType(of type: ValueType, _ bound: [UInt64: HostResource]) -> ValueType {
    func resource(_ type: ResourceType) -> ResourceType {
      guard let host = bound[type.identity], let identity = identities[ObjectIdentifier(host)] else { return type }
      return ResourceType(host.name, identity: identity)
    }
    switch type.shape {
    case .own(let type): return ValueType(.own(resource(type)))
    case .borrow(let type): return ValueType(.borrow(resource(type)))
    // The host's functions take no resource inside anything.
    default: return type
    }
  }
}

extension ComponentHost: HostDefinitions {
  func coreModule(at path: [String]) -> Module? {
    guard case .coreModule(let module, _) = item(at: path) else { return nil }
    return module
  }

  func resource(at path: [String]) -> HostResource? {
    guard case .resource(let resource) = item(at: path) else { return nil }
    return resource
  }

  private func item(at path: [String]) -> Item? {
    var found: Item?
    var exports = items
    for name in path {
      found = exports[name]
      if case .instance(let inner)? = found { exports = inner } else { exports = [:] }
    }
    return found
  }
}

extension ExternType {
  /// Whether nothing has to be provided for it: a type that is known already, or an instance of such.
  ///
  /// - Parameter bound: the resource types that were provided so far.
  fileprivate func asksForNothing(_ bound: [UInt64: HostResource]) -> Bool {
    switch self {
    case .coreModule, .function, .value, .component: false
    case .type(.resource(let type)): bound[type.identity] != nil
    case .type: true
    case .instance(let type): type.exports.allSatisfy { $0.type.asksForNothing(bound) }
    }
  }
}
