package import ComponentTypes
package import CoreModule
package import CoreTypes
package import Interpreter

/// A bare core module as an instance: its world has one function for each exported function over numbers.
package final class CoreModuleInstance: ComponentInstance {
  package let world: World
  private let store: RuntimeStore
  private let functions: [String: CoreFunction]

  /// Instantiates a validated module and runs its start function.
  ///
  /// Its imported functions are stubs that trap when they are called.
  /// - Throws: `ComponentRuntimeError` where it imports anything else, or where its start function traps or does not end
  ///   within `InterpretedComponent.instantiationBudget`.
  package init(_ module: Module, limits: RuntimeLimits = RuntimeLimits()) throws(ComponentRuntimeError) {
    let store = RuntimeStore(limits: limits.execution, maxLiftedBytes: limits.liftedBytes)
    let instance = try instantiate(module, in: store.core) { declared throws(ComponentRuntimeError) in
      let name = "\(declared.module).\(declared.name)"
      guard case .function(let type) = module.externType(of: declared.description) else {
        throw ComponentRuntimeError(.unlinked(name: name, sort: declared.description.word), at: declared.offset)
      }
      return .function(store.makeFunction(type, .stub(name: name)))
    }
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
    if let start = instance.startFunction { try run(start) }
  }

  private func run(_ start: CoreFunction) throws(ComponentRuntimeError) {
    let machine = CallMachine(store, watch: .off, CoreActivation(function: start, arguments: []))
    switch machine.resume(budget: InterpretedComponent.instantiationBudget) {
    case .running: throw ComponentRuntimeError(.trap(machine.cancel(.fuelExhausted)))
    case .failed(let error): throw error
    case .finished: break
    }
  }

  package var trap: Trap? { store.trap }

  package func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    if let trap { throw .trapped(trap) }
    guard path.interface == nil, let function = functions[path.function] else { throw .unknownFunction(path) }
    let values = arguments.compactMap(\.coreValue)
    guard values.count == function.type.parameters.count else {
      throw .unsupported("arguments that are not the function's")
    }
    return InterpretedCall(store, watch: watch, CoreActivation(function: function, arguments: values))
  }
}

extension ImportDescription {
  fileprivate var word: String {
    switch self {
    case .function: "func"
    case .table: "table"
    case .memory: "memory"
    case .global: "global"
    }
  }
}
