/// Where a value of wasm's operand stack is while code is translated.
enum Operand: Equatable {
  /// In its own slot, which is behind the locals at its height.
  case slot
  /// Still in a local that nothing has written since.
  case local(UInt16)
  /// A constant, in no slot yet.
  case constant(UInt64)
}

/// The operand stack of the function being translated, as places instead of values.
struct OperandStack {
  private(set) var operands: [Operand] = []
  /// The greatest height so far.
  private(set) var peak = 0
  /// Entries below this height are not locals, so that finding the others stays cheap.
  private var settledHeight = 0
  /// How many entries are still in each local.
  private var uses: [UInt32]

  init(localCount: Int) {
    uses = Array(repeating: 0, count: localCount)
  }

  var height: Int { operands.count }

  subscript(height: Int) -> Operand { operands[height] }

  mutating func push(_ operand: Operand) {
    if case .local(let local) = operand { uses[Int(local)] += 1 }
    operands.append(operand)
    peak = max(peak, operands.count)
  }

  mutating func pop() -> Operand {
    let operand = operands.removeLast()
    if case .local(let local) = operand { uses[Int(local)] -= 1 }
    settledHeight = min(settledHeight, operands.count)
    return operand
  }

  mutating func truncate(to height: Int) {
    while operands.count > height { _ = pop() }
  }

  /// Says that an entry is now in its own slot.
  mutating func settle(_ height: Int) {
    if case .local(let local) = operands[height] { uses[Int(local)] -= 1 }
    operands[height] = .slot
  }

  func isUsed(_ local: UInt16) -> Bool { uses[Int(local)] != 0 }

  /// The heights of entries still in a local, from the top down.
  func heights(in local: UInt16) -> [Int] {
    var found: [Int] = []
    var left = uses[Int(local)]
    var height = operands.count
    while left > 0, height > settledHeight {
      height -= 1
      if operands[height] == .local(local) {
        found.append(height)
        left -= 1
      }
    }
    return found
  }

  /// The heights of entries still in any local, which the caller settles at once.
  mutating func takeUnsettledHeights() -> [Int] {
    var found: [Int] = []
    for height in settledHeight..<operands.count {
      if case .local = operands[height] { found.append(height) }
    }
    settledHeight = operands.count
    return found
  }
}
