import ComponentBinary
import ComponentTypes
import WIT

/// Turns the types of a component into arenas.
///
/// Types, functions and interfaces become nodes in the order in which they come. An interface that comes again is the
/// same node; of one of another package each time may tell more.
struct ArenaDecoder {
  typealias TypeNode = PackageArenas.TypeNode
  typealias FunctionNode = PackageArenas.FunctionNode
  typealias NamedIndex = PackageArenas.NamedIndex
  typealias Owner = PackageArenas.TypeNode.Owner

  let metadata: PackageMetadata
  let main: PackageName
  var types: [TypeNode] = []
  var interfaces: [PackageArenas.InterfaceNode] = []
  var worlds: [MadeWorld] = []
  /// Which package each interface belongs to, by interface.
  var packageOfInterface: [PackageName] = []
  /// Packages and their interfaces, in the order in which they are met; the main one comes last.
  var packages: [PackageName] = []
  var interfacesOfPackage: [PackageName: [NamedIndex]] = [:]
  /// Interfaces by name.
  var named: [InterfaceName: Int] = [:]
  /// What the world at hand calls interfaces that are inline, or implemented under a name of its own.
  var local: [InterfaceName: Int] = [:]
  /// The names of types, by who declares them.
  var names: [Owner: [String: Int]] = [:]
  /// The functions of interfaces.
  var functionNames: [Int: Set<String>] = [:]
  /// Resources by identity, as each interface and world knows them, and as they were declared first.
  var resources: [Owner: [UInt64: Int]] = [:]
  var declaredResources: [UInt64: Int] = [:]
  /// Types without a name: one node for each interface or world.
  var unnamed: [Owner: [TypeNode.Kind: Int]] = [:]

  /// A world before its package has an index.
  struct MadeWorld {
    let name: String
    let metadata: PackageMetadata.WorldEntry
    var imports: [PackageArenas.ItemNode] = []
    var exports: [PackageArenas.ItemNode] = []
  }

  init(_ metadata: PackageMetadata, main: PackageName) {
    self.metadata = metadata
    self.main = main
  }

  // MARK: Packages

  /// Adds a package of the older form: all that its type imports and exports.
  mutating func addPackage(_ type: ComponentType) throws(ComponentWITError) {
    try addInterfaces(type.imports, type.world.imports)
    for (item, worldItem) in zip(type.exports, type.world.exports) {
      try addItem(item, worldItem)
    }
  }

  /// Adds an interface or world of the newer form.
  mutating func addItem(_ item: PackageFormat.Item) throws(ComponentWITError) {
    let (_, package) = try item.wholeName
    guard package == main else { throw ComponentWITError(.packagesDiffer(item.name, expected: main.description)) }
    try addInterfaces(item.type.imports, item.type.world.imports)
    guard let export = item.type.exports.first, let worldItem = item.type.world.exports.first else { return }
    try addItem(export, worldItem)
  }

  private mutating func addInterfaces(_ items: [ExternItem], _ worldItems: [WorldItem]) throws(ComponentWITError) {
    for (item, worldItem) in zip(items, worldItems) {
      guard let name = InterfaceName(parsing: item.name.name), try addInterface(name, item, worldItem) != nil else {
        throw ComponentWITError(.notOneItem(item.name.name))
      }
    }
  }

  private mutating func addItem(_ item: ExternItem, _ worldItem: WorldItem) throws(ComponentWITError) {
    guard let name = InterfaceName(parsing: item.name.name) else {
      throw ComponentWITError(.noPackageName(item.name.name))
    }
    if case .component(let type) = item.type { return try addWorld(name.name, type) }
    guard try addInterface(name, item, worldItem) != nil else { throw ComponentWITError(.notOneItem(item.name.name)) }
  }

  // MARK: Interfaces

  /// Adds what an instance says of a named interface; nil where it is no instance.
  mutating func addInterface(
    _ name: InterfaceName, _ item: ExternItem, _ worldItem: WorldItem
  ) throws(ComponentWITError) -> Int? {
    guard case .instance(let type) = item.type, case .interface(let interface) = worldItem.kind,
      let package = name.package
    else { return nil }
    let index: Int
    let entry = package == main ? metadata.interface(name.name) : .none
    if let known = named[name] {
      index = known
    } else {
      index = makeInterface(name.name, in: package, entry)
      named[name] = index
      if package != main, interfacesOfPackage[package] == nil { packages.append(package) }
      interfacesOfPackage[package, default: []].append(NamedIndex(name.name, index))
    }
    if interface.name != name { local[interface.name] = index }
    try fill(index, type, interface, entry)
    return index
  }

  /// Adds an interface that has no name but that of a world's import or export.
  mutating func addInlineInterface(
    _ type: InstanceType, _ interface: Interface, _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) -> Int {
    let index = makeInterface(nil, in: main, entry)
    local[interface.name] = index
    try fill(index, type, interface, entry)
    return index
  }

  private mutating func makeInterface(_ name: String?, in package: PackageName, _ entry: PackageMetadata.Entry) -> Int {
    interfaces.append(
      PackageArenas.InterfaceNode(name, in: 0, documentation: entry.documentation, stability: entry.stability))
    packageOfInterface.append(package)
    return interfaces.count - 1
  }

  /// Adds the types and functions that an interface does not have yet.
  private mutating func fill(
    _ index: Int, _ type: InstanceType, _ interface: Interface, _ entry: PackageMetadata.Entry
  ) throws(ComponentWITError) {
    let owner = Owner.interface(index)
    // What an export of the interface adds to an import of it is made of types of its own.
    unnamed[owner] = nil
    var definitions: [String: TypeDefinition] = [:]
    for definition in interface.types { definitions[definition.name] = definition }
    var functions: [String: Function] = [:]
    for function in interface.functions { functions[function.name] = function }
    for item in type.exports {
      let name = item.name.name
      switch item.type {
      case .type(let indexed):
        guard let definition = definitions[name] else { continue }
        let isKnown = names[owner]?[name] != nil
        let node = try declare(definition, indexed, item, owner: owner, entry.type(name))
        if !isKnown { interfaces[index].types.append(NamedIndex(name, node)) }
      case .function:
        guard let function = functions[name], functionNames[index, default: []].insert(name).inserted else { continue }
        interfaces[index].functions.append(try self.function(function, item, owner: owner, entry.function(name)))
      case .coreModule, .value, .instance, .component: continue
      }
    }
  }
}
