/// An addition or subtraction bit by bit, as a collection of its steps: bit 0 first, to be walked both ways.
package struct CarrySequence: RandomAccessCollection, Hashable, Sendable {
  /// How a carry row comes about.
  package enum Method: Hashable, Sendable {
    /// x + y with carries.
    case addition
    /// x - y with borrows.
    case borrow
    /// x - y as x + ~y + 1: the carry into bit 0 is 1, and every carry is the inverse of the borrow in its place.
    case complement
  }

  /// The operation's facts.
  package let facts: OperationFacts
  package let method: Method
  /// The first row's bits: x, or 0 for a negation.
  package let x: UInt64
  /// The second row's bits: y, its complement in `.complement`, or a negation's operand.
  package let y: UInt64
  /// The carries or borrows.
  package let carries: CarryVector

  /// The steps of an addition, subtraction or negation; nil for `mul` and `shl`, which have no carry row.
  package init?(_ facts: OperationFacts, asComplement: Bool = false) {
    guard let carries = facts.carries else { return nil }
    self.facts = facts
    x = facts.operation == .neg ? 0 : facts.x
    let y = facts.operation == .neg ? facts.x : facts.y
    switch (facts.operation.borrows, asComplement) {
    case (false, _): (method, self.y, self.carries) = (.addition, y, carries)
    case (true, false): (method, self.y, self.carries) = (.borrow, y, carries)
    case (true, true):
      method = .complement
      self.y = ~y & facts.type.mask
      self.carries = CarryVector(width: facts.type.width, bits: ~carries.bits)
    }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { facts.type.width }

  /// The step at a bit.
  package subscript(bit: Int) -> CarryStep {
    precondition(indices.contains(bit), "a step's index is a bit of the type")
    let low = UInt64.max >> UInt64(63 - bit)
    func isSet(_ bits: UInt64) -> Bool { bits >> UInt64(bit) & 1 == 1 }
    return CarryStep(
      bit: bit, carryIn: carries[bit], x: isSet(x), y: isSet(y), sum: isSet(facts.result), carryOut: carries[bit + 1],
      lowX: x & low, lowY: y & low, lowSum: facts.result & low)
  }
}
