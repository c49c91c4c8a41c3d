import CanonicalABI
import ComponentBinary
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter

/// The instantiation of a component: walks its definitions from first to last.
///
/// Start functions of core modules are guest code, and nested components have definitions of their own: both are asked
/// for and waited for, so that an instantiation can be paused like any run.
///
/// Source: Explainer.md, "Component Invocation"; Binary.md, "Component Definitions".
struct InstantiationActivation: Activation {
  let scope: ComponentScope
  /// What the imports get, by name.
  let arguments: [String: RuntimeItem]
  var exports: [String: RuntimeItem] = [:]
  /// The definition that comes next.
  private var next = 0

  init(_ scope: ComponentScope, arguments: [String: RuntimeItem]) {
    self.scope = scope
    self.arguments = arguments
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    switch input {
    case .finished(.instance(let item)): appendInstance(item)
    case .finished(.value(let result?)): scope.values.append(result)
    default: break
    }
    while next < scope.component.definitions.count {
      guard budget > 0 else { return .again }
      budget -= 1
      let definition = scope.component.definitions[next]
      next += 1
      do {
        try run.store.countEntries(definition.kind.entryCount)
        if let directive = try define(definition.kind, run.store, budget: &budget) { return directive }
      } catch {
        throw error.located(at: definition.offset)
      }
    }
    scope.mayEnter = true
    return .finish(.instance(InstanceItem(exports)))
  }

  /// Appends one definition to the index spaces; returns what has to run for it, if anything.
  private mutating func define(
    _ kind: Definition.Kind, _ store: RuntimeStore, budget: inout UInt64
  ) throws(ComponentRuntimeError) -> Directive? {
    switch kind {
    case .coreModule(let embedded): scope.coreModules.append(embedded.module)
    case .coreInstance(let expression): return try makeCoreInstance(expression, store, budget: &budget)
    case .coreType: break
    case .component(let component): scope.components.append(ComponentClosure(component: component, outer: scope))
    case .instance(let expression): return try makeInstance(expression, store)
    case .alias(let alias): try resolve(alias)
    case .type(let expression): try define(expression)
    case .canonical(let definition): try define(definition, store)
    case .start(let start):
      var arguments: [ComponentValue] = []
      for index in start.arguments { arguments.append(try scope.values.item(index, "value")) }
      let function = try scope.functions.item(start.function, "func")
      return .start(FunctionActivation(function, arguments, store, from: scope))
    case .value(let value): scope.values.append(value)
    case .import(let declaration):
      guard let item = arguments[declaration.name.name] else {
        throw ComponentRuntimeError(.dangling("import \(declaration.name.name)"))
      }
      append(item)
    case .export(let export):
      if case .core(let sort) = export.item.sort, sort != .module {
        throw ComponentRuntimeError(.dangling("an export of a core \(sort.word)"))
      }
      let item = try self.item(export.item)
      append(item)
      exports[export.name.name] = item
    }
    return nil
  }

  private func makeInstance(
    _ expression: InstanceExpression, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> Directive? {
    switch expression {
    case .exports(let inline):
      var exports: [String: RuntimeItem] = [:]
      for export in inline { exports[export.name.name] = try item(export.item) }
      appendInstance(InstanceItem(exports))
      return nil
    case .instantiate(let index, let given):
      let closure = try scope.components.item(index, "component")
      var arguments: [String: RuntimeItem] = [:]
      for argument in given { arguments[argument.name] = try item(argument.item) }
      let inner = ComponentScope(closure.component, outer: closure.outer, parent: scope)
      inner.indexInParent = UInt32(clamping: scope.instances.count)
      try store.keep(inner)
      return .start(InstantiationActivation(inner, arguments: arguments))
    }
  }

  private func define(_ expression: TypeExpression) throws(ComponentRuntimeError) {
    guard case .resource(let representation, let destructor) = expression else {
      appendType(.other)
      return
    }
    var name = "resource"
    let types = scope.component.indexSpaces.types
    if scope.types.count < types.count, case .resource(let type) = types[scope.types.count] { name = type.name }
    var function: CoreFunction?
    if let destructor { function = try scope.coreFunctions.item(destructor, "core func") }
    appendType(
      .resource(
        RuntimeResource(name, definer: scope, destructor: function, representationType: representation)))
  }

  // MARK: Index spaces

  /// What an index names.
  func item(_ index: SortIndex) throws(ComponentRuntimeError) -> RuntimeItem {
    switch index.sort {
    case .core(.module): .coreModule(try scope.coreModules.item(index.index, "core module"))
    case .function: .function(try scope.functions.item(index.index, "func"))
    case .type: .type(try scope.types.item(index.index, "type"))
    case .component: .component(try scope.components.item(index.index, "component"))
    case .instance: .instance(try scope.instances.item(index.index, "instance"))
    case .value: .value(try scope.values.item(index.index, "value"))
    case .core: throw ComponentRuntimeError(.unsupported("a \(index.sort.word) as an argument or export"))
    }
  }

  /// Appends to the index space of the item's sort.
  func append(_ item: RuntimeItem) {
    switch item {
    case .function(let function): scope.functions.append(function)
    case .instance(let instance): appendInstance(instance)
    case .component(let component): scope.components.append(component)
    case .coreModule(let module): scope.coreModules.append(module)
    case .type(let type): appendType(type)
    case .value(let value): scope.values.append(value)
    }
  }

  private func appendInstance(_ item: InstanceItem) {
    let types = scope.component.indexSpaces.instances
    if scope.instances.count < types.count { bindResources(of: item, types[scope.instances.count]) }
    scope.instances.append(item)
  }

  private func appendType(_ type: RuntimeType) {
    let types = scope.component.indexSpaces.types
    if scope.types.count < types.count { bindResource(type, types[scope.types.count]) }
    scope.types.append(type)
  }

  /// Notes which resource type an identity of the component's types means in this instance.
  private func bindResource(_ type: RuntimeType, _ indexed: IndexedType) {
    if case .resource(let resource) = type, case .resource(let known) = indexed {
      scope.resources[known.identity] = resource
    }
  }

  /// Notes what the resource types of an instance and of those inside it mean.
  ///
  /// A type may hold the same instance many times over, so each pair is looked at once. Recursion is bounded by the depth
  /// of the types, which the decoder limits.
  private func bindResources(of item: InstanceItem, _ type: InstanceType) {
    guard scope.boundInstances.insert(BoundInstance(item, type)).inserted else { return }
    for export in type.exports {
      switch (export.type, item.exports[export.name.name]) {
      case (.type(let indexed), .type(let type)?): bindResource(type, indexed)
      case (.instance(let type), .instance(let inner)?): bindResources(of: inner, type)
      default: break
      }
    }
  }
}

/// An instance and the type that it was looked at with.
struct BoundInstance: Hashable {
  private let item: ObjectIdentifier
  private let type: ObjectIdentifier

  init(_ item: InstanceItem, _ type: InstanceType) {
    self.item = ObjectIdentifier(item)
    self.type = ObjectIdentifier(type)
  }
}

extension Definition.Kind {
  /// How many entries it makes in index spaces and export lists.
  fileprivate var entryCount: Int {
    switch self {
    case .coreInstance(.exports(let exports)): 1 + exports.count
    case .coreInstance(.instantiate(_, let arguments)): 1 + arguments.count
    case .instance(.exports(let exports)): 1 + exports.count
    case .instance(.instantiate(_, let arguments)): 1 + arguments.count
    default: 1
    }
  }
}
