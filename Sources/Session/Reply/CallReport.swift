package import BitArithmetic
package import ComponentRuntime
package import ComponentTypes
package import CoreTypes

/// What is known of one call, and how it is known. Nothing is in it that was not declared, computed or observed.
package struct CallReport: Sendable {
  /// The instance that was called.
  package var instance: String
  package var function: FunctionPath
  /// Whether the watch ran; without it the absence of events says nothing.
  package var wasWatched: Bool
  /// *declared*: the overflow flag that the component returned. Nil for functions not known to report one.
  package var declared: Bool?
  /// *computed*: the known operation done again from the arguments. Nil for functions not known.
  package var computed: ComputedOperation?
  /// The operation to show in bits.
  package var operation: ReportedOperation?
  /// *observed*: at most `CallReport.eventLimit` places, in the order in which they first lost something.
  package var events: [ReportedEvent]
  /// How many distinct places lost something, those beyond `events` among them.
  package var placeCount: Int
  /// How many times anything was lost, over all places.
  package var eventCount: UInt64
  /// What the watch's rules have set apart, none of it among those counts.
  package var setApart: [SetApart]
  /// Whether it is told in any case, since a reading was asked for; otherwise where there is nothing else to tell.
  package var tellsSetApart = false

  /// Why the result was not followed, where a loss might have made it; nil where it was, or there is nothing to follow.
  package var notFollowed: NotFollowed?

  /// How many distinct places are listed.
  package static let eventLimit = 8

  package init(
    instance: String, function: FunctionPath, wasWatched: Bool, declared: Bool? = nil,
    computed: ComputedOperation? = nil, operation: ReportedOperation? = nil, events: [ReportedEvent] = [],
    placeCount: Int = 0, eventCount: UInt64 = 0, setApart: [SetApart] = []
  ) {
    self.setApart = setApart
    self.instance = instance
    self.function = function
    self.wasWatched = wasWatched
    self.declared = declared
    self.computed = computed
    self.operation = operation
    self.events = events
    self.placeCount = placeCount
    self.eventCount = eventCount
  }

  /// Whether the operation behind the result overflowed in its type's own sign, as far as that is known.
  package var didOverflow: Bool {
    computed?.facts.overflowed ?? declared ?? false
  }

  /// Whether what was returned is an overflowed result: not one that was saturated, or refused as `none`.
  package var returnedOverflow: Bool {
    computed.map { $0.facts.overflowed && $0.isReturned } ?? declared ?? false
  }

  /// Whether the component's flag differs from the operation done again.
  package var flagMismatch: Bool {
    guard let declared, let computed else { return false }
    return declared != computed.flag
  }

  /// Whether the value returned differs from the operation done again.
  package var valueMismatch: Bool { computed?.matchesValue == false }

  /// The events that the watch's rules do not count as noise.
  package var notableEvents: [ReportedEvent] { events.filter { !$0.isNoise } }
}

/// A known operation that witscope did again from a call's arguments.
package struct ComputedOperation: Sendable {
  package var facts: OperationFacts
  /// What the function's flag should be.
  package var flag: Bool
  /// Whether the value returned is the operation's; nil where the result holds no such value (a checked sum's `none`).
  package var matchesValue: Bool?
  /// Whether the value returned is the operation's own, wrapped where it wrapped.
  package var isReturned: Bool

  package init(facts: OperationFacts, flag: Bool, matchesValue: Bool?, isReturned: Bool = true) {
    self.facts = facts
    self.flag = flag
    self.matchesValue = matchesValue
    self.isReturned = isReturned
  }
}

/// An operation's facts, and where its operands come from.
package struct ReportedOperation: Hashable, Sendable {
  /// Where the operands come from.
  package enum Basis: Hashable, Sendable {
    /// The input's own expression.
    case expression
    /// The native component's operation.
    case native
    /// An instruction that the watch saw: its index in the report's events.
    case observed(event: Int)
    /// An instruction of a walk: its step's number.
    case step(UInt64)
    /// witscope did a known operation again from the arguments; no instruction was seen with these operands.
    case computed
  }

  package var facts: OperationFacts
  package var basis: Basis

  package init(facts: OperationFacts, basis: Basis) {
    self.facts = facts
    self.basis = basis
  }
}

/// One place in the code that lost something, and how its result stands to the call's.
package struct ReportedEvent: Sendable {
  /// What was lost, in both readings, since instructions have no sign.
  package enum Facts: Hashable, Sendable {
    /// An operation, read as signed; its `counterpart` is the other reading.
    case arithmetic(OperationFacts)
    case wideSum(WideSumFacts)
    case lanes(LaneFacts)
    case narrowing(NarrowingFacts)
    case quotient(QuotientFacts)
    case truncation(TruncationFacts)
  }

  package var event: ObservedEvent
  package var facts: Facts
  /// Whether the result's bits equal an integer that the call returned; nil where it returned none of that width.
  package var equalsResult: Bool?
  /// *source*: where its result was followed to in the value returned; nil where it was not.
  package var source: SourceClaim?
  /// Whether the watch's rules count it as noise, which is not shown as a wrap.
  package var isNoise: Bool
  /// The rule by which it is noise; nil also where only a reading that does not count lost anything.
  package var rule: WatchRule?
  /// The reading to tell it in: the result's own sign where that lost something, otherwise the one that did.
  package var isReadSigned: Bool

  package init(event: ObservedEvent, facts: Facts, equalsResult: Bool?, isNoise: Bool, isReadSigned: Bool = true) {
    self.isReadSigned = isReadSigned
    self.event = event
    self.facts = facts
    self.equalsResult = equalsResult
    self.isNoise = isNoise
  }

  /// Whether the instruction has no sign, so that its bits can be read in either way.
  package var hasBothReadings: Bool {
    switch facts {
    case .arithmetic, .wideSum, .lanes, .narrowing: true
    case .quotient, .truncation: false
    }
  }

  /// Whether the exact result does not fit, in a reading.
  package func loses(asSigned isSigned: Bool) -> Bool {
    switch facts {
    case .arithmetic(let facts): facts.overflowed(asSigned: isSigned)
    case .wideSum(let facts): facts.overflowed(asSigned: isSigned)
    case .lanes(let facts): !facts.losses(asSigned: isSigned).isEmpty
    case .narrowing(let facts): !facts.fits(asSigned: isSigned)
    case .quotient: isSigned
    case .truncation(let facts): facts.target.isSigned == isSigned
    }
  }

  /// The exact result in a reading, in decimal; a float where no integer is near. Of vectors, the first lane's that lost
  /// something.
  package func exact(asSigned isSigned: Bool) -> String {
    switch facts {
    case .arithmetic(let facts): facts.exact(asSigned: isSigned).description
    case .wideSum(let facts): facts.exact(asSigned: isSigned)
    case .lanes(let facts): facts.first(asSigned: isSigned).facts.exact.description
    case .narrowing(let facts): facts.exact(asSigned: isSigned).description
    case .quotient(let facts): facts.exact.description
    case .truncation(let facts): facts.exact?.description ?? facts.decimal
    }
  }

  /// The type of the result in a reading; nil for 128 bits, which no type of a component has, and for vectors.
  package func resultType(asSigned isSigned: Bool) -> IntegerType? {
    switch facts {
    case .wideSum, .lanes: nil
    case .arithmetic(let facts): facts.type.withSign(isSigned)
    case .narrowing(let facts): facts.resultType(asSigned: isSigned)
    case .quotient(let facts): facts.type.withSign(isSigned)
    case .truncation(let facts): facts.target
    }
  }
}

extension ReportedEvent {
  /// The name of the result's type in a reading, as WIT has it or would have it.
  package func resultTypeName(asSigned isSigned: Bool) -> String {
    if case .lanes(let facts) = facts { return facts.first(asSigned: isSigned).facts.type.description }
    return resultType(asSigned: isSigned)?.description ?? WideSumFacts.typeName(asSigned: isSigned)
  }

  /// What was left, in decimal; of the first lane that lost something.
  package func wrapped(asSigned isSigned: Bool) -> String {
    if case .lanes(let facts) = facts {
      let lost = facts.first(asSigned: isSigned).facts
      return lost.type.decimal(lost.result)
    }
    if case .wideSum(let facts) = facts { return WideSumFacts.decimal(facts.result, asSigned: isSigned) }
    return resultType(asSigned: isSigned)?.decimal(event.result) ?? ""
  }
}

/// What one of the watch's rules has set apart in a call.
package struct SetApart: Hashable, Sendable {
  package var rule: WatchRule
  /// Distinct places.
  package var placeCount: Int
  /// How many times, over those places.
  package var eventCount: UInt64

  package init(rule: WatchRule, placeCount: Int, eventCount: UInt64) {
    self.rule = rule
    self.placeCount = placeCount
    self.eventCount = eventCount
  }
}
