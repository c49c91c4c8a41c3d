import ComponentTypes

extension PackageArenas {
  /// The arenas as the document that `wasm-tools component wit --json` writes and other tools read: the same names in the
  /// same order, without a line break at its end. What is absent is left out, but for names, owners and the parts of
  /// `result`, which are null.
  package var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.member("worlds", worlds) { $0.write($1) }
      $0.member("interfaces", interfaces) { $0.write($1) }
      $0.member("types", types) { $0.write($1) }
      $0.member("packages", packages) { $0.write($1) }
    }
    return writer.text
  }
}

extension JSONWriter {
  // MARK: Members that many nodes have

  private mutating func member(documentation: String?) {
    if let documentation { member("docs") { $0.member("contents", documentation) } }
  }

  private mutating func member(externalID: String?) {
    if let externalID { member("external_id", externalID) }
  }

  private mutating func member(stability: Stability?) {
    guard let stability else { return }
    if let feature = stability.unstableFeature {
      member("stability") {
        $0.member("unstable") {
          $0.member("feature", feature)
          $0.member(deprecated: stability.deprecated)
        }
      }
    } else if let since = stability.since {
      member("stability") {
        $0.member("stable") {
          $0.member("since", since)
          $0.member(deprecated: stability.deprecated)
        }
      }
    }
  }

  private mutating func member(deprecated: SemanticVersion?) {
    if let deprecated { member("deprecated", deprecated) }
  }

  private mutating func member(_ name: String, _ indices: [PackageArenas.NamedIndex]) {
    member(name) { for entry in indices { $0.member(entry.name, entry.index) } }
  }

  // MARK: Packages, interfaces, worlds

  fileprivate mutating func write(_ package: PackageArenas.PackageNode) {
    object {
      $0.member("name", package.name.description)
      $0.member(documentation: package.documentation)
      $0.member("interfaces", package.interfaces)
      $0.member("worlds", package.worlds)
    }
  }

  fileprivate mutating func write(_ interface: PackageArenas.InterfaceNode) {
    object {
      $0.member("name", interface.name)
      $0.member("types", interface.types)
      $0.member("functions") {
        for function in interface.functions {
          $0.name(function.name)
          $0.write(function)
        }
      }
      $0.member(documentation: interface.documentation)
      $0.member(stability: interface.stability)
      $0.member("package", interface.package)
      if let copyOf = interface.copyOf { $0.member("clone_of", copyOf) }
    }
  }

  fileprivate mutating func write(_ world: PackageArenas.WorldNode) {
    object {
      $0.member("name", world.name)
      $0.member("imports") { for item in world.imports { $0.member(item) } }
      $0.member("exports") { for item in world.exports { $0.member(item) } }
      $0.member("package", world.package)
      $0.member(documentation: world.documentation)
      $0.member(stability: world.stability)
    }
  }

  private mutating func member(_ item: PackageArenas.ItemNode) {
    switch item.key {
    case .plain(let plain): name(plain)
    case .interface(let index): name("interface-\(index)")
    }
    object {
      switch item.kind {
      case .function(let function):
        $0.name("function")
        $0.write(function)
      case .type(let index): $0.member("type", index)
      case .interface(let index, let stability, let documentation, let externalID):
        $0.member("interface") {
          $0.member("id", index)
          $0.member(stability: stability)
          $0.member(externalID: externalID)
          $0.member(documentation: documentation)
        }
      }
    }
  }

  private mutating func write(_ function: PackageArenas.FunctionNode) {
    object {
      $0.member("name", function.name)
      $0.name("kind")
      $0.write(function.kind, prefix: function.isAsync ? "async-" : "")
      $0.member("params", function.parameters) { writer, parameter in
        writer.object {
          $0.member("name", parameter.name)
          $0.member("type", parameter.type)
        }
      }
      if let result = function.result { $0.member("result", result) }
      $0.member(documentation: function.documentation)
      $0.member(stability: function.stability)
      $0.member(externalID: function.externalID)
    }
  }

  private mutating func write(_ kind: PackageArenas.FunctionNode.Kind, prefix: String) {
    switch kind {
    case .freestanding: value(prefix + "freestanding")
    case .method(let resource): object { $0.member(prefix + "method", resource) }
    case .staticMember(let resource): object { $0.member(prefix + "static", resource) }
    case .constructor(let resource): object { $0.member(prefix + "constructor", resource) }
    }
  }

  // MARK: Types

  private mutating func write(_ type: PackageArenas.TypeReference?) {
    switch type {
    case .primitive(let name): value(name)
    case .node(let index): value(index)
    case nil: null()
    }
  }

  private mutating func member(_ name: String, _ type: PackageArenas.TypeReference?) {
    self.name(name)
    write(type)
  }

  fileprivate mutating func write(_ type: PackageArenas.TypeNode) {
    object {
      $0.member("name", type.name)
      $0.name("kind")
      $0.write(type.kind)
      $0.name("owner")
      switch type.owner {
      case .interface(let index): $0.object { $0.member("interface", index) }
      case .world(let index): $0.object { $0.member("world", index) }
      case nil: $0.null()
      }
      $0.member(documentation: type.documentation)
      $0.member(stability: type.stability)
      $0.member(externalID: type.externalID)
    }
  }

  private mutating func write(_ kind: PackageArenas.TypeNode.Kind) {
    if case .resource = kind {
      value("resource")
      return
    }
    object {
      switch kind {
      case .resource: break
      case .alias(let target): $0.member("type", target)
      case .own(let index): $0.member("handle") { $0.member("own", index) }
      case .borrow(let index): $0.member("handle") { $0.member("borrow", index) }
      case .record(let fields): $0.member("record") { $0.member("fields", fields, hasType: true) }
      case .variant(let cases): $0.member("variant") { $0.member("cases", cases, hasType: true) }
      case .enumeration(let cases): $0.member("enum") { $0.member("cases", cases, hasType: false) }
      case .flags(let flags): $0.member("flags") { $0.member("flags", flags, hasType: false) }
      case .tuple(let elements): $0.member("tuple") { $0.member("types", elements) { $0.write($1) } }
      case .list(let element): $0.member("list", element)
      case .fixedLengthList(let element, let length):
        $0.name("fixed-length-list")
        $0.list {
          $0.beginElement()
          $0.write(element)
          $0.beginElement()
          $0.value(Int(length))
        }
      case .map(let key, let value): $0.member("map", [key, value]) { $0.write($1) }
      case .option(let value): $0.member("option", value)
      case .result(let ok, let error):
        $0.member("result") {
          $0.member("ok", ok)
          $0.member("err", error)
        }
      case .stream(let element): $0.member("stream", element)
      case .future(let element): $0.member("future", element)
      }
    }
  }

  /// - Parameter hasType: Whether members of this sort may have a type.
  private mutating func member(_ name: String, _ members: [PackageArenas.TypeNode.Member], hasType: Bool) {
    member(name, members) { writer, member in
      writer.object {
        $0.member("name", member.name)
        if hasType { $0.member("type", member.type) }
        $0.member(documentation: member.documentation)
      }
    }
  }
}
