import ComponentTypes
import Session

extension TreeNode {
  /// Whether it can be opened.
  var isExpandable: Bool {
    switch self {
    case .package, .instance, .world, .interface: true
    case .item(let item, _, _, _): if case .interface = item.kind { true } else { false }
    case .type(let type, let members, _): !members.isEmpty || type.type.hasDocumentedParts
    case .part, .function, .remark: false
    }
  }

  /// What stands below it.
  /// - Parameter world: an instance's world, where it is known.
  func children(world: (String) -> World?) -> [TreeNode] {
    switch self {
    case .package(let package): package.interfaces.map(TreeNode.interface) + package.worlds.map(TreeNode.world)
    case .instance(let instance): world(instance.name).map { Self.items(of: $0) } ?? []
    case .world(let world): Self.items(of: world)
    case .item(let item, _, _, _):
      if case .interface(let interface) = item.kind { Self.members(of: interface) } else { [] }
    case .interface(let interface): Self.members(of: interface)
    case .type(let type, let members, let interface):
      members.isEmpty ? type.type.parts : members.map { .function($0, of: interface) }
    case .part, .function, .remark: []
    }
  }

  private static func items(of world: World) -> [TreeNode] {
    let users = world.interfaceUsers
    func itsUsers(_ item: WorldItem) -> [InterfaceName] {
      if case .interface(let name) = item.name { users[name] ?? [] } else { [] }
    }
    let items =
      world.imports.map { TreeNode.item($0, word: "import", of: world.package, users: itsUsers($0)) }
      + world.exports.map { TreeNode.item($0, word: "export", of: world.package, users: []) }
    return items.isEmpty ? [.remark("nothing is imported or exported")] : items
  }

  /// Types first, each resource with its members, then the functions.
  private static func members(of interface: Interface) -> [TreeNode] {
    var members: [String: [Function]] = [:]
    var functions: [TreeNode] = []
    let types = Set(interface.types.map(\.name))
    for function in interface.functions {
      switch function.kind {
      case .constructor(let resource), .method(let resource), .staticMember(let resource):
        if types.contains(resource) {
          members[resource, default: []].append(function)
        } else {
          functions.append(.function(function, of: interface.name))
        }
      case .freestanding: functions.append(.function(function, of: interface.name))
      }
    }
    let rows =
      interface.types.map { TreeNode.type($0, members: members[$0.name] ?? [], of: interface.name) } + functions
    return rows.isEmpty ? [.remark("nothing is declared")] : rows
  }
}

extension ValueType {
  /// Whether a field, case or label says something of itself.
  fileprivate var hasDocumentedParts: Bool {
    switch shape {
    case .record(let fields): fields.contains { $0.documentation != nil }
    case .variant(let cases): cases.contains { $0.documentation != nil }
    case .enumeration(let labels), .flags(let labels): labels.contains { $0.documentation != nil }
    default: false
    }
  }

  fileprivate var parts: [TreeNode] {
    switch shape {
    case .record(let fields): fields.map { .part("\($0.name): \($0.type.typeText)", documentation: $0.documentation) }
    case .variant(let cases):
      cases.map { .part($0.name + ($0.payload.map { "(\($0.typeText))" } ?? ""), documentation: $0.documentation) }
    case .enumeration(let labels), .flags(let labels): labels.map { .part($0.name, documentation: $0.documentation) }
    default: []
    }
  }
}
