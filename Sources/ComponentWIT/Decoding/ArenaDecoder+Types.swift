import ComponentBinary
import ComponentTypes
import WIT

/// Types and functions.
extension ArenaDecoder {
  /// The node of a declared type: the one that its owner has under the name, or a new one.
  mutating func declare(
    _ definition: TypeDefinition, _ indexed: IndexedType, _ item: ExternItem, owner: Owner,
    _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) -> Int {
    let index: Int
    if let known = names[owner]?[definition.name] {
      index = known
      knowParts(of: known, owner)
    } else {
      let kind = try kind(definition, indexed, owner, entry)
      types.append(
        TypeNode(
          definition.name, kind, owner: owner, documentation: entry.documentation, stability: entry.stability,
          externalID: item.name.externalID))
      index = types.count - 1
      names[owner, default: [:]][definition.name] = index
    }
    // An import and an export of one interface have resources of different identity.
    if case .resource(let resource) = indexed {
      if resources[owner]?[resource.identity] == nil { resources[owner, default: [:]][resource.identity] = index }
      if declaredResources[resource.identity] == nil { declaredResources[resource.identity] = index }
    }
    return index
  }

  /// Makes the unnamed types that a known type is made of known again. They lead to earlier nodes only.
  private mutating func knowParts(of index: Int, _ owner: Owner) {
    var pending = [index]
    while let index = pending.popLast() {
      types[index].kind.forEachIndex { part in
        let kind = types[part].kind
        if types[part].name == nil, unnamed[owner, default: [:]].updateValue(part, forKey: kind) == nil {
          pending.append(part)
        }
      }
    }
  }

  private mutating func kind(
    _ definition: TypeDefinition, _ indexed: IndexedType, _ owner: Owner, _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) -> TypeNode.Kind {
    if !definition.isHandle, let original = definition.aliasOf, let target = node(named: original, owner) {
      return .alias(.node(target))
    }
    if case .resource(let resource) = indexed {
      // An interface that is passed on under another name has the resources of the first.
      if let known = declaredResources[resource.identity], case .interface(let home)? = types[known].owner,
        interfaces[home].name != nil, case .interface(let index) = owner, index != home
      {
        return .alias(.node(known))
      }
      return .resource
    }
    return try kind(definition.type, owner, in: definition.name, entry)
  }

  /// The type that a name means in an interface or world.
  private func node(named name: TypeName, _ owner: Owner) -> Int? {
    guard let interface = name.interface else { return names[.world(worlds.count - 1)]?[name.name] }
    guard let index = local[interface] ?? named[interface] else { return nil }
    return names[.interface(index)]?[name.name]
  }

  /// A type as a part of another, or of a function.
  ///
  /// - Parameter item: what mentions it, for messages.
  mutating func reference(
    _ type: ValueType, _ owner: Owner, in item: String
  ) throws(ComponentWITError) -> PackageArenas.TypeReference {
    if let name = type.name, let node = node(named: name, owner) { return .node(node) }
    let kind = try kind(type, owner, in: item, .none)
    switch kind {
    case .alias(let target): return target
    case .record, .variant, .enumeration, .flags:
      throw ComponentWITError(.unnamedType(word: kind.word, in: item))
    default: break
    }
    if let known = unnamed[owner]?[kind] { return .node(known) }
    types.append(TypeNode(nil, kind, owner: nil))
    unnamed[owner, default: [:]][kind] = types.count - 1
    return .node(types.count - 1)
  }

  private mutating func reference(
    _ type: ValueType?, _ owner: Owner, in item: String
  ) throws(ComponentWITError) -> PackageArenas.TypeReference? {
    guard let type else { return nil }
    return try reference(type, owner, in: item) as PackageArenas.TypeReference
  }

  /// A type's structure. Types nest no deeper than validation allows.
  private mutating func kind(
    _ type: ValueType, _ owner: Owner, in item: String, _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) -> TypeNode.Kind {
    switch type.shape {
    case .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string, .errorContext:
      return .alias(.primitive(TypeText().structure(type)))
    case .list(let element): return .list(try reference(element, owner, in: item))
    case .fixedLengthList(let element, let length):
      return .fixedLengthList(try reference(element, owner, in: item), length: length)
    case .map(let key, let value):
      let key: PackageArenas.TypeReference = try reference(key, owner, in: item)
      return .map(key: key, value: try reference(value, owner, in: item))
    case .option(let value): return .option(try reference(value, owner, in: item))
    case .result(let ok, let error):
      let ok = try reference(ok, owner, in: item)
      return .result(ok: ok, error: try reference(error, owner, in: item))
    case .stream(let element): return .stream(try reference(element, owner, in: item))
    case .future(let element): return .future(try reference(element, owner, in: item))
    case .own(let resource): return .own(try node(of: resource, owner, in: item))
    case .borrow(let resource): return .borrow(try node(of: resource, owner, in: item))
    case .tuple(let elements):
      var references: [PackageArenas.TypeReference] = []
      references.reserveCapacity(elements.count)
      for element in elements { references.append(try reference(element, owner, in: item)) }
      return .tuple(references)
    case .record(let fields):
      return .record(try members(fields.map { ($0.name, $0.type) }, owner, in: item, entry))
    case .variant(let cases):
      return .variant(try members(cases.map { ($0.name, $0.payload) }, owner, in: item, entry))
    case .enumeration(let labels):
      return .enumeration(try members(labels.map { ($0.name, nil) }, owner, in: item, entry))
    case .flags(let labels): return .flags(try members(labels.map { ($0.name, nil) }, owner, in: item, entry))
    }
  }

  private mutating func members(
    _ members: [(name: String, type: ValueType?)], _ owner: Owner, in item: String, _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) -> [TypeNode.Member] {
    var found: [TypeNode.Member] = []
    found.reserveCapacity(members.count)
    for (name, type) in members {
      found.append(
        TypeNode.Member(name, try reference(type, owner, in: item), documentation: entry.member(name)))
    }
    return found
  }

  /// The declaration of a resource as an interface or world knows it.
  private func node(
    of resource: ResourceType, _ owner: Owner, in item: String
  ) throws(ComponentWITError) -> Int {
    guard let known = resources[owner]?[resource.identity] ?? declaredResources[resource.identity] else {
      throw ComponentWITError(.unknownResource(resource.name, in: item))
    }
    // One may go by several names, each an alias.
    if let node = names[owner]?[resource.localName ?? resource.name], declaration(of: node) == declaration(of: known) {
      return node
    }
    return known
  }

  /// The type at the end of aliases, which lead to earlier nodes only.
  private func declaration(of index: Int) -> Int {
    var index = index
    while case .alias(.node(let target)) = types[index].kind { index = target }
    return index
  }

  // MARK: Functions

  mutating func function(
    _ function: Function, _ item: ExternItem, owner: Owner, _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) -> FunctionNode {
    var parameters: [FunctionNode.Parameter] = []
    parameters.reserveCapacity(function.type.parameters.count)
    for parameter in function.type.parameters {
      parameters.append(FunctionNode.Parameter(parameter.name, try reference(parameter.type, owner, in: function.name)))
    }
    let result = try reference(function.type.result, owner, in: function.name)
    return FunctionNode(
      function.name, try kind(of: function, owner), isAsync: function.type.isAsync, parameters: parameters,
      result: result, documentation: entry.documentation, stability: entry.stability,
      externalID: item.name.externalID)
  }

  private func kind(of function: Function, _ owner: Owner) throws(ComponentWITError) -> FunctionNode.Kind {
    func resource(_ name: String) throws(ComponentWITError) -> Int {
      guard let node = names[owner]?[name] else { throw ComponentWITError(.memberOfNothing(function.name)) }
      return node
    }
    switch function.kind {
    case .freestanding: return .freestanding
    case .method(let name): return .method(try resource(name))
    case .staticMember(let name): return .staticMember(try resource(name))
    case .constructor(let name): return .constructor(try resource(name))
    }
  }
}

extension PackageArenas.TypeNode.Kind {
  /// WIT's word for what a declaration of the kind begins with.
  fileprivate var word: String {
    switch self {
    case .record: "record"
    case .variant: "variant"
    case .enumeration: "enum"
    case .flags: "flags"
    default: "type"
    }
  }
}
