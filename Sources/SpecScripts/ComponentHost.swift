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

  var items: [String: Item] = [:]
  /// The instances with names, by which their functions are reached.
  var instances: [String: any ComponentInstance] = [:]
  var linkedCalls = 0

  /// By the types of functions that use them, which know them by these numbers.
  let identities: [ObjectIdentifier: UInt64]

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
      "return-two-slowly": function([], .s32), "echo-slowly": function([("a", .u32)], .u32),
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
      "wasmtime": .instance(["gc": function([]), "set-max-table-capacity": function([("max", .u32)])]),
    ]
  }

  let counter: DropCounter

  /// Counts what is dropped.
  final class DropCounter {
    var count: UInt32 = 0
    var last: UInt32 = 0

    func note(_ representation: UInt32) {
      count &+= 1
      last = representation
    }
  }

  /// The numbers of the host's resource types: none that a component's own have.
  static let firstIdentity: UInt64 = .max - 16

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
