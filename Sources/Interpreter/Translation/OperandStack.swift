/// Where a value of wasm's operand stack is while code is translated.
enum Operand: Equatable {
  /// In its own slot, which is behind the locals and the entries below it.
  case slot
  /// Still in a local, by its slot, that nothing has written since.
  case local(Int)
  /// A constant, in no slot yet.
  case constant(UInt64)
}

/// One value of the operand stack.
struct StackEntry {
  var operand: Operand
  /// Its own slot, the first of two for a v128.
  let slot: Int
  let isWide: Bool
}

/// The operand stack of the function being translated, as places instead of values.
struct OperandStack {
  private(set) var entries: [StackEntry] = []
  /// The first slot behind the locals.
  private let base: Int
  /// One past the greatest slot so far.
  private(set) var peak: Int
  /// Entries below this height are not locals, so that finding the others stays cheap.
  private var settledHeight = 0
  /// How many entries are still in each local, by its slot.
  private var uses: [UInt32]

  init(localSlots: Int) {
    base = localSlots
    peak = localSlots
    uses = Array(repeating: 0, count: localSlots)
  }

  var height: Int { entries.count }

  subscript(height: Int) -> StackEntry { entries[height] }

  /// Where the next value pushed has its slot.
  var nextSlot: Int { slot(at: entries.count) }

  /// The slot of the entry at a height, which may be the next to be pushed.
  func slot(at height: Int) -> Int {
    guard height > 0 else { return base }
    let below = entries[height - 1]
    return below.slot + (below.isWide ? 2 : 1)
  }

  mutating func push(_ operand: Operand, isWide: Bool = false) {
    if case .local(let local) = operand { uses[local] += 1 }
    let slot = nextSlot
    entries.append(StackEntry(operand: operand, slot: slot, isWide: isWide))
    peak = max(peak, slot + (isWide ? 2 : 1))
  }

  mutating func pop() -> StackEntry {
    let entry = entries.removeLast()
    if case .local(let local) = entry.operand { uses[local] -= 1 }
    settledHeight = min(settledHeight, entries.count)
    return entry
  }

  mutating func truncate(to height: Int) {
    while entries.count > height { _ = pop() }
  }

  /// Says that an entry is now in its own slot.
  mutating func settle(_ height: Int) {
    if case .local(let local) = entries[height].operand { uses[local] -= 1 }
    entries[height].operand = .slot
  }

  func isUsed(_ local: Int) -> Bool { uses[local] != 0 }

  /// The heights of entries still in a local, from the top down.
  func heights(in local: Int) -> [Int] {
    var found: [Int] = []
    var left = uses[local]
    var height = entries.count
    while left > 0, height > settledHeight {
      height -= 1
      if entries[height].operand == .local(local) {
        found.append(height)
        left -= 1
      }
    }
    return found
  }

  /// The heights of entries still in any local, which the caller settles at once.
  mutating func takeUnsettledHeights() -> [Int] {
    var found: [Int] = []
    for height in settledHeight..<entries.count {
      if case .local = entries[height].operand { found.append(height) }
    }
    settledHeight = entries.count
    return found
  }
}
