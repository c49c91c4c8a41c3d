import CoreModule
import CoreTypes

/// Looking up and appending to the innermost scope's index spaces, within their limits.
///
/// Source: Explainer.md, "Index Spaces".
extension ComponentDecoder {
  func look<Entry>(
    _ space: [Entry], _ index: UInt32, _ name: String
  ) throws(ComponentBinaryError.Kind) -> Entry {
    guard Int(index) < space.count else { throw .unknownIndex(space: name, index: index, count: space.count) }
    return space[Int(index)]
  }

  func type(_ index: UInt32) throws(ComponentBinaryError.Kind) -> TypeReference {
    try look(scope.types, index, "type")
  }

  func function(_ index: UInt32) throws(ComponentBinaryError.Kind) -> FunctionID {
    try look(scope.functions, index, "func")
  }

  func instance(_ index: UInt32) throws(ComponentBinaryError.Kind) -> InstanceID {
    try look(scope.instances, index, "instance")
  }

  func component(_ index: UInt32) throws(ComponentBinaryError.Kind) -> ComponentID {
    try look(scope.components, index, "component")
  }

  func coreFunction(_ index: UInt32) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    let number = try look(scope.coreFunctions, index, "core func")
    return store.coreFunction(number) ?? CoreFunctionType([], [])
  }

  func coreModule(_ index: UInt32) throws(ComponentBinaryError.Kind) -> CoreModuleType {
    try look(scope.coreModules, index, "core module")
  }

  func coreInstance(_ index: UInt32) throws(ComponentBinaryError.Kind) -> CoreInstanceType {
    try look(scope.coreInstances, index, "core instance")
  }

  func resource(_ index: UInt32) throws(ComponentBinaryError.Kind) -> ResourceReference {
    guard case .resource(let reference) = try type(index) else {
      throw .wrongKind(index: index, expected: "resource type")
    }
    return reference
  }

  /// The definition of a component-level sort, or a core module.
  func entity(_ item: SortIndex) throws(ComponentBinaryError.Kind) -> Entity {
    switch item.sort {
    case .core(.module): return .module(try coreModule(item.index))
    case .core(let sort): throw .notAllowedHere("core \(sort.word)")
    case .function: return .function(try function(item.index))
    case .value: return .value(try useValue(item.index))
    case .type:
      let type = try type(item.index)
      return .type(created: type, referenced: type)
    case .component: return .component(try component(item.index))
    case .instance: return .instance(try instance(item.index))
    }
  }

  /// The type of a core definition that modules can import.
  func coreEntity(_ item: CoreSortIndex) throws(ComponentBinaryError.Kind) -> CoreEntity {
    switch item.sort {
    case .function:
      let number = try look(scope.coreFunctions, item.index, "core func")
      return CoreEntity(.function(try coreFunction(item.index)), definedType: number)
    case .table: return CoreEntity(.table(try look(scope.coreTables, item.index, "core table")))
    case .memory: return CoreEntity(.memory(try look(scope.coreMemories, item.index, "core memory")))
    case .global: return CoreEntity(.global(try look(scope.coreGlobals, item.index, "core global")))
    case .tag:
      let number = try look(scope.coreTags, item.index, "core tag")
      return CoreEntity(.tag(store.coreFunction(number) ?? CoreFunctionType([], [])), definedType: number)
    case .type, .module, .instance: throw .notAllowedHere("core \(item.sort.word)")
    }
  }

  func push(_ type: TypeReference) throws(ComponentBinaryError.Kind) {
    try checkTypeCount()
    scope.types.append(type)
  }

  func push(_ type: Scope.CoreType) throws(ComponentBinaryError.Kind) {
    try checkTypeCount()
    scope.coreTypes.append(type)
    // What is defined has its number before it is pushed.
    if case .module = type { scope.coreTypeNumbers.append(0) }
  }

  private func checkTypeCount() throws(ComponentBinaryError.Kind) {
    guard scope.types.count + scope.coreTypes.count < ComponentLimits.types else {
      throw .tooMany("types", limit: ComponentLimits.types)
    }
  }

  func push(_ component: ComponentID) throws(ComponentBinaryError.Kind) {
    guard scope.components.count < ComponentLimits.components else {
      throw .tooMany("components", limit: ComponentLimits.components)
    }
    scope.components.append(component)
  }

  func push(_ module: CoreModuleType) throws(ComponentBinaryError.Kind) {
    guard scope.coreModules.count < ComponentLimits.modules else {
      throw .tooMany("core modules", limit: ComponentLimits.modules)
    }
    scope.coreModules.append(module)
  }

  func push(_ instance: InstanceID) throws(ComponentBinaryError.Kind) {
    try checkInstanceCount()
    scope.instances.append(instance)
  }

  func push(_ instance: CoreInstanceType) throws(ComponentBinaryError.Kind) {
    try checkInstanceCount()
    scope.coreInstances.append(instance)
  }

  private func checkInstanceCount() throws(ComponentBinaryError.Kind) {
    guard scope.instances.count + scope.coreInstances.count < ComponentLimits.instances else {
      throw .tooMany("instances", limit: ComponentLimits.instances)
    }
  }

  func push(_ value: Scope.Value) throws(ComponentBinaryError.Kind) {
    try require(.values, "values")
    try checkCoreItemCount(scope.values.count, "values")
    scope.values.append(value)
  }

  /// The type of a value, which can be used no more.
  func useValue(_ index: UInt32) throws(ComponentBinaryError.Kind) -> ValueID {
    try require(.values, "values")
    let value = try look(scope.values, index, "value")
    guard !value.isUsed else { throw .valueUse(index, isUsed: true) }
    scope.values[Int(index)].isUsed = true
    return value.type
  }

  func push(_ function: FunctionID) throws(ComponentBinaryError.Kind) {
    try checkFunctionCount()
    scope.functions.append(function)
  }

  /// Appends a core function that the component itself makes.
  func push(_ type: CoreFunctionType) throws(ComponentBinaryError.Kind) {
    try push(CoreEntity(.function(type), definedType: store.coreTypes.intern(type)))
  }

  func push(_ entity: CoreEntity) throws(ComponentBinaryError.Kind) {
    switch entity.type {
    case .function(let type):
      try checkFunctionCount()
      scope.coreFunctions.append(entity.definedType ?? store.coreTypes.intern(type))
    case .table(let type):
      try checkCoreItemCount(scope.coreTables.count, "core tables")
      scope.coreTables.append(type)
    case .memory(let type):
      try checkCoreItemCount(scope.coreMemories.count, "core memories")
      scope.coreMemories.append(type)
    case .global(let type):
      try checkCoreItemCount(scope.coreGlobals.count, "core globals")
      scope.coreGlobals.append(type)
    case .tag(let type):
      try requireCore(.exceptions, "exception tags")
      try checkCoreItemCount(scope.coreTags.count, "core tags")
      scope.coreTags.append(entity.definedType ?? store.coreTypes.intern(type))
    }
  }

  private func checkFunctionCount() throws(ComponentBinaryError.Kind) {
    guard scope.functions.count + scope.coreFunctions.count < ComponentLimits.functions else {
      throw .tooMany("functions", limit: ComponentLimits.functions)
    }
  }

  private func checkCoreItemCount(_ count: Int, _ what: String) throws(ComponentBinaryError.Kind) {
    guard count < ComponentLimits.coreIndexSpaceItems else {
      throw .tooMany(what, limit: ComponentLimits.coreIndexSpaceItems)
    }
  }
}
