import CInterpreter
import CoreModule
import CoreTypes

// Memories and tables.

extension Translator {
  /// Whether a memory is the instance's first and has 32-bit addresses, which have forms of their own.
  func isFirstMemory(_ index: UInt32) -> Bool {
    index == 0 && instance.memories[0].type.addressType == .i32
  }

  func memoryWord(_ index: UInt32) -> UInt64 { instance.memories[Int(index)].cell.cell.word }

  private func tableWord(_ index: UInt32) -> UInt64 { instance.tables[Int(index)].cell.word }

  /// - Parameter operation: the near form; the far one and the one for any memory follow it.
  mutating func load(_ operation: Operation, _ instruction: Instruction, isWide: Bool = false) {
    countOperator()
    let offset = instruction.immediate
    if loadSum(operation, instruction) { return }
    let b = popField(.b)
    if !isFirstMemory(instruction.second) {
      emitResult(operation + 2, b: b, words: [offset, memoryWord(instruction.second)], isWide: isWide)
    } else if let near = UInt16(exactly: offset) {
      emitResult(operation, b: b, c: near, isWide: isWide)
    } else {
      emitResult(operation + 1, b: b, words: [offset], isWide: isWide)
    }
  }

  mutating func store(_ operation: Operation, _ instruction: Instruction) {
    countOperator()
    if storeConstant(operation, instruction) || storeSum(operation, instruction) { return }
    let b = popField(.b)
    let a = popField(.a)
    let offset = instruction.immediate
    if !isFirstMemory(instruction.second) {
      emit(operation + 2, a: a, b: b)
      code.append(offset)
      code.append(memoryWord(instruction.second))
    } else if let near = UInt16(exactly: offset) {
      emit(operation, a: a, b: b, c: near)
    } else {
      emit(operation + 1, a: a, b: b)
      code.append(offset)
    }
  }

  mutating func memorySize(_ index: UInt32) {
    countOperator()
    emitResult(wi_op_memory_size, words: [memoryWord(index)])
  }

  mutating func memoryCopy(to destination: UInt32, from source: UInt32) {
    if isFirstMemory(destination), isFirstMemory(source) {
      ternary(wi_op_memory_copy)
    } else {
      ternary(wi_op_memory_copy_at, words: [memoryWord(destination), memoryWord(source)])
    }
  }

  mutating func memoryFill(_ index: UInt32) {
    if isFirstMemory(index) {
      ternary(wi_op_memory_fill)
    } else {
      ternary(wi_op_memory_fill_at, words: [memoryWord(index)])
    }
  }

  /// An operation of three operands and no result, in A, B and C.
  private mutating func ternary(_ operation: Operation, words: [UInt64] = []) {
    countOperator()
    let c = popField(.c)
    let b = popField(.b)
    let a = popField(.a)
    emit(operation, a: a, b: b, c: c)
    for word in words { code.append(word) }
  }

  mutating func tableGet(_ index: UInt32) {
    countOperator()
    let b = popField(.b)
    emitResult(wi_op_table_get, b: b, words: [tableWord(index)])
  }

  mutating func tableSet(_ index: UInt32) {
    countOperator()
    let b = popField(.b)
    let a = popField(.a)
    emit(wi_op_table_set, a: a, b: b)
    code.append(tableWord(index))
  }

  mutating func tableSize(_ index: UInt32) {
    countOperator()
    emitResult(wi_op_table_size, words: [tableWord(index)])
  }

  // MARK: What the host carries out

  // Three words:  operation | A | B | C;  two further slots;  two indices

  /// An operation of the host without a result.
  ///
  /// - Parameter operands: how many it takes, up to five: from the deepest on in A, B, C and the further slots.
  mutating func hostEffect(_ operation: Operation, operands: Int, _ first: UInt64 = 0, _ second: UInt32 = 0) {
    countOperator()
    let sources = popSources(operands, room: 5)
    let a = near(sources[0].slot, isWide: sources[0].isWide, .a)
    let b = near(sources[1].slot, isWide: sources[1].isWide, .b)
    let c = near(sources[2].slot, isWide: sources[2].isWide, .c)
    emit(operation, a: a, b: b, c: c)
    code.append(low: sources[3].slot, high: sources[4].slot)
    code.append(low: Int(first), high: Int(second))
  }

  /// An operation of the host with one result, in A.
  ///
  /// - Parameter operands: how many it takes, up to four: from the deepest on in B, C and the further slots.
  mutating func hostResult(_ operation: Operation, operands: Int, _ first: UInt64 = 0, _ second: UInt32 = 0) {
    countOperator()
    let sources = popSources(operands, room: 4)
    let b = near(sources[0].slot, isWide: sources[0].isWide, .b)
    let c = near(sources[1].slot, isWide: sources[1].isWide, .c)
    emitHostResult(operation, b: b, c: c, further: (sources[2].slot, sources[3].slot), first, second)
  }

  private mutating func emitHostResult(
    _ operation: Operation, b: UInt16, c: UInt16, further: (Int, Int), _ first: UInt64, _ second: UInt32
  ) {
    emitResult(
      operation, b: b, c: c,
      words: [
        UInt64(UInt32(truncatingIfNeeded: further.0)) | UInt64(UInt32(truncatingIfNeeded: further.1)) << 32,
        UInt64(UInt32(truncatingIfNeeded: first)) | UInt64(second) << 32,
      ])
    lastResult = nil
  }

  /// An operation of the host that makes an object of the topmost entries, which stand in their canonical slots from the
  /// first further slot on.
  mutating func hostObject(_ operation: Operation, entries: Int, _ first: UInt64, _ second: UInt32 = 0) {
    countOperator()
    settleTop(entries)
    let slot = stack.slot(at: stack.height - entries)
    stack.truncate(to: stack.height - entries)
    emitHostResult(operation, b: 0, c: 0, further: (slot, 0), first, second)
  }

  /// Pops operands into slots that can be read, the deepest first, with places for more behind them.
  private mutating func popSources(_ count: Int, room: Int) -> [(slot: Int, isWide: Bool)] {
    var sources = [(slot: Int, isWide: Bool)](repeating: (0, false), count: room)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let entry = stack.pop()
      sources[index] = (source(entry), entry.isWide)
    }
    return sources
  }
}
