import CInterpreter
import CoreModule

// Two instructions in one operation. Those with an integer instruction that can lose something have a watch twin that looks
// at each of the two: the place of the first is the operation's first word, that of the second the word behind.

extension Translator {
  /// The operation just emitted if an operand is its result and nothing else can read it: it may be taken back.
  private func last(giving entry: StackEntry) -> (index: Int, word: OperationWord)? {
    guard !frame.isLarge, case .slot = entry.operand, let lastResult, lastResult.slot == entry.slot,
      let last = code.lastOperation, last.index == lastResult.index
    else { return nil }
    return last
  }

  // MARK: Integers and floats

  /// second(first(B, C), D): the first is the operation that gave one operand, the other is D.
  ///
  /// - Returns: false where there is no such operation; nothing has changed then.
  mutating func fuse(_ operation: Operation, _ left: StackEntry, _ right: StackEntry) -> Bool {
    if fuseFloats(operation, left, right) { return true }
    guard let second = FusedSecond(operation) else { return false }
    // A slot may be read again by nothing else, but the entry below may be the result of the operation before.
    for (entry, other, isSwapped) in [(right, left, true), (left, right, false)] {
      guard let last = last(giving: entry), let first = FusedFirst(last.word, behind: wordBehind(last.index)) else {
        continue
      }
      switch other.operand {
      case .constant(let bits):
        guard let constant = first.narrow(bits), let operation = first.operation(second, isConstant: true) else {
          continue
        }
        replaceLast(with: operation, first, behind: UInt32(bitPattern: constant), isSwapped)
      case .slot, .local:
        guard let operation = first.operation(second, isConstant: false) else { continue }
        replaceLast(with: operation, first, behind: UInt32(truncatingIfNeeded: source(other)), isSwapped)
      }
      return true
    }
    return false
  }

  private func wordBehind(_ index: Int) -> UInt64? { index + 1 < code.count ? code.words[index + 1] : nil }

  /// - Parameter isSwapped: whether the first's result is the right operand of the second. The watch's twins tell operands
  ///   in the program's order; the bit is where the form has room.
  private mutating func replaceLast(
    with operation: Operation, _ first: FusedFirst, behind: UInt32, _ isSwapped: Bool
  ) {
    let offset = code.removeLastOperation()
    let swap: UInt32 = isSwapped ? 1 : 0
    let high = first.hasConstant ? UInt32(bitPattern: first.constant) : swap
    let c = first.hasConstant ? UInt16(swap) : first.c
    let index = code.count
    emitResult(operation, b: first.b, c: c, words: [UInt64(behind) | UInt64(high) << 32])
    code.setOffset(of: index, to: offset)
  }

  private mutating func fuseFloats(_ operation: Operation, _ left: StackEntry, _ right: StackEntry) -> Bool {
    guard let family = FusedFloat(operation) else { return false }
    for (entry, other, isLeft) in [(left, right, true), (right, left, false)] {
      guard let last = last(giving: entry), case let product = last.word.operation,
        let fused = family.operation(after: product, isLeft: isLeft)
      else { continue }
      if case .constant = other.operand { continue }
      _ = code.removeLastOperation()
      emitResult(fused, b: last.word.b, c: last.word.c, words: [UInt64(source(other))])
      return true
    }
    return false
  }

  // MARK: Addresses

  /// The parts of an address that was only just summed up.
  func sum(giving entry: StackEntry) -> AddressSum? {
    guard let last = last(giving: entry) else { return nil }
    switch last.word.operation {
    case wi_op_i32_add_rr: return AddressSum(slot: last.word.b, other: UInt32(last.word.c), isConstant: false)
    case wi_op_i32_add_ri:
      let constant = Int32(Int16(bitPattern: last.word.c))
      return AddressSum(slot: last.word.b, other: UInt32(bitPattern: constant), isConstant: true)
    case wi_op_i32_add_rw:
      guard let word = wordBehind(last.index) else { return nil }
      return AddressSum(slot: last.word.b, other: UInt32(truncatingIfNeeded: word), isConstant: true)
    default: return nil
    }
  }

  /// A load from an address that was only just summed up; false where it is no such load.
  mutating func loadSum(_ operation: Operation, _ instruction: Instruction) -> Bool {
    guard (wi_op_i32_load_near...wi_op_i64_load32_s_near).contains(operation), isFirstMemory(instruction.second),
      let near = UInt16(exactly: instruction.immediate), let sum = sum(giving: stack[stack.height - 1])
    else { return false }
    _ = stack.pop()
    let offset = code.removeLastOperation()
    // Two fused forms for each three plain ones.
    let first = wi_op_i32_load_sum + (operation - wi_op_i32_load_near) / 3 * 2
    let index = code.count
    emitResult(first + (sum.isConstant ? 1 : 0), b: sum.slot, c: near, words: [UInt64(sum.other)])
    code.setOffset(of: index, to: offset)
    return true
  }

  /// A store of a value that is in no need of code of its own, to an address that was only just summed up.
  mutating func storeSum(_ operation: Operation, _ instruction: Instruction) -> Bool {
    guard isFirstMemory(instruction.second), let near = UInt16(exactly: instruction.immediate),
      case let value = stack[stack.height - 1], let sum = sum(giving: stack[stack.height - 2])
    else { return false }
    if case .constant = value.operand { return false }
    _ = stack.pop()
    _ = stack.pop()
    let offset = code.removeLastOperation()
    let first = wi_op_store8_sum + (operation - wi_op_store8_near) / 3 * 2
    let index = code.count
    emit(first + (sum.isConstant ? 1 : 0), a: sum.slot, b: near16(source(value)), c: near)
    code.append(UInt64(sum.other))
    code.setOffset(of: index, to: offset)
    return true
  }

  private func near16(_ slot: Int) -> UInt16 { UInt16(truncatingIfNeeded: slot) }

  /// A store of a small constant; false where the value is none.
  mutating func storeConstant(_ operation: Operation, _ instruction: Instruction) -> Bool {
    guard !frame.isLarge, isFirstMemory(instruction.second), let near = UInt16(exactly: instruction.immediate),
      case .constant(let bits) = stack[stack.height - 1].operand,
      let constant = storedConstant(bits, operation)
    else { return false }
    _ = stack.pop()
    let a = popField(.a)
    emit(wi_op_store8_const + (operation - wi_op_store8_near) / 3, a: a, b: UInt16(bitPattern: constant), c: near)
    return true
  }

  /// The constant as 16 bits that give the same stored bytes; nil where there are none, or where the store loses
  /// something that the watch must see.
  private func storedConstant(_ bits: UInt64, _ operation: Operation) -> Int16? {
    let narrow = Int64(Int32(truncatingIfNeeded: bits))
    let wide = Int64(bitPattern: bits)
    func stored(_ value: Int64, losingNothingIn range: ClosedRange<Int64>) -> Int16? {
      range.contains(value) ? Int16(truncatingIfNeeded: value) : nil
    }
    switch operation {
    case wi_op_store8_near: return stored(narrow, losingNothingIn: -0x80...0xFF)
    case wi_op_store16_near: return stored(narrow, losingNothingIn: -0x8000...0xFFFF)
    case wi_op_store32_near: return Int16(exactly: narrow)
    case wi_op_i64_store8_near: return stored(wide, losingNothingIn: -0x80...0xFF)
    case wi_op_i64_store16_near: return stored(wide, losingNothingIn: -0x8000...0xFFFF)
    default: return Int16(exactly: wide)
    }
  }

  // MARK: Copies

  /// Joins a copy with the one before; false where there is none.
  mutating func joinCopies(from source: Int, to destination: Int) -> Bool {
    guard !frame.isLarge, let last = code.lastOperation, last.word.operation == wi_op_copy else { return false }
    _ = code.removeLastOperation()
    emit(wi_op_copy_2, a: last.word.a, b: last.word.b, c: near16(destination))
    code.append(UInt64(source))
    return true
  }

  // MARK: Counting

  /// Fuses a branch with the addition that gave what it tests.
  ///
  /// - Returns: the branch that awaits its target; nil where there is nothing to fuse.
  mutating func count(_ condition: Condition, cost: UInt32) -> Control.Reference? {
    guard !frame.isLarge, let last = code.lastOperation,
      let counting = FusedCount(last.word, condition)
    else { return nil }
    let word = last.word
    let offset = code.removeLastOperation()
    let base = code.count
    emit(counting.operation, a: word.a, b: word.b, c: word.c)
    code.setOffset(of: base, to: offset)
    code.append(UInt64(cost) << 32)
    code.append(counting.other)
    return Control.Reference(word: base + 1, base: base)
  }
}

/// An address as the sum of a slot and another slot or a constant.
struct AddressSum {
  let slot: UInt16
  let other: UInt32
  let isConstant: Bool
}
