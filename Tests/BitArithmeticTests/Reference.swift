import BitArithmetic

/// One operation done again at twice the width and more, in a way that shares no code with the product: at 8, 16 and 32
/// bits in `Int`, bit by bit for the carries.
struct Reference {
  var result: UInt64
  var signedExact: Int128
  var unsignedExact: UInt128
  var unsignedIsNegative: Bool
  var signedOverflow: Bool
  var unsignedOverflow: Bool

  init(_ operation: IntegerOperation, width n: Int, _ x: UInt64, _ y: UInt64) {
    let modulus = UInt128(1) << UInt128(n)
    func signed(_ bits: UInt64) -> Int128 {
      Int128(bits) >= Int128(modulus / 2) ? Int128(bits) - Int128(modulus) : Int128(bits)
    }
    let count = Int(y % UInt64(n))
    var power: UInt128 = 1
    for _ in 0..<count { power *= 2 }
    switch operation {
    case .add:
      signedExact = signed(x) + signed(y)
      (unsignedExact, unsignedIsNegative) = (UInt128(x) + UInt128(y), false)
    case .sub:
      signedExact = signed(x) - signed(y)
      (unsignedExact, unsignedIsNegative) = x >= y ? (UInt128(x - y), false) : (UInt128(y - x), true)
    case .neg:
      signedExact = -signed(x)
      (unsignedExact, unsignedIsNegative) = (UInt128(x), x != 0)
    case .mul:
      signedExact = signed(x) * signed(y)
      (unsignedExact, unsignedIsNegative) = (UInt128(x) * UInt128(y), false)
    case .shl:
      signedExact = signed(x) * Int128(power)
      (unsignedExact, unsignedIsNegative) = (UInt128(x) * power, false)
    }
    let residue = unsignedExact % modulus
    result = UInt64(unsignedIsNegative ? (modulus - residue) % modulus : residue)
    signedOverflow = signedExact != signed(result)
    unsignedOverflow = unsignedIsNegative || unsignedExact != UInt128(result)
  }

  /// Carries by a full adder, one bit after the other.
  static func carries(width n: Int, _ x: UInt64, _ y: UInt64) -> [Bool] {
    var carries = [false]
    for i in 0..<n {
      let ones = (x >> UInt64(i) & 1) + (y >> UInt64(i) & 1) + (carries[i] ? 1 : 0)
      carries.append(ones >= 2)
    }
    return carries
  }

  /// Borrows by a full subtractor, one bit after the other.
  static func borrows(width n: Int, _ x: UInt64, _ y: UInt64) -> [Bool] {
    var borrows = [false]
    for i in 0..<n {
      let difference = Int(x >> UInt64(i) & 1) - Int(y >> UInt64(i) & 1) - (borrows[i] ? 1 : 0)
      borrows.append(difference < 0)
    }
    return borrows
  }
}
