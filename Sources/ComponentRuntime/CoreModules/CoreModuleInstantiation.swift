import ComponentTypes
package import CoreModule
package import CoreTypes
import Interpreter

/// The instantiation of a bare core module in slices, since its start function is guest code.
package final class CoreModuleInstantiation {
  /// Where it stands after a slice.
  package enum Progress {
    case running
    case finished(CoreModuleInstance)
  }

  let store: RuntimeStore
  let instance: CoreInstance
  private let module: Module
  /// Runs the start function; nil where there is none.
  private let machine: CallMachine?

  /// Instantiates a validated module; its start function runs when it is resumed.
  ///
  /// Its imported functions are stubs that trap when they are called.
  /// - Throws: `ComponentRuntimeError` where it imports anything else, or does not fit the limits.
  package init(_ module: Module, limits: RuntimeLimits = RuntimeLimits()) throws(ComponentRuntimeError) {
    let store = RuntimeStore(limits: limits.execution, maxLiftedBytes: limits.liftedBytes)
    self.module = module
    self.store = store
    instance = try instantiate(module, in: store.core) { declared throws(ComponentRuntimeError) in
      let name = "\(declared.module).\(declared.name)"
      guard case .function(let type) = module.externType(of: declared.description) else {
        throw ComponentRuntimeError(.unlinked(name: name, sort: declared.description.word), at: declared.offset)
      }
      return .function(store.makeFunction(type, .stub(name: name)))
    }
    machine = instance.startFunction.map {
      CallMachine(store, watch: .off, CoreActivation(function: $0, arguments: []))
    }
  }

  /// Runs for about `budget` wasm instructions.
  /// - Throws: `ComponentRuntimeError`, again and again once it failed.
  package func resume(budget: UInt64) throws(ComponentRuntimeError) -> Progress {
    switch machine?.resume(budget: budget) {
    case .running?: return .running
    case .failed(let error)?: throw error
    case .finished?, nil: return .finished(CoreModuleInstance(module, instance, store))
    }
  }

  /// Ends it with a trap, as a timeout or an interrupt does.
  @discardableResult
  package func cancel(_ code: TrapCode) -> Trap { machine?.cancel(code) ?? Trap(code) }

  /// Wasm instructions run so far.
  package var instructionsRun: UInt64 { machine?.instructionsRun ?? 0 }
}

extension ImportDescription {
  fileprivate var word: String {
    switch self {
    case .function: "func"
    case .table: "table"
    case .memory: "memory"
    case .global: "global"
    case .tag: "tag"
    }
  }
}
