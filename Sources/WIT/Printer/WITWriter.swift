import ComponentTypes

/// The lines of one WIT text in the making.
struct WITWriter {
  private(set) var text = ""
  private let includesDocumentation: Bool
  private var indentation = ""
  /// Whether nothing is written yet, or a block's head or a blank line last.
  private var beginsParagraph = true
  /// The package whose interfaces go by their bare names.
  var scope: PackageName?
  /// What types and resources are called where the writer is.
  private var types = TypeText()

  init(_ includesDocumentation: Bool) {
    self.includesDocumentation = includesDocumentation
  }

  // MARK: Lines

  private mutating func line(_ content: String) {
    line { $0 += content }
  }

  /// Writes a line piece by piece, behind the indentation.
  private mutating func line(_ write: (inout String) -> Void) {
    text += indentation
    write(&text)
    text += "\n"
    beginsParagraph = false
  }

  /// Leaves a line blank, but not at the beginning of a block.
  private mutating func blank() {
    if !beginsParagraph { text += "\n" }
    beginsParagraph = true
  }

  /// Writes `head { … }`, or `head {}` where there is nothing inside.
  private mutating func block(_ head: String, isEmpty: Bool, _ body: (inout WITWriter) -> Void) {
    if isEmpty {
      line(head + " {}")
      return
    }
    line {
      $0 += head
      $0 += " {"
    }
    beginsParagraph = true
    let outer = indentation
    indentation += "  "
    body(&self)
    indentation = outer
    line("}")
  }

  private mutating func documentation(_ documentation: String?) {
    guard includesDocumentation, var documentation else { return }
    // All lines are put together first: a text grows in few large steps faster than in many small ones.
    var lines: [UInt8] = []
    documentation.withUTF8 { bytes in
      var rest = bytes[...]
      while true {
        let content = rest.prefix { $0 != UInt8(ascii: "\n") }
        lines += indentation.utf8
        lines += (content.isEmpty ? "///" : "/// ").utf8
        lines += content
        lines.append(UInt8(ascii: "\n"))
        if content.endIndex == rest.endIndex { return }
        rest = rest[(content.endIndex + 1)...]
      }
    }
    text += String(decoding: lines, as: UTF8.self)
    beginsParagraph = false
  }

  private mutating func gates(_ stability: Stability?, externalID: String? = nil) {
    // What an `include` brings from another package may have a gate that this one's version does not allow.
    let since = stability?.since.flatMap { since in scope?.version.map { since <= $0 } == true ? since : nil }
    if let since { attribute("@since(version = ", since.description) }
    if let feature = stability?.unstableFeature { attribute("@unstable(feature = ", WITKeyword.escaped(feature)) }
    if let deprecated = stability?.deprecated, since != nil || stability?.unstableFeature != nil {
      attribute("@deprecated(version = ", deprecated.description)
    }
    if let externalID { attribute("@external-id(", quoted(externalID)) }
  }

  private mutating func attribute(_ head: String, _ value: String) {
    line {
      $0 += head
      $0 += value
      $0 += ")"
    }
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        let isPlain = scalar.value >= 0x20 && scalar.value < 0x7F
        quoted += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return quoted + "\""
  }

  // MARK: Packages

  /// Writes `package a:b;` and all that is in it.
  mutating func package(_ package: Package) {
    documentation(package.documentation)
    line("package \(text(of: package.name));")
    contents(of: package)
  }

  /// Writes `package a:b { … }`.
  mutating func nested(_ package: Package) {
    blank()
    documentation(package.documentation)
    block("package \(text(of: package.name))", isEmpty: package.interfaces.isEmpty && package.worlds.isEmpty) {
      $0.contents(of: package)
    }
  }

  private mutating func contents(of package: Package) {
    scope = package.name
    for interface in package.interfaces {
      blank()
      self.interface(interface)
    }
    for world in package.worlds {
      blank()
      self.world(world)
    }
  }

  private func text(of name: PackageName) -> String {
    "\(WITKeyword.escaped(name.namespace)):\(WITKeyword.escaped(name.name))" + (name.version.map { "@\($0)" } ?? "")
  }

  /// An interface's name as seen from the package that is being written.
  private func path(_ name: InterfaceName) -> String {
    guard let package = name.package, package != scope else { return WITKeyword.escaped(name.name) }
    return
      "\(WITKeyword.escaped(package.namespace)):\(WITKeyword.escaped(package.name))/\(WITKeyword.escaped(name.name))"
      + (package.version.map { "@\($0)" } ?? "")
  }

  // MARK: Interfaces

  mutating func interface(_ interface: Interface) {
    documentation(interface.documentation)
    gates(interface.stability)
    members(of: interface, head: "interface \(WITKeyword.escaped(interface.name.name))")
  }

  private mutating func members(of interface: Interface, head: String) {
    block(head, isEmpty: interface.types.isEmpty && interface.functions.isEmpty) {
      let outer = $0.types
      $0.types = TypeText(resourceNames: $0.resourceNames(interface.types))
      let rest = $0.declarations(interface.types, owner: interface.name, interface.functions)
      for function in rest { $0.freestanding(function) }
      $0.types = outer
    }
  }

  /// What resources are called where these types are declared.
  private func resourceNames(_ types: [TypeDefinition]) -> [ResourceType: String] {
    var names: [ResourceType: String] = [:]
    for type in types {
      if case .own(let resource) = type.type.shape, names[resource] == nil { names[resource] = type.name }
    }
    return names
  }

  private mutating func function(_ function: Function, prefix: String = "") {
    documentation(function.documentation)
    gates(function.stability, externalID: function.externalID)
    let types = self.types
    line {
      $0 += prefix
      types.append(function, to: &$0)
      $0 += ";"
    }
  }

  // MARK: Types

  private mutating func freestanding(_ function: Function) {
    blank()
    self.function(function)
  }

  /// Writes `use`s and type declarations; functions that are members of resources go into them. Functions that stand
  /// before a resource's members are written before it, so that all keep their order.
  ///
  /// - Returns: The functions that are no members and are not written yet.
  private mutating func declarations(
    _ definitions: [TypeDefinition], owner: InterfaceName?, _ functions: [Function]
  ) -> ArraySlice<Function> {
    var members: [String: [Function]] = [:]
    // For each resource how many functions that are no members stand before its first member.
    var precedingCounts: [String: Int] = [:]
    var rest: [Function] = []
    for function in functions {
      switch function.kind {
      case .freestanding: rest.append(function)
      case .constructor(let resource), .method(let resource), .staticMember(let resource):
        members[resource, default: []].append(function)
        if precedingCounts[resource] == nil { precedingCounts[resource] = rest.count }
      }
    }
    var pending = rest[...]
    var index = 0
    while index < definitions.count {
      let definition = definitions[index]
      index += 1
      guard let target = definition.useTarget(owner: owner) else {
        if owner != nil, let count = precedingCounts[definition.name] {
          while pending.startIndex < count, let function = pending.popFirst() { freestanding(function) }
        }
        declaration(definition, members: members[definition.name] ?? [])
        continue
      }
      // Neighbours from one interface under one gate are one `use`.
      var names = [renamed(definition)]
      while index < definitions.count, definitions[index].useTarget(owner: owner) == target,
        definitions[index].stability == definition.stability
      {
        names.append(renamed(definitions[index]))
        index += 1
      }
      gates(definition.stability)
      line("use \(path(target)).{\(names.joined(separator: ", "))};")
    }
    return pending
  }

  private func renamed(_ definition: TypeDefinition) -> String {
    guard let original = definition.aliasOf, original.name != definition.name else {
      return WITKeyword.escaped(definition.name)
    }
    return "\(WITKeyword.escaped(original.name)) as \(WITKeyword.escaped(definition.name))"
  }

  private mutating func declaration(_ definition: TypeDefinition, members: [Function]) {
    blank()
    documentation(definition.documentation)
    gates(definition.stability, externalID: definition.externalID)
    let name = WITKeyword.escaped(definition.name)
    if let original = definition.aliasOf {
      line("type \(name) = \(WITKeyword.escaped(original.name));")
      return
    }
    switch definition.type.shape {
    case .own:
      if members.isEmpty {
        line("resource \(name);")
      } else {
        block("resource \(name)", isEmpty: false) {
          for member in members { $0.function(member) }
        }
      }
    case .record(let fields):
      self.members("record \(name)", fields, \.documentation) {
        $2 += WITKeyword.escaped($0.name)
        $2 += ": "
        $1.append($0.type, to: &$2)
      }
    case .variant(let cases):
      self.members("variant \(name)", cases, \.documentation) { item, types, text in
        text += WITKeyword.escaped(item.name)
        guard let payload = item.payload else { return }
        text += "("
        types.append(payload, to: &text)
        text += ")"
      }
    case .enumeration(let labels):
      self.members("enum \(name)", labels, \.documentation) { label, _, text in
        text += WITKeyword.escaped(label.name)
      }
    case .flags(let labels):
      self.members("flags \(name)", labels, \.documentation) { label, _, text in
        text += WITKeyword.escaped(label.name)
      }
    default: line("type \(name) = \(types.structure(definition.type));")
    }
  }

  private mutating func members<Member>(
    _ head: String, _ members: [Member], _ documentation: (Member) -> String?,
    _ write: (Member, TypeText, inout String) -> Void
  ) {
    block(head, isEmpty: members.isEmpty) {
      for member in members {
        $0.documentation(documentation(member))
        let types = $0.types
        $0.line { text in
          write(member, types, &text)
          text += ","
        }
      }
    }
  }

  // MARK: Worlds

  mutating func world(_ world: World) {
    documentation(world.documentation)
    gates(world.stability)
    let isEmpty = world.imports.isEmpty && world.exports.isEmpty
    block("world \(WITKeyword.escaped(world.name ?? "root"))", isEmpty: isEmpty) {
      let definitions = world.imports.compactMap { item -> TypeDefinition? in
        if case .type(let definition) = item.kind { definition } else { nil }
      }
      let functions = world.imports.compactMap { item -> Function? in
        if case .function(let function) = item.kind { function } else { nil }
      }
      $0.types = TypeText(resourceNames: $0.resourceNames(definitions))
      for item in world.imports {
        if case .interface = item.kind { $0.item(item, "import") }
      }
      _ = $0.declarations(definitions, owner: nil, functions)
      if !definitions.isEmpty { $0.blank() }
      for item in world.imports {
        switch item.kind {
        case .function, .other: $0.item(item, "import")
        case .interface, .type: break
        }
      }
      if !world.exports.isEmpty { $0.blank() }
      for item in world.exports { $0.item(item, "export") }
      $0.types = TypeText()
    }
  }

  private mutating func item(_ item: WorldItem, _ direction: String) {
    switch item.kind {
    case .function(let function):
      // Members of resources stand in their resource.
      if function.kind == .freestanding { self.function(function, prefix: "\(direction) ") }
    case .type(let definition):
      // Only a binary exports a type by itself; WIT has no words for it.
      line("// \(direction) \(definition.witDeclaration)")
    case .other(let sort):
      line("// \(direction) \(item.name): \(sort)")
    case .interface(let interface):
      switch item.name {
      case .interface(let name):
        documentation(item.documentation)
        gates(item.stability, externalID: item.externalID)
        line("\(direction) \(path(name));")
      case .plain(let name) where interface.name.package != nil:
        documentation(item.documentation)
        gates(item.stability, externalID: item.externalID)
        line("\(direction) \(WITKeyword.escaped(name)): \(path(interface.name));")
      case .plain(let name):
        documentation(interface.documentation)
        gates(item.stability, externalID: item.externalID)
        members(of: interface, head: "\(direction) \(WITKeyword.escaped(name)): interface")
      }
    }
  }
}

extension TypeDefinition {
  /// The interface that a `use` takes this type from; nil for a declaration.
  func useTarget(owner: InterfaceName?) -> InterfaceName? {
    guard let source = aliasOf?.interface, source != owner else { return nil }
    return source
  }
}
