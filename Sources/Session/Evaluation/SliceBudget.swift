/// How many wasm instructions run between two looks at the clock and at the user.
///
/// It follows how long the last slices took, since an instruction's cost differs: some move whole memories, and values that
/// are lifted or lowered count as instructions too.
struct SliceBudget {
  /// What the next slice may run.
  private(set) var instructions: UInt64 = 250_000

  /// What a slice should take.
  static let target: Duration = .milliseconds(8)
  private static let bounds: ClosedRange<UInt64> = 1_000...32_000_000

  /// Takes into account how long a slice took that used all of the budget.
  mutating func adapt(to elapsed: Duration) {
    let next: UInt64
    if elapsed > Self.target * 2 {
      let times = UInt64(max(2, min(1_000, elapsed / Self.target)))
      next = instructions / times
    } else if elapsed < Self.target / 2 {
      next = instructions * 2
    } else {
      return
    }
    instructions = min(max(next, Self.bounds.lowerBound), Self.bounds.upperBound)
  }
}
