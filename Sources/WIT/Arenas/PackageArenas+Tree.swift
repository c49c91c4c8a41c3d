import ComponentTypes

extension PackageArenas {
  /// The arenas as the tree that `wasm-tools component wit --json` writes and other tools read: the same names in the
  /// same order. What is absent is left out, but for names, owners and the parts of `result`, which are null.
  package var tree: TreeValue {
    .members([
      .init("worlds", .list(worlds.map(\.tree))),
      .init("interfaces", .list(interfaces.map(\.tree))),
      .init("types", .list(types.map(\.tree))),
      .init("packages", .list(packages.map(\.tree))),
    ])
  }
}

extension TreeValue {
  /// A value that is text, or null.
  fileprivate static func optional(_ text: String?) -> TreeValue { text.map { .text($0) } ?? .null }

  fileprivate static func indices(_ indices: [PackageArenas.NamedIndex]) -> TreeValue {
    .members(indices.map { .init($0.name, .number($0.index)) })
  }

  fileprivate static func optional(_ type: PackageArenas.TypeReference?) -> TreeValue { type.map(\.tree) ?? .null }

  /// One name and its value, such as `{ "list": 3 }`.
  fileprivate static func tagged(_ name: String, _ value: TreeValue) -> TreeValue { .members([.init(name, value)]) }
}

extension [TreeValue.Member] {
  fileprivate mutating func add(_ name: String, _ value: TreeValue) { append(.init(name, value)) }

  fileprivate mutating func add(documentation: String?) {
    if let documentation { add("docs", .tagged("contents", .text(documentation))) }
  }

  fileprivate mutating func add(externalID: String?) {
    if let externalID { add("external_id", .text(externalID)) }
  }

  fileprivate mutating func add(stability: Stability?) {
    guard let stability else { return }
    var members: [TreeValue.Member] = []
    let sort: String
    if let feature = stability.unstableFeature {
      sort = "unstable"
      members.add("feature", .text(feature))
    } else if let since = stability.since {
      sort = "stable"
      members.add("since", .text(since.description))
    } else {
      return
    }
    if let deprecated = stability.deprecated { members.add("deprecated", .text(deprecated.description)) }
    add("stability", .tagged(sort, .members(members)))
  }
}

extension PackageArenas.PackageNode {
  fileprivate var tree: TreeValue {
    var members: [TreeValue.Member] = [.init("name", .text(name.description))]
    members.add(documentation: documentation)
    members.add("interfaces", .indices(interfaces))
    members.add("worlds", .indices(worlds))
    return .members(members)
  }
}

extension PackageArenas.InterfaceNode {
  fileprivate var tree: TreeValue {
    var members: [TreeValue.Member] = [
      .init("name", .optional(name)), .init("types", .indices(types)),
      .init("functions", .members(functions.map { .init($0.name, $0.tree) })),
    ]
    members.add(documentation: documentation)
    members.add(stability: stability)
    members.add("package", .number(package))
    if let copyOf { members.add("clone_of", .number(copyOf)) }
    return .members(members)
  }
}

extension PackageArenas.WorldNode {
  fileprivate var tree: TreeValue {
    var members: [TreeValue.Member] = [
      .init("name", .text(name)), .init("imports", .members(imports.map(\.tree))),
      .init("exports", .members(exports.map(\.tree))), .init("package", .number(package)),
    ]
    members.add(documentation: documentation)
    members.add(stability: stability)
    return .members(members)
  }
}

extension PackageArenas.ItemNode {
  fileprivate var tree: TreeValue.Member {
    let name =
      switch key {
      case .plain(let name): name
      case .interface(let index): "interface-\(index)"
      }
    let value: TreeValue
    switch kind {
    case .function(let function): value = .tagged("function", function.tree)
    case .type(let index): value = .tagged("type", .number(index))
    case .interface(let index, let stability, let documentation, let externalID):
      var members: [TreeValue.Member] = [.init("id", .number(index))]
      members.add(stability: stability)
      members.add(externalID: externalID)
      members.add(documentation: documentation)
      value = .tagged("interface", .members(members))
    }
    return TreeValue.Member(name, value)
  }
}

extension PackageArenas.FunctionNode {
  fileprivate var tree: TreeValue {
    var members: [TreeValue.Member] = [
      .init("name", .text(name)), .init("kind", kindTree),
      .init(
        "params", .list(parameters.map { .members([.init("name", .text($0.name)), .init("type", $0.type.tree)]) })),
    ]
    if let result { members.add("result", result.tree) }
    members.add(documentation: documentation)
    members.add(stability: stability)
    members.add(externalID: externalID)
    return .members(members)
  }

  private var kindTree: TreeValue {
    let prefix = isAsync ? "async-" : ""
    return switch kind {
    case .freestanding: .text(prefix + "freestanding")
    case .method(let resource): .tagged(prefix + "method", .number(resource))
    case .staticMember(let resource): .tagged(prefix + "static", .number(resource))
    case .constructor(let resource): .tagged(prefix + "constructor", .number(resource))
    }
  }
}

extension PackageArenas.TypeReference {
  fileprivate var tree: TreeValue {
    switch self {
    case .primitive(let name): .text(name)
    case .node(let index): .number(index)
    }
  }
}

extension PackageArenas.TypeNode {
  fileprivate var tree: TreeValue {
    let ownerTree: TreeValue =
      switch owner {
      case .interface(let index): .tagged("interface", .number(index))
      case .world(let index): .tagged("world", .number(index))
      case nil: .null
      }
    var members: [TreeValue.Member] = [
      .init("name", .optional(name)), .init("kind", kind.tree), .init("owner", ownerTree),
    ]
    members.add(documentation: documentation)
    members.add(stability: stability)
    members.add(externalID: externalID)
    return .members(members)
  }
}

extension PackageArenas.TypeNode.Kind {
  fileprivate var tree: TreeValue {
    switch self {
    case .alias(let target): .tagged("type", target.tree)
    case .resource: .text("resource")
    case .own(let index): .tagged("handle", .tagged("own", .number(index)))
    case .borrow(let index): .tagged("handle", .tagged("borrow", .number(index)))
    case .record(let fields): .tagged("record", .tagged("fields", .list(fields.map { $0.tree(hasType: true) })))
    case .variant(let cases): .tagged("variant", .tagged("cases", .list(cases.map { $0.tree(hasType: true) })))
    case .enumeration(let cases): .tagged("enum", .tagged("cases", .list(cases.map { $0.tree(hasType: false) })))
    case .flags(let flags): .tagged("flags", .tagged("flags", .list(flags.map { $0.tree(hasType: false) })))
    case .tuple(let elements): .tagged("tuple", .tagged("types", .list(elements.map(\.tree))))
    case .list(let element): .tagged("list", element.tree)
    case .fixedLengthList(let element, let length):
      .tagged("fixed-length-list", .list([element.tree, .number(Int(length))]))
    case .map(let key, let value): .tagged("map", .list([key.tree, value.tree]))
    case .option(let value): .tagged("option", value.tree)
    case .result(let ok, let error):
      .tagged("result", .members([.init("ok", .optional(ok)), .init("err", .optional(error))]))
    case .stream(let element): .tagged("stream", .optional(element))
    case .future(let element): .tagged("future", .optional(element))
    }
  }
}

extension PackageArenas.TypeNode.Member {
  /// - Parameter hasType: Whether members of this sort may have a type.
  fileprivate func tree(hasType: Bool) -> TreeValue {
    var members: [TreeValue.Member] = [.init("name", .text(name))]
    if hasType { members.add("type", .optional(type)) }
    members.add(documentation: documentation)
    return .members(members)
  }
}
