import ComponentTypes
import CoreModule
import CoreTypes

/// Type definitions.
///
/// Source: Binary.md, "Type Definitions".
extension ComponentDecoder {
  func requireCore(_ feature: CoreFeature, _ word: String) throws(ComponentBinaryError.Kind) {
    guard coreFeatures.contains(feature) else { throw .notActive(word, feature: feature.name) }
  }

  func require(_ feature: ComponentFeatures, _ word: String) throws(ComponentBinaryError.Kind) {
    guard features.contains(feature) else { throw .notActive(word, feature: feature.name) }
  }

  func addType(_ expression: TypeExpression) throws(ComponentBinaryError.Kind) {
    switch expression {
    case .value(let type):
      let shape = try shape(of: type)
      let id = try store.intern(shape, stamp: store.makeStamp())
      guard store.facts(id).elementBytes < ComponentLimits.elementBytes else {
        throw .invalidType("a value type of 2^28 bytes or more")
      }
      try push(.value(id))
    case .function(let type): try push(.function(try functionType(type)))
    case .resource(let representation, let destructor): try addResource(representation, destructor)
    case .component, .instance: throw .notAllowedHere("type")
    }
  }

  private func addResource(
    _ representation: CoreValueType, _ destructor: UInt32?
  ) throws(ComponentBinaryError.Kind) {
    guard scope.kind == .component else { throw .notAllowedHere("resource type") }
    switch representation {
    case .i32: break
    case .i64: try require(.memory64, "resources represented by i64")
    default: throw .invalidType("a resource that is represented by neither i32 nor i64")
    }
    if let destructor {
      let found = try coreFunction(destructor)
      let expected = CoreFunctionType([representation], [])
      guard found == expected else { throw .incorrectSignature("destructor", expected: expected, found: found) }
    }
    let stamp = store.makeStamp()
    let identity = store.makeResource(named: stamp)
    scope.definedResources.append(identity)
    scope.representations[identity] = representation
    try push(.resource(ResourceReference(identity: identity, stamp: stamp)))
  }

  func valueType(_ expression: ValueTypeExpression) throws(ComponentBinaryError.Kind) -> ValueID {
    switch expression {
    case .primitive(let type): return try store.intern(try primitiveShape(type))
    case .index(let index):
      guard case .value(let id) = try type(index) else { throw .wrongKind(index: index, expected: "value type") }
      return id
    }
  }

  private func primitiveShape(_ type: ValueType) throws(ComponentBinaryError.Kind) -> ValueNode.Shape {
    guard let primitive = Primitive(type) else { throw .invalidType("primitive") }
    if primitive == .errorContext { try require(.errorContext, "error-context") }
    return .primitive(primitive)
  }

  private func optionalValueType(_ expression: ValueTypeExpression?) throws(ComponentBinaryError.Kind) -> ValueID? {
    guard let expression else { return nil }
    return try valueType(expression)
  }

  private func shape(of type: DefinedValueType) throws(ComponentBinaryError.Kind) -> ValueNode.Shape {
    switch type {
    case .primitive(let type): return try primitiveShape(type)
    case .record(let fields):
      try checkLabels(fields.lazy.map(\.name), "record field", "record")
      var shaped: [ValueNode.Field] = []
      shaped.reserveCapacity(fields.count)
      for field in fields { shaped.append(ValueNode.Field(name: field.name, type: try valueType(field.type))) }
      return .record(shaped)
    case .variant(let cases):
      try checkLabels(cases.lazy.map(\.name), "variant case", "variant")
      var shaped: [ValueNode.Case] = []
      shaped.reserveCapacity(cases.count)
      for item in cases {
        shaped.append(ValueNode.Case(name: item.name, payload: try optionalValueType(item.payload)))
      }
      return .variant(shaped)
    case .list(let element): return .list(try valueType(element))
    case .fixedLengthList(let element, let length):
      try require(.fixedLengthLists, "fixed-length lists")
      guard length > 0 else { throw .emptyType("fixed-length list") }
      guard Int(length) <= ComponentLimits.fixedLengthListElements else {
        throw .tooMany("elements of a fixed-length list", limit: ComponentLimits.fixedLengthListElements)
      }
      return .fixedLengthList(try valueType(element), length: length)
    case .tuple(let elements):
      guard !elements.isEmpty else { throw .emptyType("tuple") }
      var shaped: [ValueID] = []
      shaped.reserveCapacity(elements.count)
      for element in elements { shaped.append(try valueType(element)) }
      return .tuple(shaped)
    case .flags(let labels):
      guard labels.count <= ComponentLimits.flags else { throw .tooMany("flags", limit: ComponentLimits.flags) }
      try checkLabels(labels, "flag", "flags")
      return .flags(labels)
    case .enumeration(let labels):
      try checkLabels(labels, "enum case", "enum")
      return .enumeration(labels)
    case .option(let payload): return .option(try valueType(payload))
    case .result(let ok, let error):
      return .result(ok: try optionalValueType(ok), error: try optionalValueType(error))
    case .own(let index): return .own(try resource(index))
    case .borrow(let index): return .borrow(try resource(index))
    case .stream(let element):
      try require(.async, "stream")
      let element = try asyncElement(element, "stream")
      if let element, store[element].shape == .primitive(.char) { throw .invalidType("a stream of char") }
      return .stream(element)
    case .future(let element):
      try require(.async, "future")
      return .future(try asyncElement(element, "future"))
    case .map(let key, let value):
      try require(.map, "map")
      let key = try valueType(key)
      guard case .primitive(let primitive) = store[key].shape, primitive.canBeKey else {
        throw .invalidType("a map whose key is \(store.describe(key))")
      }
      return .map(key: key, value: try valueType(value))
    }
  }

  private func asyncElement(
    _ expression: ValueTypeExpression?, _ word: String
  ) throws(ComponentBinaryError.Kind) -> ValueID? {
    let element = try optionalValueType(expression)
    if let element, store.facts(element).containsBorrow { throw .invalidType("a \(word) that contains a borrow") }
    return element
  }

  private func functionType(_ type: FunctionTypeExpression) throws(ComponentBinaryError.Kind) -> FunctionID {
    if type.isAsync { try require(.async, "async functions") }
    try checkLabels(type.parameters.lazy.map(\.name), "function parameter", nil)
    var parameters: [FunctionNode.Parameter] = []
    parameters.reserveCapacity(type.parameters.count)
    for parameter in type.parameters {
      parameters.append(FunctionNode.Parameter(name: parameter.name, type: try valueType(parameter.type)))
    }
    let result = try optionalValueType(type.result)
    if let result, store.facts(result).containsBorrow { throw .invalidType("a function result that contains a borrow") }
    return try store.add(parameters: parameters, result: result, isAsync: type.isAsync)
  }

  /// Checks that labels are in kebab case, differ by more than case, and are some where `whole` names what needs them.
  private func checkLabels(
    _ labels: some Sequence<String>, _ role: String, _ whole: String?
  ) throws(ComponentBinaryError.Kind) {
    var known: [String: String] = [:]
    for label in labels {
      guard isLabel(Substring(label)) else { throw .invalidName(label, role: role) }
      if let other = known.updateValue(label, forKey: label.lowercased()) {
        throw .nameConflict(label, with: other, role: role)
      }
    }
    if let whole, known.isEmpty { throw .emptyType(whole) }
  }
}
