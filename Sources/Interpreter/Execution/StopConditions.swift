/// Where a run of faithful code stops besides its ends. Every stop is before an operator, which has not run and is not
/// counted. The operator that the run before has stopped at is always run first, whatever else it meets, so that going on
/// from a stop gets somewhere.
package struct StopConditions: Hashable, Sendable {
  /// When so many operators have run since the execution began; see ``Execution/stepsTaken``.
  package var steps: UInt64?
  /// When no more than so many frames are left; see ``Execution/frameDepth``.
  package var depth: Int?
  /// Where an operator is about to lose something in one of these readings, the execution's quiet places apart.
  package var losses: Readings
  /// At the execution's breakpoints.
  package var meetsBreakpoints: Bool

  /// How an operator's integers may be read.
  package struct Readings: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let signed = Readings(rawValue: 1)
    package static let unsigned = Readings(rawValue: 2)
  }

  package init(
    steps: UInt64? = nil, depth: Int? = nil, losses: Readings = [], meetsBreakpoints: Bool = false
  ) {
    self.steps = steps
    self.depth = depth
    self.losses = losses
    self.meetsBreakpoints = meetsBreakpoints
  }
}

/// A place in a function of a store.
package struct CodePlace: Hashable, Sendable {
  /// The function's number in its store.
  package let function: Int
  /// The file offset of an instruction; nil is where the function begins.
  package let offset: Int?

  package init(_ function: CoreFunction, offset: Int? = nil) {
    self.function = function.number
    self.offset = offset
  }
}
