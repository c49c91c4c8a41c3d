package import ComponentTypes
package import WIT

extension PackageArenas {
  /// The packages as values of the house's type language, in the same order.
  package var resolvedPackages: [Package] {
    let values = ArenaValues(self)
    return packages.map { package in
      Package(
        package.name, interfaces: package.interfaces.map { values.interfaces[$0.index] },
        worlds: package.worlds.map { values.world($0.index) },
        documentation: package.documentation.map(plainDocumentation))
    }
  }
}

/// The nodes of arenas as values. A node stands behind what it is made of, so that each is made once, in order.
private struct ArenaValues {
  let arenas: PackageArenas
  private var types: [ValueType] = []
  private var interfaceNames: [InterfaceName] = []
  private(set) var interfaces: [Interface] = []

  init(_ arenas: PackageArenas) {
    self.arenas = arenas
    interfaceNames = arenas.interfaces.map { node in
      InterfaceName(node.name ?? "", in: node.name == nil ? nil : arenas.packages[node.package].name)
    }
    for world in arenas.worlds {
      for item in world.imports + world.exports {
        guard case .plain(let name) = item.key, case .interface(let index, _, _, _) = item.kind,
          arenas.interfaces[index].name == nil
        else { continue }
        interfaceNames[index] = InterfaceName(name)
      }
    }
    for index in arenas.types.indices { types.append(type(at: index)) }
    interfaces = arenas.interfaces.indices.map { index in
      let node = arenas.interfaces[index]
      return Interface(
        interfaceNames[index], types: node.types.map { definition($0.index) },
        functions: node.functions.map { function($0) }, documentation: node.documentation.map(plainDocumentation),
        stability: node.stability)
    }
  }

  func world(_ index: Int) -> World {
    let node = arenas.worlds[index]
    return World(
      node.name, in: arenas.packages[node.package].name, imports: node.imports.map { item($0) },
      exports: node.exports.map { item($0) }, documentation: node.documentation.map(plainDocumentation),
      stability: node.stability)
  }

  private func item(_ node: PackageArenas.ItemNode) -> WorldItem {
    let name: ExternName =
      switch node.key {
      case .plain(let name): .plain(name)
      case .interface(let index): .interface(interfaceNames[index])
      }
    switch node.kind {
    case .function(let function):
      return WorldItem(name, .function(self.function(function)), stability: function.stability)
    case .type(let index):
      return WorldItem(name, .type(definition(index)), stability: arenas.types[index].stability)
    case .interface(let index, let stability, let documentation, let externalID):
      return WorldItem(
        name, .interface(interfaces[index]), stability: stability, documentation: documentation.map(plainDocumentation),
        externalID: externalID)
    }
  }

  // MARK: Types

  private func typeName(_ index: Int) -> TypeName? {
    guard let name = arenas.types[index].name else { return nil }
    guard case .interface(let owner) = arenas.types[index].owner else { return TypeName(name) }
    return TypeName(name, in: interfaceNames[owner])
  }

  private func value(_ reference: PackageArenas.TypeReference) -> ValueType {
    switch reference {
    case .primitive(let word): Self.primitives[word] ?? .bool
    case .node(let index): types[index]
    }
  }

  private static let primitives: [String: ValueType] = [
    "bool": .bool, "s8": .s8, "u8": .u8, "s16": .s16, "u16": .u16, "s32": .s32, "u32": .u32, "s64": .s64, "u64": .u64,
    "f32": .f32, "f64": .f64, "char": .char, "string": .string, "error-context": ValueType(.errorContext),
  ]

  /// A resource behind a handle, which is in the type of its declaration.
  private func resource(_ index: Int) -> ResourceType {
    if case .own(let resource) = types[index].shape { return resource }
    return ResourceType(arenas.types[index].name ?? "")
  }

  private func type(at index: Int) -> ValueType {
    let node = arenas.types[index]
    let shape: ValueType.Shape
    switch node.kind {
    case .alias(let target): shape = value(target).shape
    case .resource:
      let name = typeName(index)
      shape = .own(ResourceType(name?.name ?? "", in: name?.interface))
    case .own(let target): return ValueType(.own(resource(target)), name: typeName(index) ?? typeName(target))
    case .borrow(let target):
      let resource = self.resource(target)
      shape = .borrow(arenas.types[target].name.map { resource.called($0) } ?? resource)
    case .record(let fields):
      shape = .record(
        fields.map {
          .init($0.name, $0.type.map { value($0) } ?? .bool, documentation: $0.documentation.map(plainDocumentation))
        })
    case .variant(let cases):
      shape = .variant(
        cases.map { .init($0.name, $0.type.map { value($0) }, documentation: $0.documentation.map(plainDocumentation)) }
      )
    case .enumeration(let labels):
      shape = .enumeration(labels.map { .init($0.name, documentation: $0.documentation.map(plainDocumentation)) })
    case .flags(let labels):
      shape = .flags(labels.map { .init($0.name, documentation: $0.documentation.map(plainDocumentation)) })
    case .tuple(let elements): shape = .tuple(elements.map { value($0) })
    case .list(let element): shape = .list(value(element))
    case .fixedLengthList(let element, let length): shape = .fixedLengthList(value(element), length: length)
    case .map(let key, let mapped): shape = .map(key: value(key), value: value(mapped))
    case .option(let inner): shape = .option(value(inner))
    case .result(let ok, let error): shape = .result(ok: ok.map { value($0) }, error: error.map { value($0) })
    case .stream(let element): shape = .stream(element.map { value($0) })
    case .future(let element): shape = .future(element.map { value($0) })
    }
    return ValueType(shape, name: typeName(index))
  }

  private func definition(_ index: Int) -> TypeDefinition {
    let node = arenas.types[index]
    var aliasOf: TypeName?
    var isHandle = false
    switch node.kind {
    case .alias(.node(let target)): aliasOf = typeName(target)
    case .own(let target):
      aliasOf = typeName(target)
      isHandle = true
    default: break
    }
    return TypeDefinition(
      node.name ?? "", types[index], aliasOf: aliasOf, isHandle: isHandle,
      documentation: node.documentation.map(plainDocumentation),
      stability: node.stability,
      externalID: node.externalID)
  }

  private func function(_ node: PackageArenas.FunctionNode) -> Function {
    Function(
      node.name,
      FunctionType(
        parameters: node.parameters.map { .init($0.name, value($0.type)) }, result: node.result.map { value($0) },
        isAsync: node.isAsync),
      documentation: node.documentation.map(plainDocumentation), stability: node.stability, externalID: node.externalID)
  }
}

/// Documentation as the text reader has it: without blanks at the ends of lines, the indentation that all lines share
/// and empty lines at the end, all of which tools may exchange.
private func plainDocumentation(_ text: String) -> String {
  var lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var line = line
    while line.last?.isWhitespace == true { line.removeLast() }
    return line
  }
  while lines.last?.isEmpty == true { lines.removeLast() }
  let indentation = lines.lazy.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
  return lines.map { $0.dropFirst(indentation) }.joined(separator: "\n")
}
