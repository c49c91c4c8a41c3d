package import BitArithmetic
package import CoreTypes

/// What the watch saw in one call.
package struct Observations: Hashable, Sendable {
  /// One entry a place in the code, in the order in which the places first lost something.
  package var events: [ObservedEvent]
  /// How many times, over all places, those beyond what is listed among them.
  package var total: UInt64

  package init(events: [ObservedEvent] = [], total: UInt64 = 0) {
    self.events = events
    self.total = total
  }
}

/// An integer instruction, or a native operation, whose exact result did not fit.
package struct ObservedEvent: Hashable, Sendable {
  /// What ran, at the width it ran in.
  package enum Operation: Hashable, Sendable {
    /// An arithmetic operation at 8, 16, 32 or 64 bits.
    case arithmetic(IntegerOperation, width: Int)
    /// A 64-bit value narrowed to 32 bits.
    case wrap
  }

  package var operation: Operation
  /// The instruction's name, such as `i32.add`; for native code the operation's, such as `s32 add`.
  package var instruction: String
  /// The operands' bits at the operation's width, zero-extended: as many as the operation takes.
  package var operands: [UInt64]
  /// The wrapped result's bits, zero-extended.
  package var result: UInt64
  /// Where, in interpreted code.
  package var location: CodeLocation?
  /// How many times this place lost something; the operands are those of the last time.
  package var count: UInt64

  package init(
    operation: Operation, instruction: String, operands: [UInt64], result: UInt64, location: CodeLocation?,
    count: UInt64 = 1
  ) {
    self.operation = operation
    self.instruction = instruction
    self.operands = operands
    self.result = result
    self.location = location
    self.count = count
  }
}
