import ComponentTypes
import CoreTypes

/// A call into interpreted code.
final class InterpretedCall: ComponentCall {
  private let machine: CallMachine

  init(_ store: RuntimeStore, watch: WatchMode, _ first: any Activation) {
    machine = CallMachine(store, watch: watch, first)
  }

  func resume(budget: UInt64) -> CallProgress {
    switch machine.resume(budget: budget) {
    case .running: .running
    case .finished(.value(let value)): .returned(value)
    case .finished(.core(let values)): .returned(ComponentValue(coreResults: values))
    case .finished(.instance): preconditionFailure("a call does not come to an instance")
    case .failed(let error): .trapped(error.trap)
    }
  }

  func cancel(_ code: TrapCode) -> Trap { machine.cancel(code) }

  var instructionsRun: UInt64 { machine.instructionsRun }
  var observations: Observations { machine.observations }
}

extension ComponentRuntimeError {
  /// The trap that a call ends with; what is not a trap itself is a component that was not validated.
  var trap: Trap {
    if case .trap(let trap) = kind { return trap }
    return Trap(.canonicalABI(message))
  }
}
