import CanonicalABI
package import ComponentBinary
package import ComponentTypes
package import CoreModule
package import CoreTypes
import Interpreter

/// A component in wasm, instantiated.
package final class InterpretedComponent: ComponentInstance, WalkedInstance {
  package let world: World
  private let component: Component
  let store: RuntimeStore
  private let exports: InstanceItem

  /// What `init` lets start functions run before it gives up, in wasm instructions.
  package static let instantiationBudget: UInt64 = 10_000_000_000

  init(_ component: Component, _ store: RuntimeStore, _ exports: InstanceItem) {
    self.component = component
    world = component.world
    self.store = store
    self.exports = exports
  }

  /// Instantiates a component in one go; `ComponentInstantiation` does it in slices.
  ///
  /// - Parameter imports: what each import of its world is linked to; nil leaves a stub.
  /// - Throws: `ComponentRuntimeError`, a trap where its start functions do not end within `instantiationBudget`.
  package convenience init(
    _ component: Component, limits: RuntimeLimits = RuntimeLimits(),
    imports: (WorldItem) -> ImportProvider? = { _ in nil }
  ) throws(ComponentRuntimeError) {
    let instantiation = try ComponentInstantiation(component, limits: limits, imports: imports)
    guard case .finished(let made) = try instantiation.resume(budget: Self.instantiationBudget) else {
      throw ComponentRuntimeError(.trap(instantiation.cancel(.fuelExhausted)))
    }
    self.init(component, made.store, made.exports)
  }

  package var trap: Trap? { store.trap }

  /// Snapshots do not hold tasks and threads yet.
  var canBeWalked: Bool { !store.usesAsync }

  package func coreModule(atFileOffset offset: Int) -> Module? { component.coreModule(atFileOffset: offset) }

  /// The core module that it exports.
  ///
  /// - Parameter path: the export's name, or names of exports of instances that lead to it.
  package func exportedCoreModule(at path: [String]) -> Module? {
    var instance = exports
    for (index, name) in path.enumerated() {
      switch instance.exports[name] {
      case .coreModule(let module) where index == path.count - 1: return module
      case .instance(let inner): instance = inner
      default: return nil
      }
    }
    return nil
  }

  package func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    InterpretedCall(store, watch: watch, try activation(of: path, arguments))
  }

  package func startFollowableCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode, limits: FollowingLimits
  ) throws(CallError) -> (any FollowableCall)? {
    guard canBeWalked else { return nil }
    return InterpretedCall(store, watch: watch, following: limits, try activation(of: path, arguments))
  }

  package func startSteppedCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], limits: SteppingLimits
  ) throws(CallError) -> SteppedCall {
    guard canBeWalked else { throw .notWalkable("its component has async functions or built-ins") }
    return SteppedCall(store, try activation(of: path, arguments), limits: limits)
  }

  package var stoppingPlaces: StoppingPlaces? {
    var exports: [(path: FunctionPath, function: CoreFunction)] = []
    for item in world.exports {
      for path in item.functionPaths {
        guard let function = function(path), case .lifted(let lifted) = function.body else { continue }
        exports.append((path, lifted.core))
      }
    }
    return StoppingPlaces(store, exports: exports)
  }

  package var componentCount: Int { store.scopes.count(where: \.hasCode) }

  func activation(of path: FunctionPath, _ arguments: [ComponentValue]) throws(CallError) -> any Activation {
    if let trap { throw .trapped(trap) }
    guard let function = function(path) else { throw .unknownFunction(path) }
    try checkSupported(function)
    try checkHandles(of: function, in: arguments)
    if store.usesAsync, case .lifted(let lifted) = function.body {
      return HostTaskActivation(lifted, function.signature, arguments, store)
    }
    return FunctionActivation(function, arguments, store)
  }

  package func startDrop(_ handle: UInt32) throws(CallError) -> any ComponentCall {
    if let trap { throw .trapped(trap) }
    guard let entry = store.hostHandles[handle] else { throw .unknownHandle(handle) }
    store.hostHandles.retire(handle)
    if let provider = store.provider(of: entry), entry.isOwn {
      let drop = LinkedDropActivation(
        UInt32(truncatingIfNeeded: entry.representation), of: provider, result: .value(nil))
      return InterpretedCall(store, watch: .off, drop)
    }
    return InterpretedCall(store, watch: .off, DropActivation(entry))
  }

  package func holds(_ handle: UInt32) -> Bool { trap == nil && store.hostHandles[handle] != nil }

  private func function(_ path: FunctionPath) -> ComponentFunction? {
    var item = exports
    if let interface = path.interface {
      guard case .instance(let instance) = exports.exports[interface.description] else { return nil }
      item = instance
    }
    guard case .function(let function) = item.exports[path.function] else { return nil }
    return function
  }

  /// A handle that is gone, or would be gone half-way through the arguments, is the caller's mistake, so it must not trap
  /// the instance.
  private func checkHandles(of function: ComponentFunction, in arguments: [ComponentValue]) throws(CallError) {
    let signature = function.signature
    guard case .success(let plan) = signature.plan(.i32), plan.parameters.usesResources else { return }
    var given: Set<UInt32> = []
    var lent: Set<UInt32> = []
    for (argument, parameter) in zip(arguments, signature.type.parameters) {
      for handle in argument.handles(as: parameter.type) {
        guard store.hostHandles[handle.number] != nil, !given.contains(handle.number),
          !handle.isOwn || !lent.contains(handle.number)
        else { throw .unknownHandle(handle.number) }
        if handle.isOwn { given.insert(handle.number) } else { lent.insert(handle.number) }
      }
    }
  }

  private func checkSupported(_ function: ComponentFunction) throws(CallError) {
    switch function.signature.plan(.i32) {
    case .failure(let error): throw .unsupported(error.message)
    case .success(let plan):
      if plan.parameters.usesAsyncValues { throw .unsupported("streams, futures and error contexts as arguments") }
    }
  }
}
