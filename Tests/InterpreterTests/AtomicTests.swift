import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Atomic instructions, which one thread runs.
@Suite struct AtomicTests {
  static let modes = [RunMode(), RunMode(isPortable: true)]
  /// A memory of one page with these bytes from address 8 on.
  static let initial: UInt64 = 0xF1E2_D3C4_B5A6_9788

  private static func byteCount(_ opcode: Opcode) -> Int { 1 << Int(opcode.signature.naturalAlignment) }

  /// Takes an address and the instruction's further operands.
  private static func function(_ opcode: Opcode) -> ModuleAssembler.Function {
    let isWide = opcode.mnemonic.hasPrefix("i64") || opcode == .memoryAtomicWait64
    let isWait = opcode == .memoryAtomicWait32 || opcode == .memoryAtomicWait64
    let operand: CoreValueType = isWide ? .i64 : .i32
    var operands = [CoreValueType](repeating: operand, count: Int(opcode.signature.operandCount))
    if isWait { operands[1] = .i64 }
    let result = opcode.mnemonic.contains("store") ? [] : [isWait ? CoreValueType.i32 : operand]
    return .init(
      name: "\(opcode)", type: CoreFunctionType([.i32] + operands, result),
      code: (0...operands.count).map { .get($0) }
        + [.indexed(opcode, [Int(opcode.signature.naturalAlignment), 4])])
  }

  static let all = Opcode.allCases.filter { $0.row.feature == .threads && $0 != .atomicFence }

  private func instantiate(isShared: Bool = true) throws -> (CoreInstance, Store) {
    var module = ModuleAssembler(functions: Self.all.map(Self.function), memory: (1, 1))
    module.isMemoryShared = isShared
    return try module.instantiate(in: Store(limits: ExecutionLimits(stackSlots: 1_024)))
  }

  private func value(_ bits: UInt64, _ opcode: Opcode) -> CoreValue {
    opcode.mnemonic.hasPrefix("i64") ? .i64(bits) : .i32(UInt32(truncatingIfNeeded: bits))
  }

  private func write(_ bits: UInt64, _ instance: CoreInstance) {
    instance.memories[0].withMutableBytes { bytes in
      for index in 0..<8 { bytes[8 + index] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)) }
    }
  }

  private func memory(_ instance: CoreInstance) -> UInt64 {
    instance.memories[0].withBytes { bytes in
      (0..<8).reduce(0) { $0 | UInt64(bytes[8 + $1]) << UInt64(8 * $1) }
    }
  }

  /// What a read-modify-write leaves in memory.
  private func modified(_ opcode: Opcode, _ old: UInt64, _ operand: UInt64) -> UInt64? {
    let mnemonic = opcode.mnemonic
    if mnemonic.contains(".add") { return old &+ operand }
    if mnemonic.contains(".sub") { return old &- operand }
    if mnemonic.contains(".and") { return old & operand }
    if mnemonic.contains(".or") { return old | operand }
    if mnemonic.contains(".xor") { return old ^ operand }
    return mnemonic.contains(".xchg") || mnemonic.contains(".store") ? operand : nil
  }

  @Test(arguments: modes)
  func accessesHaveTheirWidthAndGiveTheOldValue(mode: RunMode) throws {
    let (instance, store) = try instantiate()
    let operand: UInt64 = 0x8182_8384_9596_A7FF
    for opcode in Self.all {
      let mask = UInt64.max >> UInt64(64 - 8 * Self.byteCount(opcode))
      write(Self.initial, instance)
      let old = Self.initial & mask
      if let new = modified(opcode, old, operand & mask) {
        let finished = run(instance, store, "\(opcode)", [.i32(4), value(operand, opcode)], mode)
        #expect(finished.values == (opcode.mnemonic.contains("store") ? [] : [value(old, opcode)]), "\(opcode)")
        #expect(memory(instance) == Self.initial & ~mask | new & mask, "\(opcode)")
      } else if opcode.mnemonic.contains("load") {
        #expect(run(instance, store, "\(opcode)", [.i32(4)], mode).values == [value(old, opcode)], "\(opcode)")
      } else if opcode.mnemonic.contains("cmpxchg") {
        // The expected value is cut to the access's width.
        let arguments = [.i32(4), value(Self.initial, opcode), value(operand, opcode)]
        #expect(run(instance, store, "\(opcode)", arguments, mode).values == [value(old, opcode)], "\(opcode)")
        #expect(memory(instance) == Self.initial & ~mask | operand & mask, "\(opcode)")
        let present = memory(instance)
        let others = [.i32(4), value(~present, opcode), value(7, opcode)]
        #expect(run(instance, store, "\(opcode)", others, mode).values == [value(present & mask, opcode)])
        #expect(memory(instance) == present, "\(opcode)")
      }
    }
  }

  @Test(arguments: modes)
  func trapOnUnalignedAddressesAndBeyondTheEnd(mode: RunMode) throws {
    let (instance, store) = try instantiate()
    for opcode in Self.all {
      let parameters = Self.function(opcode).type.parameters
      func trap(_ address: UInt32) -> TrapCode? {
        let rest = parameters.dropFirst().map { CoreValue(slot: 0, as: $0) }
        return run(instance, store, "\(opcode)", [.i32(address)] + rest, mode).trap?.code
      }
      let count = Self.byteCount(opcode)
      if count > 1 { #expect(trap(5) == .unalignedAtomic, "\(opcode)") }
      if count > 4 { #expect(trap(8) == .unalignedAtomic, "\(opcode)") }
      if count > 1 { #expect(trap(.max) == .unalignedAtomic, "the alignment comes first: \(opcode)") }
      #expect(trap(65_536 - 4) == .memoryOutOfBounds, "\(opcode)")
      #expect(trap(.max - 3) == .memoryOutOfBounds, "\(opcode)")
      #expect(trap(65_536 - 4 - 8) == nil, "\(opcode)")
    }
  }

  @Test(arguments: modes)
  func waitsEndAtOnceAndNobodyIsNotified(mode: RunMode) throws {
    let (instance, store) = try instantiate()
    write(Self.initial, instance)
    for opcode in [Opcode.memoryAtomicWait32, .memoryAtomicWait64] {
      func wait(_ expected: UInt64, _ timeout: Int64) -> Finished {
        let type = Self.function(opcode).type.parameters[1]
        return run(
          instance, store, "\(opcode)",
          [.i32(4), CoreValue(slot: expected, as: type), .i64(UInt64(bitPattern: timeout))], mode)
      }
      #expect(wait(1, -1).values == [.i32(1)], "not equal")
      #expect(wait(Self.initial, 0).values == [.i32(2)], "timed out")
      #expect(wait(Self.initial, .max).values == [.i32(2)], "timed out")
      guard case .implementationLimit? = wait(Self.initial, -1).trap?.code else {
        Issue.record("a wait for ever must trap")
        continue
      }
    }
    #expect(run(instance, store, "\(Opcode.memoryAtomicNotify)", [.i32(4), .i32(3)], mode).values == [.i32(0)])
    let (own, other) = try instantiate(isShared: false)
    let arguments: [CoreValue] = [.i32(4), .i32(0), .i64(0)]
    let trap = run(own, other, "\(Opcode.memoryAtomicWait32)", arguments, mode).trap
    #expect(trap?.code == .expectedSharedMemory)
  }

  /// With others that could wake it an execution waits, and goes on where it was.
  @Test(arguments: modes + [RunMode(isFaithful: true)])
  func waitsUntilWokenOrTheTimeIsOver(mode: RunMode) throws {
    let (instance, store) = try instantiate()
    write(Self.initial, instance)
    store.suspendsWaits = true
    store.codeMode = mode.isFaithful ? .faithful : .optimised
    func begin(_ timeout: Int64) throws -> Execution {
      guard case .function(let function)? = instance.export(named: "\(Opcode.memoryAtomicWait64)") else {
        throw Trap(.unreachable)
      }
      let execution = Execution(store: store)
      execution.runsPortably = mode.isPortable
      execution.call(function, [.i32(4), .i64(Self.initial), .i64(UInt64(bitPattern: timeout))])
      for _ in 0..<3 {
        guard case .outOfBudget = execution.resume(budget: 1_000), execution.isWaiting else { throw Trap(.unreachable) }
      }
      return execution
    }
    func result(_ execution: Execution) -> [CoreValue]? {
      guard !execution.isWaiting, case .returned(let values) = execution.resume(budget: 1_000) else { return nil }
      return values
    }
    func notify(_ address: UInt32, _ count: UInt32) -> [CoreValue]? {
      run(instance, store, "\(Opcode.memoryAtomicNotify)", [.i32(address), .i32(count)], mode).values
    }
    let (first, second, third) = (try begin(-1), try begin(1 << 40), try begin(1000))
    #expect(notify(12, 9) == [.i32(0)], "nobody waits there")
    #expect(notify(4, 0) == [.i32(0)])
    #expect(notify(4, 1) == [.i32(1)], "the one that has waited longest")
    #expect(result(first) == [.i32(0)] && result(second) == nil && result(third) == nil)
    #expect(store.expireNextWait() && result(third) == [.i32(2)] && result(second) == nil)
    let fourth = try begin(-1)
    #expect(notify(4, .max) == [.i32(2)])
    #expect(result(second) == [.i32(0)] && result(fourth) == [.i32(0)])
    #expect(!store.expireNextWait())
    let fifth = try begin(-1)
    fifth.fail(.interrupted)
    #expect(notify(4, 1) == [.i32(0)], "one that has ended waits no more")
  }
}
