import CoreModule

// What mixes bits: multiplications that wrap for all but the smallest numbers, rotations, and shifted values xor'ed with
// themselves. Sums belong to it where they take in what was mixed, or go nowhere but into it.

extension WatchedPlace {
  /// Whether it is a part of mixing bits.
  var isHash: Bool {
    guard opcode.isSumLike || opcode.isProductLike else { return isNarrowedHash }
    if mixes(node) || isHashed(node) { return true }
    // A shift that makes one half of a rotation, or is xor'ed with what it shifts.
    if opcode.isShl, flow.uses[node].contains(where: { mixes($0.user) && !isProduct($0.user) }) { return true }
    if takesPartInRecurrence { return true }
    // A shift down on the way is a part of mixing, and so is the sum itself, in a loop.
    let ends = flow.destinations(of: node) { flow.opcode($0.user)?.isRightShift == true && $0.input == 0 }
    guard let ends, ends.contains(where: { $0.user != node }) else { return false }
    return ends.allSatisfy { use in
      guard let opcode = flow.opcode(use.user) else { return false }
      return use.user == node || mixes(use.user) || ((opcode.isSumLike || opcode.isXor) && isHashed(use.user))
    }
  }

  private var isNarrowedHash: Bool {
    guard opcode.isNarrowing, let value = flow.nodes[node].inputs.last else { return false }
    return isHashed(value)
  }

  /// Whether a value has what was mixed in it.
  func isHashed(_ value: Int) -> Bool {
    flow.comes(value, from: mixes) { node in
      guard let opcode = flow.opcode(node) else { return [] }
      let spreads =
        opcode.isSumLike || opcode.isProductLike || opcode.isXor || opcode.isAnd || opcode.isOr || opcode.isRightShift
        || opcode == .i32WrapI64 || opcode == .i64ExtendI32U || opcode == .i64ExtendI32S
      return spreads ? flow.nodes[node].inputs : []
    }
  }

  private func isProduct(_ node: Int) -> Bool { flow.opcode(node)?.isMul == true }

  /// Whether a node mixes bits by itself.
  func mixes(_ node: Int) -> Bool {
    guard let opcode = flow.opcode(node) else { return false }
    if opcode.isRotation { return true }
    guard let (x, y) = flow.operands(node) else { return false }
    let width = opcode.isSixtyFour ? 64 : 32
    if opcode.isMul {
      guard let c = flow.constant(x) ?? flow.constant(y), c & 1 == 1 else { return false }
      let value = width == 64 ? Int64(bitPattern: c) : Int64(Int32(truncatingIfNeeded: c))
      // So large that a factor of three eighths of the width wraps already.
      return value.magnitude >= 1 << UInt64(width * 5 / 8)
    }
    if opcode.isOr || opcode.isXor, isRotation(x, y, width) { return true }
    if opcode.isXor { return isShifted(x, of: y) || isShifted(y, of: x) }
    return false
  }

  /// Whether two values are one, shifted to both sides so that the counts add up to the width.
  private func isRotation(_ x: Int, _ y: Int, _ width: Int) -> Bool {
    for (left, right) in [(x, y), (y, x)] {
      guard flow.opcode(left)?.isShl == true, let other = flow.opcode(right), other == .i32ShrU || other == .i64ShrU,
        let (a, m) = flow.operands(left), let (b, n) = flow.operands(right), a == b,
        let up = flow.constant(m), let down = flow.constant(n)
      else { continue }
      if up + down == UInt64(width) { return true }
    }
    return false
  }

  /// Whether a value is another one, shifted.
  private func isShifted(_ value: Int, of other: Int) -> Bool {
    guard let opcode = flow.opcode(value), opcode.isShl || opcode == .i32ShrU || opcode == .i64ShrU,
      let (shifted, count) = flow.operands(value), flow.constant(count) != nil
    else { return false }
    return shifted == other
  }

  /// Whether it takes part in `h = h * k + byte` with an odd k of 31 or more, in a loop; also written with a shift.
  private var takesPartInRecurrence: Bool {
    func isFactor(_ node: Int) -> Int? {
      guard let opcode = flow.opcode(node), let (x, y) = flow.operands(node) else { return nil }
      if opcode.isMul {
        for (factor, other) in [(x, y), (y, x)] {
          if let c = flow.constant(factor), c & 1 == 1, c >= 31, c < 1 << 31 { return other }
        }
        return nil
      }
      guard opcode.isSumLike else { return nil }
      for (shift, other) in [(x, y), (y, x)] {
        if flow.opcode(shift)?.isShl == true, let (base, count) = flow.operands(shift), base == other,
          let k = flow.constant(count), (5..<16).contains(k)
        {
          return other
        }
      }
      return nil
    }
    let candidates = [node] + flow.uses[node].map(\.user) + flow.nodes[node].inputs
    return candidates.contains { candidate in
      guard let hash = isFactor(candidate) else { return false }
      var takesByte = false
      // The loop may do several rounds at once, so other factors stand on the way round.
      let recurs = flow.comes(hash, from: { $0 == candidate }) { node in
        guard let opcode = flow.opcode(node) else { return [] }
        if opcode.isMul || opcode.isShl {
          return isFactor(node).map { [$0] } ?? Array(flow.nodes[node].inputs.prefix(1))
        }
        guard opcode.isSumLike || opcode.isXor else { return [] }
        if flow.nodes[node].inputs.contains(where: isByte) { takesByte = true }
        return flow.nodes[node].inputs
      }
      return recurs && takesByte
    }
  }

  /// Whether a value is a byte, or two, from memory.
  private func isByte(_ value: Int) -> Bool {
    switch flow.opcode(value) {
    case .i32Load8U, .i32Load8S, .i64Load8U, .i64Load8S, .i32Load16U, .i64Load16U: true
    case .i64ExtendI32U, .i64ExtendI32S, .i32And, .i32Extend8S:
      flow.nodes[value].inputs.first.map(isByte) ?? false
    default: false
    }
  }
}
