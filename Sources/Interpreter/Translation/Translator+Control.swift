import CInterpreter
import CoreModule
import CoreTypes

// Blocks, branches and calls.

extension Translator {
  // MARK: Blocks

  private func arity(of type: BlockType) -> (parameters: Int, results: Int) {
    switch type {
    case .empty: (0, 0)
    case .value: (0, 1)
    case .type(let index):
      (module.functionType(at: index)?.parameters.count ?? 0, module.functionType(at: index)?.results.count ?? 0)
    }
  }

  private mutating func open(_ kind: Control.Kind, _ type: BlockType) {
    let (parameters, results) = arity(of: type)
    settleLocals()
    settleTop(parameters)
    controls.append(
      Control(
        kind: kind, height: stack.height - parameters, parameterCount: parameters, resultCount: results))
  }

  mutating func block(_ type: BlockType) {
    open(.block, type)
  }

  mutating func loop(_ type: BlockType) {
    open(.loop, type)
    charge()
    controls[controls.count - 1].start = code.count
    lastResult = nil
  }

  mutating func ifPart(_ type: BlockType) {
    cost += 1
    let condition = takeCondition()
    settleLocals()
    settleTop(arity(of: type).parameters)
    let skip = emitBranch(condition, takenWhen: false, cost: cost)
    open(.if(skip: skip), type)
  }

  mutating func elsePart() {
    let index = controls.count - 1
    guard case .if(let skip) = controls[index].kind else { return }
    if controls[index].isReachable {
      settleTop(controls[index].resultCount)
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
    for _ in 0..<controls[index].parameterCount { stack.push(.slot) }
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
    var isReachable = control.isReachable
    if !control.branches.isEmpty, !isLoop(control) {
      if isReachable {
        settleTop(control.resultCount)
        charge()
      }
      for branch in control.branches { bind(branch) }
      cost = 0
      isReachable = true
      stack.truncate(to: control.height)
      for _ in 0..<control.resultCount { stack.push(.slot) }
    } else if !isReachable {
      stack.truncate(to: control.height)
    }
    if !isReachable { leaveReachable() }
  }

  private func isLoop(_ control: Control) -> Bool {
    if case .loop = control.kind { return true }
    return false
  }

  /// The function's own end: falls into a return; branches to its label come here too.
  private mutating func finish(_ control: Control) {
    if control.branches.isEmpty {
      if control.isReachable { emitReturn() }
      return
    }
    if control.isReachable {
      settleTop(resultCount)
      charge()
    }
    for branch in control.branches { bind(branch) }
    cost = 0
    stack.truncate(to: 0)
    for _ in 0..<resultCount { stack.push(.slot) }
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
  private mutating func bind(_ reference: Control.Reference) {
    code.setBranch(reference.word, from: reference.base, to: code.count)
    lastResult = nil
  }

  // MARK: Branches

  /// What a conditional branch tests.
  private enum Condition {
    case nonzero(UInt16)
    case zero(UInt16)
    /// A comparison with its operands, in the form of a fused branch and of its opposite.
    case comparison(branch: Operation, opposite: Operation, a: UInt16, b: UInt16, c: UInt16)
  }

  /// Pops a condition; a comparison that was only just computed for it is taken back and fused.
  private mutating func takeCondition() -> Condition {
    if case .slot = stack[stack.height - 1], let last = lastResult, last.index == code.count - 1,
      last.slot == slot(at: stack.height - 1)
    {
      let word = OperationWord(code.words[last.index])
      if let fused = fuse(word) {
        _ = stack.pop()
        code.removeLast()
        lastResult = nil
        return fused
      }
    }
    return .nonzero(popSource())
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
  private mutating func emitBranch(_ condition: Condition, takenWhen isTaken: Bool, cost: UInt32) -> Control.Reference {
    let base = code.count
    switch condition {
    case .nonzero(let slot): emit(isTaken ? wi_op_branch_if : wi_op_branch_unless, a: slot)
    case .zero(let slot): emit(isTaken ? wi_op_branch_unless : wi_op_branch_if, a: slot)
    case .comparison(let branch, let opposite, let a, let b, let c):
      emit(isTaken ? branch : opposite, a: a, b: b, c: c)
    }
    code.append(UInt64(cost) << 32)
    return Control.Reference(word: base + 1, base: base)
  }

  private func controlIndex(_ depth: UInt32) -> Int { controls.count - 1 - Int(depth) }

  /// Aims a branch at a label: at once for a loop, when the block ends for the others.
  private mutating func aim(_ reference: Control.Reference, at index: Int) {
    if isLoop(controls[index]) {
      code.setBranch(reference.word, from: reference.base, to: controls[index].start)
    } else {
      controls[index].branches.append(reference)
    }
  }

  /// Whether the values that a branch carries already stand where its label wants them.
  private func isInPlace(_ index: Int) -> Bool {
    let arity = controls[index].labelArity
    let first = stack.height - arity
    if arity == 0 { return true }
    guard first == controls[index].height else { return false }
    return (first..<stack.height).allSatisfy { stack[$0] == .slot }
  }

  /// Copies the values that a branch carries to where its label wants them; the stack stays as it is.
  private mutating func moveValues(toLabel index: Int) {
    let arity = controls[index].labelArity
    let first = stack.height - arity
    let target = controls[index].height
    // Destinations are never above their sources, so ascending order overwrites nothing that is still needed.
    for offset in 0..<arity {
      let destination = slot(at: target + offset)
      switch stack[first + offset] {
      case .slot:
        if first != target { emit(wi_op_copy, a: destination, b: slot(at: first + offset)) }
      case .local(let local): emit(wi_op_copy, a: destination, b: local)
      case .constant(let bits): emitConstant(bits, to: destination)
      }
    }
  }

  private mutating func emitJump(to index: Int, cost: UInt32) {
    let base = code.count
    emit(wi_op_branch)
    code.append(UInt64(cost) << 32)
    aim(Control.Reference(word: base + 1, base: base), at: index)
  }

  mutating func branch(to depth: UInt32) {
    cost += 1
    let index = controlIndex(depth)
    moveValues(toLabel: index)
    emitJump(to: index, cost: cost)
    leaveReachable()
  }

  mutating func branchIf(to depth: UInt32) {
    cost += 1
    let index = controlIndex(depth)
    let condition = takeCondition()
    if isInPlace(index) {
      let reference = emitBranch(condition, takenWhen: true, cost: cost)
      aim(reference, at: index)
    } else {
      let skip = emitBranch(condition, takenWhen: false, cost: 0)
      moveValues(toLabel: index)
      emitJump(to: index, cost: cost)
      bind(skip)
    }
  }

  mutating func branchTable(_ instruction: Instruction) throws(Trap) {
    cost += 1
    let selector = popSource()
    let arity = controls[controlIndex(lastTarget(of: instruction))].labelArity
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

  // MARK: Calls and returns

  mutating func returnFromFunction() {
    cost += 1
    emitReturn()
    leaveReachable()
  }

  /// Puts the topmost values where the caller reads them, the frame's first slots, and returns.
  private mutating func emitReturn() {
    switch resultCount {
    case 0: code.emit(wi_op_return_none, wide: cost)
    case 1:
      let operand = stack[stack.height - 1]
      let result = source(operand, at: stack.height - 1)
      code.emit(wi_op_return_one, a: result, wide: cost)
    default:
      settleTop(resultCount)
      let first = stack.height - resultCount
      // Canonical slots are behind the locals, so ascending order overwrites nothing that is still needed.
      for offset in 0..<resultCount {
        emit(wi_op_copy, a: UInt16(truncatingIfNeeded: offset), b: slot(at: first + offset))
      }
      code.emit(wi_op_return_none, wide: cost)
    }
    lastResult = nil
    cost = 0
  }

  mutating func call(_ index: UInt32) {
    cost += 1
    let function = instance.functions[Int(index)]
    let base = prepareArguments(function.type)
    let isLocal = function.cell.pointer.pointee.instance == instance.cell.pointer
    code.emit(isLocal ? wi_op_call : wi_op_call_foreign, a: base, wide: cost)
    code.append(function.cell.word)
    finishCall(function.type)
  }

  mutating func callIndirect(type index: UInt32, table: UInt32) {
    cost += 1
    // The validator made sure that it is a function type.
    let type = module.functionType(at: index) ?? CoreFunctionType([], [])
    let selector = popSource()
    let base = prepareArguments(type)
    code.emit(wi_op_call_indirect, a: base, b: selector)
    code.append(instance.tables[Int(table)].cell.word)
    code.append(UInt64(cost) << 32 | UInt64(instance.store.number(of: type)))
    finishCall(type)
  }

  /// Arguments go to their canonical slots, where the callee's frame begins.
  private mutating func prepareArguments(_ type: CoreFunctionType) -> UInt16 {
    settleTop(type.parameters.count)
    return slot(at: stack.height - type.parameters.count)
  }

  private mutating func finishCall(_ type: CoreFunctionType) {
    stack.truncate(to: stack.height - type.parameters.count)
    for _ in type.results { stack.push(.slot) }
    lastResult = nil
    cost = 0
  }
}
