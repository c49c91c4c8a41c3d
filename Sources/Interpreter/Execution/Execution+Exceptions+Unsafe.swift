import CInterpreter
import CoreTypes

// Exceptions in flight, and what frames refer to.

extension Execution {
  /// Leaves frames until one catches an exception, and goes on there.
  ///
  /// - Parameter exception: a reference to it.
  /// - Throws: a trap where nothing catches it before the border of the call from the host, with all frames as they were.
  ///
  /// Source: core specification, "Exception Handling" (execution).
  func unwind(_ exception: UInt64) throws(Trap) {
    guard let object = store.heap.object(exception) else { throw Trap(.nullReference) }
    let tag = store.heap.tags[Int(object.pointee.type)]
    let state = context.pointer
    var frame = state.pointee.frame
    var slots = state.pointee.slots
    var instance = state.pointee.instance
    guard var pc = state.pointee.pc else { throw Trap(.uncaughtException) }
    // Where the innermost frame is, the instruction itself; below, what is before the place to return to.
    var address = UInt(bitPattern: pc)
    while true {
      if let translation = store.translations.translation(at: address),
        let pad = landingPad(in: translation, at: address, for: tag)
      {
        let payload = tag.payload.slotCount
        (slots + pad.slot).update(from: object.fields.assumingMemoryBound(to: UInt64.self), count: payload)
        if pad.givesReference { slots[pad.slot + payload] = exception }
        state.pointee.pc = UnsafePointer(translation.code + pad.word)
        state.pointee.slots = slots
        state.pointee.frame = frame
        state.pointee.instance = instance
        return
      }
      guard frame > frames else { throw Trap(.uncaughtException) }
      frame -= 1
      pc = frame.pointee.return_pc
      if pc == wi_exit_code() { throw Trap(.uncaughtException) }
      if pc == wi_restore_address() {
        // The upper half of a call from another instance: its slots are that instance.
        instance = UnsafeMutableRawPointer(frame.pointee.caller_slots).assumingMemoryBound(to: wi_instance.self)
        frame -= 1
        pc = frame.pointee.return_pc
      }
      slots = frame.pointee.caller_slots
      address = UInt(bitPattern: pc) - 1
    }
  }

  private func landingPad(in translation: Translation, at address: UInt, for tag: CoreTag) -> LandingPad? {
    guard !translation.handlers.isEmpty, case .wasm(let instance, _) = translation.function.body else { return nil }
    let word = Int(address - translation.start) / MemoryLayout<UInt64>.stride
    for range in translation.handlers where range.words.contains(word) {
      for pad in range.catches {
        guard let caught = pad.tag else { return pad }
        if instance.object.tags[Int(caught)] === tag { return pad }
      }
    }
    return nil
  }

  /// Marks whatever the slots in use look like references to.
  func markReferences(in heap: Heap) {
    guard !isIdle else { return }
    let end = min(endOfUsedSlots, context.pointer.pointee.slots_end)
    var slot = slots
    while slot < end {
      heap.mark(slot.pointee)
      slot += 1
    }
  }

  /// Where the innermost frame ends: known from its code, and a host function's is small.
  var endOfUsedSlots: UnsafeMutablePointer<UInt64> {
    let state = context.pointer.pointee
    guard let pc = state.pc, let translation = store.translations.translation(at: UInt(bitPattern: pc)) else {
      return state.slots + 4_096
    }
    return state.slots + Int(truncatingIfNeeded: translation.code[1])
  }
}
