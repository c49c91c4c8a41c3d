package import CoreModule
package import CoreTypes

/// Why an execution returned to the host.
package enum ExecutionStop: Sendable {
  /// The topmost entry returned; it is gone from the execution.
  case returned([CoreValue])
  /// A host function was called: answer with `completeHostCall`, or fail with `trap`.
  case hostCall(tag: Int, arguments: [CoreValue])
  /// The slice is used up: resume to go on.
  case outOfBudget
  /// The execution is over; its stack stays to be looked at.
  case trapped(Trap)
  /// Before the operator that the stop conditions say.
  case stepped
  /// Before an operator that is about to lose something.
  case watched(WatchedEvent)
  /// Before the operator that a breakpoint is at.
  case breakpoint
}

/// A place where an instruction that makes or stores an integer lost something, with the operands of its last time.
package struct WatchedEvent: Hashable, Sendable {
  package var opcode: Opcode
  /// The operands' bits, zero-extended: two for arithmetic; of 128 bits each as two halves with the low one first,
  /// for sums and for vectors, whose shifts have a count behind; one for what narrows a value or converts a float.
  package var operands: [UInt64]
  package var location: CodeLocation
  /// How often.
  package var count: UInt64
  /// Whether the exact signed result did not fit; otherwise only the unsigned one did not.
  package var lostSigned: Bool
  /// The rules by which the place is no alarm, all that apply.
  package var exemptions: [WatchExemption] = []
}
