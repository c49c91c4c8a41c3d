package import ComponentTypes
package import CoreModule
package import CoreTypes
import Interpreter

/// A bare core module as an instance: its world has one function for each exported function over numbers.
package final class CoreModuleInstance: ComponentInstance, WalkedInstance {
  package let world: World
  private let module: Module
  let store: RuntimeStore
  private let functions: [String: CoreFunction]

  init(_ module: Module, _ instance: CoreInstance, _ store: RuntimeStore) {
    self.module = module
    self.store = store
    var functions: [String: CoreFunction] = [:]
    var exports: [WorldItem] = []
    for export in module.exports where export.kind == .function {
      guard case .function(let function) = instance.export(named: export.name),
        let type = FunctionType(coreType: function.type)
      else { continue }
      functions[export.name] = function
      exports.append(WorldItem(.plain(export.name), .function(Function(export.name, type))))
    }
    self.functions = functions
    world = World(nil, exports: exports)
  }

  /// Instantiates a module in one go; `CoreModuleInstantiation` does it in slices.
  ///
  /// - Throws: `ComponentRuntimeError`, a trap where its start function does not end within
  ///   `InterpretedComponent.instantiationBudget`.
  package convenience init(_ module: Module, limits: RuntimeLimits = RuntimeLimits()) throws(ComponentRuntimeError) {
    let instantiation = try CoreModuleInstantiation(module, limits: limits)
    guard case .finished = try instantiation.resume(budget: InterpretedComponent.instantiationBudget) else {
      throw ComponentRuntimeError(.trap(instantiation.cancel(.fuelExhausted)))
    }
    self.init(module, instantiation.instance, instantiation.store)
  }

  package var trap: Trap? { store.trap }
  var canBeWalked: Bool { true }

  package func coreModule(atFileOffset offset: Int) -> Module? { module.range.contains(offset) ? module : nil }

  package func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    InterpretedCall(store, watch: watch, try activation(of: path, arguments))
  }

  package func startFollowableCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode, limits: FollowingLimits
  ) throws(CallError) -> (any FollowableCall)? {
    InterpretedCall(store, watch: watch, following: limits, try activation(of: path, arguments))
  }

  package func startSteppedCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], limits: SteppingLimits
  ) throws(CallError) -> SteppedCall {
    SteppedCall(store, try activation(of: path, arguments), limits: limits)
  }

  package var stoppingPlaces: StoppingPlaces? {
    StoppingPlaces(
      store, exports: functions.sorted { $0.key < $1.key }.map { (FunctionPath($0.key), $0.value) })
  }

  func activation(of path: FunctionPath, _ arguments: [ComponentValue]) throws(CallError) -> any Activation {
    if let trap { throw .trapped(trap) }
    guard path.interface == nil, let function = functions[path.function] else { throw .unknownFunction(path) }
    let values = arguments.compactMap(\.coreValue)
    guard values.count == function.type.parameters.count else {
      throw .unsupported("arguments that are not the function's")
    }
    return CoreActivation(function: function, arguments: values)
  }
}
