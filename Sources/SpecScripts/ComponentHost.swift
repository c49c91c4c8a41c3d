import ComponentBinary
import ComponentRuntime
import ComponentText
import ComponentTypes
import CoreModule
import CoreText

/// What components of a script may import: the functions, modules and resource types that the suites expect of a host,
/// and what components with a name export.
///
/// Source: wasmtime's scripts, whose host this is.
final class ComponentHost {
  /// Something that can be imported.
  enum Item {
    case function(FunctionType)
    case instance([String: Item])
    case coreModule(Module, CoreModuleType)
    case resource(HostResource)
    case value(ValueType)
  }

  private var items: [String: Item] = [:]
  /// The instances with names, by which their functions are reached.
  private var instances: [String: any ComponentInstance] = [:]
  var linkedCalls = 0

  /// By the types of functions that use them, which know them by these numbers.
  private let identities: [ObjectIdentifier: UInt64]

  init() {
    let drops = DropCounter()
    let first = HostResource("resource1") { drops.note($0) }
    let second = HostResource("resource2")
    identities = [ObjectIdentifier(first): Self.firstIdentity, ObjectIdentifier(second): Self.firstIdentity + 1]
    counter = drops
    let own = ValueType(.own(ResourceType("resource1", identity: Self.firstIdentity)))
    let borrow = ValueType(.borrow(ResourceType("resource1", identity: Self.firstIdentity)))
    func function(_ parameters: [(String, ValueType)], _ result: ValueType? = nil) -> Item {
      .function(FunctionType(parameters: parameters.map { FunctionType.Parameter($0.0, $0.1) }, result: result))
    }
    var host: [String: Item] = [
      "return-three": function([], .u32), "return-hi": function([], .string),
      "return-two-slowly": function([], .u32), "echo-slowly": function([("a", .u32)], .u32),
      "never-return": function([]), "[method]resource1.never-return": function([("self", borrow)]),
      "nested": .instance(["return-four": function([], .u32)]),
      "resource1": .resource(first), "resource2": .resource(second), "resource1-again": .resource(first),
      "[constructor]resource1": function([("rep", .u32)], own),
      "[static]resource1.assert": function([("resource", own), ("rep", .u32)]),
      "[static]resource1.last-drop": function([], .u32), "[static]resource1.drops": function([], .u32),
      "[method]resource1.simple": function([("self", borrow), ("rep", .u32)]),
      "[method]resource1.take-borrow": function([("self", borrow), ("b", borrow)]),
      "[method]resource1.take-own": function([("self", borrow), ("b", own)]),
    ]
    if let module = Self.simpleModule { host["simple-module"] = module }
    items = [
      "host-return-two": function([], .u32), "host-echo-u32": function([("v", .u32)], .u32), "host": .instance(host),
      "wasmtime": .instance(["gc": function([])]),
    ]
  }

  private let counter: DropCounter

  /// Counts what is dropped.
  private final class DropCounter {
    var count: UInt32 = 0
    var last: UInt32 = 0

    func note(_ representation: UInt32) {
      count &+= 1
      last = representation
    }
  }

  /// The numbers of the host's resource types: none that a component's own have.
  private static let firstIdentity: UInt64 = .max - 16

  private static var simpleModule: Item? {
    let text = #"(module (global (export "g") i32 (i32.const 100)) (func (export "f") (result i32) (i32.const 101)))"#
    guard let bytes = try? encodeModule(TokenizedText(text)).bytes, let module = try? decodeAndValidateModule(bytes)
    else { return nil }
    return .coreModule(module, CoreModuleType(of: module))
  }

  // MARK: What components export

  /// Lets components import from an instance under a name.
  func register(_ component: ScriptComponent, as name: String) {
    instances[name] = component.instance
    var resources: [UInt64: HostResource] = [:]
    items[name] = .instance(
      exported(component.component.type.exports, of: component.instance, at: [], &resources))
  }

  // Recursion is bounded by the depth of the types, which the decoder limits.
  private func exported(
    _ exports: [ExternItem], of instance: InterpretedComponent, at path: [String],
    _ resources: inout [UInt64: HostResource]
  ) -> [String: Item] {
    var items: [String: Item] = [:]
    for export in exports {
      let name = export.name.name
      switch export.type {
      case .coreModule(let type):
        if let module = instance.exportedCoreModule(at: path + [name]) { items[name] = .coreModule(module, type) }
      case .type(.resource(let type)):
        let resource = resources[type.identity] ?? HostResource(type.name)
        resources[type.identity] = resource
        items[name] = .resource(resource)
      case .type(.value(let type)): items[name] = .value(type)
      case .function(let type) where path.isEmpty: items[name] = .function(type)
      case .instance(let type):
        items[name] = .instance(exported(type.exports, of: instance, at: path + [name], &resources))
      case .function, .type, .value, .component: break
      }
    }
    return items
  }

  // MARK: Linking

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
    guard let found else { return required.asksForNothing ? nil : "import \(name) is unknown" }
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

extension ComponentHost: ImportResponder {
  func standsIn(for path: FunctionPath) -> Bool { true }

  func link(for path: FunctionPath) -> (instance: any ComponentInstance, path: FunctionPath)? {
    guard let name = path.interface?.description, let instance = instances[name] else { return nil }
    return (instance, FunctionPath(path.function))
  }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue], makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer {
    answer(path, type, arguments, representation: { _ in nil }, makeHandle: { type, _ in makeHandle(type) })
  }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue], representation: (UInt32) -> UInt32?,
    makeHandle: (ResourceType, UInt32?) -> UInt32?
  ) -> StubAnswer {
    switch path.function {
    case "host-return-two", "return-two-slowly": return .returns(.u32(2))
    case "host-echo-u32", "echo-slowly": return .returns(arguments.first)
    case "return-three": return .returns(.u32(3))
    case "return-four": return .returns(.u32(4))
    case "return-hi": return .returns(.string("hi"))
    case "[constructor]resource1":
      guard case .u32(let wanted)? = arguments.first, case .own(let resource)? = type.result?.shape,
        let handle = makeHandle(resource, wanted)
      else { return .cannot("there is no room for a handle") }
      return .returns(.handle(handle))
    case "[static]resource1.assert", "[method]resource1.simple":
      guard case .handle(let handle)? = arguments.first, case .u32(let expected)? = arguments.last,
        representation(handle) == expected
      else { return .cannot("the resource is another one") }
      return .returns(nil)
    case "[static]resource1.last-drop": return .returns(.u32(counter.last))
    case "[static]resource1.drops": return .returns(.u32(counter.count))
    case "[method]resource1.take-borrow", "[method]resource1.take-own", "gc": return .returns(nil)
    default: return .cannot("\(path) not supported yet")
    }
  }
}

extension ExternType {
  /// Whether nothing has to be provided for it: a type that is known already, or an instance of such.
  fileprivate var asksForNothing: Bool {
    switch self {
    case .type(.resource), .coreModule, .function, .value, .component: false
    case .type: true
    case .instance(let type): type.exports.allSatisfy(\.type.asksForNothing)
    }
  }
}

extension CoreModuleType {
  /// The type of a module.
  fileprivate convenience init(of module: Module) {
    self.init(
      imports: module.imports.compactMap { item in
        module.externType(of: item.description).map { Import(module: item.module, name: item.name, type: $0) }
      },
      exports: CoreInstanceType(
        exports: module.exports.compactMap { item in
          module.externType(of: item).map { CoreInstanceType.Export(item.name, $0) }
        }))
  }
}
