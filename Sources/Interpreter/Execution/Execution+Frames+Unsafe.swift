import CInterpreter
package import CoreModule
import CoreTypes

// What a stopped run looks like.

extension Execution {
  /// The frames of faithful code, the innermost first. Functions of the host and optimised code have none.
  ///
  /// - Parameter limit: how many to give.
  package func codeFrames(limit: Int = 1) -> [CodeFrame] {
    let state = context.pointer.pointee
    guard !isIdle, let pc = state.pc else { return [] }
    var found: [CodeFrame] = []
    var address = UInt(bitPattern: pc)
    var slots = state.slots
    var frame = state.frame
    var isInnermost = true
    while found.count < limit {
      if let shown = codeFrame(at: address, slots, isWaiting: !isInnermost) { found.append(shown) }
      isInnermost = false
      guard frame > frames else { break }
      frame -= 1
      // A frame that returns to the restoring code holds an instance where others hold slots; the one below has the caller's.
      if frame.pointee.return_pc == wi_restore_address() {
        guard frame > frames else { break }
        frame -= 1
      }
      slots = frame.pointee.caller_slots
      // A return address is just past the call.
      address = UInt(bitPattern: frame.pointee.return_pc) - 1
    }
    return found
  }

  private func codeFrame(
    at address: UInt, _ slots: UnsafeMutablePointer<UInt64>, isWaiting: Bool
  ) -> CodeFrame? {
    guard let place = place(of: address), let layout = place.translation.frame,
      case .wasm(_, let index) = place.translation.function.body, let location = location(of: address),
      // A function that was only just called has no locals yet.
      address != place.translation.start
    else { return nil }
    let module = place.instance.module
    let localTypes = module.localTypes(ofFunction: index)
    // SAFETY: the frame has a slot for each local, and behind them one or two for each operand.
    let locals = localTypes.enumerated().map { local, type in
      let slot = layout.slot(of: UInt32(truncatingIfNeeded: local))
      return CoreValue(slot: slots[slot], second: type == .v128 ? slots[slot + 1] : 0, as: type)
    }
    var operandTypes = place.instance.operandTypes.before(location.offset) ?? []
    if isWaiting { operandTypes.removeLast(min(operandTypes.count, module.operandCount(ofCall: place.instruction))) }
    var slot = layout.localSlots
    let operands = operandTypes.map { type in
      defer { slot += type == .v128 ? 2 : 1 }
      return CoreValue(slot: slots[slot], second: type == .v128 ? slots[slot + 1] : 0, as: type)
    }
    return CodeFrame(
      function: place.translation.function, instance: place.instance, location: location,
      instruction: place.instruction, locals: locals, localTypes: localTypes, operands: operands,
      operandTypes: operandTypes)
  }
}

extension Module {
  /// The types of a defined function's parameters and declared locals. Validation has bounded their number.
  fileprivate func localTypes(ofFunction index: UInt32) -> [CoreValueType] {
    var types = type(ofFunction: index)?.parameters ?? []
    for run in body(ofFunction: index)?.locals ?? [] {
      types += repeatElement(run.type, count: Int(run.count))
    }
    return types
  }

  /// How many operands a call takes, the function's index or reference among them; 0 for what is no call.
  package func operandCount(ofCall instruction: Instruction) -> Int {
    switch instruction.opcode {
    case .call, .returnCall: type(ofFunction: instruction.index)?.parameters.count ?? 0
    case .callIndirect, .callRef, .returnCallIndirect, .returnCallRef:
      (functionType(at: instruction.index)?.parameters.count ?? 0) + 1
    default: 0
    }
  }
}
