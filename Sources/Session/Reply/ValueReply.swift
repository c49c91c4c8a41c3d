package import BitArithmetic
package import ComponentTypes
import WAVE

/// A value with its type, and what is known of the integer operations behind it.
package struct ValueReply: Sendable {
  /// The value, or nil where a function without a result was called.
  package var result: TypedValue?
  /// The variable it was given to.
  package var assignedTo: String?
  /// What a call did, where the input was one call.
  package var call: CallReport?
  /// The integer operations of the input itself, in the order in which they were done.
  package var operations: [OperationFacts]
  /// What the watch saw in the calls inside a larger expression; their results are not this value.
  package var innerCalls: [CallReport]

  package init(
    result: TypedValue?, assignedTo: String? = nil, call: CallReport? = nil, operations: [OperationFacts] = [],
    innerCalls: [CallReport] = []
  ) {
    self.result = result
    self.assignedTo = assignedTo
    self.call = call
    self.operations = operations
    self.innerCalls = innerCalls
  }

  /// The operation whose result is the value: the call's, or the input's last.
  package var operation: OperationFacts? {
    call?.operation?.facts ?? (call == nil ? operations.last : nil)
  }

  /// Whether the result overflowed in its type's own sign, as `--fail-on-overflow` asks.
  package var didOverflow: Bool {
    if let call { return call.returnedOverflow }
    // An operation whose result went on into another is an internal one.
    guard let last = operations.last, last.overflowed, let result else { return false }
    return result.value.integerBits == last.result
  }

  /// Whether the watch saw a wrap anywhere that its rules do not count as noise, as `--fail-on-overflow=any` asks.
  package var didWrapAnywhere: Bool {
    operations.contains(where: \.overflowed)
      || ([call].compactMap { $0 } + innerCalls).contains { $0.didOverflow || !$0.notableEvents.isEmpty }
  }
}

/// `:bits`: an integer's bits, or those of the operation that made it.
package struct BitsReply: Sendable {
  package var result: TypedValue
  /// The bits and the type they are read with, where the value is an integer.
  package var integer: IntegerBits?
  /// The IEEE 754 fields, where it is a float.
  package var float: FloatFields?
  /// The operation whose result it is.
  package var operation: ReportedOperation?
  /// What a call did, where the input was one.
  package var call: CallReport?

  /// An integer as bits.
  package struct IntegerBits: Hashable, Sendable {
    /// Zero-extended.
    package var bits: UInt64
    package var type: IntegerType

    package init(bits: UInt64, type: IntegerType) {
      self.bits = bits
      self.type = type
    }
  }

  /// A changed copy, where the input asked for changes: what is shown then.
  package var scratch: ScratchBits?

  package init(
    result: TypedValue, integer: IntegerBits? = nil, float: FloatFields? = nil,
    operation: ReportedOperation? = nil, call: CallReport? = nil, scratch: ScratchBits? = nil
  ) {
    self.scratch = scratch
    self.result = result
    self.integer = integer
    self.float = float
    self.operation = operation
    self.call = call
  }
}

extension BitsReply {
  /// What is shown, before any change: the operation, or the number.
  package var form: BitsForm? {
    if let operation { return .operation(operation.facts) }
    if let integer { return .integer(integer.bits, integer.type) }
    return float.map { .float($0) }
  }
}

/// `:carry`: an operation to be shown one bit at a time.
package struct CarryReply: Sendable {
  package var result: TypedValue
  package var operation: ReportedOperation
  /// What was changed in the operation first; nil where nothing was.
  package var scratch: ScratchBits?

  package init(result: TypedValue, operation: ReportedOperation, scratch: ScratchBits? = nil) {
    self.result = result
    self.operation = operation
    self.scratch = scratch
  }

  /// Every step; nil for an operation without carries, which the command refuses.
  package var steps: CarrySequence? {
    CarrySequence(operation.facts, asComplement: scratch?.asComplement == true)
  }
}
