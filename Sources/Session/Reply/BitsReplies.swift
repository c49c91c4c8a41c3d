package import BitArithmetic
package import ComponentTypes

/// `:wheel`: a number, or an operation's way, on the circle of its type's numbers.
package struct WheelReply: Sendable {
  package var result: TypedValue
  /// The number and the type it is read with.
  package var integer: BitsReply.IntegerBits
  /// The operation whose result it is; nil for a number alone.
  package var operation: ReportedOperation?
  /// What a call did, where the input was one.
  package var call: CallReport?
  /// A changed copy, where the input asked for changes: what is shown then.
  package var scratch: ScratchBits?

  package init(
    result: TypedValue, integer: BitsReply.IntegerBits, operation: ReportedOperation? = nil, call: CallReport? = nil
  ) {
    self.result = result
    self.integer = integer
    self.operation = operation
    self.call = call
  }
}

/// `:next` and `:back`: one bit of the addition or subtraction in hand.
package struct CarryStepReply: Hashable, Sendable {
  package var operation: ReportedOperation
  /// The step, from 0 through the type's width less 1.
  package var bit: Int
  /// Whether a subtraction is shown as x + ~y + 1.
  package var asComplement: Bool

  package init(operation: ReportedOperation, bit: Int, asComplement: Bool = false) {
    self.operation = operation
    self.bit = bit
    self.asComplement = asComplement
  }

  /// Every step; nil for an operation without carries, which no command takes in hand.
  package var steps: CarrySequence? { CarrySequence(operation.facts, asComplement: asComplement) }
}

/// The operation that `:next` and `:back` step through.
package struct CarryInHand: Hashable, Sendable {
  package var operation: ReportedOperation
  /// The bit that was shown last; nil where none was shown yet.
  package var bit: Int?
  /// Whether a subtraction is shown as x + ~y + 1.
  package var asComplement: Bool

  package init(operation: ReportedOperation, bit: Int? = nil, asComplement: Bool = false) {
    self.operation = operation
    self.bit = bit
    self.asComplement = asComplement
  }
}

/// `:why`: from the last value to the operation behind it, to the place that did it, to the bit where it went.
///
/// It holds what is known and nothing else: a part that is nil is not known, or there is none.
package struct WhyReply: Sendable {
  /// The bits in which the exact result and the one that was kept part.
  package enum Parting: Hashable, Sendable {
    /// The topmost step of an addition or subtraction: a signed result is lost where the carries into it and out of it
    /// differ, an unsigned one where a carry leaves it.
    case carry(CarryStep)
    /// The high half of a product.
    case highHalf(UInt64)
    /// The bits that a shift moved out at the top, and how many it moved.
    case shiftedOut(UInt64, count: Int)
    /// A value that was cut to its low bits.
    case dropped(NarrowingFacts)
  }

  /// The input that the value is of, as it was given.
  package var input: String
  /// The input's number.
  package var inputNumber: Int
  /// The value, with all that is known of it.
  package var value: ValueReply
  /// The operation that the story is about: the one whose result the value is, or one on the way that lost something.
  package var operation: ReportedOperation?
  /// Whether the operation's result is the value.
  package var isResult: Bool
  /// The call that the place and the flag belong to.
  package var call: CallReport?
  /// *observed*: the place that lost something.
  package var event: ReportedEvent?
  /// Whether the place performed the operation itself, with these operands.
  package var eventPerformsOperation: Bool
  package var parting: Parting?
  /// The instructions around the place, where its code can be looked at.
  package var listing: InstructionListing?
  /// Whether it is about a step of a walk; the input then names the instruction.
  package var isStep = false

  package init(
    input: String, inputNumber: Int, value: ValueReply, operation: ReportedOperation? = nil, isResult: Bool = false,
    call: CallReport? = nil, event: ReportedEvent? = nil, eventPerformsOperation: Bool = false,
    parting: Parting? = nil
  ) {
    self.input = input
    self.inputNumber = inputNumber
    self.value = value
    self.operation = operation
    self.isResult = isResult
    self.call = call
    self.event = event
    self.eventPerformsOperation = eventPerformsOperation
    self.parting = parting
  }

  /// Whether the operation's exact result did not fit its type, or a place dropped bits.
  package var didLose: Bool {
    if let operation { return operation.facts.overflowed }
    return event != nil
  }
}
