import ComponentRuntime
import CoreModule
import CoreTypes
import Interpreter

/// What the instruction in hand leads to.
extension SteppedWalker {
  /// How many instructions a call may run that is looked ahead into: a few milliseconds.
  private static let lookAheadBudget: UInt64 = 500_000

  /// Runs the instruction in hand, what it calls to its return, reads what that changed, and takes it back.
  func addWhatFollows(to reply: inout StepReply, _ before: SteppedState, _ limits: WalkLimits) {
    guard let frame = before.frames.first?.code else { return }
    let opcode = frame.instruction.opcode
    let move: StepMove = .forward(opcode.isReturningCall ? .over : opcode.isTailCall ? .out : .step)
    let entersFunction = opcode.isReturningCall || opcode.isTailCall
    let depth = call.depth
    var found = reply
    call.lookAhead(move, opensMoments: !entersFunction, budget: Self.lookAheadBudget) { seen in
      switch seen {
      case .asksOutside: found.entry = StepEntry(.asksOutside)
      case .isFar: found.entry = StepEntry(.isFar, function: callee(above: before))
      case .arrives(.nowhere): break
      case .arrives:
        if case .trapped(let trap) = call.end {
          // What traps is this instruction, or one of those that it leads to.
          if call.position.operators == before.position.operators {
            found.trap = trap
          } else {
            found.entry = StepEntry(.traps, function: callee(above: before))
          }
          return
        }
        addChanges(to: &found, frame, depth: depth, before, limits)
      }
    }
    reply = found
  }

  /// Fills in what is after the instruction where the call stands now.
  private func addChanges(
    to reply: inout StepReply, _ frame: CodeFrame, depth: Int, _ before: SteppedState, _ limits: WalkLimits
  ) {
    let state = call.state(frameLimit: 2)
    let next = state.frames.first?.code
    if let next, call.depth == depth, next.function === frame.function {
      let after = StepStack(next.operands, next.operandTypes, limit: limits.stack)
      reply.after = after.marking(changesFrom: frame, to: next)
      reply.locals = next.variables(limit: limits.variables, comparedWith: frame)
      reply.globals = next.globals(limit: limits.variables, comparedWith: reply.globals)
    } else if call.depth < depth {
      if let next, state.moment == nil, frame.instruction.opcode.isThrow {
        reply.entry = StepEntry(.isCaught, function: next.location.functionName ?? "")
        return
      }
      // The function's last instruction: what it left is what the function returns.
      let results: [CoreValue]
      if let next, state.moment == nil, before.frames.count > 1 {
        results = Array(next.operands.dropFirst(before.frames[1].code.operands.count))
      } else {
        results = call.lastResults
      }
      reply.after = StepStack(
        results.reversed().map { StepValue($0, $0.type, isChanged: true) })
      reply.globals = frame.globals(limit: limits.variables, comparedWith: reply.globals)
    }
    if let old = reply.memory, old.isNow, old.isWrite, let new = memory(before, limits) {
      var memory = new
      let differing = zip(old.bytes, new.bytes).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
      if let first = differing.first, let last = differing.last { memory.changed = first..<(last + 1) }
      reply.memory = memory
    }
  }

  /// The function that runs above the frames that were there before, where the call stands now.
  private func callee(above before: SteppedState) -> String {
    let frames = call.state(frameLimit: 1_000).frames
    let count = frames.count - before.frames.count
    guard frames.indices.contains(count - 1) else { return "" }
    let location = frames[count - 1].code.location
    return location.functionName ?? "func[\(location.function)]"
  }
}

extension Opcode {
  fileprivate var isThrow: Bool { self == .throw || self == .throwRef }
}
