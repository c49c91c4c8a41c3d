import CInterpreter

// Which operations fuse. The numbers follow from the order of the lists in operations_fused.h.

/// The second of two integer operations, as its order in the list.
struct FusedSecond {
  let place: Int
  let isNarrow: Bool

  init?(_ operation: Operation) {
    switch operation {
    case wi_op_i32_add_rr: (place, isNarrow) = (0, true)
    case wi_op_i32_xor_rr: (place, isNarrow) = (1, true)
    case wi_op_i32_and_rr: (place, isNarrow) = (2, true)
    case wi_op_i32_or_rr: (place, isNarrow) = (3, true)
    case wi_op_i64_add_rr: (place, isNarrow) = (0, false)
    case wi_op_i64_xor_rr: (place, isNarrow) = (1, false)
    case wi_op_i64_and_rr: (place, isNarrow) = (2, false)
    case wi_op_i64_or_rr: (place, isNarrow) = (3, false)
    default: return nil
    }
  }

  /// Its place where its second operand is a constant: only adding and masking have one.
  var placeWithConstant: Int? { [0: 4, 2: 5][place] }
}

/// The first of two integer operations.
struct FusedFirst {
  let isNarrow: Bool
  let b: UInt16
  let c: UInt16
  /// Its second operand, where that is a constant.
  let constant: Int32
  let hasConstant: Bool
  /// The place of its first fused form.
  private let firstForm: Operation

  /// How many fused forms there are for each form of a first operation.
  static let seconds = 6
  /// The operations in the order of operations.h that are no first ones: they may trap.
  private static let order = [0, 1, 2, nil, nil, nil, nil, 3, 4, 5, 6, 7, 8, 9, 10]

  /// - Parameter behind: the word behind the operation's first.
  init?(_ word: OperationWord, behind: UInt64?) {
    let operation = word.operation
    let isNarrow = (wi_op_i32_add_rr...wi_op_i32_rotr_rw).contains(operation)
    guard isNarrow || (wi_op_i64_add_rr...wi_op_i64_rotr_rw).contains(operation) else { return nil }
    // Three forms each: rr, ri and rw.
    let distance = operation - (isNarrow ? wi_op_i32_add_rr : wi_op_i64_add_rr)
    guard let place = Self.order[distance / 3] else { return nil }
    switch distance % 3 {
    case 0: constant = 0
    case 1: constant = Int32(Int16(bitPattern: word.c))
    default:
      guard let behind, let value = Self.narrow(behind, isNarrow: isNarrow) else { return nil }
      constant = value
    }
    self.isNarrow = isNarrow
    hasConstant = distance % 3 != 0
    (b, c) = (word.b, hasConstant ? 0 : word.c)
    firstForm =
      (isNarrow ? wi_op_fused_i32_add_rr_add_d : wi_op_fused_i64_add_rr_add_d)
      + (2 * place + (hasConstant ? 1 : 0)) * Self.seconds
  }

  /// A constant in 32 bits, if an operation of this width reads it back the same.
  func narrow(_ bits: UInt64) -> Int32? { Self.narrow(bits, isNarrow: isNarrow) }

  private static func narrow(_ bits: UInt64, isNarrow: Bool) -> Int32? {
    isNarrow ? Int32(truncatingIfNeeded: bits) : Int32(exactly: Int64(bitPattern: bits))
  }

  /// The operation that does this and then another.
  func operation(_ second: FusedSecond, isConstant: Bool) -> Operation? {
    guard second.isNarrow == isNarrow else { return nil }
    return (isConstant ? second.placeWithConstant : second.place).map { firstForm + $0 }
  }
}

/// Two integer instructions in one operation, read back from its words.
struct FusedPair {
  /// Whether the first's result is the right operand of the second.
  let isSwapped: Bool

  /// - Parameter behind: the word behind the operation's first.
  init?(_ word: OperationWord, behind: UInt64) {
    let operation = Operation(wi_plain_operation(UInt32(word.operation)))
    guard (wi_op_fused_i32_add_rr_add_d...wi_op_fused_i64_rotr_ri_and_i).contains(operation) else { return nil }
    let hasConstant = (operation - wi_op_fused_i32_add_rr_add_d) / FusedFirst.seconds % 2 != 0
    isSwapped = (hasConstant ? UInt64(word.c) : behind >> 32) & 1 != 0
  }
}

/// An addition or subtraction of floats that may follow a product or sum.
struct FusedFloat {
  /// The first fused operation of its width: mul_add_d mul_sub_d add_add_d d_add_mul d_sub_mul d_add_add.
  private let first: Operation
  private let product: Operation
  private let sum: Operation
  private let subtracts: Bool

  init?(_ operation: Operation) {
    switch operation {
    case wi_op_f32_add, wi_op_f32_sub:
      (first, product, sum) = (wi_op_f32_mul_add_d, wi_op_f32_mul, wi_op_f32_add)
      subtracts = operation == wi_op_f32_sub
    case wi_op_f64_add, wi_op_f64_sub:
      (first, product, sum) = (wi_op_f64_mul_add_d, wi_op_f64_mul, wi_op_f64_add)
      subtracts = operation == wi_op_f64_sub
    default: return nil
    }
  }

  /// - Parameter isLeft: whether the result of the operation before is the left operand.
  func operation(after operation: Operation, isLeft: Bool) -> Operation? {
    let place: Int
    if operation == product {
      place = subtracts ? 1 : 0
    } else if operation == sum, !subtracts {
      place = 2
    } else {
      return nil
    }
    return first + place + (isLeft ? 0 : 3)
  }
}

/// An addition whose result a branch compares at once.
struct FusedCount {
  let operation: Operation
  /// The slot or the constant that it is compared with.
  let other: UInt64

  /// The comparisons in the order of operations.h with their operands swapped.
  private static let swapped = [0, 1, 4, 5, 2, 3, 8, 9, 6, 7]

  init?(_ word: OperationWord, _ condition: Condition) {
    let isNarrow: Bool
    let addendForm: Int
    switch word.operation {
    case wi_op_i32_add_rr: (isNarrow, addendForm) = (true, 0)
    case wi_op_i32_add_ri: (isNarrow, addendForm) = (true, 1)
    case wi_op_i64_add_rr: (isNarrow, addendForm) = (false, 0)
    case wi_op_i64_add_ri: (isNarrow, addendForm) = (false, 1)
    default: return nil
    }
    var comparison: Int
    let isConstant: Bool
    switch condition {
    case .zero(let slot), .nonzero(let slot):
      guard isNarrow, slot == word.a else { return nil }
      if case .zero = condition { comparison = 0 } else { comparison = 1 }
      (isConstant, other) = (true, 0)
    case .comparison(let branch, _, let a, let b, let c):
      let first = isNarrow ? wi_op_branch_i32_eq_rr : wi_op_branch_i64_eq_rr
      guard (first..<first + 20).contains(branch) else { return nil }
      comparison = (branch - first) / 2
      isConstant = (branch - first) % 2 == 1
      if a == word.a {
        guard isConstant || b != word.a else { return nil }
        other = isConstant ? UInt64(bitPattern: Int64(Int16(bitPattern: c))) : UInt64(b)
      } else if !isConstant, b == word.a {
        comparison = Self.swapped[comparison]
        other = UInt64(a)
      } else {
        return nil
      }
    }
    operation =
      (isNarrow ? wi_op_count_i32_rr_eq_rr : wi_op_count_i64_rr_eq_rr)
      + 4 * comparison + 2 * addendForm + (isConstant ? 1 : 0)
  }
}
