import CInterpreter
import CoreModule
import CoreTypes

/// Translates one validated function to register code.
///
/// Operands stay where they are (a local, a constant) until something needs them in a slot, so that `local.get` and
/// constants cost nothing; a result whose only use is `local.set` goes straight to the local. At the borders of blocks every
/// operand is in its canonical slot: behind the locals, at its height. Each wasm operator is charged once, at the end of
/// its block.
struct Translator {
  let instance: CoreInstance
  let module: Module
  let body: FunctionBody
  let localCount: Int
  let parameterCount: Int
  let resultCount: Int

  var code = CodeBuffer()
  var stack: OperandStack
  var controls: [Control] = []
  /// Operators since the last charge.
  var cost: UInt32 = 0
  /// The last operation, if its result is in A and nothing was emitted or bound since.
  var lastResult: (index: Int, slot: UInt16)?
  /// Blocks opened inside code that cannot be reached.
  var skippedBlocks = 0

  /// More words than this would be needed by nothing but an attack on memory.
  private let maximumWords: Int

  init(_ function: UInt32, of instance: CoreInstance) throws(Trap) {
    let module = instance.module
    guard let type = module.type(ofFunction: function), let body = module.body(ofFunction: function) else {
      throw Trap(.implementationLimit("function \(function) has no body"))
    }
    self.instance = instance
    self.module = module
    self.body = body
    parameterCount = type.parameters.count
    resultCount = type.results.count
    localCount = parameterCount + body.localCount
    stack = OperandStack(localCount: localCount)
    maximumWords = min(65_536 + 16 * body.range.count, 1 << 25)
  }

  /// The whole function.
  ///
  /// - Throws: a trap where the function is beyond what this engine can run.
  mutating func translate() throws(Trap) -> CodeBuffer {
    controls.append(
      Control(kind: .function, height: 0, parameterCount: 0, resultCount: resultCount))
    code.sourceOffset = UInt32(truncatingIfNeeded: body.codeStart)
    code.emit(
      wi_op_enter, a: UInt16(truncatingIfNeeded: parameterCount),
      b: UInt16(truncatingIfNeeded: localCount - parameterCount))
    code.append(0)
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    while !reader.isAtEnd, !controls.isEmpty {
      let instruction: Instruction
      do { instruction = try reader.next() } catch {
        throw Trap(.implementationLimit("an instruction that was not validated"))
      }
      code.sourceOffset = UInt32(truncatingIfNeeded: instruction.offset)
      try translate(instruction)
      try checkSize()
    }
    code.setWord(1, to: UInt64(frameSlots))
    return code
  }

  /// The slots of a frame: locals, the operand stack at its highest, and the results on their way out.
  private var frameSlots: Int { max(localCount + stack.peak + 1, resultCount) }

  /// - Throws: a trap as soon as the code or the frame is beyond what the words can hold.
  func checkSize() throws(Trap) {
    guard code.count <= maximumWords else { throw Trap(.implementationLimit("a function of \(code.count) words")) }
    guard frameSlots <= Int(UInt16.max) else { throw Trap(.implementationLimit("a frame of \(frameSlots) slots")) }
  }

  private mutating func translate(_ instruction: Instruction) throws(Trap) {
    guard controls[controls.count - 1].isReachable else {
      skip(instruction)
      return
    }
    switch OperationRow.row(for: instruction.opcode) {
    case .integerBinary(let operation): binary(operation, constants: .nearAndWide)
    case .commutative(let operation): binary(operation, swapped: operation, constants: .nearAndWide)
    case .compare(let operation, _, let swapped, _): binary(operation, swapped: swapped, constants: .near)
    case .binary(let operation): binary(operation)
    case .unary(let operation): unary(operation)
    case .reinterpret: cost += 1
    case .load(let operation): load(operation, offset: instruction.immediate)
    case .store(let operation): store(operation, offset: instruction.immediate)
    case .special: try special(instruction)
    }
  }

  /// Passes over code that cannot be reached, up to what closes its block.
  private mutating func skip(_ instruction: Instruction) {
    switch instruction.opcode {
    case .block, .loop, .if: skippedBlocks += 1
    case .else where skippedBlocks == 0: elsePart()
    case .end where skippedBlocks == 0: end()
    case .end: skippedBlocks -= 1
    default: break
    }
  }

  // MARK: Slots

  /// The canonical slot of a height.
  func slot(at height: Int) -> UInt16 { UInt16(truncatingIfNeeded: localCount + height) }

  /// The slot to read a popped operand from, which stood at `height`.
  mutating func source(_ operand: Operand, at height: Int) -> UInt16 {
    switch operand {
    case .slot: return slot(at: height)
    case .local(let local): return local
    case .constant(let bits):
      let slot = slot(at: height)
      emitConstant(bits, to: slot)
      return slot
    }
  }

  /// Pops an operand into a slot that can be read.
  mutating func popSource() -> UInt16 {
    let operand = stack.pop()
    return source(operand, at: stack.height)
  }

  /// Moves an entry of the stack to its canonical slot.
  mutating func settle(_ height: Int) {
    switch stack[height] {
    case .slot: return
    case .local(let local): emit(wi_op_copy, a: slot(at: height), b: local)
    case .constant(let bits): emitConstant(bits, to: slot(at: height))
    }
    stack.settle(height)
  }

  /// Moves the topmost `count` entries to their canonical slots.
  mutating func settleTop(_ count: Int) {
    for height in (stack.height - count)..<stack.height { settle(height) }
  }

  /// Copies every entry that is still in a local, since a block may write the local on one path only.
  mutating func settleLocals() {
    for height in stack.takeUnsettledHeights() { settle(height) }
  }

  /// Pushes the result of the operation just emitted, whose A is the canonical slot.
  mutating func pushResult(ofWords words: Int = 1) {
    let slot = slot(at: stack.height)
    stack.push(.slot)
    lastResult = (code.count - words, slot)
  }

  // MARK: Emission

  mutating func emit(_ operation: Operation, a: UInt16 = 0, b: UInt16 = 0, c: UInt16 = 0) {
    code.emit(operation, a: a, b: b, c: c)
    lastResult = nil
  }

  mutating func emitConstant(_ bits: UInt64, to slot: UInt16) {
    if bits <= UInt64(UInt32.max) {
      code.emit(wi_op_const_u32, a: slot, wide: UInt32(truncatingIfNeeded: bits))
    } else if Int64(bitPattern: bits) >= Int64(Int32.min), Int64(bitPattern: bits) < 0 {
      code.emit(wi_op_const_s32, a: slot, wide: UInt32(truncatingIfNeeded: bits))
    } else {
      code.emit(wi_op_const_64, a: slot)
      code.append(bits)
    }
    lastResult = nil
  }

  /// Charges what ran since the last charge.
  mutating func charge() {
    guard cost > 0 else { return }
    code.emit(wi_op_charge, wide: cost)
    cost = 0
    lastResult = nil
  }
}
