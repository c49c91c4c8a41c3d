import CoreModule
import CoreTypes
import Interpreter
import RandomInputs

/// One module's exported functions, called one after the other with arguments by a seed.
struct ModuleRun {
  /// How the code runs.
  enum Way {
    case fast, portable, watched, faithful
  }

  /// What came of a run.
  struct Report: Equatable {
    /// See ``ExecutionDriver``.
    var lines: [String] = []
    /// The wasm operators of each call that returned.
    var operators: [UInt64] = []
  }

  private static let callsPerFunction = 2
  /// In wasm operators.
  private static let fuel: UInt64 = 20_000_000

  private let module: Module
  private let seed: UInt64
  private let way: Way
  private let store = Store(limits: ExecutionLimits(callDepth: 20_000, fuel: Self.fuel))
  private var operators: [UInt64] = []

  init(_ module: Module, seed: UInt64, _ way: Way) {
    self.module = module
    self.seed = seed
    self.way = way
    store.codeMode = way == .faithful ? .faithful : .optimised
  }

  /// Runs it.
  mutating func report() -> Report {
    let lines = lines()
    return Report(lines: lines, operators: operators)
  }

  private mutating func lines() -> [String] {
    var random = SplitMix64(seed: seed)
    let instance: CoreInstance
    do throws(InstantiationError) {
      instance = try store.instantiate(module, imports: [])
    } catch {
      switch error {
      case .unlinkable: return ["refused it has imports"]
      case .trap(let trap): return ["start trap \(name(of: trap.code)) |"]
      }
    }
    var outcome = "ok"
    if let start = instance.startFunction { outcome = call(start, []) }
    var lines = ["start \(outcome)\(state(of: instance))"]
    for export in module.exports {
      guard case .function(let function)? = instance.export(named: export.name),
        (function.type.parameters + function.type.results).allSatisfy({ [.i32, .i64, .f32, .f64].contains($0) })
      else { continue }
      for _ in 0..<Self.callsPerFunction {
        let arguments = function.type.parameters.map { argument(of: $0, &random) }
        let outcome = call(function, arguments)
        let words = ["call", export.name] + zip(arguments, function.type.parameters).map(text) + ["=", outcome]
        lines.append(words.joined(separator: " ") + state(of: instance))
      }
    }
    return lines
  }

  private mutating func call(_ function: CoreFunction, _ arguments: [CoreValue]) -> String {
    let execution = Execution(store: store)
    execution.runsPortably = way == .portable
    execution.isWatching = way == .watched
    execution.call(function, arguments)
    while true {
      switch execution.resume(budget: 1_000_003) {
      case .returned(let values):
        operators.append(execution.instructionsRun)
        return (["ok"] + zip(values, function.type.results).map(text)).joined(separator: " ")
      case .hostCall: return "trap hostCall"
      case .trapped(let trap): return "trap \(name(of: trap.code))"
      case .outOfBudget, .stepped, .watched, .breakpoint: continue
      }
    }
  }

  /// The case's name without what it holds.
  private func name(of code: TrapCode) -> String {
    let text = "\(code)"
    return String(text.prefix { $0 != "(" })
  }

  // MARK: Values

  private static let interesting: [UInt64] = [
    0, 1, 2, 7, 31, 32, 63, 64, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
    0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max,
  ]

  /// Floats are never NaN but canonical: what becomes of a NaN's payload is not determined.
  private func argument(of type: CoreValueType, _ random: inout SplitMix64) -> CoreValue {
    let bits = random.chance(50) ? random.pick(Self.interesting) ?? 0 : random.next() >> UInt64(random.below(64))
    switch type {
    case .i32: return .i32(UInt32(truncatingIfNeeded: bits))
    case .f32:
      let value =
        random.chance(50) ? Float(Int64(bitPattern: bits)) : Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      return .f32(value.isNaN ? 0x7FC0_0000 : value.bitPattern)
    case .f64:
      let value = random.chance(50) ? Double(Int64(bitPattern: bits)) : Double(bitPattern: bits)
      return .f64(value.isNaN ? 0x7FF8_0000_0000_0000 : value.bitPattern)
    default: return .i64(bits)
    }
  }

  private func text(_ value: CoreValue, _ type: CoreValueType) -> String {
    switch value {
    case .i32(let bits): "i32:" + String(bits, radix: 16)
    case .i64(let bits): "i64:" + String(bits, radix: 16)
    case .f32(let bits): "f32:" + (Float(bitPattern: bits).isNaN ? "nan" : String(bits, radix: 16))
    case .f64(let bits): "f64:" + (Double(bitPattern: bits).isNaN ? "nan" : String(bits, radix: 16))
    case .v128(let low, let high): "v128:" + String(high, radix: 16) + "." + String(low, radix: 16)
    case .reference(let bits): bits == 0 ? "ref:null" : "ref"
    }
  }

  // MARK: State

  private func state(of instance: CoreInstance) -> String {
    var words = [" |"]
    for export in module.exports {
      switch instance.export(named: export.name) {
      case .memory(let memory):
        words.append("\(memory.pageCount):" + String(memory.withBytes { CRC32.checksum($0) }, radix: 16))
      case .global(let global): words.append(text(global.value, global.type.value))
      default: continue
      }
    }
    return words.joined(separator: " ")
  }
}
