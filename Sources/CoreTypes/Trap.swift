/// Why execution stopped for good: the fault is the guest's, or a limit was reached.
///
/// Source: core specification, "Execution"; the suite's messages name the codes.
package enum TrapCode: Hashable, Sendable {
  case unreachable
  case integerDivideByZero
  case integerOverflow
  case invalidConversionToInteger
  case memoryOutOfBounds
  case tableOutOfBounds
  case undefinedElement
  case uninitializedElement
  case indirectCallTypeMismatch
  case nullReference
  case castFailure
  case arrayOutOfBounds
  case unalignedAtomic
  /// `memory.atomic.wait` on a memory that is not shared.
  case expectedSharedMemory
  /// An exception reached the border of what may catch it.
  case uncaughtException
  /// The call stack, in frames or in slots, reached its limit.
  case stackExhausted
  /// The fuel ran out.
  case fuelExhausted
  /// The time ran out.
  case timedOut
  /// The user interrupted the run.
  case interrupted
  /// A memory or table could not be made as large as its minimum within the limits.
  case resourceLimit(String)
  /// An import that nothing was linked to was called; its full name.
  case unlinkedImport(String)
  /// A stub that shall trap was called.
  case stubbed
  /// A canonical ABI rule was broken; the rule in words.
  case canonicalABI(String)
  /// The watch was asked to trap before an instruction loses something: what it is called, the exact result, the type that
  /// does not hold it, and what would be left; all but the first in decimal.
  case watchedLoss(instruction: String, exact: String, type: String, wrapped: String)
  /// A function is larger than this implementation can run; what and how much.
  case implementationLimit(String)
  /// A function that was to be validated before its first run is not valid; what is wrong, in words, and at which offset
  /// of the file.
  case invalidFunction(String, offset: Int)
}

/// A trap with the place it happened at, where one is known.
package struct Trap: Error, Hashable, Sendable {
  package var code: TrapCode
  /// The innermost place first.
  package var backtrace: [CodeLocation]

  package init(_ code: TrapCode, backtrace: [CodeLocation] = []) {
    self.code = code
    self.backtrace = backtrace
  }
}

/// A place in a core module's code.
package struct CodeLocation: Hashable, Sendable {
  /// The file offset of the instruction, in bytes from the start of the file that holds the module.
  package var offset: Int
  /// The function's index in its module.
  package var function: UInt32
  /// The function's name from the name section or its export, where it has one.
  package var functionName: String?
  /// Bytes from the first byte of the function's body.
  package var distance: Int
  /// The line of source that the instruction came from, where someone looked for it and the module says.
  package var sourceLine: SourceLine?

  package init(offset: Int, function: UInt32, functionName: String?, distance: Int) {
    self.offset = offset
    self.function = function
    self.functionName = functionName
    self.distance = distance
  }
}
