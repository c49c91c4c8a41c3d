import CInterpreter
import CoreModule
package import CoreTypes

/// Follows what comes of losses while a call runs again: byte by byte, as far as bytes are moved, stored and loaded, extended
/// and truncated. What is computed from them is not followed.
///
/// Every byte that is followed has a tag in a shadow of slots, globals and memories. As long as there is none, the run goes
/// on at full speed up to the next place of interest; then it goes operator by operator. Since a frame begins where its
/// arguments are and its results will be, calls move nothing.
///
/// Dropped, since nothing says where they went, are the fields of objects, what exceptions carry, and what atomic operations and
/// loads and stores of a vector's lanes move; vectors are followed as far as lanes are only moved.
///
/// It takes faithful code, and an execution of its own: each entering, going on and answer goes through it.
package final class Follower {
  package let execution: Execution
  /// The places of interest.
  let sites: Set<LossSite>
  /// All that happened there, in order: a tag's number is one more than its index.
  var losses: [FollowedLoss] = []
  /// Why nothing more can be said, if it came to that.
  package internal(set) var failure: Failure?
  /// The tags of the values that came last: what a function returned to the host, or the arguments of the host's.
  package private(set) var values: [WordTags] = []

  var shadow = Shadow()
  var occurrences: [Place: UInt64] = [:]
  /// Whether the run stands at the mark of an operator.
  private var isAtMark = false
  /// The functions that were entered from the host, with their frames' first slots.
  private var entries: [(function: CoreFunction, base: Int)] = []
  /// What the host has answered, as far as the caller has not gone on yet.
  private var answered: Step?

  package enum Failure: Hashable, Sendable {
    /// The code at a place is not known.
    case unknownCode
    /// More losses than there are numbers.
    case tooManyLosses
  }

  struct Place: Hashable {
    let site: LossSite
    let function: Int
  }

  /// An operator as it ran, and what the stack was: needed to see which frames it has left.
  struct Step {
    /// Frames in flight.
    let depth: Int
    /// The innermost frame's first slot.
    let base: Int
    /// Behind the frame's last slot once it has run.
    var top: Int
    /// Slots that it carries to a label.
    var arity = 0
    /// Slots that it passes to a function.
    var parameters: Int?
    var isTailCall = false
    var unwinds = false
  }

  /// - Parameters:
  ///   - execution: one that has run nothing yet
  ///   - sites: whose results are followed
  package init(_ execution: Execution, sites: Set<LossSite>) {
    self.execution = execution
    self.sites = sites
    execution.tellsLosses = false
  }

  // MARK: What the host does

  /// Enters a function as the execution does.
  ///
  /// - Parameter tags: of the arguments; as many as there are, or none.
  package func call(_ function: CoreFunction, _ arguments: [CoreValue], tags: [WordTags]) {
    execution.call(function, arguments)
    let base = base
    shadow.truncate(to: base)
    entries.append((function, base))
    write(tags, of: function.type.parameters, to: base)
    isAtMark = false
    answered = nil
  }

  /// Answers a host call as the execution does.
  package func completeHostCall(_ results: [CoreValue], tags: [WordTags]) {
    guard let function = execution.innermostFunction() else { return }
    execution.completeHostCall(results)
    let base = base
    shadow.truncate(to: base)
    write(tags, of: function.type.results, to: base)
    answered = Step(
      depth: execution.frameDepth, base: base, top: base + ValueShape(function.type.results).slotCount)
    isAtMark = false
  }

  /// The tags of some bytes of a memory.
  package func tags(in memory: CoreMemory, at address: UInt64, count: Int) -> [ByteTag] {
    let shadow = self.shadow.memory(number(of: memory))
    return (0..<count).map { shadow[address + UInt64($0)] }
  }

  /// Writes the tags of some bytes of a memory.
  package func setTags(_ tags: [ByteTag], in memory: CoreMemory, at address: UInt64) {
    let isEmpty = tags.allSatisfy { $0 == .none }
    shadow.withMemory(number(of: memory)) { shadow in
      if isEmpty { return shadow.clear(address, count: UInt64(tags.count)) }
      for (index, tag) in tags.enumerated() { shadow[address + UInt64(index)] = tag }
    }
  }

  private func number(of memory: CoreMemory) -> Int { execution.store.operatorPlans.number(of: memory) }

  private func write(_ tags: [WordTags], of types: [CoreValueType], to base: Int) {
    var slot = base
    for (tags, type) in zip(tags, types) {
      shadow[slot] = tags
      slot += type == .v128 ? 2 : 1
    }
  }

  private func read(_ types: [CoreValueType], from base: Int) -> [WordTags] {
    var slot = base
    return types.map { type in
      defer { slot += type == .v128 ? 2 : 1 }
      return shadow[slot]
    }
  }

  // MARK: Running

  /// Runs for about `budget` wasm operators, or until there is another reason to stop: a return, a host call or a trap.
  package func resume(budget: UInt64) -> ExecutionStop {
    let (end, overflow) = execution.instructionsRun.addingReportingOverflow(budget)
    while overflow || execution.instructionsRun < end {
      var step = answered
      answered = nil
      let wasAtMark = isAtMark
      if wasAtMark {
        guard let plan = planAhead() else { return giveUp(.unknownCode) }
        step = take(plan)
        if failure != nil { return giveUp(failure ?? .unknownCode) }
      }
      let isFree = shadow.isEmpty
      let stop: ExecutionStop
      if isFree {
        let left = overflow ? .max : end - min(end, execution.instructionsRun)
        stop = execution.resume(
          budget: max(1, left), until: StopConditions(losses: [.signed, .unsigned]))
      } else {
        stop = execution.resume(
          budget: .max, until: StopConditions(steps: execution.stepsTaken + (wasAtMark ? 1 : 0)))
      }
      isAtMark = false
      switch stop {
      case .stepped, .watched, .breakpoint:
        isAtMark = true
        guard let plan = planAhead() else { return giveUp(.unknownCode) }
        if !isFree { arrive(after: step, at: plan) }
      case .hostCall:
        guard let function = execution.innermostFunction() else { return stop }
        if let step, step.isTailCall, let count = step.parameters {
          shadow.move(count, from: step.top - count, to: base)
        }
        values = read(function.type.parameters, from: base)
        return stop
      case .returned:
        let entry = entries.popLast()
        if let step, !isFree, !step.unwinds { leaveFrames(of: step, to: execution.frameDepth) }
        // What an exception carried may be the result at once.
        if step?.unwinds == true { shadow.truncate(to: entry?.base ?? 0) }
        values = entry.map { read($0.function.type.results, from: $0.base) } ?? []
        shadow.truncate(to: entry?.base ?? 0)
        return stop
      case .trapped: return stop
      case .outOfBudget: if isFree { return stop }
      }
    }
    return .outOfBudget
  }

  private func giveUp(_ failure: Failure) -> ExecutionStop {
    self.failure = failure
    return execution.fail(.implementationLimit("what cannot be followed"))
  }

  // MARK: Where the run stands

  /// The number of the innermost frame's first slot.
  var base: Int { execution.context.pointer.pointee.slots - execution.slots }

  func bits(_ slot: Int) -> UInt64 {
    // SAFETY: the slot is one of the innermost frame's, below the end of its operand stack.
    execution.slots[slot]
  }

  /// What is known of the operator at whose mark the run stands.
  private func planAhead() -> OperatorPlan? {
    execution.context.pointer.pointee.pc.flatMap {
      execution.store.operatorPlans.plan(at: UInt(bitPattern: $0), of: execution)
    }
  }

  // MARK: Frames

  /// Brings the shadow to where the run came, one operator later.
  private func arrive(after step: Step?, at plan: OperatorPlan) {
    let base = base
    let depth = execution.frameDepth
    if let step {
      if step.unwinds {
        // What was on the catching frame's operand stack is not told from what the exception carries.
        shadow.truncate(to: base + plan.localSlots)
      } else if let parameters = step.parameters, depth > step.depth || (step.isTailCall && depth == step.depth) {
        if step.isTailCall { shadow.move(parameters, from: step.top - parameters, to: base) }
        shadow.truncate(to: base + parameters)
      } else {
        if depth < step.depth {
          leaveFrames(of: step, to: depth)
        } else if step.arity > 0 {
          shadow.move(step.arity, from: step.top - step.arity, to: base + plan.top - step.arity)
        }
      }
    }
    shadow.truncate(to: base + plan.top)
  }

  /// Moves the results of functions that have returned to where their callers have them.
  ///
  /// More than one may have returned: a call may be the last thing that a function does.
  private func leaveFrames(of step: Step, to depth: Int) {
    var frame = step.depth
    var base = step.base
    var top = step.top
    if let parameters = step.parameters {
      // The function that was entered had no operator, and so no results.
      top = step.isTailCall ? step.base : top - parameters
    }
    while frame > depth {
      frame -= 1
      // SAFETY: frames that were left since the step keep what they held: nothing was entered behind it.
      let left = execution.frames[frame]
      if let callee = left.callee {
        let count = ValueShape(execution.store.functions[Int(callee.pointee.number)].type.results).slotCount
        shadow.move(count, from: top - count, to: base)
        top = base + count
        shadow.truncate(to: top)
      }
      // The upper half of a call from another instance holds that instance; the lower half has the caller's slots.
      if left.return_pc != wi_restore_address() { base = left.caller_slots - execution.slots }
    }
  }
}
