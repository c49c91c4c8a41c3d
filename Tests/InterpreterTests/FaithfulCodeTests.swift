import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Faithful code gives what optimised code gives, and counts the same.
@Suite struct FaithfulCodeTests {
  /// What a run leaves behind.
  struct Outcome: Equatable {
    var values: [CoreValue]
    var trap: TrapCode?
    /// Operators run; how far a block came that trapped, optimised code does not count.
    var instructions: UInt64?
    var memory: [UInt8]
  }

  static func outcome(_ module: ModuleAssembler, _ mode: RunMode, arguments: [CoreValue]) throws -> Outcome {
    let (instance, store) = try module.instantiate(
      in: Store(limits: ExecutionLimits(stackSlots: 4_096, callDepth: 64)))
    let finished = run(instance, store, "f0", arguments, mode)
    return Outcome(
      values: finished.values, trap: finished.trap?.code,
      instructions: finished.trap == nil ? finished.instructions : nil,
      memory: instance.memories[0].withBytes { Array($0) })
  }

  @Test(arguments: 0..<8)
  func randomProgramsGiveTheSameInBothModes(part: Int) throws {
    let modes = [
      RunMode(isFaithful: true), RunMode(isPortable: true, isFaithful: true),
      RunMode(isWatching: true, isFaithful: true), RunMode(isFaithful: true, budget: 7),
    ]
    var finished = 0
    for seed in 0..<40 {
      var program = RandomProgram(seed: UInt64(part * 1_000 + seed))
      let module = program.module
      let arguments: [CoreValue] = [.i32(UInt32(seed) &* 0x9E37_79B9), .i64(UInt64(seed) &* 0xD1B5_4A32_D192_ED03)]
      let optimised = try Self.outcome(module, RunMode(), arguments: arguments)
      if optimised.trap == nil { finished += 1 }
      let faithful = try Self.outcome(module, modes[seed % modes.count], arguments: arguments)
      #expect(optimised == faithful, "seed \(part * 1_000 + seed), \(modes[seed % modes.count])")
    }
    #expect(finished > 10)
  }

  /// The losses that a run stops at one by one are those that the watch sees in optimised code.
  @Test(arguments: 0..<4)
  func stopsAtLossesAreTheWatchsEvents(part: Int) throws {
    var stopped = 0
    for seed in 0..<40 {
      var program = RandomProgram(seed: UInt64(90_000 + part * 1_000 + seed))
      let module = program.module
      let arguments: [CoreValue] = [.i32(UInt32(seed)), .i64(UInt64(seed) << 30)]
      let (watched, watchedStore) = try module.instantiate()
      let events = run(watched, watchedStore, "f0", arguments, RunMode(isWatching: true)).events
      let (instance, store) = try module.instantiate()
      store.codeMode = .faithful
      let execution = try enter(instance, store, "f0", arguments)
      var counts: [Loss: UInt64] = [:]
      let conditions = StopConditions(losses: [.signed, .unsigned])
      while true {
        let stop = execution.resume(budget: 1_000, until: conditions)
        if case .outOfBudget = stop { continue }
        guard case .watched(let event) = stop else { break }
        counts[Loss(event), default: 0] += 1
        stopped += 1
      }
      let seen = Dictionary(events.map { (Loss($0), $0.count) }, uniquingKeysWith: +)
      #expect(counts == seen, "seed \(seed)")
    }
    #expect(stopped > 50)
  }

  /// What an operator does to its frame, by the specification, is what the next state shows.
  @Test(arguments: [false, true])
  func eachStateFollowsFromTheOneBefore(isPortable: Bool) throws {
    var followed = 0
    for seed in 0..<30 {
      var program = RandomProgram(seed: UInt64(40_000 + seed))
      let (instance, store) = try program.module.instantiate()
      store.codeMode = .faithful
      let execution = try enter(instance, store, "f0", [.i32(UInt32(seed) &* 77), .i64(UInt64(seed) << 40)])
      execution.runsPortably = isPortable
      var before: (depth: Int, locals: [CoreValue], operands: [CoreValue])?
      var step: UInt64 = 0
      while step < 2_000, case .stepped = execution.resume(budget: 10, until: StopConditions(steps: step)) {
        let frame = try #require(execution.codeFrames().first)
        if let before, before.depth == execution.frameDepth {
          #expect(before.locals == frame.locals && before.operands == frame.operands, "seed \(seed), step \(step)")
          followed += 1
        }
        before = effect(of: frame).map { (execution.frameDepth, $0.locals, $0.operands) }
        step += 1
      }
    }
    #expect(followed > 2_000)
  }

  /// The frame behind an operator that does nothing else; nil for others.
  private func effect(of frame: CodeFrame) -> (locals: [CoreValue], operands: [CoreValue])? {
    var (locals, operands) = (frame.locals, frame.operands)
    let instruction = frame.instruction
    let local = Int(instruction.index)
    switch instruction.opcode {
    case .localGet: operands.append(locals[local])
    case .localSet: locals[local] = operands.removeLast()
    case .localTee: locals[local] = operands[operands.count - 1]
    case .i32Const: operands.append(.i32(UInt32(truncatingIfNeeded: instruction.immediate)))
    case .i64Const: operands.append(.i64(instruction.immediate))
    case .drop, .i32Store, .i64Store, .i32Store8:
      operands.removeLast(instruction.opcode == .drop ? 1 : 2)
    case .i32Add, .i32Sub, .i32Mul:
      guard case .i32(let y) = operands.removeLast(), case .i32(let x) = operands.removeLast() else { return nil }
      let results: [Opcode: UInt32] = [.i32Add: x &+ y, .i32Sub: x &- y, .i32Mul: x &* y]
      operands += results[instruction.opcode].map { [.i32($0)] } ?? []
    case .i64Add, .i64Sub:
      guard case .i64(let y) = operands.removeLast(), case .i64(let x) = operands.removeLast() else { return nil }
      operands.append(.i64(instruction.opcode == .i64Add ? x &+ y : x &- y))
    case .i32WrapI64:
      guard case .i64(let x) = operands.removeLast() else { return nil }
      operands.append(.i32(UInt32(truncatingIfNeeded: x)))
    default: return nil
    }
    return (locals, operands)
  }

  private struct Loss: Hashable {
    let offset: Int
    let lostSigned: Bool

    init(_ event: WatchedEvent) {
      offset = event.location.offset
      lostSigned = event.lostSigned
    }
  }
}

/// An execution that has entered an exported function.
func enter(
  _ instance: CoreInstance, _ store: Store, _ name: String, _ arguments: [CoreValue]
) throws -> Execution {
  let export = instance.export(named: name)
  guard case .function(let function)? = export else { throw MissingExport(name: name) }
  let execution = Execution(store: store)
  execution.call(function, arguments)
  return execution
}

struct MissingExport: Error { let name: String }
