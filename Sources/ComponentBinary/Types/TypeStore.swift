import ComponentTypes
import CoreTypes

/// Every type met while a file is validated, each once.
final class TypeStore {
  private struct ResourceName {
    var stamp: StampID?
    /// The less the better.
    var rank = Int.max
  }

  private var values: [ValueNode] = []
  private var valueIDs: [ValueNode.Shape: ValueID] = [:]
  private var functions: [FunctionNode] = []
  private var instances: [InstanceNode] = []
  private var components: [ComponentNode] = []
  private var stamps: [Stamp] = []
  /// By identity: the name that a resource type is shown by.
  private var resourceNames: [ResourceName] = []
  /// The core types of the file, each once.
  var coreTypes = CanonicalTypes()
  /// How many scopes enclose what is being read.
  var depth = 0
  /// Nodes made or compared by substitution and subtyping so far.
  private(set) var work = 0

  subscript(id: ValueID) -> ValueNode { values[id.number] }
  subscript(id: FunctionID) -> FunctionNode { functions[id.number] }
  subscript(id: InstanceID) -> InstanceNode { instances[id.number] }
  subscript(id: ComponentID) -> ComponentNode { components[id.number] }
  subscript(id: StampID) -> Stamp { stamps[id.number] }

  func facts(_ id: ValueID) -> ValueNode.Facts { values[id.number].facts }

  /// Counts work that is not paid for by bytes of the file.
  func spend(_ nodes: Int) throws(ComponentBinaryError.Kind) {
    work += nodes
    if work > ComponentLimits.visitedNodes { throw .typeTooLarge }
  }

  // MARK: Names and resources

  func makeStamp(_ name: String? = nil, in interface: InterfaceName? = nil) -> StampID {
    stamps.append(Stamp(name: name, interface: interface))
    return StampID(number: stamps.count - 1)
  }

  /// A fresh resource type.
  func makeResource(named stamp: StampID? = nil) -> Int {
    resourceNames.append(ResourceName())
    if let stamp { nameResource(resourceNames.count - 1, stamp) }
    return resourceNames.count - 1
  }

  /// A fresh resource type that is called as another is until it gets a name of its own.
  func makeResource(like other: Int) -> Int {
    resourceNames.append(ResourceName(stamp: resourceNames[other].stamp, rank: .max))
    return resourceNames.count - 1
  }

  /// Gives a resource type the name it is shown by: the outermost scope's, there one that says its interface, of those
  /// the first.
  func nameResource(_ identity: Int, _ stamp: StampID) {
    guard self[stamp].name != nil else { return }
    let rank = 2 * depth + (self[stamp].interface == nil ? 1 : 0)
    if rank < resourceNames[identity].rank { resourceNames[identity] = ResourceName(stamp: stamp, rank: rank) }
  }

  func resourceStamp(_ identity: Int) -> StampID? { resourceNames[identity].stamp }

  // MARK: Value types

  func intern(_ shape: ValueNode.Shape, stamp: StampID? = nil) throws(ComponentBinaryError.Kind) -> ValueID {
    // A stamp is made for one node, so stamped nodes need not be found again.
    if stamp == nil, let known = valueIDs[shape] { return known }
    let canonicalShape = shape.mapped(
      value: { self[$0].canonical }, resource: { ResourceReference(identity: $0.identity, stamp: nil) })
    var canonical: ValueID?
    if stamp != nil || canonicalShape != shape { canonical = try intern(canonicalShape) }
    let facts: ValueNode.Facts
    if let canonical { facts = self.facts(canonical) } else { facts = try makeFacts(shape) }
    let id = ValueID(number: values.count)
    values.append(
      ValueNode(
        shape: shape, stamp: stamp, canonical: canonical ?? id, facts: facts,
        mentionsNames: canonical != nil || facts.mentionsResources))
    if stamp == nil { valueIDs[shape] = id }
    return id
  }

  private func makeFacts(_ shape: ValueNode.Shape) throws(ComponentBinaryError.Kind) -> ValueNode.Facts {
    let facts = ValueNode.Facts()
    for child in shape.children {
      let inner = self.facts(child)
      facts.size += inner.size
      if facts.size > ComponentLimits.typeSize { throw .typeTooLarge }
      facts.depth = max(facts.depth, inner.depth + 1)
      facts.containsBorrow = facts.containsBorrow || inner.containsBorrow
      facts.containsPointer = facts.containsPointer || inner.containsPointer
      facts.mentionsResources = facts.mentionsResources || inner.mentionsResources
    }
    if facts.depth > ComponentLimits.typeDepth { throw .typeTooDeep }
    switch shape {
    case .borrow: (facts.containsBorrow, facts.mentionsResources) = (true, true)
    case .own: facts.mentionsResources = true
    case .list, .map, .primitive(.string): facts.containsPointer = true
    case .stream, .future: facts.containsPointer = false
    default: break
    }
    facts.flat32 = flatten(shape, .i32)
    // Without pointers both are the same, and kept once.
    facts.flat64 = facts.containsPointer ? flatten(shape, .i64) : facts.flat32
    (facts.elementBytes, facts.alignment) = memoryLayout(shape)
    return facts
  }

  // MARK: Other types

  func add(
    parameters: [FunctionNode.Parameter], result: ValueID?, isAsync: Bool
  ) throws(ComponentBinaryError.Kind) -> FunctionID {
    var facts = EntityFacts()
    for parameter in parameters { try combine(&facts, self.facts(TypeReference.value(parameter.type))) }
    if let result { try combine(&facts, self.facts(TypeReference.value(result))) }
    functions.append(FunctionNode(parameters: parameters, result: result, isAsync: isAsync, facts: facts))
    return FunctionID(number: functions.count - 1)
  }

  func add(exports: ItemTable, definedResources: [Int]) throws(ComponentBinaryError.Kind) -> InstanceID {
    var facts = EntityFacts()
    for type in exports.types { try combine(&facts, self.facts(type)) }
    if !definedResources.isEmpty { facts.mentionsNames = true }
    instances.append(InstanceNode(exports: exports, definedResources: definedResources, facts: facts))
    return InstanceID(number: instances.count - 1)
  }

  func add(
    imports: ItemTable, exports: ItemTable, importedResources: [Int], definedResources: [Int]
  ) throws(ComponentBinaryError.Kind) -> ComponentID {
    var facts = EntityFacts()
    for type in imports.types { try combine(&facts, self.facts(type)) }
    for type in exports.types { try combine(&facts, self.facts(type)) }
    components.append(
      ComponentNode(
        imports: imports, exports: exports, importedResources: importedResources, definedResources: definedResources,
        facts: facts))
    return ComponentID(number: components.count - 1)
  }

  func facts(_ type: TypeReference) -> EntityFacts {
    switch type {
    case .value(let id):
      return EntityFacts(size: self[id].facts.size, mentionsNames: self[id].mentionsNames)
    case .resource: return EntityFacts(size: 1, depth: 1, mentionsNames: true)
    case .function(let id): return self[id].facts
    case .instance(let id): return self[id].facts
    case .component(let id): return self[id].facts
    }
  }

  func facts(_ entity: Entity) -> EntityFacts {
    switch entity {
    case .module(let type): EntityFacts(size: 1 + type.imports.count + type.exports.exports.count)
    case .value(let id): facts(TypeReference.value(id))
    case .function(let id): self[id].facts
    case .type(let created, _): facts(created)
    case .instance(let id): self[id].facts
    case .component(let id): self[id].facts
    }
  }

  /// Adds a part's facts to those of the whole, within the limits of size and depth.
  func combine(_ facts: inout EntityFacts, _ inner: EntityFacts) throws(ComponentBinaryError.Kind) {
    facts.size += inner.size
    if facts.size > ComponentLimits.typeSize { throw .typeTooLarge }
    facts.depth = max(facts.depth, inner.depth + 1)
    if facts.depth > ComponentLimits.entityDepth { throw .typeTooDeep }
    facts.mentionsNames = facts.mentionsNames || inner.mentionsNames
  }
}
