import CInterpreter
import CoreModule
import CoreTypes

// Stopping before an operator of faithful code. A stopped run's program counter is at the operator's mark.

extension Execution {
  /// Wasm operators run so far, what counts more for moving much not added: the number of the operator that is next, from 0.
  package var stepsTaken: UInt64 { instructionsRun &- context.pointer.pointee.bulk }

  /// Frames in flight. Entering another instance takes two.
  package var frameDepth: Int { context.pointer.pointee.frame - frames }

  /// How many operators had run when the first function was called of those that run in more frames than some, as far as
  /// that is known; nil where there are no more frames.
  package func stepsBeforeCall(beyond depth: Int) -> UInt64? {
    let count = frameDepth
    var index = max(0, depth)
    while index < count {
      // The host's functions, and the lower halves of calls into other instances, do not say.
      if let callee = frames[index].callee, callee.pointee.instance != nil { return frames[index].entered }
      index += 1
    }
    return nil
  }

  /// What the operator that is next will lose, if it loses anything; nil also where no operator of faithful code is next.
  package var lossAhead: WatchedEvent? {
    let state = context.pointer.pointee
    guard let pc = state.pc, case let word = OperationWord(pc.pointee),
      (wi_first_loss_mark...wi_last_loss_mark).contains(word.operation),
      case let top = state.slots + Int(word.wide),
      case let lost = wi_lost_by(wi_loss(UInt32(word.a)), top), lost != 0,
      let place = place(of: UInt(bitPattern: pc)), let location = location(of: UInt(bitPattern: pc))
    else { return nil }
    let count = Loss.operandCount(of: place.instruction.opcode)
    // SAFETY: a mark's operator has as many operands as it takes below the topmost one, whose first word the mark names.
    let first = place.instruction.opcode.isLanewise ? -2 : 1 - count
    let operands = (0..<count).map { top[first + $0] }
    let event = WatchedEvent(
      opcode: place.instruction.opcode, operands: operands, location: location, count: 1,
      lostSigned: lost & UInt32(wi_lost_signed) != 0)
    return classified(event, in: place.instance.module)
  }

  /// Whether the operator that is next is one of the breakpoints, or begins a function that is.
  package var isAtBreakpoint: Bool {
    guard !breakpoints.isEmpty, let pc = context.pointer.pointee.pc, let place = place(of: UInt(bitPattern: pc)) else {
      return false
    }
    let function = place.translation.function
    return breakpoints.contains(CodePlace(function, offset: place.instruction.offset))
      || (UnsafePointer(pc) == place.translation.entryMark && breakpoints.contains(CodePlace(function)))
  }

  /// Lets losses at the operator that is next stop no run from now on.
  package func quietPlaceAhead() {
    guard let pc = context.pointer.pointee.pc, let place = place(of: UInt(bitPattern: pc)) else { return }
    quietPlaces.insert(CodePlace(place.translation.function, offset: place.instruction.offset))
  }

  // MARK: Running until a stop

  /// Says what marks look for.
  func arm(_ conditions: StopConditions) {
    let state = context.pointer
    var stops = conditions.losses.rawValue
    if let depth = conditions.depth {
      stops |= UInt32(wi_stop_at_depth)
      state.pointee.stop_frame = frames + max(0, depth)
    }
    if conditions.meetsBreakpoints, !breakpoints.isEmpty {
      stops |= UInt32(wi_stop_at_breakpoints)
    }
    state.pointee.stops = stops
  }

  /// Finds the marks of the breakpoints and of the quiet places: when these change, and when there is new code.
  func findMarks() {
    breakpointMarks.set(breakpoints, in: store.translations)
    quietMarks.set(quietPlaces, in: store.translations)
    context.pointer.pointee.breakpoints = breakpointMarks.list
    context.pointer.pointee.quiet_marks = quietMarks.list
  }

  /// Moves past the mark that the run before has stopped at, whose operator is counted now.
  func passMark() {
    let state = context.pointer
    guard let mark = markToPass, state.pointee.budget > 0 else { return }
    markToPass = nil
    // Something else may have been entered meanwhile.
    guard state.pointee.pc == mark else { return }
    // SAFETY: a mark is one word, and its operator's code is behind it.
    state.pointee.pc = mark + 1
    state.pointee.budget -= 1
  }

  /// Remembers the mark that the run stops at.
  func keepMark() {
    markToPass = context.pointer.pointee.pc
  }

  /// Whether as many operators have run as were asked for.
  func hasReached(_ goal: UInt64?) -> Bool {
    guard let goal else { return false }
    return stepsTaken >= goal
  }

  /// Whether the innermost frame is in code that has marks.
  var isInFaithfulCode: Bool {
    guard let pc = context.pointer.pointee.pc else { return false }
    return store.translations.translation(at: UInt(bitPattern: pc))?.frame != nil
  }

  /// Goes on behind the mark of a function's entry, where no operator is yet; false at any other mark.
  func enterBehindEntryMark() -> Bool {
    let state = context.pointer
    guard let pc = state.pointee.pc, OperationWord(pc.pointee).operation == wi_op_mark_entry else { return false }
    // SAFETY: the code of the function's first operator is behind the mark.
    state.pointee.pc = pc + 1
    return true
  }

  // MARK: Places

  /// The instruction whose code holds an address, and the translation that it is in.
  func place(of address: UInt) -> (translation: Translation, instruction: Instruction, instance: CoreInstance)? {
    guard let translation = store.translations.translation(at: address),
      let offset = translation.sourceOffset(at: address),
      case .wasm(let owner, _) = translation.function.body
    else { return nil }
    let module = owner.object.module
    guard offset <= module.range.upperBound else { return nil }
    var reader = InstructionReader(module.bytes, in: offset..<module.range.upperBound, features: module.features)
    guard let instruction = try? reader.next() else { return nil }
    return (translation, instruction, owner.object)
  }
}
