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

  /// Adds what happened once more.
  mutating func add(_ event: ObservedEvent) {
    events.append(event)
    total &+= 1
  }
}

/// An instruction, or a native operation, whose exact integer result did not fit.
package struct ObservedEvent: Hashable, Sendable {
  /// What ran, at the width it ran in.
  package enum Operation: Hashable, Sendable {
    /// An arithmetic operation at 8, 16, 32 or 64 bits.
    case arithmetic(IntegerOperation, width: Int)
    /// A sum or difference of 128 bits.
    case wideSum(isDifference: Bool)
    /// An operation on the lanes of vectors, their width in bits.
    case lanes(IntegerOperation, width: Int)
    /// An integer cut to its low bits, widths in bits.
    case narrowing(Narrowing, from: Int, to: Int)
    /// The smallest value divided by -1, at 32 or 64 bits: it trapped.
    case division(width: Int)
    /// The remainder of that division, which is 0.
    case remainder(width: Int)
    /// A float of 32 or 64 bits made an integer that cannot hold it: it trapped, or gave the nearest value.
    case truncation(from: Int, to: IntegerType, isSaturating: Bool)

    /// A 64-bit value narrowed to 32 bits.
    package static var wrap: Operation { .narrowing(.wrap, from: 64, to: 32) }
  }

  /// What cut an integer to its low bits.
  package enum Narrowing: Hashable, Sendable {
    /// `i32.wrap_i64`.
    case wrap
    /// `i32.extend8_s` and its kin: the value changed, since its low bits read with their sign are another.
    case signExtension
    /// A store of fewer bytes than the value has: neither reading of them is the value.
    case store
  }

  package var operation: Operation
  /// The instruction's name, such as `i32.add`; for native code the operation's, such as `s32 add`.
  package var instruction: String
  /// The operands' bits at the operation's width, zero-extended: as many as the operation takes. Those of 128 bits are in
  /// halves, each with the low one first; vectors are, too.
  package var operands: [UInt64]
  /// The wrapped result's bits, zero-extended; the low half of 128 bits.
  package var result: UInt64
  /// Where, in interpreted code.
  package var location: CodeLocation?
  /// How many times this place lost something; the operands are those of the last time.
  package var count: UInt64
  /// The rules by which the place is no alarm, all that apply, whether they are on or not.
  package var exemptions: [WatchExemption]
  /// Whether the instruction ran; false where the watch ended the call before it.
  package var didRun = true

  package init(
    operation: Operation, instruction: String, operands: [UInt64], result: UInt64, location: CodeLocation?,
    count: UInt64 = 1, exemptions: [WatchExemption] = []
  ) {
    self.exemptions = exemptions
    self.operation = operation
    self.instruction = instruction
    self.operands = operands
    self.result = result
    self.location = location
    self.count = count
  }
}
