/// A reason why a place that lost something is no alarm: what compilers and authors do on purpose.
///
/// A rule looks at the code alone, at what flows into an instruction and where its result flows within its function. What it
/// recognises is counted apart, and each rule can be turned off.
package enum WatchRule: String, Hashable, Sendable, CaseIterable {
  /// Sums on the way from a stack pointer in a global to a frame, and back.
  case stackPointer = "stack-pointer"
  /// What flows into nothing but the addresses of memory accesses, and comparisons of them.
  case addresses
  /// Multiplications by large odd constants, rotations, shifted values xor'ed with themselves, and the sums among them.
  case hashes
  /// The lower half of a sum whose carry goes into another sum, products of 32-bit limbs, division by multiplication.
  case wideHalves = "wide-halves"
  /// What is compared, divided, shifted or extended as unsigned and nowhere as signed: no alarm of the signed reading.
  case unsignedUse = "unsigned-use"
  /// Rounding to a power of two, `-n & m` and `(n + 15) & -16`, and what is taken modulo one, `(a - b) & 63`: the bits that
  /// are kept are right.
  case alignment
  /// `x - a < b` as unsigned, which asks whether x lies in a range; also before a jump table.
  case ranges
  /// The sum with a small negative constant, which is a difference, and `0 - n`: no alarm of the unsigned reading.
  case negatives
  /// Shifts that put bits together or take them apart, and halves and bytes of a value of which the rest is used too.
  case bitFields = "bit-fields"
  /// What is only compared with the value that it was made from, to see whether it fits.
  case checks
  /// The remainder of the smallest value by -1, which is 0 and exact.
  case remainders
  /// The lanes of vectors: no instruction says whether they hold numbers, bytes or bits.
  case lanes

  /// What it recognises, in one line.
  package var summary: String {
    switch self {
    case .stackPointer: "sums on the way from a stack pointer to a frame and back"
    case .addresses: "what flows into addresses alone"
    case .hashes: "large odd factors, rotations, xor'ed shifts and the sums among them"
    case .wideHalves: "lower halves whose carry is added elsewhere, products of limbs"
    case .unsignedUse: "what is compared, divided or extended as unsigned only (signed reading)"
    case .alignment: "rounding to a power of two, and what is taken modulo one"
    case .ranges: "a difference that is only asked whether it lies in a range"
    case .negatives: "a negative constant added, 0 - n (unsigned reading)"
    case .bitFields: "shifts that pack or unpack bits, bytes of a value stored one by one"
    case .checks: "what is only compared with the value that it was made from"
    case .remainders: "the remainder of min by -1, which is exact"
    case .lanes: "the lanes of vectors, whose meaning no instruction says"
    }
  }
}

/// A rule that applies to a place, with the readings that it speaks of.
package struct WatchExemption: Hashable, Sendable {
  package var rule: WatchRule
  /// Whether it holds for a loss of the signed reading.
  package var coversSigned: Bool
  /// Whether it holds for a loss of the unsigned reading.
  package var coversUnsigned: Bool

  package init(_ rule: WatchRule, coversSigned: Bool = true, coversUnsigned: Bool = true) {
    self.rule = rule
    self.coversSigned = coversSigned
    self.coversUnsigned = coversUnsigned
  }

  /// Whether it speaks of a reading.
  package func covers(asSigned isSigned: Bool) -> Bool { isSigned ? coversSigned : coversUnsigned }
}
