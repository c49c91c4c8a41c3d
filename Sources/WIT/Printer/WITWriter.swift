import ComponentTypes

/// The lines of one WIT text in the making.
struct WITWriter {
  private var buffer = TextBuffer()
  private let includesDocumentation: Bool
  /// How many blanks a line begins with.
  private var indentation = 0
  /// Whether nothing is written yet, or a block's head or a blank line last.
  private var beginsParagraph = true
  /// The package whose interfaces go by their bare names.
  var scope: PackageName?
  /// What types and resources are called where the writer is.
  private var types = TypeText()

  init(_ includesDocumentation: Bool) {
    self.includesDocumentation = includesDocumentation
  }

  /// What was written.
  var text: String { buffer.text }

  // MARK: Lines

  /// Writes a line piece by piece, behind the indentation.
  private mutating func line(_ write: (inout TextBuffer) -> Void) {
    buffer.append(blanks: indentation)
    write(&buffer)
    buffer.append(UInt8(ascii: "\n"))
    beginsParagraph = false
  }

  /// Leaves a line blank, but not at the beginning of a block.
  private mutating func blank() {
    if !beginsParagraph { buffer.append(UInt8(ascii: "\n")) }
    beginsParagraph = true
  }

  /// Writes `head { … }`, or `head {}` where there is nothing inside.
  private mutating func block(_ head: (inout TextBuffer) -> Void, isEmpty: Bool, _ body: (inout WITWriter) -> Void) {
    line {
      head(&$0)
      $0 += isEmpty ? " {}" : " {"
    }
    if isEmpty { return }
    beginsParagraph = true
    indentation += 2
    body(&self)
    indentation -= 2
    line { $0 += "}" }
  }

  private mutating func documentation(_ documentation: String?) {
    guard includesDocumentation, var documentation else { return }
    documentation.withUTF8 { bytes in
      var start = 0
      while start <= bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        buffer.append(blanks: indentation)
        buffer += start == end ? "///" : "/// "
        buffer += bytes[start..<end]
        buffer.append(UInt8(ascii: "\n"))
        start = end + 1
      }
    }
    beginsParagraph = false
  }

  private mutating func gates(_ stability: Stability?, externalID: String? = nil) {
    // What an `include` brings from another package may have a gate that this one's version does not allow.
    let since = stability?.since.flatMap { since in scope?.version.map { since <= $0 } == true ? since : nil }
    if let since { attribute("@since(version = ") { $0.append(since) } }
    if let feature = stability?.unstableFeature { attribute("@unstable(feature = ") { $0.append(name: feature) } }
    if let deprecated = stability?.deprecated, since != nil || stability?.unstableFeature != nil {
      attribute("@deprecated(version = ") { $0.append(deprecated) }
    }
    if let externalID { attribute("@external-id(") { $0.append(quoted: externalID) } }
  }

  private mutating func attribute(_ head: String, _ value: (inout TextBuffer) -> Void) {
    line {
      $0 += head
      value(&$0)
      $0 += ")"
    }
  }

  // MARK: Packages

  /// Writes `package a:b;` and all that is in it.
  mutating func package(_ package: Package) {
    documentation(package.documentation)
    line {
      $0 += "package "
      $0.append(package.name)
      $0 += ";"
    }
    contents(of: package)
  }

  /// Writes `package a:b { … }`.
  mutating func nested(_ package: Package) {
    blank()
    documentation(package.documentation)
    let isEmpty = package.interfaces.isEmpty && package.worlds.isEmpty
    let head = { (text: inout TextBuffer) in
      text += "package "
      text.append(package.name)
    }
    block(head, isEmpty: isEmpty) { $0.contents(of: package) }
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

  // MARK: Interfaces

  mutating func interface(_ interface: Interface) {
    documentation(interface.documentation)
    gates(interface.stability)
    members(of: interface) { $0.append("interface ", name: interface.name.name) }
  }

  private mutating func members(of interface: Interface, head: (inout TextBuffer) -> Void) {
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
      if case .own(let resource) = type.type.shape, !type.isHandle, names[resource] == nil {
        names[resource] = type.name
      }
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
      let first = index - 1
      while index < definitions.count, definitions[index].useTarget(owner: owner) == target,
        definitions[index].stability == definition.stability
      {
        index += 1
      }
      gates(definition.stability)
      use(definitions[first..<index], of: target)
    }
    return pending
  }

  private mutating func use(_ definitions: ArraySlice<TypeDefinition>, of target: InterfaceName) {
    let scope = self.scope
    line { text in
      text += "use "
      text.append(target, in: scope)
      text += ".{"
      for definition in definitions {
        if definition.name != definitions.first?.name { text += ", " }
        if let original = definition.aliasOf, original.name != definition.name {
          text.append(name: original.name)
          text += " as "
        }
        text.append(name: definition.name)
      }
      text += "};"
    }
  }

  private mutating func declaration(_ definition: TypeDefinition, members: [Function]) {
    blank()
    documentation(definition.documentation)
    gates(definition.stability, externalID: definition.externalID)
    let name = definition.name
    if let original = definition.aliasOf {
      line {
        $0.append("type ", name: name)
        $0.append(definition.isHandle ? " = own<" : " = ", name: original.name)
        $0 += definition.isHandle ? ">;" : ";"
      }
      return
    }
    switch definition.type.shape {
    case .own:
      if members.isEmpty {
        line {
          $0.append("resource ", name: name)
          $0 += ";"
        }
      } else {
        block({ $0.append("resource ", name: name) }, isEmpty: false) {
          for member in members { $0.function(member) }
        }
      }
    case .record(let fields):
      self.members("record ", name, fields, \.documentation) { field, types, text in
        text.append(name: field.name)
        text += ": "
        types.append(field.type, to: &text)
      }
    case .variant(let cases):
      self.members("variant ", name, cases, \.documentation) { item, types, text in
        text.append(name: item.name)
        guard let payload = item.payload else { return }
        text += "("
        types.append(payload, to: &text)
        text += ")"
      }
    case .enumeration(let labels):
      self.members("enum ", name, labels, \.documentation) { label, _, text in text.append(name: label.name) }
    case .flags(let labels):
      self.members("flags ", name, labels, \.documentation) { label, _, text in text.append(name: label.name) }
    default:
      let types = self.types
      line {
        $0.append("type ", name: name)
        $0 += " = "
        types.append(definition.type.named(nil), to: &$0)
        $0 += ";"
      }
    }
  }

  private mutating func members<Member>(
    _ head: String, _ name: String, _ members: [Member], _ documentation: (Member) -> String?,
    _ write: (Member, TypeText, inout TextBuffer) -> Void
  ) {
    block({ $0.append(head, name: name) }, isEmpty: members.isEmpty) {
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
    block({ $0.append("world ", name: world.name ?? "root") }, isEmpty: isEmpty) {
      let definitions = world.imports.compactMap { item -> TypeDefinition? in
        if case .type(let definition) = item.kind { definition } else { nil }
      }
      let functions = world.imports.compactMap { item -> Function? in
        if case .function(let function) = item.kind { function } else { nil }
      }
      $0.types = TypeText(resourceNames: $0.resourceNames(definitions))
      for item in world.imports {
        if case .interface = item.kind { $0.item(item, "import ") }
      }
      _ = $0.declarations(definitions, owner: nil, functions)
      if !definitions.isEmpty { $0.blank() }
      for item in world.imports {
        switch item.kind {
        case .function, .other: $0.item(item, "import ")
        case .interface, .type: break
        }
      }
      if !world.exports.isEmpty { $0.blank() }
      for item in world.exports { $0.item(item, "export ") }
      $0.types = TypeText()
    }
  }

  /// - Parameter direction: `import` or `export` and a blank.
  private mutating func item(_ item: WorldItem, _ direction: String) {
    switch item.kind {
    case .function(let function):
      // Members of resources stand in their resource.
      if function.kind == .freestanding { self.function(function, prefix: direction) }
    case .type(let definition):
      // Only a binary exports a type by itself; WIT has no words for it.
      line { $0 += "// \(direction)\(definition.witDeclaration)" }
    case .other(let sort):
      line { $0 += "// \(direction)\(item.name): \(sort)" }
    case .interface(let interface):
      let scope = self.scope
      switch item.name {
      case .interface(let name):
        documentation(item.documentation)
        gates(item.stability, externalID: item.externalID)
        line {
          $0 += direction
          $0.append(name, in: scope)
          $0 += ";"
        }
      case .plain(let name) where interface.name.package != nil:
        documentation(item.documentation)
        gates(item.stability, externalID: item.externalID)
        line {
          $0.append(direction, name: name)
          $0 += ": "
          $0.append(interface.name, in: scope)
          $0 += ";"
        }
      case .plain(let name):
        documentation(interface.documentation)
        gates(item.stability, externalID: item.externalID)
        members(of: interface) {
          $0.append(direction, name: name)
          $0 += ": interface"
        }
      }
    }
  }
}

extension TypeDefinition {
  /// The interface that a `use` takes this type from; nil for a declaration.
  func useTarget(owner: InterfaceName?) -> InterfaceName? {
    guard !isHandle, let source = aliasOf?.interface, source != owner else { return nil }
    return source
  }
}
