import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import NativeComponents

/// Everything that is known of a finished call, from which its report follows.
struct CallEvidence {
  var instance: String
  /// Whether the component is native: its operations are the observed ones.
  var isNative: Bool
  var function: CallableFunction
  var arguments: [ComponentValue]
  var watch: WatchMode
  var observations: Observations
  /// The events whose results were followed to the value, by their index among the observations.
  var sources: [Int: SourceClaim] = [:]
  /// Where the user said that the function's result holds an overflow flag.
  var flagPath: [String]?

  /// The report; without a value for a call that did not return one.
  func report(returning value: ComponentValue?) -> CallReport {
    let known = ArithmeticFunction(function.path)
    let computed = computedOperation(known, returning: value)
    let events = reportedEvents(known, returning: value)
    let notable = events.filter { !$0.isNoise }
    // What is notable is shown first, in the order in which the places first lost something.
    let shown = Array((notable + events.filter(\.isNoise)).prefix(CallReport.eventLimit))
    let listed = observations.events.reduce(UInt64(0)) { $0 &+ $1.count }
    let unlisted = observations.total > listed ? observations.total - listed : 0
    var report = CallReport(
      instance: instance, function: function.path, wasWatched: watch.isOn,
      declared: value.flatMap { declaredFlag(known, in: $0) }, computed: computed,
      operation: operation(computed, shown), events: shown, placeCount: notable.count,
      eventCount: notable.reduce(unlisted) { $0 &+ $1.event.count }, setApart: setApart(events))
    report.tellsSetApart = watch.reading != .result
    return report
  }

  // MARK: - Declared and computed

  private func declaredFlag(_ known: ArithmeticFunction?, in value: ComponentValue) -> Bool? {
    if let flagPath, let type = function.type.result {
      guard case .bool(let flag) = FlagPath.value(at: flagPath, in: TypedValue(value, type))?.value else { return nil }
      return flag
    }
    return known?.declared(in: value)
  }

  private func computedOperation(_ known: ArithmeticFunction?, returning value: ComponentValue?) -> ComputedOperation? {
    guard let known, let facts = known.facts(arguments) else { return nil }
    return ComputedOperation(
      facts: facts, flag: known.shouldDeclare(facts),
      matchesValue: value.map { known.bits(in: $0) == known.bits(in: known.expected(facts)) },
      isReturned: value.map { known.bits(in: $0) == facts.result } ?? false)
  }

  /// What each rule has set apart, in the order of the rules.
  private func setApart(_ events: [ReportedEvent]) -> [SetApart] {
    WatchRule.allCases.compactMap { rule in
      let events = events.filter { $0.rule == rule }
      guard !events.isEmpty else { return nil }
      return SetApart(rule: rule, placeCount: events.count, eventCount: events.reduce(0) { $0 &+ $1.event.count })
    }
  }

  // MARK: - Observed

  private func reportedEvents(_ known: ArithmeticFunction?, returning value: ComponentValue?) -> [ReportedEvent] {
    let integers = value.map(IntegerBits.integers) ?? []
    // One integer has one sign; several of different signs leave it open.
    let signs = Set(integers.map(\.type.isSigned))
    let sign = known?.type.isSigned ?? (signs.count == 1 ? signs.first : nil)
    return observations.events.enumerated().compactMap { index, event in
      guard let facts = Self.facts(of: event) else { return nil }
      var reported = ReportedEvent(event: event, facts: facts, equalsResult: nil, isNoise: false)
      let width = reported.resultType(asSigned: false)?.width
      let comparable = integers.filter { $0.type.width == width }
      if !comparable.isEmpty { reported.equalsResult = comparable.contains { $0.bits == event.result } }
      reported.source = sources[index]
      Self.judge(&reported, by: watch, resultIsSigned: sign)
      return reported
    }
  }

  /// Decides in which reading an event is told, and whether it is noise: no reading that counts lost anything but by a rule
  /// that is on.
  static func judge(_ reported: inout ReportedEvent, by watch: WatchMode, resultIsSigned sign: Bool?) {
    let own = sign ?? true
    reported.isReadSigned = reported.loses(asSigned: own) ? own : !own
    // What has a sign of its own counts in that.
    let readings =
      reported.hasBothReadings || watch.reading != .result
      ? watch.readings(resultIsSigned: sign) : [reported.isReadSigned]
    reported.isNoise = true
    for isSigned in readings where reported.loses(asSigned: isSigned) {
      let rule =
        watch.rule(for: reported.event, asSigned: isSigned) ?? negativeRule(reported, by: watch, asSigned: isSigned)
      if let rule {
        reported.rule = reported.rule ?? rule
        continue
      }
      reported.isReadSigned = isSigned
      reported.isNoise = false
      reported.rule = nil
      return
    }
  }

  static func facts(of event: ObservedEvent) -> ReportedEvent.Facts? {
    switch event.operation {
    case .arithmetic(let operation, let width):
      guard let type = IntegerType(width: width, isSigned: true),
        let facts = OperationFacts(operation, type, operands: event.operands)
      else { return nil }
      return .arithmetic(facts)
    case .wideSum(let isDifference):
      return WideSumFacts(halves: event.operands, isDifference: isDifference).map { .wideSum($0) }
    case .lanes(let operation, let width):
      return LaneFacts(operation, laneWidth: width, words: event.operands).map { .lanes($0) }
    case .narrowing(_, let from, let to):
      return event.operands.first.flatMap { NarrowingFacts($0, from: from, to: to) }.map { .narrowing($0) }
    case .division(let width): return QuotientFacts(width: width, isRemainder: false).map { .quotient($0) }
    case .remainder(let width): return QuotientFacts(width: width, isRemainder: true).map { .quotient($0) }
    case .truncation(let from, let target, let isSaturating):
      return event.operands.first
        .flatMap { TruncationFacts($0, from: from, to: target, isSaturating: isSaturating) }
        .map { .truncation($0) }
    }
  }

  /// Compilers subtract by adding a negative number and align addresses with `0 - n`. Where the code does not show it, the
  /// operands do: a small negative number added and a small number negated lose nothing but the unsigned reading, unless
  /// what came of it is what was returned.
  private static func negativeRule(
    _ event: ReportedEvent, by watch: WatchMode, asSigned isSigned: Bool
  ) -> WatchRule? {
    // Native operations have a sign of their own, and what ended the call is what the user asked for.
    guard !isSigned, watch.rules.contains(.negatives), event.equalsResult != true, !event.loses(asSigned: true),
      event.event.location != nil, event.event.didRun,
      case .arithmetic(let facts) = event.facts
    else { return nil }
    let smallest = ExactInteger(-65_536)
    func isSmallNegative(_ bits: UInt64) -> Bool {
      let value = facts.type.withSign(true).value(of: bits)
      return value.isNegative && smallest <= value
    }
    let applies =
      switch facts.operation {
      case .add: facts.operands.contains(where: isSmallNegative)
      case .sub, .neg: facts.operands.first == 0 && isSmallNegative(facts.result)
      case .mul, .shl: false
      }
    return applies ? .negatives : nil
  }

  // MARK: - The operation to show

  private func operation(
    _ computed: ComputedOperation?, _ events: [ReportedEvent]
  ) -> ReportedOperation? {
    if let computed {
      if isNative { return ReportedOperation(facts: computed.facts, basis: .native) }
      let seen = events.firstIndex { event in
        guard case .arithmetic(let facts) = event.facts else { return false }
        return facts.performs(computed.facts)
      }
      return ReportedOperation(
        facts: computed.facts, basis: seen.map { .observed(event: $0) } ?? .computed)
    }
    // An unknown function: the instruction whose result came back, if there was just one.
    let alike = events.indices.filter { events[$0].equalsResult == true && !events[$0].isNoise }
    let followed = alike.filter { events[$0].source != nil }
    let equal = followed.isEmpty ? alike : followed
    guard equal.count == 1, let index = equal.first, case .arithmetic(let facts) = events[index].facts else {
      return nil
    }
    let resultType = function.type.result.flatMap { IntegerType($0) }
    let sign = resultType?.isSigned ?? true
    guard let typed = OperationFacts(facts.operation, facts.type.withSign(sign), operands: facts.operands) else {
      return nil
    }
    return ReportedOperation(facts: typed, basis: .observed(event: index))
  }
}

extension OperationFacts {
  /// Whether an instruction's operation is this one, its operands in either order where that is the same.
  fileprivate func performs(_ wanted: OperationFacts) -> Bool {
    guard operation == wanted.operation, type.width == wanted.type.width else { return false }
    let commutes = operation == .add || operation == .mul
    return (x == wanted.x && y == wanted.y) || (commutes && x == wanted.y && y == wanted.x)
  }
}
