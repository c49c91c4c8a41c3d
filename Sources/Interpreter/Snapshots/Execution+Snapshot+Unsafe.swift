import CInterpreter
import CoreTypes

/// An execution as it was at a moment: its frames and slots, its place in the code, and what it counted.
///
/// Frames, slots and code stay at their addresses as long as the execution and its store, so addresses are kept as they are.
package struct ExecutionSnapshot {
  fileprivate let frames: PagedImage
  /// The slots in use, or all where objects of the heap might be found in what was left in the others.
  fileprivate let slots: PagedImage
  fileprivate let pc: UnsafePointer<UInt64>?
  fileprivate let base: UnsafeMutablePointer<UInt64>
  fileprivate let instance: UnsafeMutablePointer<wi_instance>?
  fileprivate let entries: [Execution.Entry]
  fileprivate let trap: Trap?
  fileprivate let markToPass: UnsafePointer<UInt64>?
  fileprivate let instructionsRun: UInt64
  fileprivate let bulk: UInt64
}

extension ExecutionSnapshot {
  /// What `Execution.stepsTaken` was.
  package var stepsTaken: UInt64 { instructionsRun &- bulk }
}

// Slots are left out: what a frame has not written yet holds whatever another left there, and means nothing.
extension ExecutionSnapshot: Hashable {
  package static func == (a: ExecutionSnapshot, b: ExecutionSnapshot) -> Bool {
    a.frames == b.frames && a.pc == b.pc && a.base == b.base && a.instance == b.instance
      && a.entries.count == b.entries.count && a.trap == b.trap && a.markToPass == b.markToPass
      && a.instructionsRun == b.instructionsRun && a.bulk == b.bulk
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(frames)
    hasher.combine(pc)
    hasher.combine(base)
    hasher.combine(entries.count)
    hasher.combine(instructionsRun)
  }
}

extension Execution {
  /// The execution as it is now, between two calls of `resume`.
  ///
  /// - Parameters:
  ///   - previous: a snapshot of this execution, whose equal parts are shared.
  ///   - ledger: counts the bytes that snapshots take.
  package func snapshot(sharing previous: ExecutionSnapshot? = nil, _ ledger: ImageLedger) -> ExecutionSnapshot {
    let state = context.pointer.pointee
    return ExecutionSnapshot(
      frames: PagedImage(
        UnsafeRawBufferPointer(frameBytes(count: state.frame - frames)), sharing: previous?.frames, ledger),
      slots: PagedImage(
        UnsafeRawBufferPointer(slotBytes(count: store.heap.hasHeldObjects ? allSlots : usedSlots)),
        sharing: previous?.slots, ledger),
      pc: state.pc, base: state.slots, instance: state.instance, entries: entries, trap: trap, markToPass: markToPass,
      instructionsRun: instructionsRun, bulk: state.bulk)
  }

  /// Makes everything what it was. The store is restored apart.
  package func restore(_ snapshot: ExecutionSnapshot) {
    let state = context.pointer
    let frameCount = snapshot.frames.byteCount / MemoryLayout<wi_frame>.stride
    snapshot.frames.restore(to: frameBytes(count: frameCount))
    let slotCount = snapshot.slots.byteCount / MemoryLayout<UInt64>.stride
    snapshot.slots.restore(to: slotBytes(count: slotCount))
    if store.heap.hasHeldObjects, allSlots > slotCount {
      // What the run left behind above must not look like references, or objects would live longer this time.
      wi_bytes_clear(slots + slotCount, UInt64((allSlots - slotCount) * MemoryLayout<UInt64>.stride))
    }
    state.pointee.frame = frames + frameCount
    state.pointee.slots = snapshot.base
    state.pointee.instance = snapshot.instance
    state.pointee.pc = snapshot.pc
    if snapshot.pc == wi_translate_code(), let callee = innermostFunction() {
      // It may have been translated meanwhile.
      state.pointee.pc = callee.cell.pointer.pointee.code
    }
    entries = snapshot.entries
    trap = snapshot.trap
    markToPass = snapshot.markToPass
    instructionsRun = snapshot.instructionsRun
    state.pointee.bulk = snapshot.bulk
  }

  private var allSlots: Int { context.pointer.pointee.slots_end - slots }

  /// Up to the end of the innermost frame.
  private var usedSlots: Int { isIdle ? 0 : max(0, min(endOfUsedSlots, context.pointer.pointee.slots_end) - slots) }

  private func slotBytes(count: Int) -> UnsafeMutableRawBufferPointer {
    // SAFETY: there are `allSlots` slots, initialised when they were made, and the count is at most that.
    UnsafeMutableRawBufferPointer(start: slots, count: count * MemoryLayout<UInt64>.stride)
  }

  private func frameBytes(count: Int) -> UnsafeMutableRawBufferPointer {
    // SAFETY: frames below the innermost are initialised, and the count is at most as many as were made.
    UnsafeMutableRawBufferPointer(start: frames, count: count * MemoryLayout<wi_frame>.stride)
  }
}
