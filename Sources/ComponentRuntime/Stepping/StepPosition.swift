/// A stop on the way through a call: before an operator, or at a moment of the canonical ABI.
///
/// A call's stops are in a row, the same each time it is gone through, and both counts only grow along it:
///
///     (0,0) start | (0,1) lowered | (1,1) operator 1 | (2,1) operator 2 | (2,2) lifted | (2,3) returned
package struct StepPosition: Hashable, Sendable {
  /// Wasm operators come to: that of the stop, which has not run, included. So it is the number of the operator, from 1.
  package let operators: UInt64
  /// Moments come by: that of the stop included.
  package let moments: Int

  package init(operators: UInt64 = 0, moments: Int = 0) {
    self.operators = operators
    self.moments = moments
  }

  /// Where a call begins: nothing has happened.
  package static let start = StepPosition()
}

extension StepPosition: Comparable {
  package static func < (a: StepPosition, b: StepPosition) -> Bool {
    (a.operators, a.moments) < (b.operators, b.moments)
  }
}
