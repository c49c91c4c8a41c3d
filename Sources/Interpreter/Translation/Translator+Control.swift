import CInterpreter
import CoreModule
import CoreTypes

// Blocks and branches.

extension Translator {
  // MARK: Blocks

  private func shapes(of type: BlockType) -> (parameters: ValueShape, results: ValueShape) {
    switch type {
    case .empty: return (.empty, .empty)
    case .value(let type): return (.empty, ValueShape(one: type == .v128))
    case .type(let index):
      guard let type = module.functionType(at: index) else { return (.empty, .empty) }
      return (ValueShape(type.parameters), ValueShape(type.results))
    }
  }

  mutating func open(_ kind: Control.Kind, _ type: BlockType) {
    let (parameters, results) = shapes(of: type)
    settleLocals()
    settleTop(parameters.count)
    let height = stack.height - parameters.count
    controls.append(
      Control(
        kind: kind, height: height, slot: stack.slot(at: height), parameters: parameters, results: results))
  }

  mutating func loop(_ type: BlockType) {
    open(.loop, type)
    charge()
    controls[controls.count - 1].start = code.count
    markLabel()
  }

  mutating func ifPart(_ type: BlockType) {
    countOperator()
    let condition = takeCondition()
    settleLocals()
    settleTop(shapes(of: type).parameters.count)
    let skip = emitBranch(condition, takenWhen: false, cost: cost)
    open(.if(skip: skip), type)
  }

  mutating func elsePart() {
    let index = controls.count - 1
    guard case .if(let skip) = controls[index].kind else { return }
    if controls[index].isReachable {
      settleTop(controls[index].results.count)
      let base = code.count
      code.emit(wi_op_branch)
      code.append(UInt64(cost) << 32)
      controls[index].branches.append(Control.Reference(word: base + 1, base: base))
    }
    cost = 0
    bind(skip)
    controls[index].kind = .else
    controls[index].isReachable = true
    stack.truncate(to: controls[index].height)
    pushSlots(controls[index].parameters)
  }

  mutating func end() {
    var control = controls.removeLast()
    if case .function = control.kind {
      finish(control)
      return
    }
    if case .if(let skip) = control.kind {
      // Without an else part the parameters are the results.
      control.branches.append(skip)
    }
    if case .tryTable(let start, let catches) = control.kind { land(catches, from: start, in: &control) }
    var isReachable = control.isReachable
    if !control.branches.isEmpty, !control.isLoop {
      if isReachable {
        settleTop(control.results.count)
        charge()
      }
      for branch in control.branches { bind(branch) }
      cost = 0
      isReachable = true
      stack.truncate(to: control.height)
      pushSlots(control.results)
    } else if !isReachable {
      stack.truncate(to: control.height)
    }
    if !isReachable { leaveReachable() }
  }

  /// Pushes values that stand in their canonical slots.
  mutating func pushSlots(_ shape: ValueShape) {
    for index in 0..<shape.count { stack.push(.slot, isWide: shape.isWide(index)) }
  }

  /// The function's own end: falls into a return; branches to its label come here too.
  private mutating func finish(_ control: Control) {
    if control.branches.isEmpty {
      if control.isReachable { emitReturn() }
      return
    }
    if control.isReachable {
      settleTop(results.count)
      charge()
    }
    for branch in control.branches { bind(branch) }
    cost = 0
    stack.truncate(to: 0)
    pushSlots(results)
    emitReturn()
  }

  /// Code from here to the block's end cannot be reached.
  mutating func leaveReachable() {
    cost = 0
    guard let control = controls.last else { return }
    stack.truncate(to: control.height)
    controls[controls.count - 1].isReachable = false
  }

  /// Lets a branch end here.
  mutating func bind(_ reference: Control.Reference) {
    code.setBranch(reference.word, from: reference.base, to: code.count)
    markLabel()
  }

  /// Says that code may be entered here.
  mutating func markLabel() {
    lastResult = nil
    code.markLabel()
  }

  // MARK: Branches

  /// Pops a condition; a comparison that was only just computed for it is taken back and fused.
  mutating func takeCondition() -> Condition {
    let top = stack[stack.height - 1]
    if case .slot = top.operand, let last = lastResult, last.index == code.count - 1, last.slot == top.slot {
      let word = OperationWord(code.words[last.index])
      if let fused = fuse(word) {
        _ = stack.pop()
        _ = code.removeLastOperation()
        lastResult = nil
        return fused
      }
    }
    return .nonzero(popField(.a))
  }

  private func fuse(_ word: OperationWord) -> Condition? {
    let operation = word.operation
    if operation == wi_op_i32_eqz { return .zero(word.b) }
    if operation == wi_op_i64_eqz {
      return .comparison(
        branch: wi_op_branch_i64_eq_ri, opposite: wi_op_branch_i64_ne_ri, a: word.b, b: 0, c: 0)
    }
    let first: Operation
    let firstBranch: Operation
    if (wi_op_i32_eq_rr...wi_op_i32_ge_u_ri).contains(operation) {
      (first, firstBranch) = (wi_op_i32_eq_rr, wi_op_branch_i32_eq_rr)
    } else if (wi_op_i64_eq_rr...wi_op_i64_ge_u_ri).contains(operation) {
      (first, firstBranch) = (wi_op_i64_eq_rr, wi_op_branch_i64_eq_rr)
    } else {
      return nil
    }
    let place = operation - first
    let opposite = Self.oppositePlaces[place / 2] * 2 + place % 2
    // A comparison has its operands in B and C, a branch in A and B, a constant in C for both.
    let isConstant = place % 2 == 1
    return .comparison(
      branch: firstBranch + place, opposite: firstBranch + opposite, a: word.b, b: isConstant ? 0 : word.c,
      c: isConstant ? word.c : 0)
  }

  /// The opposite of each comparison in the order of operations.h: eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u.
  private static let oppositePlaces = [1, 0, 8, 9, 6, 7, 4, 5, 2, 3]

  /// Emits a conditional branch that awaits its target.
  mutating func emitBranch(_ condition: Condition, takenWhen isTaken: Bool, cost: UInt32) -> Control.Reference {
    let condition = isTaken ? condition : condition.opposite
    if let reference = count(condition, cost: cost) { return reference }
    let base = code.count
    switch condition {
    case .nonzero(let slot): emit(wi_op_branch_if, a: slot)
    case .zero(let slot): emit(wi_op_branch_unless, a: slot)
    case .comparison(let branch, _, let a, let b, let c): emit(branch, a: a, b: b, c: c)
    }
    code.append(UInt64(cost) << 32)
    return Control.Reference(word: base + 1, base: base)
  }

  func controlIndex(_ depth: UInt32) -> Int { controls.count - 1 - Int(depth) }

  /// Aims a branch at a label: at once for a loop, when the block ends for the others.
  private mutating func aim(_ reference: Control.Reference, at index: Int) {
    if controls[index].isLoop {
      code.setBranch(reference.word, from: reference.base, to: controls[index].start)
    } else {
      controls[index].branches.append(reference)
    }
  }

  /// Whether the values that a branch carries already stand where its label wants them.
  private func isInPlace(_ index: Int) -> Bool {
    let arity = controls[index].labelShape.count
    let first = stack.height - arity
    if arity == 0 { return true }
    guard stack.slot(at: first) == controls[index].slot else { return false }
    return (first..<stack.height).allSatisfy { stack[$0].operand == .slot }
  }

  /// Copies the values that a branch carries to where its label wants them; the stack stays as it is.
  private mutating func moveValues(toLabel index: Int) {
    // Destinations are never above their sources, so ascending order overwrites nothing that is still needed.
    var destination = controls[index].slot
    for height in (stack.height - controls[index].labelShape.count)..<stack.height {
      move(stack[height], to: destination)
      destination += stack[height].isWide ? 2 : 1
    }
  }

  mutating func emitJump(to index: Int, cost: UInt32) {
    let base = code.count
    emit(wi_op_branch)
    code.append(UInt64(cost) << 32)
    aim(Control.Reference(word: base + 1, base: base), at: index)
  }

  mutating func branch(to depth: UInt32) {
    countOperator()
    jump(to: depth)
    leaveReachable()
  }

  mutating func branchIf(to depth: UInt32) {
    countOperator()
    branch(to: depth, when: takeCondition(), is: true)
  }

  /// A branch that is taken when a condition holds, or when it does not.
  mutating func branch(to depth: UInt32, when condition: Condition, is isTaken: Bool) {
    let index = controlIndex(depth)
    if isInPlace(index) {
      let reference = emitBranch(condition, takenWhen: isTaken, cost: cost)
      aim(reference, at: index)
    } else {
      let skip = emitBranch(condition, takenWhen: !isTaken, cost: 0)
      moveValues(toLabel: index)
      emitJump(to: index, cost: cost)
      bind(skip)
    }
  }

  /// Moves the values and jumps, whatever follows.
  mutating func jump(to depth: UInt32) {
    moveValues(toLabel: controlIndex(depth))
    emitJump(to: controlIndex(depth), cost: cost)
  }

  mutating func branchTable(_ instruction: Instruction) throws(Trap) {
    countOperator()
    let selector = popField(.a)
    let arity = controls[controlIndex(lastTarget(of: instruction))].labelShape.count
    settleTop(arity)
    let base = code.count
    emit(wi_op_branch_table, a: selector)
    code.append(UInt64(instruction.index))
    // Labels that want the values elsewhere get a stub that moves them, one for all entries with that label.
    var stubs: [UInt32: [Control.Reference]] = [:]
    for depth in instruction.targets(in: module.bytes) {
      let reference = Control.Reference(word: code.count, base: base)
      code.append(UInt64(cost) << 32)
      if isInPlace(controlIndex(depth)) {
        aim(reference, at: controlIndex(depth))
      } else {
        stubs[depth, default: []].append(reference)
      }
    }
    for (depth, references) in stubs.sorted(by: { $0.key < $1.key }) {
      try checkSize()
      for reference in references { bind(reference) }
      moveValues(toLabel: controlIndex(depth))
      emitJump(to: controlIndex(depth), cost: 0)
    }
    leaveReachable()
  }

  private func lastTarget(of instruction: Instruction) -> UInt32 {
    var last: UInt32 = 0
    for depth in instruction.targets(in: module.bytes) { last = depth }
    return last
  }
}
