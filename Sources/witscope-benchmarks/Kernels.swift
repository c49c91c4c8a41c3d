import CoreModule
import CoreTypes
import Interpreter

/// The kernels that are timed, with the argument that makes `repeat` take about a second.
struct Kernel {
  let name: String
  let repetitions: UInt32

  static let all = [
    Kernel(name: "fib", repetitions: 16), Kernel(name: "sieve", repetitions: 3),
    Kernel(name: "sha256", repetitions: 4), Kernel(name: "matmul_f64", repetitions: 5),
    Kernel(name: "strings", repetitions: 3), Kernel(name: "overflow_sum", repetitions: 4),
  ]
}

/// One run of a kernel in this process.
struct KernelRun {
  /// User CPU.
  let seconds: Double
  let instructions: UInt64
  let result: CoreValue?

  /// Runs `repeat` of a module once, from a fresh store.
  init(_ bytes: [UInt8], repetitions: UInt32, isWatching: Bool) throws {
    let module = try decodeModule(bytes, in: 0..<bytes.count)
    var validator = ModuleValidator(module)
    try validator.validate()
    let store = Store()
    let instance = try store.instantiate(module, imports: [])
    guard case .function(let function)? = instance.export(named: "repeat") else { throw MissingExport() }
    let execution = Execution(store: store)
    execution.isWatching = isWatching
    execution.call(function, [.i32(repetitions)])
    let start = userSeconds()
    var stop = ExecutionStop.outOfBudget
    repeat { stop = execution.resume(budget: 50_000_000) } while stop.isOutOfBudget
    seconds = userSeconds() - start
    instructions = execution.instructionsRun
    if case .returned(let values) = stop { result = values.first } else { result = nil }
  }

  struct MissingExport: Error {}
}

extension ExecutionStop {
  fileprivate var isOutOfBudget: Bool {
    if case .outOfBudget = self { return true }
    return false
  }
}
