import CoreModule
import CoreTypes

/// One instruction that can lose something, with the questions that the watch's rules ask of it.
struct WatchedPlace {
  let flow: DataFlow
  let module: Module
  let node: Int
  let opcode: Opcode

  /// The width that it computes in, in bits.
  var width: Int { opcode.isSixtyFour ? 64 : 32 }

  // MARK: Addresses

  /// Whether a use is the address of a memory access.
  private func isAddressOperand(_ use: DataFlow.Use) -> Bool {
    guard let opcode = flow.opcode(use.user) else { return false }
    switch opcode.signature.shape {
    case .load, .store, .loadLane, .storeLane, .atomic: return use.input == 0
    default: break
    }
    switch opcode {
    case .memoryCopy: return use.input < 2
    case .memoryFill, .memoryInit: return use.input == 0
    default: return false
    }
  }

  /// Whether it is added up to an address: every use ends in an address or in a comparison, one at least in an address.
  var isAddress: Bool {
    guard opcode.isSumLike || opcode.isProductLike,
      let ends = flow.destinations(of: node, through: { use in flow.opcode(use.user)?.addsUpAddresses == true })
    else { return false }
    return ends.contains(where: isAddressOperand)
      && ends.allSatisfy { isAddressOperand($0) || flow.opcode($0.user)?.isComparison == true }
  }

  /// Whether it goes from a stack pointer to a frame, or back. A stack pointer is a mutable global from which this function
  /// makes addresses and which it moves.
  var movesStackPointer: Bool {
    guard opcode.isSumLike else { return false }
    func sources(_ node: Int) -> [Int] {
      guard let opcode = flow.opcode(node), opcode.isSumLike || opcode.isAnd else { return [] }
      return flow.nodes[node].inputs
    }
    return flow.comes(
      node, from: { flow.opcode($0) == .globalGet && isStackPointer(flow.immediate($0) ?? .max, $0) }, through: sources)
  }

  private func isStackPointer(_ index: UInt64, _ get: Int) -> Bool {
    guard let number = UInt32(exactly: index), Int(number) < module.globals.count,
      module.globals[Int(number)].isMutable
    else { return false }
    let ends = flow.destinations(of: get) { use in
      flow.opcode(use.user).map { $0.isSumLike || $0.isAnd } ?? false
    }
    guard let ends else { return false }
    return ends.contains(where: isAddressOperand)
      && ends.contains { flow.opcode($0.user) == .globalSet && flow.immediate($0.user) == index }
  }

  /// Whether it rounds to a power of two, or is taken modulo one.
  var aligns: Bool {
    guard opcode.isSumLike || opcode.isMul, let (x, y) = flow.operands(node),
      let ends = flow.destinations(of: node), !ends.isEmpty,
      ends.allSatisfy({ flow.opcode($0.user)?.isAnd == true })
    else { return false }
    let masks = ends.map { use in flow.nodes[use.user].inputs.lazy.compactMap(flow.constant).first }
    if masks.allSatisfy({ $0.map { $0 & ($0 &+ 1) == 0 && signed($0) >= 0 } ?? false }) { return true }
    guard opcode.isSumLike else { return false }
    if opcode.isSub { return flow.constant(x) == 0 }
    guard let c = flow.constant(y) ?? flow.constant(x), c != 0, c & (c &+ 1) == 0 else { return false }
    return masks.allSatisfy { $0.map { lowBits(~$0) == c } ?? false }
  }

  // MARK: Signs

  /// Whether what reads the result reads it as unsigned: something does, and nothing as signed.
  var isUsedUnsigned: Bool {
    guard opcode.isSumLike || opcode.isProductLike, let ends = flow.destinations(of: node) else { return false }
    let readings = ends.compactMap { use in flow.opcode(use.user)?.reading(ofInput: use.input) }
    return !readings.isEmpty && readings.allSatisfy { $0 == .unsigned }
  }

  /// Whether the result is only asked whether it lies in a range: the difference to a constant, compared as unsigned with
  /// another, or choosing from a jump table.
  var asksForRange: Bool {
    guard opcode.isSumLike, let (x, y) = flow.operands(node), flow.constant(x) != nil || flow.constant(y) != nil,
      let ends = flow.destinations(of: node), !ends.isEmpty
    else { return false }
    return ends.allSatisfy { use in
      guard let opcode = flow.opcode(use.user) else { return false }
      if opcode == .brTable { return true }
      guard opcode.isUnsignedComparison else { return false }
      return flow.nodes[use.user].inputs.contains { flow.constant($0) != nil }
    }
  }

  /// Whether it is a difference written as a sum with a negative constant, or `0 - n`.
  var isDifference: Bool {
    guard let (x, y) = flow.operands(node) else { return false }
    if opcode.isSub { return flow.constant(x) == 0 }
    guard opcode.isAdd, let c = flow.constant(y) ?? flow.constant(x) else { return false }
    return (-65_536..<0).contains(signed(c))
  }

  /// Whether the result is only compared with what it was made from: the program asks whether it fits.
  var checks: Bool {
    guard opcode.isNarrowing || opcode.isSumLike, opcode.signature.shape != .store,
      let ends = flow.destinations(
        of: node,
        through: { use in
          switch flow.opcode(use.user) {
          case .i64ExtendI32S, .i64ExtendI32U: true
          default: false
          }
        }), !ends.isEmpty
    else { return false }
    let sources = flow.nodes[node].inputs
    return ends.allSatisfy { use in
      flow.opcode(use.user)?.isComparison == true && flow.nodes[use.user].inputs.contains(where: sources.contains)
    }
  }

  // MARK: Wide integers

  /// Whether it is the lower half of a wider sum or difference: comparing it tells a carry, which another one takes in.
  var isLowerHalf: Bool {
    guard opcode.isSumLike, let (x, y) = flow.operands(node) else { return false }
    let carries = (flow.uses[node] + flow.uses[x]).compactMap { use -> Int? in
      guard let comparison = flow.opcode(use.user), comparison.isUnsignedComparison,
        let (a, b) = flow.operands(use.user)
      else { return nil }
      // The sum is compared with an addend, or the minuend with the subtrahend.
      let pair: Set<Int> = [a, b]
      let tells = opcode.isAdd ? (pair == [node, x] || pair == [node, y]) : (pair == [x, y] || pair == [node, x])
      return tells ? use.user : nil
    }
    return carries.contains { carry in
      let ends = flow.destinations(of: carry) { use in
        flow.opcode(use.user).map { $0 == .i64ExtendI32U || $0 == .i32WrapI64 || $0.isAnd || $0.isOr } ?? false
      }
      return ends?.contains { flow.opcode($0.user)?.isSumLike == true && $0.user != node } ?? false
    }
  }

  /// Whether it multiplies numbers that lie in half the width, or adds what comes of that: exact as unsigned. Or divides, by
  /// multiplying with a constant and keeping the high half.
  var isLimbProduct: Bool {
    guard let (x, y) = flow.operands(node) else { return false }
    if opcode.isMul {
      if isHalf(x), isHalf(y) { return true }
      guard flow.constant(x) != nil || flow.constant(y) != nil, let ends = flow.destinations(of: node), !ends.isEmpty
      else { return false }
      return ends.allSatisfy { use in
        guard flow.opcode(use.user)?.isRightShift == true, use.input == 0,
          let count = flow.operands(use.user).flatMap({ flow.constant($0.1) })
        else { return false }
        return count & UInt64(width - 1) >= UInt64(width / 2)
      }
    }
    guard opcode.isAdd else { return false }
    func isProduct(_ value: Int) -> Bool {
      guard let opcode = flow.opcode(value), opcode.isMul, let (a, b) = flow.operands(value) else { return false }
      return isHalf(a) && isHalf(b)
    }
    return (isProduct(x) && (isHalf(y) || isProduct(y))) || (isProduct(y) && isHalf(x))
  }

  /// Whether a value needs no more than half the width: extended, masked or shifted down.
  private func isHalf(_ value: Int) -> Bool {
    let half: UInt64 = width == 64 ? 0xFFFF_FFFF : 0xFFFF
    if let c = flow.constant(value) { return c <= half }
    guard let opcode = flow.opcode(value) else { return false }
    switch opcode {
    case .i64ExtendI32U, .i64Load32U, .i64Load16U, .i64Load8U: return width == 64
    case .i32Load16U, .i32Load8U: return width == 32
    default: break
    }
    guard let (a, b) = flow.operands(value) else { return false }
    if opcode.isAnd { return [a, b].contains { flow.constant($0).map { $0 <= half } ?? false } }
    if opcode == .i32ShrU || opcode == .i64ShrU { return flow.constant(b).map { $0 >= UInt64(width / 2) } ?? false }
    return false
  }

  // MARK: Bits

  /// Whether it is a shift whose result only goes in between other bits.
  var packsBits: Bool {
    guard opcode.isShl, let ends = flow.destinations(of: node), !ends.isEmpty else { return false }
    return ends.allSatisfy { flow.opcode($0.user).map { $0.isOr || $0.isXor } ?? false }
  }

  /// Whether it is a shift to the top that another one undoes, and the value fits the bits that are kept.
  func unpacksBits(_ operands: [UInt64]) -> Bool {
    guard opcode.isShl, operands.count == 2, let (_, y) = flow.operands(node), let count = flow.constant(y),
      let ends = flow.destinations(of: node), !ends.isEmpty
    else { return false }
    let kept = width - Int(count & UInt64(width - 1))
    guard kept < width, kept > 0 else { return false }
    return ends.allSatisfy { use in
      guard let back = flow.opcode(use.user), back.isRightShift, use.input == 0,
        let again = flow.operands(use.user).flatMap({ flow.constant($0.1) })
      else { return false }
      // Another count takes a field out of the middle.
      guard again == count else { return true }
      let value = lowBits(operands[0])
      if back == .i32ShrU || back == .i64ShrU { return value >> UInt64(kept) == 0 }
      let top = signed(value) >> Int64(kept - 1)
      return top == 0 || top == -1
    }
  }

  /// Whether it keeps one part of a value of which another part is used too, or a byte that is read with the other sign.
  var isPartOfMore: Bool {
    guard opcode.isNarrowing, let value = flow.nodes[node].inputs.last else { return false }
    if isHashed(value) { return true }
    switch opcode {
    case .i32Extend8S, .i64Extend8S: if isAtMost(value, 0xFF) { return true }
    case .i32Extend16S, .i64Extend16S: if isAtMost(value, 0xFFFF) { return true }
    case .i64Extend32S: if isAtMost(value, 0xFFFF_FFFF) { return true }
    default: break
    }
    // The parts: the value itself, shifted down, rotated or wrapped.
    let whole = part(value)
    let others = flow.uses[whole].filter { use in
      guard let opcode = flow.opcode(use.user), use.input == 0 else { return false }
      return opcode.isRightShift || opcode.isRotation
    }
    return whole != value ? others.count > 1 || isStoredWhole(whole) : !others.isEmpty
  }

  /// What a value is a part of: itself, unless it is shifted down or wrapped.
  private func part(_ value: Int) -> Int {
    var value = value
    for _ in 0..<3 {
      guard let opcode = flow.opcode(value), opcode == .i32WrapI64 || opcode.isRightShift,
        let next = flow.nodes[value].inputs.first
      else { break }
      value = next
    }
    return value
  }

  private func isStoredWhole(_ value: Int) -> Bool {
    flow.uses[value].contains { use in
      use.input == 1 && flow.opcode(use.user)?.signature.shape == .store && flow.opcode(use.user) != nil
    }
  }

  private func isAtMost(_ value: Int, _ limit: UInt64) -> Bool {
    guard let opcode = flow.opcode(value) else { return false }
    switch opcode {
    case .i32Load8U, .i64Load8U: return limit >= 0xFF
    case .i32Load16U, .i64Load16U: return limit >= 0xFFFF
    case .i64Load32U, .i64ExtendI32U: return limit >= 0xFFFF_FFFF
    case .i32And, .i64And: return flow.nodes[value].inputs.contains { flow.constant($0).map { $0 <= limit } ?? false }
    default: return false
    }
  }

  // MARK: Numbers

  func lowBits(_ bits: UInt64) -> UInt64 { width == 64 ? bits : bits & 0xFFFF_FFFF }

  func signed(_ bits: UInt64) -> Int64 {
    width == 64 ? Int64(bitPattern: bits) : Int64(Int32(truncatingIfNeeded: bits))
  }
}
