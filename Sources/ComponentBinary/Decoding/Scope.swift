import CoreTypes

/// A component, component type or instance type while it is read: its index spaces so far.
final class Scope {
  enum Kind {
    case component
    case componentType
    case instanceType
  }

  /// What a core type index stands for.
  enum CoreType {
    /// By canonical number.
    case defined(UInt32)
    case module(CoreModuleType)
  }

  /// A value, which is used once.
  struct Value {
    let type: ValueID
    var isUsed = false
  }

  /// The section of a component that is being read.
  struct Section {
    let number: UInt8
    /// Items still to come.
    var remaining: Int
    /// Where it ends in the file.
    let end: Int
  }

  let kind: Kind
  /// Where a component stands in the file; of a type only the start counts.
  let range: Range<Int>
  var section: Section?
  /// Declarators of a type still to come.
  var remaining: Int
  var declarations: [TypeDeclaration] = []
  var definitions: [Definition] = []
  var customSections: [Component.CustomSection] = []

  /// The canonical numbers of their types.
  var coreFunctions: [UInt32] = []
  var coreTables: [CoreTableType] = []
  var coreMemories: [CoreMemoryType] = []
  var coreGlobals: [CoreGlobalType] = []
  /// The canonical numbers of their types.
  var coreTags: [UInt32] = []
  var coreTypes: [CoreType] = []
  /// Their canonical numbers; of module types 0.
  var coreTypeNumbers: [UInt32] = []
  var coreModules: [CoreModuleType] = []
  var coreInstances: [CoreInstanceType] = []
  var functions: [FunctionID] = []
  var types: [TypeReference] = []
  var components: [ComponentID] = []
  var instances: [InstanceID] = []
  var values: [Value] = []

  var imports = ItemTable()
  var exports = ItemTable()
  var importNames = NameContext()
  var exportNames = NameContext()
  var facts = EntityFacts()

  /// Resource types that come in through imports, by identity, in order.
  var importedResources: [Int] = []
  /// Resource types that are made here, by identity, in order.
  var definedResources: [Int] = []
  /// The representation of those that a type definition made here; other components' are not known.
  var representations: [Int: CoreValueType] = [:]
  /// Resource types that an export names, by identity.
  var explicitResources: Set<Int> = []
  /// The type that `context.get` and `context.set` use, once one does.
  var contextType: CoreValueType?

  init(_ kind: Kind, range: Range<Int>, remaining: Int = 0) {
    self.kind = kind
    self.range = range
    self.remaining = remaining
  }

  /// Names of imports or of exports, and the types that they make visible.
  struct NameContext {
    /// By `ParsedName.uniqueKey`, the name as written.
    var names: [String: String] = [:]
    /// Stamps of the types that have a name.
    var stamps: Set<StampID> = []
    /// Value types found to refer to named types alone.
    var visible: Set<ValueID> = []
    /// The names of resources named at the top level.
    var resources: [ResourceReference: String] = [:]
    var resourceNames: Set<String> = []
  }
}

/// Whether something goes in or out.
enum ExternRole: String {
  case `import`, export
}
