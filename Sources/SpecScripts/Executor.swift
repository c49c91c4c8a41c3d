import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter

/// What a call came to.
enum ActionOutcome {
  case values([CoreValue])
  /// What a component's function returned: nil for nothing, otherwise the value with its type.
  case componentValue(TypedValue?)
  case trapped(TrapCode)
  /// An exception that nothing caught.
  case exception
  /// It ran for longer than any script should.
  case endless
  /// It waits, or has used up its slice: the execution goes on later.
  case paused(Execution)

  var description: String {
    switch self {
    case .values(let values): "it returned " + values.map(\.text).joined(separator: " ")
    case .componentValue(let value): "it returned " + (value.map { "\($0.value)" } ?? "nothing")
    case .trapped(.canonicalABI(let rule)): "it trapped: \(rule)"
    case .trapped(let code): "it trapped: \(code.suiteMessage ?? "\(code)")"
    case .exception: "it threw an exception"
    case .endless: "it ran too long"
    case .paused: "it goes on"
    }
  }
}

/// Calls functions, and instantiates components, to their end. The functions of `spectest` do nothing.
struct Executor {
  private let store: Store
  /// Used again and again, until a trap ends it.
  private var execution: Execution?
  /// How many operators the execution had run before the call.
  private var start: UInt64 = 0
  /// Wasm operators that one call may run.
  private static let maximumOperators: UInt64 = 4_000_000_000
  private static let slice: UInt64 = 10_000_000

  private let runsPortably: Bool
  private let isCancelled: () -> Bool

  init(store: Store, runsPortably: Bool, isCancelled: @escaping () -> Bool) {
    self.store = store
    self.runsPortably = runsPortably
    self.isCancelled = isCancelled
  }

  /// - Parameter takesTurns: whether to pause where it waits or a slice is used up.
  mutating func call(
    _ function: CoreFunction, _ arguments: [CoreValue], takingTurns takesTurns: Bool = false
  ) -> ActionOutcome {
    let execution = self.execution ?? Execution(store: store)
    self.execution = nil
    execution.runsPortably = runsPortably
    start = execution.instructionsRun
    execution.call(function, arguments)
    return goOn(execution, takingTurns: takesTurns)
  }

  /// Goes on with a call that has paused.
  mutating func goOn(_ execution: Execution, takingTurns takesTurns: Bool) -> ActionOutcome {
    store.suspendsWaits = takesTurns
    while true {
      switch execution.resume(budget: Self.slice) {
      case .returned(let values):
        self.execution = execution
        return .values(values)
      case .hostCall(let tag, _):
        if tag == Builtins.collectGarbageTag { store.collectGarbage() }
        execution.completeHostCall([])
      case .trapped(let trap): return trap.code == .uncaughtException ? .exception : .trapped(trap.code)
      case .outOfBudget, .stepped, .watched, .breakpoint:
        if execution.instructionsRun - start > Self.maximumOperators || isCancelled() {
          execution.fail(.interrupted)
          return .endless
        }
        if takesTurns { return .paused(execution) }
      }
    }
  }

  /// Gives back the execution that would be used again.
  mutating func rest() { execution = nil }

  // MARK: Components

  /// Runs a component's call to its end.
  func finish(_ call: any ComponentCall, returning type: ValueType?) -> ActionOutcome {
    while true {
      switch call.resume(budget: Self.slice) {
      case .running:
        guard call.instructionsRun <= Self.maximumOperators, !isCancelled() else {
          _ = call.cancel(.interrupted)
          return .endless
        }
      case .returned(let value): return .componentValue(value.flatMap { value in type.map { TypedValue(value, $0) } })
      // No exception leaves a component.
      case .trapped(let trap): return .trapped(trap.code)
      }
    }
  }

  /// Runs an instantiation to its end; nil where it takes too long.
  func finish(
    _ instantiation: ComponentInstantiation
  ) throws(ComponentRuntimeError) -> InterpretedComponent? {
    while true {
      if case .finished(let instance) = try instantiation.resume(budget: Self.slice) { return instance }
      guard instantiation.instructionsRun <= Self.maximumOperators, !isCancelled() else {
        instantiation.cancel(.interrupted)
        return nil
      }
    }
  }
}
