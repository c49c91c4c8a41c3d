import CoreModule
import CoreTypes

/// How an operator moves bytes between the operand stack, locals, globals and memories. Counts are of slots.
enum OperatorFlow {
  /// Takes operands, and gives results that are followed nowhere.
  case compute(pops: Int, pushes: Int)
  case localGet(slot: Int, count: Int)
  case localSet(slot: Int, count: Int, keepsValue: Bool)
  case globalGet(CoreGlobal, count: Int)
  case globalSet(CoreGlobal, count: Int)
  case select(count: Int)
  case word(WordFlow)
  case vector(VectorFlow)
  case load(LinearAccess, to: Int, isSigned: Bool)
  case store(LinearAccess)
  /// From and to a memory's number.
  case memoryCopy(to: Int, from: Int)
  case memoryFill(Int)
  /// The operand that says where it goes, and how much the branch carries.
  case branch(pops: Int, arity: Int)
  /// What says which function, and what is passed.
  case call(pops: Int, parameters: Int)
  case tailCall(pops: Int, parameters: Int)
  case leave
  case unwind
  /// What the operator does is not known here: nothing on the operand stack is followed any further.
  case unknown
}

/// Where in a memory a load or store goes, besides its address operand.
struct LinearAccess {
  /// The memory's number in the follower.
  let memory: Int
  let offset: UInt64
  /// Bytes in memory.
  let count: Int
}

/// What is known of a place in faithful code, once and for all.
struct OperatorPlan {
  let flow: OperatorFlow
  let instruction: Instruction
  /// The function's number in the store.
  let function: Int
  /// Slots from the frame's first to behind the operand stack, as the operator finds them.
  let top: Int
  /// Slots before the operand stack.
  let localSlots: Int
  /// What it can lose.
  let loss: Loss?
  /// The follower's number of the memory that it accesses, where it is one memory.
  let memory: Int

  /// Bytes of a numeric result.
  var resultBytes: Int {
    let type = instruction.opcode.signature.result
    return type == .i32 || type == .f32 ? 4 : 8
  }
}

extension OperatorFlow {
  /// - Parameters:
  ///   - types: the operand stack before it
  ///   - memoryNumber: the follower's number of a memory
  init(
    _ instruction: Instruction, of instance: CoreInstance, _ layout: FrameLayout, _ types: [CoreValueType],
    arity: Int, memoryNumber: (CoreMemory) -> Int
  ) {
    let opcode = instruction.opcode
    let index = instruction.index
    func memory(_ index: UInt32) -> Int { memoryNumber(instance.memories[Int(index)]) }
    func width(_ type: CoreValueType?) -> Int { type == .v128 ? 2 : 1 }
    switch opcode {
    case .nop, .atomicFence, .dataDrop, .elemDrop: self = .compute(pops: 0, pushes: 0)
    case .drop: self = .compute(pops: width(types.last), pushes: 0)
    case .br, .brTable: self = .branch(pops: opcode == .br ? 0 : 1, arity: arity)
    case .brIf: self = .branch(pops: 1, arity: arity)
    case .if: self = .compute(pops: 1, pushes: 0)
    case .return: self = .leave
    case .throw, .throwRef: self = .unwind
    case .select, .selectTyped: self = .select(count: width(types.dropLast().last))
    case .localGet: self = .localGet(slot: layout.slot(of: index), count: layout.isWide(index) ? 2 : 1)
    case .localSet, .localTee:
      self = .localSet(
        slot: layout.slot(of: index), count: layout.isWide(index) ? 2 : 1, keepsValue: opcode == .localTee)
    case .globalGet, .globalSet:
      let global = instance.globals[Int(index)]
      let count = width(global.type.value)
      self = opcode == .globalGet ? .globalGet(global, count: count) : .globalSet(global, count: count)
    case .memorySize: self = .compute(pops: 0, pushes: 1)
    case .memoryGrow: self = .compute(pops: 1, pushes: 1)
    case .memoryCopy: self = .memoryCopy(to: memory(index), from: memory(instruction.second))
    case .memoryFill: self = .memoryFill(memory(index))
    case .memoryInit: self = .memoryFill(memory(instruction.second))
    case .call, .callIndirect, .callRef, .returnCall, .returnCallIndirect, .returnCallRef:
      self.init(call: instruction, in: instance)
    case .i64Add128, .i64Sub128: self = .compute(pops: 4, pushes: 2)
    case .i64MulWideS, .i64MulWideU: self = .compute(pops: 2, pushes: 2)
    default:
      if let flow = WordFlow(opcode) {
        self = .word(flow)
      } else if let flow = VectorFlow(instruction, in: instance.module.bytes) {
        self = .vector(flow)
      } else {
        self.init(plain: instruction, memory: memory)
      }
    }
  }

  private init(call instruction: Instruction, in instance: CoreInstance) {
    let isDirect = instruction.opcode == .call || instruction.opcode == .returnCall
    let type =
      isDirect
      ? instance.module.type(ofFunction: instruction.index) : instance.module.functionType(at: instruction.index)
    guard let type else {
      self = .unknown
      return
    }
    let parameters = ValueShape(type.parameters).slotCount
    switch instruction.opcode {
    case .call, .callIndirect, .callRef: self = .call(pops: isDirect ? 0 : 1, parameters: parameters)
    default: self = .tailCall(pops: isDirect ? 0 : 1, parameters: parameters)
    }
  }

  /// Constants, computations, loads and stores.
  private init(plain instruction: Instruction, memory: (UInt32) -> Int) {
    let signature = instruction.opcode.signature
    let pushes = signature.result == .bottom ? 0 : signature.result == .v128 ? 2 : 1
    let pops = [signature.first, signature.second, signature.third].prefix(Int(signature.operandCount))
      .reduce(0) { $0 + ($1 == .v128 ? 2 : 1) }
    let count = 1 << Int(signature.naturalAlignment)
    switch signature.shape {
    case .constant, .numeric: self = .compute(pops: pops, pushes: pushes)
    case .load, .store:
      let access = LinearAccess(
        memory: memory(instruction.second), offset: instruction.immediate, count: count)
      if signature.shape == .store {
        self = .store(access)
      } else if let (width, isSigned) = instruction.opcode.loadedBytes {
        self = .load(access, to: width, isSigned: isSigned)
      } else {
        // A vector that is not loaded as it is.
        self = .compute(pops: 1, pushes: pushes)
      }
    case .loadLane: self = .compute(pops: 3, pushes: 2)
    // Atomic operations and stores of a lane write what is not followed; where, their memory's shadow has to know.
    case .storeLane, .atomic, .special: self = .unknown
    }
  }
}

extension Opcode {
  /// The bytes that a load gives, and how it fills those that it does not read; nil where they are not what memory has.
  fileprivate var loadedBytes: (width: Int, isSigned: Bool)? {
    switch self {
    case .i32Load, .f32Load: (4, false)
    case .i64Load, .f64Load: (8, false)
    case .v128Load: (16, false)
    case .i32Load8S, .i32Load16S: (4, true)
    case .i32Load8U, .i32Load16U: (4, false)
    case .i64Load8S, .i64Load16S, .i64Load32S: (8, true)
    case .i64Load8U, .i64Load16U, .i64Load32U: (8, false)
    default: nil
    }
  }

  /// What an atomic operation or a store of a lane writes: how many bytes, and how many slots above its address it takes;
  /// nil for other operators.
  var untracedWrite: (bytes: Int, slotsAbove: Int)? {
    switch signature.shape {
    case .storeLane: (1 << Int(signature.naturalAlignment), 2)
    case .atomic where signature.operandCount > 0:
      (1 << Int(signature.naturalAlignment), Int(signature.operandCount))
    default: nil
    }
  }
}
