import CoreModule
import CoreTypes
import Interpreter

/// Core modules put together from instructions, for tests.
struct ModuleAssembler {
  struct Function {
    var name: String
    var type: CoreFunctionType
    var locals: [CoreValueType] = []
    var code: [Code]
  }

  /// An instruction with its immediates.
  enum Code {
    case op(Opcode)
    case i32(Int32)
    case i64(Int64)
    case f64(Double)
    case v128(Vector)
    /// An instruction with a lane.
    case lane(Opcode, Int)
    /// `v128.load` and `v128.store` with an offset.
    case vectorLoad(Int), vectorStore(Int)
    case get(Int), set(Int), tee(Int)
    case block([CoreValueType] = []), loop([CoreValueType] = []), ifThen([CoreValueType] = [])
    case br(Int), brIf(Int), brTable([Int], Int)
    case call(Int)
    case callIndirect(type: Int)
    /// An instruction with index immediates.
    case indexed(Opcode, [Int])
    case load(Opcode, offset: Int), store(Opcode, offset: Int)
  }

  /// Host functions come first in the index space.
  var imports: [(name: String, type: CoreFunctionType)] = []
  var functions: [Function]
  /// Pages; nil for no memory.
  var memory: (minimum: Int, maximum: Int?)?
  /// A shared memory needs a maximum.
  var isMemoryShared = false
  /// The functions in the table, from index 0.
  var table: [Int] = []

  var bytes: [UInt8] {
    let types = imports.map(\.type) + functions.map(\.type)
    var module: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
    module += section(1, types.map { [0x60] + vector($0.parameters.map(byte)) + vector($0.results.map(byte)) })
    module += section(2, imports.enumerated().map { name("host") + name($1.name) + [0] + unsigned($0) })
    module += section(3, functions.indices.map { unsigned($0 + imports.count) })
    if !table.isEmpty { module += section(4, [[0x70, 0] + unsigned(table.count)]) }
    if let memory {
      module += section(
        5,
        [
          memory.maximum.map { [isMemoryShared ? 3 : 1] + unsigned(memory.minimum) + unsigned($0) } ?? [0]
            + unsigned(memory.minimum)
        ])
    }
    module += section(
      7,
      functions.enumerated().map { name($1.name) + [0] + unsigned($0 + imports.count) }
        + (memory == nil ? [] : [name("memory") + [2, 0]]))
    if !table.isEmpty { module += section(9, [[0, 0x41, 0, 0x0B] + vector(table.map(unsigned))]) }
    return module + section(10, functions.map(body))
  }

  /// All that is finished.
  private var features: CoreFeatures {
    CoreFeature.allCases.reduce(into: CoreFeatures()) { if $1 != .legacyExceptions { $0.formUnion(CoreFeatures($1)) } }
  }

  /// A fresh instance in a store.
  func instantiate(in store: Store = Store(), imports: [CoreExtern] = []) throws -> (CoreInstance, Store) {
    let module = try decodeAndValidateModule(bytes, features: features)
    return (try store.instantiate(module, imports: imports), store)
  }

  // MARK: Bytes

  private func body(_ function: Function) -> [UInt8] {
    let locals = vector(runs(of: function.locals).map { unsigned($0.count) + [byte($0.type)] })
    let contents = locals + function.code.flatMap(encode) + [0x0B]
    return unsigned(contents.count) + contents
  }

  private func runs(of locals: [CoreValueType]) -> [(count: Int, type: CoreValueType)] {
    var runs: [(count: Int, type: CoreValueType)] = []
    for type in locals {
      if runs.last?.type == type { runs[runs.count - 1].count += 1 } else { runs.append((1, type)) }
    }
    return runs
  }

  private func encode(_ code: Code) -> [UInt8] {
    switch code {
    case .op(let opcode): return opcodeBytes(opcode)
    case .i32(let value): return [0x41] + signed(Int64(value))
    case .i64(let value): return [0x42] + signed(value)
    case .f64(let value): return [0x44] + (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
    case .lane(let opcode, let lane): return opcodeBytes(opcode) + [UInt8(lane)]
    case .vectorLoad(let offset): return opcodeBytes(.v128Load) + [0] + unsigned(offset)
    case .vectorStore(let offset): return opcodeBytes(.v128Store) + [0] + unsigned(offset)
    case .v128(let value): return opcodeBytes(.v128Const) + value.lanes(UInt8.self)
    case .get(let index): return [0x20] + unsigned(index)
    case .set(let index): return [0x21] + unsigned(index)
    case .tee(let index): return [0x22] + unsigned(index)
    case .block(let results): return [0x02] + blockType(results)
    case .loop(let results): return [0x03] + blockType(results)
    case .ifThen(let results): return [0x04] + blockType(results)
    case .br(let depth): return [0x0C] + unsigned(depth)
    case .brIf(let depth): return [0x0D] + unsigned(depth)
    case .brTable(let targets, let rest): return [0x0E] + vector(targets.map(unsigned)) + unsigned(rest)
    case .call(let index): return [0x10] + unsigned(index)
    case .callIndirect(let type): return [0x11] + unsigned(type) + [0]
    case .indexed(let opcode, let indices): return opcodeBytes(opcode) + indices.flatMap(unsigned)
    case .load(let opcode, let offset), .store(let opcode, let offset):
      return opcodeBytes(opcode) + [0] + unsigned(offset)
    }
  }

  private func opcodeBytes(_ opcode: Opcode) -> [UInt8] {
    opcode.prefix.map { [$0] + unsigned(Int(opcode.number)) } ?? [UInt8(opcode.number)]
  }

  private func blockType(_ results: [CoreValueType]) -> [UInt8] { results.first.map { [byte($0)] } ?? [0x40] }

  private func byte(_ type: CoreValueType) -> UInt8 {
    switch type {
    case .i32: 0x7F
    case .i64: 0x7E
    case .f32: 0x7D
    case .f64: 0x7C
    case .v128: 0x7B
    default: 0x70
    }
  }

  private func section(_ number: UInt8, _ entries: [[UInt8]]) -> [UInt8] {
    guard !entries.isEmpty else { return [] }
    let contents = vector(entries)
    return [number] + unsigned(contents.count) + contents
  }

  private func vector(_ entries: [[UInt8]]) -> [UInt8] { unsigned(entries.count) + entries.flatMap { $0 } }
  private func vector(_ entries: [UInt8]) -> [UInt8] { unsigned(entries.count) + entries }
  private func name(_ text: String) -> [UInt8] { vector(Array(text.utf8)) }

  private func unsigned(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + unsigned(value >> 7)
  }

  private func signed(_ value: Int64) -> [UInt8] {
    let low = UInt8(truncatingIfNeeded: value & 0x7F)
    let rest = value >> 7
    return (rest == 0 && low & 0x40 == 0) || (rest == -1 && low & 0x40 != 0) ? [low] : [low | 0x80] + signed(rest)
  }
}

/// How a function is run in a test.
struct RunMode: CustomStringConvertible {
  var isPortable = false
  var isWatching = false
  var isFaithful = false
  var budget: UInt64 = 1_000_000

  static let all = [
    RunMode(), RunMode(isPortable: true), RunMode(isWatching: true), RunMode(isPortable: true, isWatching: true),
    RunMode(budget: 1), RunMode(isWatching: true, budget: 3),
    RunMode(isFaithful: true), RunMode(isPortable: true, isFaithful: true), RunMode(isWatching: true, isFaithful: true),
    RunMode(isFaithful: true, budget: 1), RunMode(isPortable: true, isWatching: true, isFaithful: true, budget: 3),
  ]

  var description: String {
    "\(isFaithful ? "faithful" : "optimised"), \(isPortable ? "switch" : "tail calls")\(isWatching ? ", watched" : ""), slices of \(budget)"
  }
}

/// What a run came to.
struct Finished {
  var values: [CoreValue] = []
  var trap: Trap?
  var instructions: UInt64 = 0
  var events: [WatchedEvent] = []
  /// How many times something was lost, at places beyond those of the events too.
  var lossCount: UInt64 = 0
}

/// Runs an exported function to its end; host functions answer with what `host` returns.
func run(
  _ instance: CoreInstance, _ store: Store, _ name: String, _ arguments: [CoreValue] = [], _ mode: RunMode = RunMode(),
  host: (Int, [CoreValue]) -> [CoreValue] = { _, _ in [] }
) -> Finished {
  guard case .function(let function)? = instance.export(named: name) else { return Finished() }
  store.codeMode = mode.isFaithful ? .faithful : .optimised
  let execution = Execution(store: store)
  execution.runsPortably = mode.isPortable
  execution.isWatching = mode.isWatching
  execution.call(function, arguments)
  var finished = Finished()
  loop: while true {
    switch execution.resume(budget: mode.budget) {
    case .returned(let values):
      finished.values = values
      break loop
    case .trapped(let trap):
      finished.trap = trap
      break loop
    case .hostCall(let tag, let arguments): execution.completeHostCall(host(tag, arguments))
    case .outOfBudget, .stepped, .watched, .breakpoint: continue
    }
  }
  finished.instructions = execution.instructionsRun
  finished.events = execution.observed
  finished.lossCount = execution.observedTotal
  return finished
}
