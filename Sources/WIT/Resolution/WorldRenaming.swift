import ComponentTypes

/// Other names for plain imports and exports, and with them for the types among them wherever they are used.
struct WorldRenaming {
  /// The old names to the new ones.
  let names: [String: String]
  /// The names among them that types have.
  private let renamedTypes: [String: String]
  /// How many nodes of types were visited.
  private(set) var visited = 0

  init(names: [String: String], typeNames: Set<String>) {
    self.names = names
    renamedTypes = names.filter { typeNames.contains($0.key) }
  }

  /// The name that an import or export goes by: its own, or `[method]resource.name` with its resource's.
  func apply(to name: String) -> String {
    if let renamed = names[name] { return renamed }
    guard !renamedTypes.isEmpty, name.hasPrefix("["), let close = name.firstIndex(of: "]") else { return name }
    let start = name.index(after: close)
    let resource = name[start...].prefix { $0 != "." }
    guard let renamed = renamedTypes[String(resource)] else { return name }
    return name[..<start] + renamed + name[resource.endIndex...]
  }

  mutating func apply(to entry: WorldEntry) -> WorldEntry {
    if names.isEmpty { return entry }
    var entry = entry
    switch entry.kind {
    case .function(let function): entry.kind = .function(apply(to: function))
    case .type(let definition, let used):
      let aliasOf = definition.aliasOf.map { $0.interface == nil ? TypeName(apply(to: $0.name)) : $0 }
      entry.kind = .type(
        TypeDefinition(
          apply(to: definition.name), apply(to: definition.type), aliasOf: aliasOf,
          isHandle: definition.isHandle, documentation: definition.documentation, stability: definition.stability,
          externalID: definition.externalID),
        usedInterface: used)
    case .inline(let interface, let dependencies):
      guard
        case .plain(let name) = interface.name.package.map({ _ in ExternName.interface(interface.name) })
          ?? .plain(interface.name.name), let renamed = names[name]
      else { return entry }
      entry.kind = .inline(apply(to: interface, renamed), dependencies: dependencies)
    case .named: break
    }
    return entry
  }

  private mutating func apply(to function: Function) -> Function {
    let name = apply(to: function.name)
    if renamedTypes.isEmpty, name == function.name { return function }
    let parameters = function.type.parameters.map { FunctionType.Parameter($0.name, apply(to: $0.type)) }
    return Function(
      name,
      FunctionType(
        parameters: parameters, result: function.type.result.map { apply(to: $0) }, isAsync: function.type.isAsync),
      documentation: function.documentation, stability: function.stability, externalID: function.externalID)
  }

  /// An inline interface keeps its contents under its new name; its types are its own.
  private mutating func apply(to interface: Interface, _ name: String) -> Interface {
    var inner = InterfaceRenaming(from: interface.name, to: InterfaceName(name))
    let types = interface.types.map { definition in
      TypeDefinition(
        definition.name, inner.apply(to: definition.type),
        aliasOf: definition.aliasOf.map { $0.interface == interface.name ? TypeName($0.name, in: inner.target) : $0 },
        isHandle: definition.isHandle, documentation: definition.documentation, stability: definition.stability,
        externalID: definition.externalID)
    }
    let functions = interface.functions.map { function in
      Function(
        function.name,
        FunctionType(
          parameters: function.type.parameters.map { .init($0.name, inner.apply(to: $0.type)) },
          result: function.type.result.map { inner.apply(to: $0) }, isAsync: function.type.isAsync),
        documentation: function.documentation, stability: function.stability, externalID: function.externalID)
    }
    visited += inner.visited
    return Interface(
      inner.target, types: types, functions: functions, documentation: interface.documentation,
      stability: interface.stability)
  }

  private mutating func apply(to type: ValueType) -> ValueType {
    if renamedTypes.isEmpty { return type }
    let renamed = renamedTypes
    return type.mappingNames(
      &visited,
      type: { name in
        guard name.interface == nil, let new = renamed[name.name] else { return name }
        return TypeName(new)
      },
      resource: { resource in
        let localName = resource.localName.map { renamed[$0] ?? $0 }
        guard resource.interface == nil, let new = renamed[resource.name] else {
          return localName.map { resource.called($0) } ?? resource
        }
        return ResourceType(new, identity: resource.identity, localName: localName == new ? nil : localName)
      })
  }
}

/// Another name for the interface that types belong to.
private struct InterfaceRenaming {
  let from: InterfaceName
  let target: InterfaceName
  var visited = 0

  init(from: InterfaceName, to target: InterfaceName) {
    self.from = from
    self.target = target
  }

  mutating func apply(to type: ValueType) -> ValueType {
    type.mappingNames(
      &visited,
      type: { [from, target] in $0.interface == from ? TypeName($0.name, in: target) : $0 },
      resource: { [from, target] in
        $0.interface == from ? ResourceType($0.name, in: target, identity: $0.identity, localName: $0.localName) : $0
      })
  }
}

extension ValueType {
  /// The type with other names; its depth is bounded by resolution, so recursion is.
  fileprivate func mappingNames(
    _ visited: inout Int, type: (TypeName) -> TypeName, resource: (ResourceType) -> ResourceType
  ) -> ValueType {
    visited += 1
    func map(_ part: ValueType, _ visited: inout Int) -> ValueType {
      part.mappingNames(&visited, type: type, resource: resource)
    }
    let mapped: Shape
    switch shape {
    case .own(let handle): mapped = .own(resource(handle))
    case .borrow(let handle): mapped = .borrow(resource(handle))
    case .list(let element): mapped = .list(map(element, &visited))
    case .fixedLengthList(let element, let length): mapped = .fixedLengthList(map(element, &visited), length: length)
    case .map(let key, let value): mapped = .map(key: map(key, &visited), value: map(value, &visited))
    case .option(let value): mapped = .option(map(value, &visited))
    case .result(let ok, let error):
      mapped = .result(ok: ok.map { map($0, &visited) }, error: error.map { map($0, &visited) })
    case .tuple(let elements): mapped = .tuple(elements.map { map($0, &visited) })
    case .record(let fields):
      mapped = .record(fields.map { .init($0.name, map($0.type, &visited), documentation: $0.documentation) })
    case .variant(let cases):
      mapped = .variant(
        cases.map { item in
          .init(item.name, item.payload.map { map($0, &visited) }, documentation: item.documentation)
        })
    case .stream(let element): mapped = .stream(element.map { map($0, &visited) })
    case .future(let element): mapped = .future(element.map { map($0, &visited) })
    default: mapped = shape
    }
    return ValueType(mapped, name: name.map(type))
  }
}
