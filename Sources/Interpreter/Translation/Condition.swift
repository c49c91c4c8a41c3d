/// What a conditional branch tests.
enum Condition {
  /// That a slot's low 32 bits are not all zero.
  case nonzero(UInt16)
  case zero(UInt16)
  /// A comparison with its operands, in the form of a fused branch and of its opposite.
  case comparison(branch: Operation, opposite: Operation, a: UInt16, b: UInt16, c: UInt16)

  /// What holds when this does not.
  var opposite: Condition {
    switch self {
    case .nonzero(let slot): .zero(slot)
    case .zero(let slot): .nonzero(slot)
    case .comparison(let branch, let opposite, let a, let b, let c):
      .comparison(branch: opposite, opposite: branch, a: a, b: b, c: c)
    }
  }
}
