package import BitArithmetic
package import ComponentTypes
package import CoreTypes

/// `:sweep`: what came of many calls of one function.
package struct SweepReply: Sendable {
  package var instance: String
  package var function: FunctionPath
  package var type: FunctionType
  package var operands: [SweepOperand]
  /// The calls that were made.
  package var callCount: Int
  /// The calls that were to be made.
  package var plannedCount: Int
  /// How many combinations of the operands' values there are; nil beyond 64 bits.
  package var combinations: UInt64?
  /// The known operation of the function, and its type; nil where only the watch can tell.
  package var known: Known?
  /// Whether the function declares overflow, as far as that is known.
  package var declares = false
  /// How many calls overflowed, in either reading: the known operation, otherwise what was observed.
  package var overflowCounts = (signed: 0, unsigned: 0)
  /// How many calls declared an overflow.
  package var declaredCount = 0
  /// What was found, the gravest first, each with its smallest example.
  package var findings: [SweepFinding] = []
  /// The smallest calls whose flag or value is not the one computed, at most `mismatchLimit`.
  package var mismatches: [SweepExample] = []
  package var mismatchCount = 0
  /// All pairs of two 8-bit operands; nil for other functions.
  package var map: SweepMap?
  /// The sign that the map is to be read with at first.
  package var isReadSigned: Bool
  /// Why it ended before every call was made.
  package var stop: TrapCode?

  /// How many mismatches are listed.
  package static let mismatchLimit = 8

  /// A known operation.
  package struct Known: Hashable, Sendable {
    package var operation: IntegerOperation
    package var type: IntegerType
  }

  /// How many calls overflowed in a reading.
  package func overflowCount(asSigned isSigned: Bool) -> Int {
    isSigned ? overflowCounts.signed : overflowCounts.unsigned
  }

  /// Whether the function overflowed in its own sign, for functions that are known; the flag's word for others.
  package var didOverflow: Bool {
    guard let known else { return declaredCount > 0 }
    return overflowCount(asSigned: known.type.isSigned) > 0
  }

  /// Whether anything wrapped that the watch's rules do not count as noise.
  package var didWrapAnywhere: Bool {
    didOverflow || findings.contains { if case .event = $0.kind { true } else { false } }
  }
}

/// One of the numbers or values that a sweep changes.
package struct SweepOperand: Sendable {
  /// The parameter, and where it is a record or tuple the way into it: `args.x`.
  package var name: String
  package var type: ValueType
  /// What was tried, numbers in ascending order.
  package var values: [ComponentValue]
  /// Whether that is every value of the type.
  package var isExhaustive = false
}

/// A kind of thing that a sweep found.
package struct SweepFinding: Sendable {
  package enum Kind: Hashable, Sendable {
    /// The flag is this, and should not be.
    case flagMismatch(declared: Bool)
    /// The value is not the operation's.
    case valueMismatch
    /// The known operation does not fit, read so.
    case overflow(asSigned: Bool)
    /// An instruction lost something, read so.
    case event(instruction: String, asSigned: Bool)
    /// The call trapped.
    case trap(TrapCode)
  }

  package var kind: Kind
  /// How many calls.
  package var count: Int
  package var smallest: SweepExample
}

/// One call of a sweep.
package struct SweepExample: Sendable {
  package var arguments: [TypedValue]
  /// The call as it would be typed.
  package var call: String
  /// What it returned; nil where it returned nothing or trapped.
  package var result: TypedValue?
  package var declared: Bool?
  /// What should have been declared; nil for functions not known.
  package var computedFlag: Bool?
  /// The known operation on these arguments.
  package var facts: OperationFacts?
  /// Where something was lost, for what was observed.
  package var event: ReportedEvent?
}

/// What came of each pair of two 8-bit operands.
package struct SweepMap: Hashable, Sendable {
  /// What came of one pair.
  package struct Cell: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let called = Cell(rawValue: 1)
    package static let signedOverflow = Cell(rawValue: 2)
    package static let unsignedOverflow = Cell(rawValue: 4)
    package static let mismatch = Cell(rawValue: 8)
    package static let trapped = Cell(rawValue: 16)
  }

  /// The operands' names: x to the right, y upwards.
  package let names: [String]
  private var cells: [Cell]

  package init(names: [String]) {
    self.names = names
    cells = Array(repeating: [], count: 65_536)
  }

  /// What came of a pair, by its bits.
  package subscript(x: UInt8, y: UInt8) -> Cell {
    get { cells[Int(y) << 8 | Int(x)] }
    set { cells[Int(y) << 8 | Int(x)] = newValue }
  }
}
