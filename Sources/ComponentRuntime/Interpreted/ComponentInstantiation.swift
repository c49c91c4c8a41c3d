package import ComponentBinary
package import ComponentTypes
package import CoreTypes
package import Interpreter

/// What a loaded component may use, beyond the limits of the engine.
package struct RuntimeLimits: Hashable, Sendable {
  package var execution: ExecutionLimits
  /// The most that one lifted parameter list or result may take, in bytes.
  package var liftedBytes: UInt64

  package init(execution: ExecutionLimits = ExecutionLimits(), liftedBytes: UInt64 = 256 << 20) {
    self.execution = execution
    self.liftedBytes = liftedBytes
  }
}

/// An instantiation that runs in slices, since start functions are guest code.
package final class ComponentInstantiation {
  /// Where it stands after a slice.
  package enum Progress {
    case running
    case finished(InterpretedComponent)
  }

  private let component: Component
  private let store: RuntimeStore
  private let machine: CallMachine

  /// Begins to instantiate a component. Nothing runs until it is resumed.
  ///
  /// - Parameters:
  ///   - handles: where the handles that the host holds get their numbers.
  ///   - responder: who answers calls of imports that nothing is linked to; without one, and where it does not stand
  ///     in, they trap.
  ///   - host: who defines the core modules and resource types that it imports.
  ///   - imports: what each import of its world is linked to; nil leaves it to the responder.
  /// - Throws: `ComponentRuntimeError` where something linked does not fit or an import cannot be stubbed.
  package init(
    _ component: Component, limits: RuntimeLimits = RuntimeLimits(), handles: HandleNumbers = HandleNumbers(),
    responder: (any ImportResponder)? = nil, host: (any HostDefinitions)? = nil,
    imports: (WorldItem) -> ImportProvider? = { _ in nil }
  ) throws(ComponentRuntimeError) {
    self.component = component
    store = RuntimeStore(
      limits: limits.execution, maxLiftedBytes: limits.liftedBytes, handles: handles, responder: responder)
    let arguments = try withoutActuallyEscaping(imports) { provide throws(ComponentRuntimeError) in
      try RootImports(component: component, host: host, provide: provide).arguments()
    }
    let scope = ComponentScope(component, outer: nil, parent: nil)
    try store.keep(scope)
    machine = CallMachine(store, watch: .off, InstantiationActivation(scope, arguments: arguments))
  }

  /// Runs for about `budget` wasm instructions.
  /// - Throws: `ComponentRuntimeError`, again and again once it failed.
  package func resume(budget: UInt64) throws(ComponentRuntimeError) -> Progress {
    switch machine.resume(budget: budget) {
    case .running: return .running
    case .failed(let error): throw error
    case .finished(.instance(let item)): return .finished(InterpretedComponent(component, store, item))
    case .finished: preconditionFailure("an instantiation comes to an instance")
    }
  }

  /// Ends it with a trap, as a timeout or an interrupt does.
  @discardableResult
  package func cancel(_ code: TrapCode) -> Trap { machine.cancel(code) }

  /// Wasm instructions run so far.
  package var instructionsRun: UInt64 { machine.instructionsRun }
}
