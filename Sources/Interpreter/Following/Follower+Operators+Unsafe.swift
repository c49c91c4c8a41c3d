import CInterpreter
import CoreModule

// What operators do to the shadow.

extension Follower {
  /// Does to the shadow what an operator is about to do, as far as its own frame goes.
  func take(_ plan: OperatorPlan) -> Step {
    let base = base
    let top = base + plan.top
    var step = Step(depth: execution.frameDepth, base: base, top: top)
    let loss = noteLoss(plan)
    // What moves nothing that is followed needs no look, but for where it leaves the stack.
    switch plan.flow {
    case .compute(let pops, let pushes):
      let result = top - pops
      for slot in 0..<pushes { shadow[result + slot] = .none }
      if let loss, pushes == 1 { shadow[result] = WordTags(chain: loss, count: plan.resultBytes) }
      step.top = result + pushes
    case .localGet(let slot, let count):
      for index in 0..<count { shadow[top + index] = shadow[base + slot + index] }
      step.top = top + count
    case .localSet(let slot, let count, let keepsValue):
      for index in 0..<count { shadow[base + slot + index] = shadow[top - count + index] }
      step.top = keepsValue ? top : top - count
    case .globalGet(let global, let count):
      let tags = shadow.global(global)
      for index in 0..<count { shadow[top + index] = index < tags.count ? tags[index] : .none }
      step.top = top + count
    case .globalSet(let global, let count):
      shadow.setGlobal(global, (0..<count).map { shadow[top - count + $0] })
      step.top = top - count
    case .select(let count):
      let first = top - 1 - 2 * count
      if UInt32(truncatingIfNeeded: bits(top - 1)) == 0 { shadow.move(count, from: first + count, to: first) }
      step.top = first + count
    case .word(let flow): step.top = take(flow, top: top, loss: loss)
    case .vector(let flow):
      let first = top - flow.operandSlots
      let result = flow.result((first..<top).map { shadow[$0] })
      for (index, word) in result.enumerated() { shadow[first + index] = word }
      step.top = first + result.count
    case .load(let access, let width, let isSigned):
      step.top = load(access, width: width, isSigned: isSigned, top: top)
    case .store(let access): step.top = store(access, top: top, loss: loss)
    case .memoryCopy(let destination, let source):
      copy(bits(top - 1), from: bits(top - 2), in: source, to: bits(top - 3), in: destination)
      step.top = top - 3
    case .memoryFill(let memory):
      let (address, count) = (bits(top - 3), bits(top - 1))
      shadow.withMemory(memory) { $0.clear(address, count: count) }
      step.top = top - 3
    case .branch(let pops, let arity):
      step.top = top - pops
      step.arity = arity
    case .call(let pops, let parameters), .tailCall(let pops, let parameters):
      step.top = top - pops
      step.parameters = parameters
      if case .tailCall = plan.flow { step.isTailCall = true }
    case .leave: break
    case .unwind: step.unwinds = true
    case .unknown:
      if let write = plan.instruction.opcode.untracedWrite {
        let address = bits(top - 1 - write.slotsAbove) &+ plan.instruction.immediate
        forget(address, count: write.bytes, inMemory: plan.memory)
      }
      shadow.truncate(to: base + plan.localSlots)
    }
    return step
  }

  // MARK: Words

  private func take(_ flow: WordFlow, top: Int, loss: Int?) -> Int {
    let result = top - flow.operandCount
    let y = flow.operandCount == 2 ? top - 1 : result
    let moved = flow.result(shadow[result], bits(result), shadow[y], bits(y))
    guard let loss else {
      shadow[result] = moved
      return result + 1
    }
    switch flow {
    case .same: break
    case .extend(let count, let width, let isSigned):
      keepOrigins(moved, count: count, of: loss)
      shadow[result] = WordTags(chain: loss, count: count).extended(from: count, to: width, isSigned: isSigned)
    case .binary(_, let width):
      keepOrigins(moved, count: width, of: loss)
      shadow[result] = WordTags(chain: loss, count: width)
    }
    return result + 1
  }

  private func keepOrigins(_ tags: WordTags, count: Int, of loss: Int) {
    for byte in 0..<count { losses[loss - 1].origins[byte] = tags[byte] }
  }

  // MARK: Memory

  /// Where an access is. One that overflows traps, which the run that is followed did not.
  private func address(_ access: LinearAccess, _ slot: Int) -> UInt64 { bits(slot) &+ access.offset }

  private func load(_ access: LinearAccess, width: Int, isSigned: Bool, top: Int) -> Int {
    let memory = shadow.memory(access.memory)
    let address = address(access, top - 1)
    if width == 2 * WordTags.byteCount {
      shadow[top - 1] = memory.tags(at: address, count: WordTags.byteCount)
      shadow[top] = memory.tags(at: address &+ UInt64(WordTags.byteCount), count: WordTags.byteCount)
      return top + 1
    }
    shadow[top - 1] = memory.tags(at: address, count: access.count)
      .extended(from: access.count, to: width, isSigned: isSigned)
    return top
  }

  private func store(_ access: LinearAccess, top: Int, loss: Int?) -> Int {
    if access.count == 2 * WordTags.byteCount {
      let address = address(access, top - 3)
      let words = [shadow[top - 2], shadow[top - 1]].map { $0.adding(.memory) }
      shadow.withMemory(access.memory) { memory in
        memory.set(words[0], at: address, count: WordTags.byteCount)
        memory.set(words[1], at: address &+ UInt64(WordTags.byteCount), count: WordTags.byteCount)
      }
      return top - 3
    }
    var stored = shadow[top - 1].truncated(to: access.count)
    if let loss {
      keepOrigins(stored, count: access.count, of: loss)
      stored = WordTags(chain: loss, count: access.count)
    }
    let address = address(access, top - 2)
    shadow.withMemory(access.memory) { $0.set(stored.adding(.memory), at: address, count: access.count) }
    return top - 2
  }

  private func copy(_ count: UInt64, from source: UInt64, in origin: Int, to target: UInt64, in destination: Int) {
    let tagged = shadow.memory(origin).tagged(in: source, count: count)
    shadow.withMemory(destination) { memory in
      memory.clear(target, count: count)
      for (distance, tag) in tagged { memory[target &+ distance] = tag }
    }
  }

  private func forget(_ address: UInt64, count: Int, inMemory memory: Int) {
    shadow.withMemory(memory) { $0.clear(address, count: UInt64(count)) }
  }

  // MARK: Losses

  /// Notes what an operator at a place of interest is about to lose.
  ///
  /// - Returns: the number of the loss; nil where nothing of interest is lost.
  private func noteLoss(_ plan: OperatorPlan) -> Int? {
    let state = execution.context.pointer.pointee
    guard let loss = plan.loss, case let operandCount = Loss.operandCount(of: plan.instruction.opcode),
      operandCount <= 2, let pc = state.pc,
      // SAFETY: the run stands at the operator's mark, whose slot is that of its topmost operand.
      case let top = state.slots + Int(OperationWord(pc.pointee).wide),
      case let lost = wi_lost_by(wi_loss(UInt32(loss.rawValue)), top), lost != 0
    else { return nil }
    let site = LossSite(offset: plan.instruction.offset, lostSigned: lost & UInt32(wi_lost_signed) != 0)
    guard sites.contains(site) else { return nil }
    let place = Place(site: site, function: plan.function)
    let occurrence = (occurrences[place] ?? 0) + 1
    occurrences[place] = occurrence
    guard losses.count < ByteTag.maximumChain else {
      failure = .tooManyLosses
      return nil
    }
    losses.append(
      FollowedLoss(
        site: site, function: plan.function, occurrence: occurrence,
        operands: operandCount == 2 ? [top[-1], top[0]] : [top[0]]))
    return losses.count
  }
}
