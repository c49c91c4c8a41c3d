import CInterpreter

/// The memory that an execution runs in: its slots and its frames.
struct ExecutionStack {
  let slots: UnsafeMutablePointer<UInt64>
  let slotCount: Int
  let frames: UnsafeMutablePointer<wi_frame>
  let frameCount: Int

  /// Maps it. What a frame holds is looked at for references before all of it was written, so the slots begin as zeros.
  ///
  /// - Returns: nil where there is no memory for it.
  init?(_ limits: ExecutionLimits) {
    slotCount = max(1_024, limits.stackSlots)
    frameCount = max(16, limits.callDepth)
    guard let slots = wi_slots_make(UInt64(slotCount)) else { return nil }
    self.slots = slots
    frames = .allocate(capacity: frameCount)
  }

  func deallocate() {
    wi_slots_free(slots)
    frames.deallocate()
  }
}

/// What executions that are over leave for the next ones of their store: to map memory, and touch it for the first time, takes
/// longer than many a call.
final class SpareStacks {
  private var stacks: [ExecutionStack] = []
  private var watch: OpaquePointer?
  /// Which watch has lossy operations in the store's code: the one that ran last.
  let active = Cell<OpaquePointer?>(nil)
  /// How many stacks are kept: a call that is followed runs beside the one that it follows.
  private static let stackCount = 2

  deinit {
    for stack in stacks { stack.deallocate() }
    wi_watch_free(watch)
  }

  func takeStack() -> ExecutionStack? { stacks.popLast() }

  func takeWatch() -> OpaquePointer? {
    defer { watch = nil }
    return watch
  }

  /// Keeps a stack, or frees it where enough are kept.
  func give(_ other: ExecutionStack) {
    if stacks.count < Self.stackCount { stacks.append(other) } else { other.deallocate() }
  }

  /// Keeps a watch that has forgotten what it saw, or frees it where one is kept.
  func give(_ other: OpaquePointer?) {
    guard let other else { return }
    wi_watch_forget(other, active.pointer)
    if watch == nil { watch = other } else { wi_watch_free(other) }
  }
}

extension Store {
  /// A stack for an execution; one that another has left, unless it has to be new.
  ///
  /// - Returns: nil where there is no memory for it.
  func takeStack(isFresh: Bool) -> ExecutionStack? {
    // With objects in the heap a slot's old contents might pass for a reference.
    let spare = isFresh || heapBytesInUse > 0 ? nil : spareStacks.takeStack()
    return spare ?? ExecutionStack(limits)
  }
}
