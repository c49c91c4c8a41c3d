import CoreTypes
import Interpreter

/// What a call came to.
enum ActionOutcome {
  case values([CoreValue])
  case trapped(TrapCode)
  /// An exception that nothing caught.
  case exception
  /// It ran for longer than any script should.
  case endless

  var description: String {
    switch self {
    case .values(let values): "it returned " + values.map(\.text).joined(separator: " ")
    case .trapped(let code): "it trapped: \(code.suiteMessage ?? "\(code)")"
    case .exception: "it threw an exception"
    case .endless: "it ran too long"
    }
  }
}

/// Calls functions to their end. The functions of `spectest` do nothing.
struct Executor {
  private let store: Store
  /// Used again and again, until a trap ends it.
  private var execution: Execution?
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

  mutating func call(_ function: CoreFunction, _ arguments: [CoreValue]) -> ActionOutcome {
    let execution = self.execution ?? Execution(store: store)
    self.execution = nil
    execution.runsPortably = runsPortably
    let start = execution.instructionsRun
    execution.call(function, arguments)
    while true {
      switch execution.resume(budget: Self.slice) {
      case .returned(let values):
        self.execution = execution
        return .values(values)
      case .hostCall: execution.completeHostCall([])
      case .trapped(let trap): return trap.code == .uncaughtException ? .exception : .trapped(trap.code)
      case .outOfBudget, .stepped, .watched, .breakpoint:
        if execution.instructionsRun - start > Self.maximumOperators || isCancelled() { return .endless }
      }
    }
  }
}
