import CInterpreter

// Where operands are, and how they get to where an operation can name them.

/// Which field of an operation names a slot.
enum SlotField: Int {
  case a, b, c, further
}

extension Translator {
  /// The slot to read a popped operand from.
  mutating func source(_ entry: StackEntry) -> Int {
    switch entry.operand {
    case .slot: return entry.slot
    case .local(let local): return local
    case .constant(let bits):
      emitConstant(bits, to: entry.slot)
      return entry.slot
    }
  }

  /// Pops an operand into a slot that can be read.
  mutating func popSource() -> Int {
    source(stack.pop())
  }

  /// Pops an operand to be named by a field.
  mutating func popField(_ field: SlotField) -> UInt16 {
    let entry = stack.pop()
    return near(source(entry), isWide: entry.isWide, field)
  }

  /// Moves an entry of the stack to its canonical slot.
  mutating func settle(_ height: Int) {
    let entry = stack[height]
    move(entry, to: entry.slot)
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

  /// Puts an entry's value in a slot, if it is not there.
  mutating func move(_ entry: StackEntry, to slot: Int) {
    switch entry.operand {
    case .slot: copy(from: entry.slot, to: slot, isWide: entry.isWide)
    case .local(let local): copy(from: local, to: slot, isWide: entry.isWide)
    case .constant(let bits): emitConstant(bits, to: slot)
    }
  }

  mutating func copy(from source: Int, to destination: Int, isWide: Bool) {
    guard source != destination else { return }
    if !isWide, joinCopies(from: source, to: destination) { return }
    let a = near(result: destination)
    emit(isWide ? wi_op_copy_128 : wi_op_copy, a: a, b: near(source, isWide: isWide, .b))
    deliver(to: destination, isWide: isWide)
  }

  // MARK: Large frames

  /// A slot as a field names it; one beyond its reach is copied to a scratch slot first.
  mutating func near(_ slot: Int, isWide: Bool = false, _ field: SlotField) -> UInt16 {
    guard slot >= FrameLayout.nearSlots else { return UInt16(truncatingIfNeeded: slot) }
    let scratch = UInt16(truncatingIfNeeded: frame.scratch(field.rawValue))
    code.emit(
      isWide ? wi_op_copy_from_far_128 : wi_op_copy_from_far, a: scratch, wide: UInt32(truncatingIfNeeded: slot))
    return scratch
  }

  /// Where an operation is to put its result: in the slot, or where `deliver` takes it from.
  func near(result slot: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: slot < FrameLayout.nearSlots ? slot : frame.scratch(0))
  }

  /// Brings a result to a slot that the operation could not name.
  mutating func deliver(to slot: Int, isWide: Bool = false) {
    guard slot >= FrameLayout.nearSlots else { return }
    code.emit(
      isWide ? wi_op_copy_to_far_128 : wi_op_copy_to_far, a: near(result: slot), wide: UInt32(truncatingIfNeeded: slot))
    lastResult = nil
  }

  // MARK: Emission

  mutating func emit(_ operation: Operation, a: UInt16 = 0, b: UInt16 = 0, c: UInt16 = 0) {
    code.emit(operation, a: a, b: b, c: c)
    lastResult = nil
  }

  /// Emits an operation whose result is the next value of the stack, which it pushes.
  ///
  /// - Parameter words: what stands behind the first word.
  mutating func emitResult(
    _ operation: Operation, b: UInt16 = 0, c: UInt16 = 0, words: [UInt64] = [], isWide: Bool = false
  ) {
    let slot = stack.nextSlot
    let index = code.count
    code.emit(operation, a: near(result: slot), b: b, c: c)
    for word in words { code.append(word) }
    stack.push(.slot, isWide: isWide)
    lastResult = (index, slot)
    deliver(to: slot, isWide: isWide)
  }

  mutating func emitConstant(_ bits: UInt64, to slot: Int) {
    let a = near(result: slot)
    if bits <= UInt64(UInt32.max) {
      code.emit(wi_op_const_u32, a: a, wide: UInt32(truncatingIfNeeded: bits))
    } else if Int64(bitPattern: bits) >= Int64(Int32.min), Int64(bitPattern: bits) < 0 {
      code.emit(wi_op_const_s32, a: a, wide: UInt32(truncatingIfNeeded: bits))
    } else {
      code.emit(wi_op_const_64, a: a)
      code.append(bits)
    }
    lastResult = nil
    deliver(to: slot)
  }

  /// Counts the operator in hand, which a later operation charges; in faithful code its mark has done so.
  mutating func countOperator() {
    if !isFaithful { cost += 1 }
  }

  /// Charges what ran since the last charge.
  mutating func charge() {
    guard cost > 0 else { return }
    code.emit(wi_op_charge, wide: cost)
    cost = 0
    lastResult = nil
  }
}
