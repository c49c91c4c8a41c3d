/// A small generator that gives the same numbers everywhere, so that a seed says all about what was made with it.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators".
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension SplitMix64 {
  /// A number below `bound`; 0 where there is none.
  package mutating func below(_ bound: Int) -> Int {
    bound > 1 ? Int.random(in: 0..<bound, using: &self) : 0
  }

  /// True about `percent` times of 100.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the elements; nil where there is none.
  package mutating func pick<C: Collection>(_ elements: C) -> C.Element? {
    elements.randomElement(using: &self)
  }
}
