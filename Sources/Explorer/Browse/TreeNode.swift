import ComponentTypes
import Session
import WIT

/// What a row of the tree stands for; indirect, since it is copied far more often than made.
indirect enum TreeNode: Sendable {
  case package(Package)
  case instance(InstanceSummary)
  case world(World)
  /// An import or export of a world, and for an import the interfaces of the world that use its types.
  case item(WorldItem, word: String, of: PackageName?, users: [InterfaceName])
  case interface(Interface)
  /// A type; for a resource with its members.
  case type(TypeDefinition, members: [Function], of: InterfaceName?)
  /// A field, case or label of a type: its text and documentation.
  case part(String, documentation: String?)
  case function(Function, of: InterfaceName?)
  /// Why nothing stands here.
  case remark(String)
}

extension TreeNode {
  /// What tells it from its neighbours, for remembering what is open.
  var key: String {
    switch self {
    case .package(let package): package.name.description
    case .instance(let instance): "instance " + instance.name
    case .world(let world): "world " + (world.name ?? "")
    case .item(let item, let word, _, _): word + " " + item.name.description
    case .interface(let interface): interface.name.name
    case .type(let type, _, _): "type " + type.name
    case .part(let text, _): text
    case .function(let function, _): "func " + function.name
    case .remark(let text): text
    }
  }

  /// What it is called, for searching.
  var name: String {
    switch self {
    case .package(let package): package.name.description
    case .instance(let instance): instance.name
    case .world(let world): world.name ?? "root"
    case .item(let item, _, _, _): item.name.description
    case .interface(let interface): interface.name.name
    case .type(let type, _, _): type.name
    case .part(let text, _): text
    case .function(let function, _): function.name
    case .remark: ""
    }
  }

  /// The row's text: a keyword, which may be empty, and the rest.
  var label: (word: String, text: String) {
    switch self {
    case .package(let package): ("", package.name.description)
    case .instance(let instance): ("instance", instance.name)
    case .world(let world): ("world", world.name ?? "root")
    case .item(let item, let word, let home, _):
      switch item.kind {
      case .function(let function): (word, function.witDeclaration)
      case .type(let type): (word, type.witDeclaration)
      case .other(let sort): (word, "\(sort) \(item.name)")
      case .interface:
        if case .interface(let name) = item.name, name.package == home {
          (word, name.name)
        } else {
          (word, item.name.description)
        }
      }
    case .interface(let interface): ("interface", interface.name.name)
    case .type(let type, let members, _):
      members.isEmpty ? ("", type.witDeclaration) : ("resource", type.name)
    case .part(let text, _): ("", text)
    case .function(let function, _): ("", function.witDeclaration)
    case .remark(let text): ("", text)
    }
  }

  /// The documentation, whole.
  var documentation: String? {
    switch self {
    case .package(let package): package.documentation
    case .instance(let instance): instance.remark
    case .world(let world): world.documentation
    case .item(let item, _, _, _):
      switch item.kind {
      case .function(let function): item.documentation ?? function.documentation
      case .type(let type): item.documentation ?? type.documentation
      case .interface(let interface): item.documentation ?? interface.documentation
      case .other: item.documentation
      }
    case .interface(let interface): interface.documentation
    case .type(let type, _, _): type.documentation
    case .part(_, let documentation): documentation
    case .function(let function, _): function.documentation
    case .remark: nil
    }
  }

  /// What its gates say, and where it comes from: a line each.
  var remarks: [String] {
    switch self {
    case .world(let world): world.stability?.attributes ?? []
    case .interface(let interface): interface.stability?.attributes ?? []
    case .function(let function, _): function.stability?.attributes ?? []
    case .type(let type, _, let interface): (type.stability?.attributes ?? []) + type.origins(besides: interface)
    case .item(let item, _, _, let users):
      (item.stability?.attributes ?? []) + item.remarks
        + (users.isEmpty ? [] : ["used by " + users.map(\.name).joined(separator: ", ")])
    case .package, .instance, .part, .remark: []
    }
  }

  /// The function that Enter opens a form for.
  var function: (path: FunctionPath, function: Function)? {
    switch self {
    case .function(let function, let interface): (FunctionPath(function.name, in: interface), function)
    case .item(let item, "export", _, _):
      if case .function(let function) = item.kind { (FunctionPath(function.name), function) } else { nil }
    default: nil
    }
  }
}

extension TypeDefinition {
  /// What a `use` names, in full.
  fileprivate func origins(besides interface: InterfaceName?) -> [String] {
    guard let origin = aliasOf, let home = origin.interface, home != interface else { return [] }
    return ["from \(home).\(origin.name)"]
  }
}

extension WorldItem {
  /// What a function or type says of itself, where the import or export says nothing.
  fileprivate var remarks: [String] {
    switch kind {
    case .function(let function): stability == nil ? function.stability?.attributes ?? [] : []
    case .type(let type): (stability == nil ? type.stability?.attributes ?? [] : []) + type.origins(besides: nil)
    case .interface, .other: []
    }
  }
}

extension InstanceSummary {
  /// What there is to say of it: first in one line that is short enough to stand beside it, then the whole path.
  fileprivate var remark: String {
    var text = (trap == nil ? "" : "trapped, :reset makes it anew; ") + kind.rawValue
    if let size { text += ", \(size) bytes" }
    guard let path, let file = path.split(separator: "/").last else { return text }
    text += " of " + file
    if path != file { text += "\n" + path }
    return text
  }
}
