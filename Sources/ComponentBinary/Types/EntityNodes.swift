import ComponentTypes

/// A function type while a component is validated: a number into the store.
struct FunctionID: Hashable {
  let number: Int
}

/// An instance type while a component is validated: a number into the store.
struct InstanceID: Hashable {
  let number: Int
}

/// A component type while a component is validated: a number into the store.
struct ComponentID: Hashable {
  let number: Int
}

/// What a type index stands for.
enum TypeReference: Hashable {
  case value(ValueID)
  case resource(ResourceReference)
  case function(FunctionID)
  case instance(InstanceID)
  case component(ComponentID)

  /// The specification's words for its kind.
  var word: String {
    switch self {
    case .value: "value type"
    case .resource: "resource type"
    case .function: "function type"
    case .instance: "instance type"
    case .component: "component type"
    }
  }
}

/// The type of an import or export.
enum Entity {
  case module(CoreModuleType)
  case value(ValueID)
  case function(FunctionID)
  /// `created` is what the new index stands for, `referenced` what it was made from.
  case type(created: TypeReference, referenced: TypeReference)
  case instance(InstanceID)
  case component(ComponentID)

  /// The specification's word for its sort.
  var word: String {
    switch self {
    case .module: "core module"
    case .value: "value"
    case .function: "func"
    case .type: "type"
    case .instance: "instance"
    case .component: "component"
    }
  }
}

struct FunctionNode {
  struct Parameter {
    let name: String
    let type: ValueID
  }

  let parameters: [Parameter]
  let result: ValueID?
  let isAsync: Bool
  let facts: EntityFacts
}

struct InstanceNode {
  var exports: ItemTable
  /// Resource types that each use of the type as an import or export makes afresh.
  var definedResources: [Int]
  var facts: EntityFacts
}

struct ComponentNode {
  var imports: ItemTable
  var exports: ItemTable
  var importedResources: [Int]
  var definedResources: [Int]
  var facts: EntityFacts
}

/// What is known of a function, instance or component type once it is made.
struct EntityFacts {
  /// Nodes of the type written out as a tree.
  var size = 1
  /// Levels of instance and component types; value types have a limit of their own.
  var depth = 1
  /// Whether substituting resources or stamps could change it.
  var mentionsNames = false
}

/// Imports or exports in order, and by name. The names are shared between tables that differ in their types alone.
struct ItemTable {
  final class Names {
    fileprivate(set) var list: [ExternNameAttributes] = []
    fileprivate(set) var indices: [String: Int] = [:]
  }

  private(set) var names = Names()
  var types: [Entity] = []

  var count: Int { types.count }

  subscript(name: String) -> Entity? {
    guard let index = names.indices[name], types.indices.contains(index) else { return nil }
    return types[index]
  }

  /// Appends an item; false where the name is taken. Only the table that made its names appends.
  mutating func append(_ name: ExternNameAttributes, _ type: Entity) -> Bool {
    guard names.indices[name.name] == nil else { return false }
    names.indices[name.name] = types.count
    names.list.append(name)
    types.append(type)
    return true
  }

  /// The items with their names, in order.
  var items: Zip2Sequence<[ExternNameAttributes], [Entity]> { zip(names.list, types) }
}

/// What tells one definition, import or export of a type from another that is structurally equal.
struct Stamp {
  /// The name that an import or export gave; nil for a definition.
  let name: String?
  /// The interface that declares the type; nil for a type of a world, or while that is not known.
  let interface: InterfaceName?

  var typeName: TypeName? { name.map { TypeName($0, in: interface) } }
}
