import CInterpreter
import CoreModule

// Vectors, atomic accesses and 128-bit arithmetic. What stands in the words is told in operations_vector.h.

extension Translator {
  mutating func vector(_ row: VectorRow, _ instruction: Instruction) {
    switch row {
    case .load(let operation): load(operation, instruction, isWide: true)
    case .store(let operation): store(operation, instruction)
    case .unary(let operation): vectorUnary(operation, isWide: true)
    case .test(let operation): vectorUnary(operation, isWide: false)
    case .extractLane(let operation): vectorUnary(operation, words: [laneWord(instruction)], isWide: false)
    case .binary(let operation): vectorBinary(operation)
    case .replaceLane(let operation): vectorBinary(operation, words: [laneWord(instruction)])
    case .shuffle(let operation):
      let lanes = instruction.vector(in: module.bytes)
      vectorBinary(operation, words: [lanes.low, lanes.high])
    case .ternary(let operation):
      let third = popSource()
      vectorBinary(operation, words: [UInt64(third)])
    case .loadLane(let operation):
      countOperator()
      let c = popField(.c)
      let b = popField(.b)
      emitResult(operation, b: b, c: c, words: laneAccessWords(instruction), isWide: true)
    case .storeLane(let operation):
      countOperator()
      let c = popField(.c)
      let b = popField(.b)
      emit(operation, b: b, c: c)
      for word in laneAccessWords(instruction) { code.append(word) }
    }
  }

  private mutating func vectorUnary(_ operation: Operation, words: [UInt64] = [], isWide: Bool) {
    countOperator()
    let b = popField(.b)
    emitResult(operation, b: b, words: words, isWide: isWide)
  }

  private mutating func vectorBinary(_ operation: Operation, words: [UInt64] = []) {
    countOperator()
    let c = popField(.c)
    let b = popField(.b)
    emitResult(operation, b: b, c: c, words: words, isWide: true)
  }

  private func laneWord(_ instruction: Instruction) -> UInt64 { UInt64(instruction.lane) << 32 }

  private func laneAccessWords(_ instruction: Instruction) -> [UInt64] {
    let memory = instruction.second
    return [instruction.immediate, UInt64(instruction.lane), isFirstMemory(memory) ? 0 : memoryWord(memory)]
  }

  // MARK: Atomic accesses

  mutating func atomic(_ row: AtomicRow, _ instruction: Instruction) {
    countOperator()
    let memory = instruction.second
    var words = [instruction.immediate, memoryWord(memory)]
    switch row {
    case .load(let operation):
      let b = popField(.b)
      emitResult(operation, b: b, words: words)
    case .store(let operation):
      let c = popField(.c)
      let b = popField(.b)
      emit(operation, b: b, c: c)
      for word in words { code.append(word) }
    case .binary(let operation):
      let c = popField(.c)
      let b = popField(.b)
      emitResult(operation, b: b, c: c, words: words)
    case .ternary(let operation):
      // The waits are the host's, which asks the memory whether it is shared: its index stands in the high half.
      words.append(UInt64(popSource()) | UInt64(memory) << 32)
      let c = popField(.c)
      let b = popField(.b)
      emitResult(operation, b: b, c: c, words: words)
    }
  }

  // MARK: 128-bit arithmetic

  /// Four operands of 64 bits, or two; two results.
  mutating func wideArithmetic(_ operation: Operation, operands: Int) {
    countOperator()
    var words: [UInt64] = []
    if operands == 4 {
      let high = popSource()
      let low = popSource()
      words = [UInt64(low) | UInt64(high) << 32]
    }
    let c = popField(.c)
    let b = popField(.b)
    let slot = stack.nextSlot
    code.emit(operation, a: near(result: slot), b: b, c: c)
    for word in words { code.append(word) }
    stack.push(.slot)
    stack.push(.slot)
    lastResult = nil
    deliver(to: slot, isWide: true)
  }
}
